package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// stacked sets a table as one framed block a row, each value beside the head of
// its column: what large print needs, where columns would hold a word or two.
// It stays a table for those who listen: the heads of the first block are the
// header cells, and those of the other blocks are artifacts, as are column heads
// repeated on another page.
func (e *Engine) stacked(t *doc.Table) {
	outer := e.room
	tags := &e.out.Tags
	e.parent = tags.Add(e.parent, page.RoleTable)
	e.headCells(t)
	body := tags.Add(e.parent, page.RoleTBody)
	label := e.labelWidth(t)
	for i := range t.Rows {
		e.stackedRow(t, body, &t.Rows[i], label)
	}
	if !t.Invite.Empty() {
		e.stackedInvite(t, body)
	}
	for i := 0; i < t.Blank; i++ {
		e.stackedRow(t, body, &doc.Row{}, label)
	}
	e.room = outer
	e.after = e.theme.boxGap
}

// headCells makes the header cells; the first block places their words.
func (e *Engine) headCells(t *doc.Table) {
	e.heads = e.heads[:0]
	if headless(t) {
		for range t.Columns {
			e.heads = append(e.heads, page.Header)
		}
		return
	}
	tr := e.out.Tags.Add(e.out.Tags.Add(e.parent, page.RoleTHead), page.RoleTR)
	for range t.Columns {
		e.heads = append(e.heads, e.tableCell(tr, page.RoleTH, page.ColumnScope))
	}
}

// labelPads is how often a cell's padding stands beside a head: once before it,
// twice between it and the value, once lent by the value.
const labelPads = 4

// labelWidth returns the width of the column of heads with its padding: the
// widest head, but no more than two fifths of the whole.
func (e *Engine) labelWidth(t *doc.Table) page.Unit {
	th := e.theme
	w := page.Unit(0)
	for i := range t.Columns {
		ems := 0
		for j := range t.Columns[i].Head {
			ems += face.Ems(page.Bold, t.Columns[i].Head[j].Text)
		}
		w = max(w, face.Scale(ems, th.label.size)+1)
	}
	return min(w+labelPads*th.cellPadX, e.w*2/5)
}

func (e *Engine) stackedRow(t *doc.Table, body page.Element, from *doc.Row, label page.Unit) {
	start := len(e.strips)
	e.after = max(e.after, e.theme.boxGap)
	f := e.openFrame(frame{stroke: line1, color: accent})
	tr := e.out.Tags.Add(body, page.RoleTR)
	for i := range t.Columns {
		if i == 0 {
			f := e.openFrame(frame{fill: tint, filled: true})
			e.stackedCell(t, tr, from, i, label)
			e.closeFrame(f)
			continue
		}
		e.bond = max(e.bond, near)
		e.stackedCell(t, tr, from, i, label)
	}
	e.closeFrame(f)
	e.keepWhole(start)
	e.after = e.theme.boxGap
}

// stackedCell sets one column of a row: its head at the left, its value beside.
func (e *Engine) stackedCell(t *doc.Table, tr page.Element, from *doc.Row, i int, label page.Unit) {
	th := e.theme
	r := e.openRow()
	left := label - labelPads*th.cellPadX
	l0, l1 := e.lay(t.Columns[i].Head, &th.label, left, e.heads[i])
	e.cells = append(e.cells, cell{line0: l0, line1: l1, x: e.x + th.cellPadX, w: left, st: &th.label})
	e.heads[i] = page.Header
	c, least := cellAt(from, i), page.Unit(0)
	if blank(c) {
		least = th.writeRow
	}
	x, w := e.x+label-th.cellPadX, e.w-label
	l0, l1 = e.cellText(tr, t, i, c, w)
	e.cells = append(e.cells, cell{line0: l0, line1: l1, x: x, w: w, st: &th.cell})
	e.rows[r].topRule = i > 0
	e.closeRow(r, least)
}

func (e *Engine) stackedInvite(t *doc.Table, body page.Element) {
	tr := e.out.Tags.Add(body, page.RoleTR)
	td := e.tableCell(tr, page.RoleTD, page.NoScope)
	e.out.Tags.Elements[td].ColSpan = int32(len(t.Columns))
	l0, l1 := e.lay(t.Invite, &e.theme.body, e.w, td)
	e.textLines(l0, l1, &e.theme.body, e.theme.boxGap)
	if t.Blank > 0 {
		e.bond = near
	}
}
