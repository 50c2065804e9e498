package layout

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

func rowsOf(n int, cols ...string) []doc.Row {
	var rows []doc.Row
	for range n {
		rows = append(rows, cells(cols...))
	}
	return rows
}

func TestTableHeadRepeatsAsArtifact(t *testing.T) {
	out := laid(t, sheetOf(medicationTable(rowsOf(30, "**name**|strength", "take it", "reason", "someone")...)))
	heads := []string{"Example Health MedicareSample Sheet", "MedicationHow I take itWhy I use itPrescriber"}
	for p := range out.Pages {
		want := slices.Clone(heads)
		if p == 0 {
			want = want[:1] // the first page has the header cells themselves
		} else {
			want[0] += " (Continued)"
		}
		if got := headLinesOn(out, p); !reflect.DeepEqual(got, want) {
			t.Errorf("page %d: %q", p+1, got)
		}
	}
	if n := strings.Count(out.DumpTags(), "TH scope=\"Column\""); len(out.Pages) < 3 || n != 4 {
		t.Errorf("%d pages, %d header cells", len(out.Pages), n)
	}
}

func TestRowStaysWhole(t *testing.T) {
	upTo(t, func() []doc.Block {
		return []doc.Block{medicationTable(cells("Line|Line|Line|Line|Line", "x", "x", "x"), cells("Tock", "x", "x", "x"))}
	}, func(t *testing.T, out *page.Document) {
		if n := shareOf(out, "Line"); n[0] != 0 && n[0] != 5 {
			t.Errorf("lines a page: %v", n)
		}
	})
}

func TestRowTallerThanAPageSplits(t *testing.T) {
	tall := strings.TrimSuffix(strings.Repeat("Line|", 50), "|")
	out := laid(t, sheetOf(para("before"), medicationTable(cells(tall, "short", "Tock|Tock", ""))))
	n := shareOf(out, "Line")
	if len(n) < 2 || n[0] < 10 || n[0]+n[1] != 50 {
		t.Fatalf("lines a page: %v", n)
	}
	for p, k := range n {
		if k == 1 {
			t.Errorf("one line alone on page %d", p+1)
		}
	}
	if got := headLinesOn(out, 1); len(got) != 2 {
		t.Errorf("page 2 does not repeat the heads: %q", got)
	}
	checkInsideFrames(t, out)
}

// checkInsideFrames reports table text outside the outlines of its page.
func checkInsideFrames(t *testing.T, out *page.Document) {
	t.Helper()
	for p := range out.Pages {
		for _, it := range itemsOf(out, p, page.Text) {
			if !strings.HasPrefix(it.Words, "Line") {
				continue
			}
			in := slices.ContainsFunc(itemsOf(out, p, page.Frame), func(f page.Item) bool {
				return Rect{f.X, f.Y, f.W, f.H}.holds(extent(&it))
			})
			if !in {
				t.Errorf("page %d: text at %s lies outside the table's outline", p+1, it.Y)
			}
		}
	}
}

func TestBlankRows(t *testing.T) {
	table := medicationTable(medications()[:2]...)
	out := laid(t, sheetOf(table))
	tags := out.DumpTags()
	if n := strings.Count(tags, `actual="blank, to write in"`); n != 4*4 {
		t.Errorf("%d blank cells are announced, want 16", n)
	}
	if !strings.Contains(tags, `TD colspan=4 "Add anything else`) {
		t.Error("the invitation does not span the table")
	}
	// One below the other, each high enough to write in.
	grid := itemsOf(out, 0, page.Frame)
	last := grid[len(grid)-1]
	if last.H != 4*standard.writeRow {
		t.Errorf("four blank rows are %s high", last.H)
	}
	if standard.writeRow < 45*inch/100 {
		t.Errorf("a blank row is %s high", standard.writeRow)
	}
}

func TestRowWithBlankCellHasRoom(t *testing.T) {
	table := &doc.Table{Columns: []doc.Column{{Head: in("A")}, {Head: in("B")}}, Rows: []doc.Row{cells("x", "")}}
	out := laid(t, sheetOf(table))
	a, _ := find(t, out, "A")
	frame := itemsOf(out, 0, page.Frame)[0]
	head := standard.cellHead.lead + 2*standard.cellPadY
	if frame.H != head+standard.writeRow {
		t.Errorf("the table is %s high below its head at %s", frame.H, a.Y)
	}
}

func TestBlankRowsComeTogether(t *testing.T) {
	upTo(t, func() []doc.Block { return []doc.Block{medicationTable(cells("Line", "x", "x", "x"))} }, func(t *testing.T, out *page.Document) {
		for p := range out.Pages {
			it := slices.ContainsFunc(itemsOf(out, p, page.Text), func(it page.Item) bool {
				return strings.Contains(it.Words, "Add anything")
			})
			if frames := itemsOf(out, p, page.Frame); it && frames[len(frames)-1].H < standard.writeRow {
				t.Errorf("the invitation stands alone on page %d", p+1)
			}
			if p > 0 && len(itemsOf(out, p, page.Frame)) == 1 && itemsOf(out, p, page.Frame)[0].H < 2*standard.writeRow && !it {
				t.Errorf("a blank row alone on page %d", p+1)
			}
		}
	})
}

func TestCellTags(t *testing.T) {
	out := laid(t, sheetOf(&doc.Table{
		Columns: []doc.Column{{Head: in("A"), RowHeader: true}, {Head: in("B")}},
		Rows:    []doc.Row{cells("x|y", "z"), cells("only one cell")},
	}))
	want := `    Table
      THead
        TR
          TH scope="Column" page 1: "A"
          TH scope="Column" "B"
      TBody
        TR
          TH scope="Row"
            P "x"
            P "y"
          TD "z"
        TR
          TH scope="Row" "only one cell"
          TD
`
	if got := out.DumpTags(); !strings.Contains(strings.ReplaceAll(got, "page 1: ", ""), strings.ReplaceAll(want, "page 1: ", "")) {
		t.Errorf("got\n%s", got)
	}
}

func TestHeadlessTable(t *testing.T) {
	out := laid(t, sheetOf(&doc.Table{Columns: []doc.Column{{RowHeader: true}, {}}, Rows: []doc.Row{cells("Fax", "555-0100")}}))
	if tags := tagsOnly(out); strings.Contains(tags, "THead") || !strings.Contains(tags, `TH scope="Row" "Fax"`) {
		t.Errorf("got\n%s", tags)
	}
}

func TestColumnWidths(t *testing.T) {
	cols := func(widths ...int) []doc.Column {
		var out []doc.Column
		for _, w := range widths {
			out = append(out, doc.Column{Width: w})
		}
		return out
	}
	word := func(n int) string { return strings.Repeat("n", n) } // 7.23 pt a letter in a cell
	for name, c := range map[string]struct {
		cols []doc.Column
		row  doc.Row
		want []page.Unit // in points; 0: not looked at
		fits bool
	}{
		"by percent":             {cols(30, 70), cells("a", "b"), []page.Unit{120, 280}, true},
		"that do not add up":     {cols(15, 35), cells("a", "b"), []page.Unit{120, 280}, true},
		"none given":             {cols(0, 0), cells("a", "b"), []page.Unit{200, 200}, true},
		"a name keeps together":  {cols(20, 80), cells("A.~"+word(10), "b"), []page.Unit{102, 298}, true},
		"not a very long one":    {cols(20, 80), cells(word(10)+"~"+word(10), "b"), []page.Unit{94, 306}, true},
		"a long word gets room":  {cols(20, 80), cells(word(20), "b"), []page.Unit{159, 241}, true},
		"pieces at a hyphen":     {cols(20, 80), cells(word(10)+"-"+word(9), "b"), []page.Unit{91, 309}, true},
		"the roomier gives more": {cols(20, 20, 60), cells(word(12), "b", "c"), []page.Unit{101, 0, 0}, true},
		"more than there is":     {cols(50, 50), cells(word(40), word(40)), []page.Unit{200, 200}, false},
	} {
		t.Run(name, func(t *testing.T) {
			e := NewEngine()
			e.theme = &standard
			got, fits := e.columnWidths(&doc.Table{Columns: c.cols, Rows: []doc.Row{c.row}}, 400*pt)
			sum := page.Unit(0)
			for i, w := range got {
				sum += w
				if want := c.want[i]; want != 0 && (w+pt/2)/pt != want {
					t.Errorf("column %d: %s, want %d", i, w, want)
				}
			}
			if sum != 400*pt || fits != c.fits {
				t.Errorf("sum %s, fits %v", sum, fits)
			}
		})
	}
}

// Width goes where it makes the table shorter, but no word is broken for it and
// column heads stay on one line when the gain is small.
func TestColumnsBalance(t *testing.T) {
	directions := "Take 1 tablet by mouth every morning, 30 to 60 minutes before breakfast, with a full glass of water. "
	heights := func(rows ...doc.Row) (page.Unit, page.Unit) {
		out := laid(t, sheetOf(&doc.Table{Columns: medicationTable().Columns, Rows: rows}))
		head, _ := find(t, out, "Medication")
		first, _ := find(t, out, "name")
		return itemsOf(out, 0, page.Frame)[0].H, first.Y - head.Y
	}
	h, head := heights(cells("name", directions+directions, "pain", "A. Example"))
	if lines := (h - 29*pt) / standard.cell.lead; lines > 9 {
		t.Errorf("the directions take %d lines", lines)
	}
	if head != 29*pt {
		t.Errorf("the heads take %s", head)
	}
	_, head = heights(rowsOf(3, "name", strings.Repeat(directions, 5), "pain", "A. Example")...)
	if head == 29*pt {
		t.Error("long directions get no more width than the heads leave")
	}
}

func TestLargePrintStacks(t *testing.T) {
	d := sheetOf(medicationTable(medications()[:2]...))
	d.LargePrint = true
	out := laid(t, d)
	golden(t, "stacked.pages.txt", out.DumpPages())
	golden(t, "stacked.tags.txt", out.DumpTags())
	// The same table to a listener as the one with columns.
	d.LargePrint = false
	if got, want := tagsOnly(out), tagsOnly(laid(t, d)); got != want {
		t.Errorf("stacked:\n%s\nwith columns:\n%s", got, want)
	}
}

// tagsOnly returns the tag tree without page numbers.
func tagsOnly(out *page.Document) string {
	s := out.DumpTags()
	for _, p := range []string{"page 1: ", "page 2: ", "page 3: "} {
		s = strings.ReplaceAll(s, p, "")
	}
	return s
}

func TestStackedBlockStaysWhole(t *testing.T) {
	for n := 4; n < 18; n++ {
		d := sheetOf(append(filler(n), medicationTable(cells("Line", "Line", "Line", "Line"), cells("Line", "Line", "Line", "Line")))...)
		d.LargePrint = true
		out := laid(t, d)
		for p := range out.Pages {
			k := 0
			for _, it := range itemsOf(out, p, page.Text) {
				if it.Words == "Line" {
					k++
				}
			}
			if k%4 != 0 {
				t.Errorf("%d filler lines: %d of 8 cells on page %d", n, k, p+1)
			}
		}
	}
}

func TestNarrowestTableIsRefused(t *testing.T) {
	table := &doc.Table{}
	for range 40 {
		table.Columns = append(table.Columns, doc.Column{Head: in("WWW")})
	}
	table.Rows = rowsOf(1, "WWW")
	var out page.Document
	if err := NewEngine().Lay(sheetOf(table), &out, nil); err == nil {
		t.Error("forty columns were laid out")
	}
}
