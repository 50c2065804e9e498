package draft_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/blueprint"
	"letterpress/internal/draft"
	"letterpress/internal/fault"
	"letterpress/internal/intake"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/wording"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"
)

// each calls f for every kind of letter of every program in every language.
func each(t *testing.T, f func(t *testing.T, kind letter.Kind, p *program.Program, lang letter.Lang)) {
	t.Helper()
	for _, p := range programs(t).All() {
		for _, lang := range p.Languages {
			for _, kind := range letter.Kinds() {
				t.Run(fmt.Sprintf("%s %s %s", kind, p.ID, lang), func(t *testing.T) { f(t, kind, p, lang) })
			}
		}
	}
}

func programs(t *testing.T) *program.Set {
	t.Helper()
	files, err := fs.Sub(samples.Programs, "programs")
	if err != nil {
		t.Fatal(err)
	}
	set, err := program.Load(files, "")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// A draft as it was made is refused at each place that is to be filled in, and
// nowhere else.
func TestUnfilledIsRefused(t *testing.T) {
	each(t, func(t *testing.T, kind letter.Kind, p *program.Program, lang letter.Lang) {
		d := draft.New(kind, p, lang, letter.Standard)
		var want []string
		replaced(t, d.JSON, func(pointer, _ string) string { want = append(want, pointer); return "" })
		_, faults := letter.Parse(d.JSON)
		var got []string
		for _, f := range faults {
			if f.Code != letter.CodeUnfilled {
				t.Errorf("%s %s: %s", f.Pointer, f.Code, f.Detail)
			}
			got = append(got, f.Pointer)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("refused at %v\nto be filled in %v", got, want)
		}
		if len(d.Fill) != len(want) {
			t.Errorf("%d notes on %d placeholders", len(d.Fill), len(want))
		}
	})
}

// A draft with its placeholders replaced, and nothing else changed, passes.
func TestFilledPasses(t *testing.T) {
	words, err := wording.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	set, err := blueprint.Load(words, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	desk := intake.NewDesk(programs(t), words, set, false)
	each(t, func(t *testing.T, kind letter.Kind, p *program.Program, lang letter.Lang) {
		data := replaced(t, draft.New(kind, p, lang, letter.LargePrint).JSON, func(pointer, what string) string { return value(t, p, pointer, what) })
		l, faults := letter.Parse(data)
		if len(faults) > 0 {
			t.Fatalf("%v\n%s", faults, data)
		}
		if l.Format != letter.LargePrint || l.Language != lang || l.Kind != kind {
			t.Errorf("%s in %s, %s", l.Kind, l.Language, l.Format)
		}
		_, faults = desk.Judge(l)
		notOffered := slices.ContainsFunc(faults, func(f fault.Field) bool { return f.Pointer == "/kind" })
		if !made(set, l) || notOffered {
			return // the program, or the edition, has no such letter: told at another place
		}
		if len(faults) > 0 {
			t.Errorf("%v\n%s", faults, data)
		}
	})
}

func made(set *blueprint.Set, l *letter.Letter) bool {
	_, offered := set.Makes(l)
	return set.Offers(l.Kind) && offered
}

// Optional members are noted, unless they stand in the draft already.
func TestOptional(t *testing.T) {
	p, _ := programs(t).Find("cigna-2024")
	d := draft.New(letter.SafeDisposal, p, letter.English, letter.Standard)
	var got []string
	for _, n := range d.Optional {
		if n.What == "" {
			t.Errorf("nothing is said of %s", n.Member)
		}
		got = append(got, n.Member)
	}
	if want := []string{"format", "reference", "translation", "recipient", "delivery", "replaces"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// value is what a person fills in at a place: one of the words of a choice, else
// by the member's name.
func value(t *testing.T, p *program.Program, pointer, what string) string {
	t.Helper()
	if words, ok := strings.CutPrefix(what, letter.Unfilled+" one of "); ok {
		first, _, _ := strings.Cut(words, ", ")
		return first
	}
	name := strings.TrimRight(pointer, "/0123456789")
	name = name[strings.LastIndex(name, "/")+1:]
	switch pointer {
	case "/prescriber/name", "/review/by/name":
		name = "person"
	}
	v, ok := map[string]string{
		"key": "draft-1", "date": fmt.Sprintf("%d-03-06", p.ContractYear), "id": "M-1", "first": "Ana", "last": "Sample", "birth_date": "1948-07-09",
		"lines": "1 Example Street", "city": "Sampleton", "state": "CT", "postal_code": "06032", "person": "Pat Example", "credentials": "PharmD",
		"title": "Pharmacist", "topic": "Sugar", "actions": "Walk each day.", "es": "azúcar", "name": "metformin", "strength": "500 mg",
		"form": "tablet", "directions": "Take 1 tablet by mouth with food.", "reason": "Diabetes", "allergies_status": "none-known",
		"side_effects_status": "none-reported", "address": "2 Example Street", "npi": "1234567893", "fax": "860-555-0102",
		"category": "adherence", "finding": "A gap.", "recommendation": "Please talk about it.",
	}[name]
	if !ok {
		t.Fatalf("nothing to fill in at %s", pointer)
	}
	return v
}

// replaced is a request with each placeholder replaced.
func replaced(t *testing.T, data []byte, with func(pointer, what string) string) []byte {
	t.Helper()
	var root any
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	out, err := json.Marshal(walk(root, "", with))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func walk(node any, pointer string, with func(pointer, what string) string) any {
	switch v := node.(type) {
	case map[string]any:
		for k := range v {
			v[k] = walk(v[k], pointer+"/"+k, with)
		}
	case []any:
		for i := range v {
			v[i] = walk(v[i], fmt.Sprintf("%s/%d", pointer, i), with)
		}
	case string:
		if strings.HasPrefix(v, letter.Unfilled) {
			return with(pointer, v)
		}
	}
	return node
}
