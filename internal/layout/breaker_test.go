package layout

import (
	"reflect"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

var testStyle = style{10 * pt, 12 * pt, page.Regular, ink}

// broken returns the words of each line that text takes at width w.
func broken(e *Engine, text doc.Inline, w page.Unit) []string {
	e.doc, e.out = &doc.Document{}, &page.Document{}
	e.breaker.reset()
	l0, l1 := e.lay(text, &testStyle, w, page.Header)
	var out []string
	for _, l := range e.lines[l0:l1] {
		words := ""
		for i := l.seg0; i < l.seg1; i++ {
			words += e.segs[i].words()
		}
		out = append(out, words)
	}
	return out
}

func widthOf(s string) page.Unit { return face.Width(page.Regular, s, testStyle.size) }

func TestBreaking(t *testing.T) {
	for name, c := range map[string]struct {
		text doc.Inline
		fits string // the line is as wide as this
		want []string
	}{
		"one line":                    {in("one two"), "one two", []string{"one two"}},
		"one unit too narrow":         {in("one two"), "one tw", []string{"one ", "two"}},
		"as many words as fit":        {in("aa bb cc dd ee"), "aa bb cc", []string{"aa bb cc ", "dd ee"}},
		"runs of spaces count as one": {in("  aa   bb  "), "aa bb cc", []string{"aa bb"}},
		"a run of spaces at the end":  {in("aa   bb"), "aa", []string{"aa ", "bb"}},
		"no-break space":              {in("aa bb~cc"), "aa bb", []string{"aa ", "bb cc"}},
		"forced break":                {in("aa\nbb"), "aa bb cc", []string{"aa ", "bb"}},
		"forced break after a space":  {in("aa \n bb"), "aa bb cc", []string{"aa ", "bb"}},
		"empty line":                  {in("aa\n\nbb"), "aa bb cc", []string{"aa ", "", "bb"}},
		"no line after the last":      {in("aa\n"), "aa bb cc", []string{"aa "}},
		"a word over two spans":       {in("aa **bb**)"), "aa bb", []string{"aa ", "bb)"}},
		"a space of its own span":     {doc.Inline{{Text: "aa"}, {Text: " "}, {Text: "bb"}}, "aa bb", []string{"aa bb"}},
		"which ends a line":           {doc.Inline{{Text: "aa"}, {Text: " "}, {Text: "bb"}}, "aa", []string{"aa ", "bb"}},
		"a space that opens a span":   {in("aa** aa**"), "aa", []string{"aa ", "aa"}},
		"nothing":                     {in(""), "aa", nil},
		"only spaces":                 {in("   "), "aa", nil},
		"a long word by characters":   {in("abcdefgh"), "abc", []string{"abc", "def", "gh"}},
		"after a word that fits":      {in("aa abcdefgh bb"), "abcd", []string{"aa ", "abcd", "efgh ", "bb"}},
		"a long word at its hyphen":   {in("sulfa-trime"), "sulfa-tr", []string{"sulfa-", "trime"}},
		"a long word at its slash":    {in("hydro/lisin"), "hydro/li", []string{"hydro/", "lisin"}},
		"held words before hyphens":   {in("Ann-Lee~Sample"), "Ann-Lee Sa", []string{"Ann-Lee ", "Sample"}},
		"a hyphen in a short word":    {in("aa b-c"), "aa b-", []string{"aa ", "b-c"}},
		"long over spans":             {in("aaa**aaa**aaa"), "aaaa", []string{"aaaa", "aaaa", "a"}},
		"accents are not split":       {in("ñññññ"), "ññ", []string{"ññ", "ññ", "ñ"}},
		"narrower than a character":   {in("WW"), "i", []string{"W", "W"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := broken(NewEngine(), c.text, widthOf(c.fits)+1); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A line's width is that of its words without the space at its end, and a piece
// starts where the one before it ends.
func TestPiecesAdjoin(t *testing.T) {
	e := NewEngine()
	text := in("Call **1-800-555-0100** (TTY~**711**), Monday to Friday, or write to **us**.")
	lines := broken(e, text, 90*pt)
	if len(lines) < 3 {
		t.Fatalf("only %d lines", len(lines))
	}
	for i, l := range e.lines {
		pen := int32(0)
		for s := l.seg0; s < l.seg1; s++ {
			sg := &e.segs[s]
			if sg.em0 != pen {
				t.Errorf("line %d: a piece starts at %d, the one before ends at %d", i, sg.em0, pen)
			}
			pen = sg.em1
		}
		if pen != l.ems {
			t.Errorf("line %d: pieces end at %d, its width is %d", i, pen, l.ems)
		}
		if face.Scale(int(l.ems), testStyle.size) > 90*pt {
			t.Errorf("line %d is too wide", i)
		}
	}
}

func TestStrongIsBold(t *testing.T) {
	out := laid(t, sheetOf(para("plain **loud** plain")))
	it, _ := find(t, out, "loud")
	if it.Weight != page.Bold {
		t.Error("a strong span is not bold")
	}
	if it, _ := find(t, out, "plain"); it.Weight != page.Regular {
		t.Error("a plain span is bold")
	}
}
