package contest_test

import (
	"errors"
	"strings"
	"testing"

	"letterpress/bench/contest"
	"letterpress/bench/gauge"
	"letterpress/bench/roster"
)

// measured is a result of three rounds, of which the middle one counts.
func measured(name string, docs int, sums ...string) *contest.Result {
	r := &contest.Result{Entrant: roster.Entrant{Name: name}, First: []float64{0.050}}
	for i, sum := range sums {
		s := gauge.Sample{Docs: docs + 100*(i-1), CPU: 0.5, Wall: 1, Peak: 64 << 20, Bytes: int64(docs+100*(i-1)) * 50_000, Sum: sum}
		r.One, r.All, r.Welcome = append(r.One, s), append(r.All, s), append(r.Welcome, s)
	}
	return r
}

func TestTables(t *testing.T) {
	got := contest.Tables([]*contest.Result{
		measured(roster.Ours, 1200, "a", "a", "a"),
		measured("fpdf", 150, "a", "b", "a"),
		{Entrant: roster.Entrant{Name: "typst"}, Missing: errors.New("node is not on this machine")},
	})
	for _, want := range [][]string{
		{"letterpress", "2,400", "0.42", "1.00×", "2,400", "1.00×", "1,200", "1.00×"},
		{"fpdf", "300", "3.33", "8.00×", "300", "8.00×", "150", "8.00×"},
		{"typst", "not measured: node is not on this machine"},
		{"letterpress", "50.0 ms", "64.0 MiB", "–", "50.0 kB", "0.0", "yes", "yes"},
		{"fpdf", "50.0 ms", "64.0 MiB", "–", "50.0 kB", "0.0", "yes", "no"},
		{"summaries a second", "2,000", "2,400", "yes"},
		{"welcome letters a second", "3,000", "2,400", "no"},
		{"summaries, to fpdf", "12.0×", "8.00×", "no"},
		{"first letter of a cold process", "at most 60.0 ms", "50.0 ms", "yes"},
	} {
		if !hasRow(got, want) {
			t.Errorf("no row %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "to typst") {
		t.Error("a peer that was not measured is compared")
	}
}

// hasRow reports whether a line of the table begins with these cells.
func hasRow(table string, cells []string) bool {
	for line := range strings.Lines(table) {
		got := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(got) < len(cells) {
			continue
		}
		same := true
		for i, c := range cells {
			same = same && strings.TrimSpace(got[i]) == c
		}
		if same {
			return true
		}
	}
	return false
}
