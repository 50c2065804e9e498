package proof

import (
	"strings"

	"znkr.io/diff"
)

// Run is words that follow each other with one fate.
type Run struct {
	Op   string // "" as before, "del" or "ins"
	Text string
}

// Passages is neighbouring passages that differ: what they said, what they say.
type Passages struct {
	From, To int // page before and after; 0 where there was or is none
	Role     string
	Runs     []Run
}

// words compares what two documents say, passage by passage and in those that
// differ word by word.
func words(a, b []Passage) []Passages {
	var out []Passages
	for _, h := range diff.HunksFunc(a, b, samePassage, diff.Context(0)) {
		p := Passages{Runs: wordRuns(joined(a[h.PosX:h.EndX]), joined(b[h.PosY:h.EndY]))}
		if h.PosX < h.EndX {
			p.From, p.Role = a[h.PosX].Page, a[h.PosX].Role
		}
		if h.PosY < h.EndY {
			p.To, p.Role = b[h.PosY].Page, b[h.PosY].Role
		}
		out = append(out, p)
	}
	return out
}

// samePassage does not ask for the page: words that only moved did not change.
func samePassage(a, b Passage) bool { return a.Role == b.Role && a.Words == b.Words }

// paragraph stands between the passages of a run.
const paragraph = "¶"

func joined(list []Passage) string {
	var s []string
	for _, p := range list {
		s = append(s, p.Words)
	}
	return strings.Join(s, " "+paragraph+" ")
}

// wordRuns marks the words of b that a has not, and those of a that b has not.
func wordRuns(a, b string) []Run {
	var out []Run
	for _, e := range diff.Edits(strings.Fields(a), strings.Fields(b)) {
		op, word := "", e.X
		switch e.Op {
		case diff.Delete:
			op = "del"
		case diff.Insert:
			op, word = "ins", e.Y
		}
		if n := len(out); n > 0 && out[n-1].Op == op {
			out[n-1].Text += " " + word
		} else {
			out = append(out, Run{op, word})
		}
	}
	return out
}

// Hunk is lines that differ, with some around them.
type Hunk struct{ Lines []Line }

// Line is a line with its fate, as in Run.
type Line struct {
	Op   string
	Text string
}

// hunks compares lines.
func hunks(a, b []string) []Hunk {
	var out []Hunk
	for _, h := range diff.Hunks(a, b, diff.Context(2)) {
		var lines []Line
		for _, e := range h.Edits {
			switch e.Op {
			case diff.Delete:
				lines = append(lines, Line{"del", e.X})
			case diff.Insert:
				lines = append(lines, Line{"ins", e.Y})
			default:
				lines = append(lines, Line{"", e.X})
			}
		}
		out = append(out, Hunk{lines})
	}
	return out
}
