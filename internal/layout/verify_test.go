package layout

import (
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/fault"
	"letterpress/internal/page"
)

func TestVerify(t *testing.T) {
	good := page.Item{Kind: page.Text, X: 100 * pt, Y: 700 * pt, W: 20 * pt, Size: 10 * pt, Words: "ok", Source: page.Wording, Element: page.Footer}
	for name, c := range map[string]struct {
		change func(*page.Item)
		want   string
		kind   fault.Kind
	}{
		"nothing wrong":          {func(*page.Item) {}, "", 0},
		"left of the page":       {func(it *page.Item) { it.X = -1 }, "outside the sheet", fault.Internal},
		"below the page":         {func(it *page.Item) { it.Y = page.Height }, "outside the sheet", fault.Internal},
		"right of it":            {func(it *page.Item) { it.W = page.Width }, "outside the sheet", fault.Internal},
		"turned, above it":       {func(it *page.Item) { it.Turned, it.W = true, 701*pt }, "outside the sheet", fault.Internal},
		"a frame":                {func(it *page.Item) { it.Kind, it.H = page.Frame, 100*pt }, "outside the sheet", fault.Internal},
		"a rule leftwards":       {func(it *page.Item) { it.Kind, it.W = page.Rule, -200*pt }, "outside the sheet", fault.Internal},
		"no element":             {func(it *page.Item) { it.Element = 10_000 }, "no element", fault.Internal},
		"no source":              {func(it *page.Item) { it.Source = page.Unknown }, "unknown origin", fault.Internal},
		"a glyph of a message":   {func(it *page.Item) { it.Words = "\u2713" }, "a message holds a character", fault.Source},
		"a glyph of the program": {func(it *page.Item) { it.Words, it.Source = "\u2713", page.Program }, "the program file", fault.Source},
		"a glyph of the request": {func(it *page.Item) { it.Words, it.Source = "\u2713", page.Request }, "the request", fault.Request},
		"over another text":      {func(it *page.Item) { it.Y = 701 * pt; it.X = 300 * pt }, "two texts overlap", fault.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			out := laid(t, sheetOf(para("x")))
			other := good
			other.X = 290 * pt
			it := good
			c.change(&it)
			out.Pages[0].Items = append(out.Pages[0].Items, other, it)
			err := Verify(out)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || fault.KindOf(err) != c.kind {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// An error names the page and never the words.
func TestErrorsRepeatNoWords(t *testing.T) {
	d := sheetOf(&doc.Para{Text: doc.Inline{{Text: "secret \U0001F600 words", Source: page.Request}}})
	var out page.Document
	err := NewEngine().Lay(d, &out, nil)
	if err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "page 1") {
		t.Errorf("got %v", err)
	}
}
