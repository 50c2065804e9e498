package intake

import (
	"encoding/json"
	"os"
	"strconv"
	"testing"

	"letterpress/internal/blueprint"
	"letterpress/internal/letter"
)

// codes are words of the request's closed lists, and a few shapes.
var codes = []string{
	"en", "es", "standard", "large-print", "braille", "machine", "mapd", "pdp", "dsnp", "isnp", "criteria", "at-risk", "both", "snp",
	"representative", "caregiver", "facility", "facility-nurse", "member", "prescriber", "spouse", "claims", "pharmacy", "medical-record",
	"in-person", "records-only", "tablet", "mg", "ml", "other", "device", "listed", "none-known", "none-reported", "not-asked",
	"on-hold", "self", "unknown", "known", "hand", "none", "711", "sat", "sun-sat", "00:00", "12:00", "23:59", "AT", "1", "0.5", "10",
	"2026-01-02", "Ana:", "Sr.", "Dr", "100 %", "**x** {{.y}}", " ", "a\u00a0b",
}

// A request that is accepted without one of its members, or with another word
// in one of them, can be expanded too.
func TestVariationsCanBeExpanded(t *testing.T) {
	x := expander{counter: all(t), views: map[saying]*blueprint.View{}}
	x.judge = x.desk()
	for _, path := range append(hardPaths(t), "testdata/welcome.json", "testdata/summary.json") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var root any
		if err := json.Unmarshal(data, &root); err != nil {
			t.Fatal(err)
		}
		words := codes
		if testing.Short() || path[0] == '.' {
			words = nil // of the samples only what happens when something is left out
		}
		vary(root, path, words, func(what string) { x.try(t, what, root) })
	}
	if x.accepted < 1000 {
		t.Errorf("only %d variations were accepted", x.accepted)
	}
}

// expander expands what its desk accepts.
type expander struct {
	counter
	judge    *Desk
	views    map[saying]*blueprint.View
	accepted int
}

func (x *expander) try(t *testing.T, what string, root any) {
	data, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	l, faults := letter.Parse(data)
	if len(faults) > 0 {
		return
	}
	v, faults := x.judge.Judge(l)
	if len(faults) > 0 {
		return
	}
	x.accepted++
	key := saying{v.Program, l.Language}
	if x.views[key] == nil {
		x.views[key] = blueprint.NewView(v.Program, x.words.Language(l.Language))
	}
	if _, err := x.set.Expand(l, "", x.views[key]); err != nil {
		t.Errorf("%s: %v", what, err)
	}
}

// vary calls visit with each node of root in turn left out or, where it is a
// string, replaced by each of the words.
func vary(node any, path string, words []string, visit func(string)) {
	switch n := node.(type) {
	case map[string]any:
		for name, child := range n {
			at := path + "/" + name
			delete(n, name)
			visit(at + " left out")
			n[name] = child
			vary(child, at, words, visit)
			if _, ok := child.(string); ok {
				for _, w := range words {
					n[name] = w
					visit(at + " = " + w)
				}
			}
			if list, ok := child.([]any); ok {
				shorter(n, name, list, at, visit)
			}
			n[name] = child
		}
	case []any:
		for i, child := range n {
			at := path + "/" + strconv.Itoa(i)
			vary(child, at, words, visit)
			if _, ok := child.(string); ok {
				for _, w := range words {
					n[i] = w
					visit(at + " = " + w)
				}
			}
			n[i] = child
		}
	}
}

// shorter leaves out each entry of a list, and all of them.
func shorter(n map[string]any, name string, list []any, at string, visit func(string)) {
	n[name] = []any{}
	visit(at + " emptied")
	for i := range list {
		n[name] = append(append([]any{}, list[:i]...), list[i+1:]...)
		visit(at + " without " + strconv.Itoa(i))
	}
}
