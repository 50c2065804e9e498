package pdf_test

import (
	"bytes"
	"testing"

	"letterpress/internal/page"
)

// What a Writer remembers of numbers stays within bounds, and a letter comes out
// the same whether its numbers are new, known or forgotten again.
func TestShapesAreRememberedWithinBounds(t *testing.T) {
	w, d := newWriter(t), fivePages(english)
	first := write(t, d)
	for n := range page.Unit(60) {
		if n%20 == 0 {
			if got, _, err := w.Append(nil, d); err != nil || !bytes.Equal(got, first) {
				t.Fatalf("after %d other letters it is another file (%v)", n, err)
			}
		}
		if _, _, err := w.Append(nil, ruled(n)); err != nil {
			t.Fatal(err)
		}
		if known, most := w.Known(); known == 0 || known > most {
			t.Fatalf("%d numbers are remembered, and at most %d may be", known, most)
		}
	}
}

// ruled is a page with 100 rules at heights where no other has one.
func ruled(n page.Unit) *page.Document {
	d := latin()
	for i := range page.Unit(100) {
		d.Pages[0].Items = append(d.Pages[0].Items, page.Item{
			Kind: page.Rule, Source: page.Layout, Element: page.Decoration,
			X: 72 * page.Point, Y: 100*page.Point + 100*n + i, W: page.Point, Size: page.Point,
		})
	}
	return d
}
