package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// row is a table row: its cells' lines stand side by side, so that a row too
// tall for a page can split after any of them.
type row struct {
	cell0, cell1 int32
	strip0       int32 // its first slice
	count        int32 // slices
	x, w         page.Unit
	topRule      bool
	edge0, edge1 int32     // widths of its cells, with rules between them
	pad          page.Unit // above and below its text
	height       page.Unit
}

// cell is a range of lines with the place and style of their text.
type cell struct {
	line0, line1 int32
	x, w         page.Unit
	st           *style
	skip         int32 // lines of the row above its first
	mark         mark  // before its first line
	label        page.Element
}

// table sets column heads (repeated on every page as artifacts), rows that stay
// whole, the invitation and the blank rows.
func (e *Engine) table(t *doc.Table) {
	if len(t.Columns) == 0 {
		return
	}
	cols, fits := e.columnWidths(t, e.w)
	if e.theme.stack && (len(cols) > 2 || !fits) && len(t.Rows)+t.Blank > 0 {
		e.stacked(t)
		return
	}
	outer := e.room
	e.parent = e.out.Tags.Add(e.parent, page.RoleTable)
	e.after = max(e.after, e.theme.paraAfter)
	g := grid{t: t, edge0: int32(len(e.edges))}
	e.edges = append(e.edges, cols...)
	g.edge1 = int32(len(e.edges))
	e.tableHead(&g)
	e.tableRows(&g)
	if g.repeat >= 0 {
		e.closeFrame(g.repeat)
	}
	e.room = outer
	e.after = e.theme.boxGap
}

// grid is the table being composed.
type grid struct {
	t            *doc.Table
	edge0, edge1 int32 // its column widths
	repeat       int   // frame that repeats the heads, or -1
	lines        int   // frame that outlines the rows
}

func (e *Engine) tableHead(g *grid) {
	g.repeat = -1
	g.lines = e.openFrame(frame{stroke: lineCell, color: hair})
	if headless(g.t) {
		return
	}
	th := e.theme
	f := e.openFrame(frame{fill: accent, filled: true})
	r := e.openRow()
	tr := e.out.Tags.Add(e.out.Tags.Add(e.parent, page.RoleTHead), page.RoleTR)
	x := e.x
	for i := range g.t.Columns {
		w := e.edges[g.edge0+int32(i)]
		th1 := e.tableCell(tr, page.RoleTH, page.ColumnScope)
		l0, l1 := e.lay(g.t.Columns[i].Head, &th.cellHead, w-2*th.cellPadX, th1)
		e.cells = append(e.cells, cell{line0: l0, line1: l1, x: x + th.cellPadX, w: w - 2*th.cellPadX, st: &th.cellHead})
		x += w
	}
	g.repeat = e.openFrame(frame{fill: accent})
	e.closeRow(r, 0)
	e.closeFrame(f)
	e.repeatRow(g.repeat, r)
	e.bond = near
}

func headless(t *doc.Table) bool {
	for i := range t.Columns {
		if !t.Columns[i].Head.Empty() {
			return false
		}
	}
	return true
}

// mostTogether is how many blank rows go onto a page as one.
const mostTogether = 6

// tableRows composes the body. The invitation goes across, so the grid's column
// lines stop above it and start again below.
func (e *Engine) tableRows(g *grid) {
	t := g.t
	if len(t.Rows)+t.Blank == 0 && t.Invite.Empty() {
		e.closeGrid(g)
		return
	}
	body := e.out.Tags.Add(e.parent, page.RoleTBody)
	for i := range t.Rows {
		e.tableRow(g, body, &t.Rows[i], i > 0)
	}
	start := len(e.strips)
	if !t.Invite.Empty() {
		bond := e.bond
		e.closeGrid(g)
		e.bond = bond
		e.invite(g, body)
		g.lines = e.openFrame(frame{stroke: lineCell, color: hair})
	}
	for i := 0; i < t.Blank; i++ {
		if i == 1 || (i > 0 && i == t.Blank-1) {
			e.bond = max(e.bond, near)
		}
		e.tableRow(g, body, &doc.Row{}, true)
	}
	if t.Blank <= mostTogether {
		e.keepWhole(start) // the invitation means the rows below it
	}
	e.closeGrid(g)
}

// closeGrid ends the outline with its column edges.
func (e *Engine) closeGrid(g *grid) {
	f := &e.frames[g.lines]
	f.edge0, f.edge1 = g.edge0, g.edge1
	e.closeFrame(g.lines)
}

func (e *Engine) tableRow(g *grid, body page.Element, from *doc.Row, topRule bool) {
	th := e.theme
	tr := e.out.Tags.Add(body, page.RoleTR)
	r := e.openRow()
	least, x := page.Unit(0), e.x
	for i := range g.t.Columns {
		w := e.edges[g.edge0+int32(i)]
		c := cellAt(from, i)
		if blank(c) {
			least = th.writeRow
		}
		l0, l1 := e.cellText(tr, g.t, i, c, w-2*th.cellPadX)
		e.cells = append(e.cells, cell{line0: l0, line1: l1, x: x + th.cellPadX, w: w - 2*th.cellPadX, st: &th.cell})
		x += w
	}
	e.rows[r].topRule = topRule
	e.closeRow(r, least)
}

func cellAt(r *doc.Row, i int) *doc.Cell {
	if i < len(r.Cells) {
		return &r.Cells[i]
	}
	return nil
}

func blank(c *doc.Cell) bool { return c == nil || allEmpty(c.Lines) }

// cellText lays the paragraphs of a cell and tags it: a header of its row, a
// value, or a blank to write in. Each of several paragraphs is a P.
func (e *Engine) cellText(tr page.Element, t *doc.Table, col int, c *doc.Cell, w page.Unit) (first, last int32) {
	if blank(c) {
		td := e.tableCell(tr, page.RoleTD, page.NoScope)
		e.out.Tags.Say(td, page.Said{Actual: t.BlankAs})
		n := int32(len(e.breaker.lines))
		return n, n
	}
	role, scope := page.RoleTD, page.NoScope
	if t.Columns[col].RowHeader {
		role, scope = page.RoleTH, page.RowScope
	}
	el := e.tableCell(tr, role, scope)
	first = int32(len(e.breaker.lines))
	for i := range c.Lines {
		if c.Lines[i].Empty() {
			continue
		}
		in := el
		if len(c.Lines) > 1 {
			in = e.out.Tags.Add(el, page.RoleP)
		}
		_, last = e.lay(c.Lines[i], &e.theme.cell, w, in)
	}
	return first, last
}

func (e *Engine) tableCell(tr page.Element, role page.Role, scope page.Scope) page.Element {
	el := e.out.Tags.Add(tr, role)
	e.out.Tags.Elements[el].Scope = scope
	return el
}

// invite sets a tinted row across the table, on one page with the first of the
// blank rows that it invites to fill in.
func (e *Engine) invite(g *grid, body page.Element) {
	th := e.theme
	tr := e.out.Tags.Add(body, page.RoleTR)
	td := e.tableCell(tr, page.RoleTD, page.NoScope)
	e.out.Tags.Elements[td].ColSpan = int32(len(g.t.Columns))
	f := e.openFrame(frame{fill: tint, filled: true, stroke: lineCell, color: hair})
	r := e.openRow()
	w := e.w - 2*th.cellPadX
	l0, l1 := e.lay(g.t.Invite, &th.cell, w, td)
	e.cells = append(e.cells, cell{line0: l0, line1: l1, x: e.x + th.cellPadX, w: w, st: &th.cell})
	e.closeRow(r, 0)
	e.closeFrame(f)
	if g.t.Blank > 0 {
		e.bond = near
	}
}

func (e *Engine) openRow() int {
	e.rows = append(e.rows, row{
		cell0: int32(len(e.cells)), strip0: int32(len(e.strips)), x: e.x, w: e.w, pad: e.theme.cellPadY,
	})
	return len(e.rows) - 1
}

// closeRow pushes a row's slices, one for each line of its tallest cell. The
// first holds the padding above, the last the padding below and what the row
// lacks to its least height.
func (e *Engine) closeRow(i int, least page.Unit) {
	r := &e.rows[i]
	pad := r.pad
	r.cell1 = int32(len(e.cells))
	lead := e.theme.cell.lead
	r.count = 1
	for _, c := range e.cells[r.cell0:r.cell1] {
		r.count = max(r.count, c.skip+c.line1-c.line0)
		lead = c.st.lead
	}
	r.height = max(page.Unit(r.count)*lead+2*pad, least)
	rest := r.height
	for k := int32(0); k < r.count; k++ {
		s := strip{kind: slice, a: int32(i), b: k, height: lead, x: e.x, w: e.w, lead: e.lead, tail: e.tail + pad}
		if k == 0 {
			s.height += pad
		} else {
			s.lead += pad
			if k == 1 || k == r.count-1 {
				e.bond = max(e.bond, near) // two lines stay together where it splits
			}
		}
		if k == r.count-1 {
			s.height, s.tail = rest, e.tail
		}
		rest -= s.height
		e.push(s, 0)
	}
	e.keepWhole(int(r.strip0))
}
