package ledger_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/ledger"
)

// The page and the code say the same, in tables and in drawings.
func TestStatesPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/states.md")
	if err != nil {
		t.Fatal(err)
	}
	letter, piece := ledger.Arrows()
	for _, c := range []struct {
		heading string
		code    []ledger.Arrow
	}{{"\n## Letter\n", letter}, {"\n## Piece\n", piece}} {
		_, section, ok := strings.Cut(string(page), c.heading)
		if !ok {
			t.Fatalf("no section %q", c.heading)
		}
		section, _, _ = strings.Cut(section, "\n## ")
		if got := tableOf(section); !slices.Equal(got, c.code) {
			t.Errorf("table in %q:\n%v\ncode:\n%v", c.heading, got, c.code)
		}
		var drawn []string
		for _, a := range c.code {
			drawn = append(drawn, arrowText(a))
		}
		if got := drawingOf(section); !slices.Equal(got, drawn) {
			t.Errorf("drawing in %q:\n%v\ncode:\n%v", c.heading, got, drawn)
		}
	}
}

func arrowText(a ledger.Arrow) string {
	if a.From == "" {
		a.From = "[*]"
	}
	return a.From + " --> " + a.To
}

func tableOf(section string) (out []ledger.Arrow) {
	for line := range strings.Lines(section) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 6 || strings.Contains(line, "---") || strings.Contains(line, "audit action") {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		out = append(out, ledger.Arrow{From: cells[1], To: cells[2], By: cells[3], Action: cells[4]})
	}
	return out
}

func drawingOf(section string) (out []string) {
	for line := range strings.Lines(section) {
		if strings.Contains(line, " --> ") {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		letter ledger.Letter
		want   string
	}{
		{ledger.Letter{State: ledger.Accepted}, "accepted"},
		{ledger.Letter{State: ledger.Failed}, "failed"},
		{ledger.Letter{State: ledger.Rendered}, "stored"},
		{ledger.Letter{State: ledger.Rendered, Piece: ledger.Piece{ID: "p", State: ledger.Held}}, "held"},
		{ledger.Letter{State: ledger.Void, Piece: ledger.Piece{ID: "p", State: ledger.Pulled}}, "void"},
		{ledger.Letter{State: ledger.Superseded, Piece: ledger.Piece{ID: "p", State: ledger.Mailed}}, "superseded"},
	} {
		if got := c.letter.Status(); got != c.want {
			t.Errorf("status %q, want %q", got, c.want)
		}
	}
}
