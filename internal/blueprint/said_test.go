package blueprint_test

import (
	"slices"
	"testing"

	"letterpress/internal/blueprint"
	"letterpress/internal/letter"
)

// What a letter says is the messages of its parts and enclosures, once each.
func TestSaid(t *testing.T) {
	all := builtIn(t).set.Said()
	for _, c := range []struct {
		kind    letter.Kind
		edition string
		has     []string
		lacks   string
	}{
		{letter.Welcome, "", []string{"welcome.enrolled", "welcome.why.snp", "disposal.why"}, "cover.program"},
		{letter.CMRSummary, "2022", []string{"cover.program", "todo.head", "list.bring", "disposal.why"}, "welcome.enrolled"},
	} {
		i := slices.IndexFunc(all, func(s blueprint.Said) bool { return s.Kind == c.kind && s.Edition == c.edition })
		if i < 0 {
			t.Errorf("nothing is said by %s %s", c.kind, c.edition)
			continue
		}
		for _, id := range c.has {
			if n := len(slices.DeleteFunc(slices.Clone(all[i].Messages), func(s string) bool { return s != id })); n != 1 {
				t.Errorf("%s says %s %d times", c.kind, id, n)
			}
		}
		if slices.Contains(all[i].Messages, c.lacks) {
			t.Errorf("%s says %s", c.kind, c.lacks)
		}
	}
}
