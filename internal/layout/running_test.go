package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

func footersOn(out *page.Document, p int) []page.Item {
	var items []page.Item
	for _, it := range itemsOf(out, p, page.Text) {
		if it.Element == page.Footer && !it.Turned {
			items = append(items, it)
		}
	}
	return items
}

func TestRunningHeads(t *testing.T) {
	d := letterOf(opening(filler(30)...), partOf(filler(30)...))
	out := laid(t, d)
	want := [][]string{
		nil,
		{"Example Health MedicareCover Letter (Continued)"},
		{"Example Health MedicareSample Sheet"},
		{"Example Health MedicareSample Sheet (Continued)"},
	}
	if len(out.Pages) != len(want) {
		t.Fatalf("%d pages", len(out.Pages))
	}
	for p := range want {
		if got := headLinesOn(out, p); !slices.Equal(got, want[p]) {
			t.Errorf("page %d: %q", p+1, got)
		}
	}
}

func TestFormLine(t *testing.T) {
	out := laid(t, letterOf(opening(filler(30)...), partOf(para("x"))))
	for p, label := range []string{"Page 1 of 2", "Page 2 of 2", "Page 1 of 1"} {
		var words []string
		for _, it := range footersOn(out, p) {
			words = append(words, it.Words)
			if it.Words == label && (it.X+it.W/2 < 305*pt || it.X+it.W/2 > 307*pt) {
				t.Errorf("page %d: the page number is not in the middle", p+1)
			}
		}
		if want := []string{"Form CMS-10396", "OMB No. 0938-1154", label}; !slices.Equal(words, want) {
			t.Errorf("page %d: %q", p+1, words)
		}
	}
}

// Long running heads and form lines share the width or take a second line; Lay
// itself checks that nothing overlaps.
func TestLongRunningLines(t *testing.T) {
	d := sheetOf(para("x"))
	d.Letterhead.Plan = in("Sample Example Illustration Health and Hospital Insurance Company of the Middle States")
	d.Parts[0].Title = "A Sheet with a Name That Is Much Too Long for One Line of the Running Head"
	d.Parts[0].Form = doc.FormLine{
		Left:  strings.Repeat("H0000_sample_material_2025_C ", 2),
		Right: "OMB No. 0938-1154 (Expires: not known, see the edition)",
		Page:  doc.PageLabel{Before: "Page ", Between: " of "},
	}
	out := laid(t, d)
	for _, it := range out.Pages[0].Items {
		if it.Kind == page.Text && !it.Turned && (it.X < standard.left || it.X+it.W > standard.left+standard.width) {
			t.Errorf("%q leaves the column", it.Words)
		}
	}
	if n := len(headLinesOn(out, 0)); n < 3 {
		t.Errorf("the running head takes %d lines", n)
	}
}

func TestNoPageLabelNoPageNumber(t *testing.T) {
	d := sheetOf(para("x"))
	d.Parts[0].Form = doc.FormLine{Left: "H0000_sample_C"}
	if f := footersOn(laid(t, d), 0); len(f) != 1 || f[0].Words != "H0000_sample_C" {
		t.Errorf("%+v", f)
	}
}

func TestSheetTextOnEveryPage(t *testing.T) {
	for _, set := range []func(*doc.Document){
		func(*doc.Document) {}, func(d *doc.Document) { d.LargePrint = true }, func(d *doc.Document) { d.Dense = true },
		func(d *doc.Document) { d.Letterhead.Address = inl("A", "B", "C", "D", "E", "F") },
	} {
		d := packet()
		set(d)
		out, m := laid(t, d), profile(t)
		th := themeOf(d.LargePrint, d.Dense)
		for p := range out.Pages {
			i := slices.IndexFunc(out.Pages[p].Items, func(it page.Item) bool { return it.Turned })
			if i < 0 {
				t.Errorf("no id on page %d", p+1)
				continue
			}
			it := out.Pages[p].Items[i]
			area := extent(&it)
			want := fmt.Sprintf("%s %d/%d", d.LetterID, p/2+1, (len(out.Pages)+1)/2)
			if it.Words != want || it.Size < 5*pt || it.Size > 6*pt || it.Element != page.Footer {
				t.Errorf("page %d: %+v", p+1, it)
			}
			if area.X < th.left+th.width || area.Y+area.H > m.Mark.Y || area.X < m.Mark.X || area.X+area.W > m.Mark.X+m.Mark.W {
				t.Errorf("page %d: the id covers %+v", p+1, area)
			}
		}
	}
	d := packet()
	d.LetterID = ""
	for _, it := range laid(t, d).Pages[0].Items {
		if it.Turned {
			t.Error("an id is printed without there being one")
		}
	}
}

// The front of every sheet has its mark, at the profile's place; the back has
// none, and neither has a letter without an id.
func TestMarkOnEverySheet(t *testing.T) {
	d := packet()
	out, m := laid(t, d), profile(t)
	for p := range out.Pages {
		k := &out.Pages[p].Mark
		if front := p%2 == 0; front != (k.Modules > 0) {
			t.Errorf("page %d: %d modules", p+1, k.Modules)
		}
		if k.Modules > 0 && (k.X != m.Mark.X || k.Y != m.Mark.Y || k.Side != m.Mark.W) {
			t.Errorf("page %d: mark at %v, %v", p+1, k.X, k.Y)
		}
	}
	if a, b := out.Pages[0].Mark, out.Pages[2].Mark; a == b {
		t.Error("two sheets have one mark")
	}
	d.LetterID = ""
	if out := laid(t, d); out.Pages[0].Mark.Modules > 0 {
		t.Error("a mark without an id")
	}
}
