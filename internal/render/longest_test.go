package render_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"

	"letterpress/internal/letter"
)

// longest is how many medications a request may hold.
const longest = 200

// The longest lists are made whole: every medication is on a page, in both
// languages and in large print.
func TestLongestLists(t *testing.T) {
	r := newRenderer(t)
	for _, sample := range []string{"25-medications-en", "25-medications-es", "large-print-cmr-summary-en", "large-print-cmr-summary-es"} {
		l := lengthened(t, sample)
		if _, faults := r.Judge(l); len(faults) > 0 {
			t.Fatalf("%s: refused: %v", sample, faults)
		}
		out := mustRender(t, r, l)
		if out.Pages < 30 || out.Sheets != (out.Pages+1)/2 {
			t.Errorf("%s: %d pages, %d sheets", sample, out.Pages, out.Sheets)
		}
		text := wordsOf(t, out.PDF)
		for i := range longest {
			if !strings.Contains(text, medicine(i)) {
				t.Errorf("%s: medication %d is nowhere", sample, i)
			}
		}
	}
}

// lengthened is a sample whose medications are repeated up to the limit, each
// with a name of its own.
func lengthened(t *testing.T, sample string) *letter.Letter {
	t.Helper()
	data, err := os.ReadFile("../../samples/requests/hard/" + sample + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var r struct{ Medications []map[string]any }
	var all map[string]any
	for _, to := range []any{&r, &all} {
		if err := json.Unmarshal(data, to); err != nil {
			t.Fatal(err)
		}
	}
	all["medications"] = named(r.Medications)
	if data, err = json.Marshal(all); err != nil {
		t.Fatal(err)
	}
	l, faults := letter.Parse(data)
	if len(faults) > 0 {
		t.Fatalf("%s: %v", sample, faults)
	}
	return l
}

// named repeats medications up to the limit.
func named(list []map[string]any) []any {
	out := make([]any, longest)
	for i := range out {
		m := maps.Clone(list[i%len(list)])
		m["name"] = medicine(i)
		out[i] = m
	}
	return out
}

func medicine(i int) string { return fmt.Sprintf("examplin%03dz", i) }
