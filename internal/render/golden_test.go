package render_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"letterpress/internal/letter"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// The stages of real letters, as text that a reviewer can read: what was
// expanded, where it was placed, and the tag tree that a screen reader walks.
func TestStagesOfLetters(t *testing.T) {
	r := newRenderer(t)
	samples := sampleLetters(t)
	for _, name := range []string{"cigna-2024/cmr-summary-en", "cigna-2024/cmr-summary-es", "connecticare-2025/welcome-criteria-es", "hard/large-print-cmr-summary-es",
		"cigna-2024/blank-medication-list-es", "hard/list-without-review-none-en", "hard/tmr-records-caregiver-es", "connecticare-2025/safe-disposal-en", "cigna-2024/prescriber-cmr-es", "aetna-2021/cmr-summary-es"} {
		l := samples[name+".json"]
		id := letter.ID("default", l.Key)
		d, err := r.Expand(l, id)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := r.Pages(l, id)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name+".doc", d.Dump())
		golden(t, name+".pages", pages.DumpPages())
		golden(t, name+".tags", pages.DumpTags())
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", strings.ReplaceAll(name, "/", "-")+".txt")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Errorf("%s differs at line %d; run with -update and look at the change\n got: %s\nwant: %s", file, i+1, at(a, i), at(b, i))
			return
		}
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the end)"
}
