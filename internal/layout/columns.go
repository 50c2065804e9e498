package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// columnWidths shares width among the columns of t: by their percentages, but
// each gets at least its widest word (words held together by no-break spaces
// count as one, so that a name is not broken), at the cost of the columns with
// most to spare. When that is more than there is, words may break at hyphens
// and no-break spaces, and at last anywhere. It reports whether every word fits.
func (e *Engine) columnWidths(t *doc.Table, width page.Unit) (cols []page.Unit, fits bool) {
	cols = shareOut(t, width, e.cols[:0])
	e.cols = cols
	for _, hard := range [...]bool{true, false} {
		e.need = e.need[:0]
		sum := page.Unit(0)
		for c := range t.Columns {
			n := e.needed(t, c, hard)
			e.need = append(e.need, n)
			sum += n
		}
		if sum <= width {
			meet(cols, e.need)
			return cols, hard
		}
	}
	squeeze(cols, e.need, width)
	return cols, false
}

// shareOut splits width by the columns' percentages; a column without one gets
// an equal share.
func shareOut(t *doc.Table, width page.Unit, cols []page.Unit) []page.Unit {
	total := 0
	for i := range t.Columns {
		total += percent(&t.Columns[i], len(t.Columns))
	}
	left := width
	for i := range t.Columns {
		w := page.Unit(int64(width) * int64(percent(&t.Columns[i], len(t.Columns))) / int64(total))
		if i == len(t.Columns)-1 {
			w = left
		}
		left -= w
		cols = append(cols, w)
	}
	return cols
}

func percent(c *doc.Column, n int) int {
	if c.Width > 0 {
		return c.Width
	}
	return max(1, 100/n)
}

// needed returns the least width of column c: its widest word and padding.
func (e *Engine) needed(t *doc.Table, c int, hard bool) page.Unit {
	th := e.theme
	ems := scaled(widestWord(t.Columns[c].Head, true, hard), &th.cellHead)
	for i := range t.Rows {
		if c >= len(t.Rows[i].Cells) {
			continue
		}
		for _, l := range t.Rows[i].Cells[c].Lines {
			ems = max(ems, scaled(widestWord(l, false, hard), &th.cell))
		}
	}
	return ems + 2*th.cellPadX + 1 // a line's limit is rounded down
}

func scaled(ems int, st *style) page.Unit { return face.Scale(ems, st.size) }

// widestWord returns the width in thousandths of an em of the widest run of text
// that holds no space. Unless hard, the places where an overlong word may split
// end a run too.
func widestWord(text doc.Inline, bold, hard bool) int {
	widest, run := 0, 0
	for i := range text {
		s := &text[i]
		weight := page.Regular
		if bold || s.Strong {
			weight = page.Bold
		}
		start := 0
		for j := 0; j < len(s.Text); j++ {
			keep, ends := endsRun(s.Text, j, hard)
			if !ends {
				continue
			}
			run += face.Ems(weight, s.Text[start:j+keep])
			widest, run, start = max(widest, run), 0, j+1
		}
		run += face.Ems(weight, s.Text[start:])
	}
	return max(widest, run)
}

// endsRun reports whether byte j of s ends a run, and whether it belongs to it.
func endsRun(s string, j int, hard bool) (keep int, ends bool) {
	switch s[j] {
	case ' ', '\n':
		return 0, true
	case '-', '/', '@', '_':
		return 1, !hard
	case 0xA0: // second byte of a no-break space in UTF-8
		return 1, !hard && j > 0 && s[j-1] == 0xC2
	}
	return 0, false
}

// meet widens columns below their need; the others give in proportion to what
// they can spare. The needs together must not exceed the widths together.
func meet(cols, need []page.Unit) {
	var short, spare int64
	for i := range cols {
		if d := int64(need[i] - cols[i]); d > 0 {
			short += d
		} else {
			spare -= d
		}
	}
	if short == 0 {
		return
	}
	left := short
	for i := range cols {
		d := int64(cols[i] - need[i])
		if d <= 0 {
			cols[i] = need[i]
			continue
		}
		give := min(left, (d*short+spare-1)/spare)
		cols[i] -= page.Unit(give)
		left -= give
	}
}

// squeeze shares width in proportion to needs that exceed it.
func squeeze(cols, need []page.Unit, width page.Unit) {
	var sum int64
	for _, n := range need {
		sum += int64(n)
	}
	left := width
	for i := range cols {
		cols[i] = page.Unit(int64(width) * int64(need[i]) / sum)
		left -= cols[i]
	}
	cols[len(cols)-1] += left
}
