package layout

import (
	"slices"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// records sets a table as one framed block a row, as on a paper form: each value
// behind or below the head of its column, several of them on a line. For those
// who listen it stays a table, with the header cells in the first block (see
// stacked). A block stays on one page when it can; where it cannot, the line that
// heads it is repeated on the next.
func (e *Engine) records(r *doc.Records) {
	if len(r.Columns) == 0 || len(r.Rows)+r.Blank == 0 {
		return
	}
	outer := e.room
	tags := &e.out.Tags
	e.parent = tags.Add(e.parent, page.RoleTable)
	e.headCells(&r.Table)
	e.labels = e.labels[:0]
	for i := range r.Columns {
		e.labels = append(e.labels, label(r.Columns[i].Head))
	}
	body := tags.Add(e.parent, page.RoleTBody)
	for i := range r.Rows {
		e.record(r, body, &r.Rows[i])
	}
	if !r.Invite.Empty() {
		e.stackedInvite(&r.Table, body)
	}
	for i := 0; i < r.Blank; i++ {
		e.record(r, body, &doc.Row{})
	}
	e.room = outer
	e.after = e.theme.boxGap
}

// label returns a column's head as it stands before a value: bold, with a space
// behind it.
func label(head doc.Inline) doc.Inline {
	out := slices.Clone(head)
	for i := range out {
		out[i].Strong = true
	}
	if n := len(out); n > 0 {
		out[n-1].Text += " "
	}
	return out
}

func (e *Engine) record(r *doc.Records, body page.Element, from *doc.Row) {
	start, outer := len(e.strips), e.room
	e.after = max(e.after, e.theme.boxGap)
	repeat := e.openFrame(frame{fill: tint})
	f := e.openFrame(frame{stroke: line1, color: accent})
	tr := e.out.Tags.Add(body, page.RoleTR)
	for col := 0; col < len(r.Columns); {
		n := e.lineOf(r, col)
		if col > 0 {
			e.bond = max(e.bond, near)
			e.recordLine(r, tr, from, col, n)
			col += n
			continue
		}
		shade := e.openFrame(frame{fill: tint, filled: !blank(cellAt(from, 0))})
		head := e.recordLine(r, tr, from, col, n)
		e.closeFrame(shade)
		e.repeatRow(repeat, head)
		col += n
	}
	e.closeFrame(f)
	e.closeFrame(repeat)
	e.room = outer
	e.keepWhole(start)
	e.after = e.theme.boxGap
}

// lineOf returns how many columns stand on the line that begins with column col:
// one where the type is large.
func (e *Engine) lineOf(r *doc.Records, col int) int {
	if e.theme.stack {
		return 1
	}
	at := 0
	for _, n := range r.Lines {
		if at == col && n > 0 {
			return min(n, len(r.Columns)-col)
		}
		at += n
	}
	return 1
}

// recordLine sets one line of a block, the columns from col on, and returns its
// row.
func (e *Engine) recordLine(r *doc.Records, tr page.Element, from *doc.Row, col, n int) int {
	i := e.openRow()
	e.rows[i].pad, e.rows[i].topRule = e.theme.fieldPadY, col > 0
	e.rows[i].edge0 = int32(len(e.edges))
	least, x := page.Unit(0), e.x
	for k := col; k < col+n; k++ {
		w := e.w
		switch {
		case k+1 < col+n:
			w = e.w * page.Unit(r.Columns[k].Width) / 100
		case n > 1:
			w = e.x + e.w - x
		}
		e.edges = append(e.edges, w)
		least = max(least, e.field(r, tr, cellAt(from, k), k, x+e.theme.cellPadX, w-2*e.theme.cellPadX))
		x += w
	}
	e.rows[i].edge1 = int32(len(e.edges))
	e.closeRow(i, least)
	return i
}

// field sets a label and its value and returns the least height of its row: a
// value that is not there is a blank to write in.
func (e *Engine) field(r *doc.Records, tr page.Element, c *doc.Cell, col int, x, w page.Unit) page.Unit {
	v := value{st: &e.theme.cell, x: x, w: w}
	if r.Above {
		v.st = &e.theme.body
	}
	if blank(c) {
		e.fieldLabel(&v, col)
		td := e.tableCell(tr, page.RoleTD, page.NoScope)
		e.out.Tags.Say(td, page.Said{Actual: r.BlankAs})
		if r.Above {
			return page.Unit(v.skip)*v.st.lead + e.theme.writeRow
		}
		return e.theme.writeRow
	}
	role, scope := page.RoleTD, page.NoScope
	if r.Columns[col].RowHeader {
		role, scope = page.RoleTH, page.RowScope
	}
	el := e.tableCell(tr, role, scope)
	switch {
	case c.Items:
		e.fieldLabel(&v, col)
		e.fieldItems(&v, c, el)
	case r.Above:
		e.fieldLabel(&v, col)
		e.fieldLines(&v, c, c.Lines, el)
	default:
		e.fieldRun(&v, c, col, el)
	}
	return 0
}

// value is where the next lines of a field go.
type value struct {
	st   *style
	x, w page.Unit
	skip int32 // lines of the field above them
}

func (e *Engine) fieldText(v *value, l0, l1 int32, m mark, lbl page.Element) {
	e.cells = append(e.cells, cell{line0: l0, line1: l1, x: v.x, w: v.w, st: v.st, skip: v.skip, mark: m, label: lbl})
	v.skip += l1 - l0
}

// fieldLabel sets a label on lines of its own.
func (e *Engine) fieldLabel(v *value, col int) {
	l0, l1 := e.lay(e.labels[col], v.st, v.w, e.heads[col])
	e.heads[col] = page.Header
	e.fieldText(v, l0, l1, noMark, 0)
}

// fieldRun sets a label and, behind it on the same line, the value.
func (e *Engine) fieldRun(v *value, c *doc.Cell, col int, el page.Element) {
	first := slices.IndexFunc(c.Lines, func(l doc.Inline) bool { return !l.Empty() })
	in := e.paraOf(c, el)
	l0 := int32(len(e.breaker.lines))
	e.breaker.begin(v.st, v.w)
	e.feedAll(e.labels[col], e.heads[col])
	e.feedAll(c.Lines[first], in)
	e.breaker.close()
	e.heads[col] = page.Header
	e.fieldText(v, l0, int32(len(e.breaker.lines)), noMark, 0)
	e.fieldLines(v, c, c.Lines[first+1:], el)
}

// fieldLines sets the paragraphs of a value, each a P where there are several.
func (e *Engine) fieldLines(v *value, c *doc.Cell, lines []doc.Inline, el page.Element) {
	for _, l := range lines {
		if !l.Empty() {
			l0, l1 := e.lay(l, v.st, v.w, e.paraOf(c, el))
			e.fieldText(v, l0, l1, noMark, 0)
		}
	}
}

func (e *Engine) paraOf(c *doc.Cell, el page.Element) page.Element {
	if len(c.Lines) < 2 {
		return el
	}
	return e.out.Tags.Add(el, page.RoleP)
}

// fieldItems sets the paragraphs of a value as a bulleted list.
func (e *Engine) fieldItems(v *value, c *doc.Cell, el page.Element) {
	tags, hang := &e.out.Tags, e.theme.hang
	list := tags.Add(el, page.RoleL)
	tags.Elements[list].List = page.Disc
	v.x, v.w = v.x+hang, v.w-hang
	for _, l := range c.Lines {
		if l.Empty() {
			continue
		}
		li := tags.Add(list, page.RoleLI)
		lbl := tags.Add(li, page.RoleLbl)
		l0, l1 := e.lay(l, v.st, v.w, tags.Add(li, page.RoleLBody))
		e.fieldText(v, l0, l1, bulleted, lbl)
	}
}
