package blueprint_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/blueprint"
	"letterpress/internal/letter"
	"letterpress/templates"
)

func TestOrigin(t *testing.T) {
	shared := fstest.MapFS{
		"parts/to-do-list.yaml": {Data: []byte("id: to-do-list\nversion: 7\nform: true\nname: doc.to-do-list\nblocks:\n  - include: shared/a\n")},
		"shared/a.yaml":         {Data: []byte("blocks:\n  - include: shared/b\n")},
		"shared/b.yaml":         {Data: []byte("blocks:\n  - para: todo.why\n")},
	}
	s, err := blueprint.Load(builtIn(t).words, templates.FS, shared)
	if err != nil {
		t.Fatal(err)
	}
	l := &letter.Letter{Kind: letter.CMRSummary, Date: day(t, "2025-02-03")}
	var names []string
	for _, f := range s.Origin(l, []string{"cover-letter", "to-do-list", "to-do-list"}) {
		names = append(names, f.Name)
		if f.Text == "" {
			t.Errorf("%s has no text", f.Name)
		}
		if f.Name == "parts/to-do-list.yaml" && (f.Version != 7 || !strings.Contains(f.Text, "shared/a")) {
			t.Errorf("%s: version %d, of an earlier layer", f.Name, f.Version)
		}
	}
	want := []string{"letters/cmr-summary.yaml", "parts/cover-letter.yaml", "shared/cover-thanks.yaml", "shared/cover-closing.yaml", "parts/to-do-list.yaml", "shared/a.yaml", "shared/b.yaml", "editions/2022.yaml"}
	if !slices.Equal(names, want) {
		t.Errorf("got  %v\nwant %v", names, want)
	}
}
