package layout

import (
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// upTo lays filler lines and then blocks, for every number of filler lines for
// which they can meet the foot of the page.
func upTo(t *testing.T, blocks func() []doc.Block, check func(t *testing.T, out *page.Document)) {
	t.Helper()
	for n := 12; n <= 26; n++ {
		out := laid(t, sheetOf(append(filler(n), blocks()...)...))
		check(t, out)
		if t.Failed() {
			t.Fatalf("with %d lines before", n)
		}
	}
}

// share counts the lines of each page that start with word.
func shareOf(out *page.Document, word string) []int {
	var n []int
	for p := range out.Pages {
		k := 0
		for _, l := range linesOn(out, p) {
			if strings.HasPrefix(l, word) {
				k++
			}
		}
		n = append(n, k)
	}
	return n
}

func TestNoWidowOrOrphan(t *testing.T) {
	split := false
	lines := "Line\nLine\nLine\nLine\nLine\nLine"
	upTo(t, func() []doc.Block { return append([]doc.Block{para(lines)}, filler(6)...) }, func(t *testing.T, out *page.Document) {
		for _, n := range shareOf(out, "Line") {
			if n == 1 {
				t.Error("a line of a paragraph stands alone")
			}
			split = split || (n > 0 && n < 6)
		}
	})
	if !split {
		t.Error("no paragraph was split: the test shows nothing")
	}
}

func TestHeadingStaysWithTwoLines(t *testing.T) {
	for name, blocks := range map[string][]doc.Block{
		"paragraph": {heading("Head"), para("Line\nLine\nLine\nLine")},
		"list":      {heading("Head"), bullets("Line\nLine\nLine", "Line")},
		"strong":    {toned("Head", doc.Strong), para("Line\nLine\nLine")},
		"intro":     {para("Head:"), bullets("Line\nLine", "Line")},
		"title":     {title("Head"), toned("Line", doc.Meta), para("Line\nLine")},
		"space":     {para("Head:"), &doc.Space{Lines: 3}},
		"table":     {heading("Head"), &doc.Table{Columns: []doc.Column{{Head: in("Line")}}, Rows: []doc.Row{cells("Line"), cells("Line")}}},
		"box":       {heading("Head"), box(1, para("Line"))},
	} {
		t.Run(name, func(t *testing.T) {
			upTo(t, func() []doc.Block { return blocks }, func(t *testing.T, out *page.Document) {
				p := pageOf(t, out, "Head")
				if name == "space" {
					it, _ := find(t, out, "Head")
					for _, r := range itemsOf(out, p, page.Rule) {
						if r.Size == lineHair && r.Y > it.Y {
							return
						}
					}
					t.Error("no row to write on follows on its page")
				}
				if lines := linesOn(out, p); strings.HasPrefix(lines[len(lines)-1], "Head") {
					t.Error("a heading stands alone at the foot of a page")
				}
			})
		})
	}
}

func TestKeepStaysWhole(t *testing.T) {
	upTo(t, func() []doc.Block {
		return []doc.Block{&doc.Keep{Blocks: []doc.Block{para("Line"), para("Line"), bullets("Line", "Line"), para("Line")}}}
	}, func(t *testing.T, out *page.Document) {
		for p := range out.Pages {
			n := 0
			for _, l := range linesOn(out, p) {
				if strings.Contains(l, "Line") {
					n++
				}
			}
			if n != 0 && n != 5 {
				t.Errorf("%d of 5 lines on page %d", n, p+1)
			}
		}
	})
}

func TestKeepTallerThanAPageSplits(t *testing.T) {
	out := laid(t, sheetOf(para("before"), &doc.Keep{Blocks: filler(40)}))
	if len(out.Pages) != 2 || pageOf(t, out, "filler") != 0 {
		t.Errorf("%d pages; it starts on page %d", len(out.Pages), pageOf(t, out, "filler")+1)
	}
}

// A block's first line is repeated where the block goes on. Where a page has no
// better end than within it, nothing is repeated over it.
func TestRepeatedLineStaysInOnePiece(t *testing.T) {
	records := &doc.Records{Lines: []int{1, 1}}
	records.Columns = []doc.Column{{Head: in("Head"), Width: 100, RowHeader: true}, {Head: in("Why"), Width: 100}}
	records.Rows = []doc.Row{cells("Line\nLine\nLine\nLine\nLine", "a\na\na\na\na\na\na\na\na\na")}
	for n := range 16 { // the page after the first could hold the Keep, the first with its letterhead cannot
		whole := &doc.Keep{Blocks: append(filler(n), records)}
		out := laid(t, letterOf(opening(title("Title"), whole)))
		for p, n := range shareOf(out, "Line") {
			if n != 0 && n != 4 {
				t.Errorf("%d of 4 lines on page %d", n, p+1)
			}
		}
	}
}

func TestBoxStaysWhole(t *testing.T) {
	upTo(t, func() []doc.Block { return []doc.Block{topic("Line Line", "Line", "Line", "Line")} }, func(t *testing.T, out *page.Document) {
		if n := shareOf(out, "Line"); n[0] != 0 && len(n) > 1 && n[1] != 0 {
			t.Errorf("a topic is split: %v", n)
		}
	})
}

func TestBoxTallerThanAPageSplits(t *testing.T) {
	out := laid(t, sheetOf(para("before"), topic("talk", strings.Split(strings.Repeat("do it|", 60), "|")[:60]...)))
	if len(out.Pages) != 3 {
		t.Fatalf("%d pages", len(out.Pages))
	}
	for p := range out.Pages {
		box := itemsOf(out, p, page.Frame)[0]
		ticks, text := 0, 0
		for _, it := range out.Pages[p].Items {
			inside := it.Element >= 0 && it.Kind == page.Text && strings.Contains(it.Words, "do it")
			if it.Kind == page.Frame && it.W == standard.tick {
				ticks++
			}
			if inside {
				text++
				if it.Y < box.Y || it.Y > itemsFoot(out, p) {
					t.Errorf("page %d: text at %s lies outside its frame", p+1, it.Y)
				}
			}
		}
		if ticks != text || text == 0 {
			t.Errorf("page %d: %d items, %d boxes to tick", p+1, text, ticks)
		}
		if f := itemsFoot(out, p); f > standard.bottom {
			t.Errorf("page %d: a frame ends at %s", p+1, f)
		}
	}
}

// itemsFoot returns where the lowest frame of a page ends.
func itemsFoot(out *page.Document, p int) page.Unit {
	foot := page.Unit(0)
	for _, f := range itemsOf(out, p, page.Frame) {
		foot = max(foot, f.Y+f.H)
	}
	return foot
}

func TestPageBreak(t *testing.T) {
	out := laid(t, sheetOf(&doc.PageBreak{}, para("one"), &doc.PageBreak{}, para("two"), &doc.PageBreak{}))
	if len(out.Pages) != 2 || pageOf(t, out, "two") != 1 {
		t.Errorf("%d pages", len(out.Pages))
	}
}

func TestEmptyPartHasAPage(t *testing.T) {
	out := laid(t, sheetOf())
	if len(out.Pages) != 1 || out.Parts[0].Count != 1 {
		t.Errorf("%d pages", len(out.Pages))
	}
}

// A few lines too many for a page are taken in by tighter spacing.
func TestTightensToSaveAPage(t *testing.T) {
	const onePage = 21 // lines that a page holds at ordinary spacing
	if out := laid(t, sheetOf(filler(onePage)...)); len(out.Pages) != 1 {
		t.Fatalf("%d lines take %d pages", onePage, len(out.Pages))
	}
	out := laid(t, sheetOf(filler(onePage+2)...))
	if len(out.Pages) != 1 {
		t.Errorf("two lines more take %d pages", len(out.Pages))
	}
	first, _ := find(t, out, "filler")
	if first.Size != standard.body.size {
		t.Error("the type got smaller")
	}
}

// Lines that cannot be taken in come with enough others to look meant.
func TestLastPageHasCompany(t *testing.T) {
	out := laid(t, sheetOf(para(strings.Repeat("Line\n", 35))))
	n := shareOf(out, "Line")
	if len(n) != 2 || n[1] < leastLines || n[0]+n[1] != 35 {
		t.Errorf("lines a page: %v", n)
	}
}

func TestSignatureIsNotAlone(t *testing.T) {
	upTo(t, func() []doc.Block {
		return []doc.Block{para("Line\nLine\nLine"), &doc.Signature{Closing: in("Sincerely,"), Signer: inl("Signer", "Office")}, para("Enclosed: x")}
	}, func(t *testing.T, out *page.Document) {
		p := pageOf(t, out, "Sincerely")
		if pageOf(t, out, "Signer") != p || pageOf(t, out, "Office") != p {
			t.Error("the signature is split")
		}
		if linesOn(out, p)[0] == "Sincerely," {
			t.Error("the signature starts a page")
		}
	})
	out := laid(t, sheetOf(&doc.Signature{Closing: in("Sincerely,"), Signer: inl("Pat Example")}))
	a, _ := find(t, out, "Sincerely")
	b, _ := find(t, out, "Pat Example")
	if b.Y-a.Y < standard.signRoom {
		t.Errorf("room to sign: %s", b.Y-a.Y)
	}
}

func TestSpacing(t *testing.T) {
	out := laid(t, sheetOf(para("one"), para("two"), heading("three"), para("four"), toned("five", doc.Meta), toned("six", doc.Strong), para("seven")))
	y := func(s string) page.Unit { it, _ := find(t, out, s); return it.Y }
	th := &standard
	between := th.head2.size*344/1000 - th.body.size*344/1000 // baselines of unequal sizes in equal lines
	for _, c := range []struct {
		from, to string
		want     page.Unit
	}{
		{"one", "two", th.body.lead + th.paraAfter},
		{"two", "three", th.body.lead + th.headBefore + between},
		{"three", "four", th.body.lead + th.headAfter - between},
		{"four", "five", th.body.lead + th.metaBefore},
		{"six", "seven", th.body.lead + th.strongAfter},
	} {
		if got := y(c.to) - y(c.from); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

func TestListHangs(t *testing.T) {
	out := laid(t, sheetOf(bullets("Line\nLine"), ticks("Tock\nTock")))
	bullet, _ := find(t, out, bulletGlyph)
	if bullet.X <= standard.left || bullet.X+bullet.W >= standard.left+standard.hang || bullet.Source != page.Layout {
		t.Errorf("the bullet: %+v", bullet)
	}
	for _, it := range itemsOf(out, 0, page.Text) {
		switch {
		case strings.HasPrefix(it.Words, "Line") && it.X != standard.left+standard.hang,
			strings.HasPrefix(it.Words, "Tock") && it.X != standard.left+standard.tickHang:
			t.Errorf("%q at %s", it.Words, it.X)
		}
	}
	boxes := itemsOf(out, 0, page.Frame)
	if len(boxes) != 1 || boxes[0].W != standard.tick || boxes[0].H != standard.tick || boxes[0].Element != page.Decoration {
		t.Errorf("boxes to tick: %+v", boxes)
	}
}

func TestBoxHasRoom(t *testing.T) {
	out := laid(t, sheetOf(box(0, para("one line")), box(3, para("notes"))))
	frames := itemsOf(out, 0, page.Frame)
	if frames[0].H != standard.boxMin {
		t.Errorf("a box of one line is %s high", frames[0].H)
	}
	if want := standard.body.lead + 3*standard.writeRow; frames[1].H < want {
		t.Errorf("a box with three rows to write on is %s high, want at least %s", frames[1].H, want)
	}
	if frames[1].Y-(frames[0].Y+frames[0].H) != standard.boxGap {
		t.Error("boxes are not apart")
	}
}
