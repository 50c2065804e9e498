package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// piece is one of several things beside each other on a strip: lines of text,
// perhaps with a box to tick before them or room to write behind them.
type piece struct {
	line0, line1 int32
	x, w         page.Unit
	st           *style
	mark         mark
	write        bool
}

// abreast pushes one strip for the pieces from first on.
func (e *Engine) abreast(first int, height page.Unit, st *style) {
	e.push(strip{
		kind: sideBySide, a: int32(first), b: int32(len(e.pieces)), st: st, x: e.x, w: e.w, height: height,
		soft: st == &e.theme.body,
	}, 0)
}

// placePieces places a strip of pieces, one after the other. Labels of lines to
// write on stand at the foot of the strip, where the line is.
func (e *Engine) placePieces(p int, s *strip, y page.Unit) {
	for _, c := range e.pieces[s.a:s.b] {
		at := y
		if c.write {
			at += e.height(s) - page.Unit(c.line1-c.line0)*c.st.lead
		} else {
			at -= (s.height - e.height(s)) / 2
		}
		if c.mark != noMark {
			e.placeMark(p, &strip{mark: c.mark, x: c.x, st: c.st}, at)
		}
		pen := c.x
		for i := c.line0; i < c.line1; i++ {
			e.placeLine(p, i, c.st, c.x, at, c.w, nobody)
			pen = c.x + face.Scale(int(e.lines[i].ems), c.st.size)
			at += c.st.lead
		}
		if pen += e.theme.fieldGap; c.write && pen < c.x+c.w {
			e.rule(p, pen, at-c.st.lead+baseline(c.st)+writeDrop, c.x+c.w-pen, 0, lineCell, ink, page.Decoration)
		}
	}
}

// writeDrop is how far a line to write on lies below the baseline of its label.
const writeDrop = 2 * pt

// fields sets labels with their values beside them. Who listens hears a list of
// terms, each with what is said of it.
func (e *Engine) fields(b *doc.Fields) {
	t := e.theme
	hang := e.labelHang(b.Items, &t.head3, e.w)
	list := nobody
	for i := range b.Items {
		f := &b.Items[i]
		if allEmpty(f.Lines) {
			continue
		}
		if list == nobody {
			list = e.termList(e.parent)
		}
		e.labelled(f, list, hang)
		e.after = t.itemAfter
	}
	if list != nobody {
		e.after = t.paraAfter
	}
}

// termList makes the element of a list of terms (ISO 32000-1, 14.8.4.3.3: the
// label of an item is the term, its body what is said of it).
func (e *Engine) termList(parent page.Element) page.Element {
	l := e.out.Tags.Add(parent, page.RoleL)
	e.out.Tags.Elements[l].List = page.Unnumbered
	return l
}

// labelled sets the label beside the first lines of the value; the other lines
// follow as a paragraph's do, so that a long one may run over a page.
func (e *Engine) labelled(f *doc.Field, list page.Element, hang page.Unit) {
	t, outer := e.theme, e.room
	label, value := e.term(f, list, hang-t.fieldGap, &t.head3, e.w-hang, &t.body)
	n := max(label.line1-label.line0, 1)
	label.x, value.x = e.x, e.x+hang
	rest := value.line1
	value.line1 = min(rest, value.line0+n)
	first := len(e.pieces)
	e.pieces = append(e.pieces, label, value)
	e.abreast(first, page.Unit(n)*t.body.lead, &t.body)
	e.x, e.w = e.x+hang, e.w-hang
	if rest > value.line1 {
		e.bond = near
		e.textLines(value.line1, rest, &t.body, 0)
	}
	e.room = outer
}

// term lays a label and its value and tags them as an item of list.
func (e *Engine) term(f *doc.Field, list page.Element, lw page.Unit, ls *style, vw page.Unit, vs *style) (label, value piece) {
	tags := &e.out.Tags
	li := tags.Add(list, page.RoleLI)
	label = piece{w: lw, st: ls}
	if !f.Label.Empty() {
		label.line0, label.line1 = e.lay(f.Label, ls, lw, tags.Add(li, page.RoleLbl))
	}
	value = piece{w: vw, st: vs, line0: int32(len(e.lines))}
	body := tags.Add(li, page.RoleLBody)
	for _, l := range f.Lines {
		if l.Empty() {
			continue
		}
		in := body
		if len(f.Lines) > 1 {
			in = tags.Add(body, page.RoleP)
		}
		_, value.line1 = e.lay(l, vs, vw, in)
	}
	return label, value
}

// labelHang returns how far values stand to the right of their labels: as far as
// the widest label needs, but no more than a third of the width.
func (e *Engine) labelHang(list []doc.Field, st *style, w page.Unit) page.Unit {
	hang := page.Unit(0)
	for i := range list {
		if !allEmpty(list[i].Lines) {
			hang = max(hang, e.inlineWidth(list[i].Label, st)+1)
		}
	}
	return min(hang+e.theme.fieldGap, w/3)
}

// choices sets boxes to tick beside each other, in as many columns as leave each
// of them on one line, and those with room to write on lines of their own.
func (e *Engine) choices(b *doc.Choices) {
	if len(b.Items) == 0 {
		return
	}
	list := e.termList(e.parent)
	for i := 0; i < len(b.Items); {
		n := i
		for n < len(b.Items) && !b.Items[n].Write {
			n++
		}
		if n > i {
			e.ticks(b.Items[i:n], b.Columns, list)
		}
		if i = n; i < len(b.Items) {
			e.tickToWrite(&b.Items[i], list)
			i++
		}
	}
	e.after = e.theme.paraAfter
}

// ticks sets a grid of choices row by row. Rows of one grid stay together.
func (e *Engine) ticks(items []doc.Choice, most int, list page.Element) {
	t := e.theme
	k, widths, gap := e.tickColumns(items, most)
	for i := 0; i < len(items); i += k {
		first, height, x := len(e.pieces), page.Unit(0), e.x
		for c := range min(k, len(items)-i) {
			q := e.choice(&items[i+c], list, x, widths[c])
			height = max(height, page.Unit(q.line1-q.line0)*t.body.lead)
			e.pieces = append(e.pieces, q)
			x += widths[c] + gap
		}
		if i > 0 {
			e.bond = max(e.bond, near)
		}
		e.abreast(first, height, &t.body)
		e.after = t.choiceAfter
	}
}

// choice lays one box to tick with its text in a column at x.
func (e *Engine) choice(c *doc.Choice, list page.Element, x, w page.Unit) piece {
	t := e.theme
	li := e.out.Tags.Add(list, page.RoleLI)
	q := piece{x: x + t.tickHang, w: w - t.tickHang, st: &t.body, mark: ticked, write: c.Write}
	q.line0, q.line1 = e.lay(c.Text, q.st, q.w, e.out.Tags.Add(li, page.RoleLBody))
	return q
}

// maxColumns is the most choices that stand beside each other.
const maxColumns = 4

// tickColumns returns the columns of a grid, each as wide as its widest choice,
// and the space that is left between two of them. One column is as wide as the
// room there is.
func (e *Engine) tickColumns(items []doc.Choice, most int) (k int, widths [maxColumns]page.Unit, gap page.Unit) {
	t := e.theme
	for k = min(most, maxColumns, len(items)); k > 1; k-- {
		clear(widths[:])
		sum := page.Unit(0)
		for i := range items {
			c := i % k
			need := e.inlineWidth(items[i].Text, &t.body) + t.tickHang + 1
			sum += max(need-widths[c], 0)
			widths[c] = max(widths[c], need)
		}
		if gap = (e.w - sum) / page.Unit(k-1); gap >= t.fieldGap {
			return k, widths, gap
		}
	}
	widths[0] = e.w
	return 1, widths, 0
}

// tickToWrite sets a choice with a line to write on.
func (e *Engine) tickToWrite(c *doc.Choice, list page.Element) {
	t := e.theme
	first := len(e.pieces)
	q := e.choice(c, list, e.x, e.w)
	e.pieces = append(e.pieces, q)
	e.bond = max(e.bond, near)
	e.abreast(first, max(page.Unit(q.line1-q.line0)*t.body.lead, t.writeLine), &t.body)
	e.after = t.choiceAfter
}

// writeIns sets labels on one line, each with room to write behind it.
func (e *Engine) writeIns(b *doc.WriteIns) {
	if len(b.Items) == 0 {
		return
	}
	t := e.theme
	first, x, height := len(e.pieces), e.x, t.writeRow
	for i := range b.Items {
		it := &b.Items[i]
		w := e.w * page.Unit(it.Width) / 100
		q := piece{x: x, w: w - t.fieldGap, st: &t.body, write: true}
		q.line0, q.line1 = e.lay(it.Label, q.st, q.w, e.out.Tags.Add(e.parent, page.RoleP))
		height = max(height, page.Unit(q.line1-q.line0)*q.st.lead)
		e.pieces = append(e.pieces, q)
		x += w
	}
	e.bond = max(e.bond, near)
	e.abreast(first, height, &t.body)
	e.after = t.paraAfter
}

// facts sets labels with their values below the lines at the right of page 1 and
// returns the foot. More than page 1 has room for open the body instead.
func (e *Engine) facts(list []doc.Field, y page.Unit) page.Unit {
	t := e.theme
	width := t.left + t.width - asideLeft
	hang := e.labelHang(list, &t.label, width)
	if y+e.factsHeight(list, hang, width) > mostFacts {
		e.crowded = true
		return y
	}
	tag := nobody
	for i := range list {
		if allEmpty(list[i].Lines) {
			continue
		}
		if tag == nobody {
			tag, y = e.termList(e.sect), y+t.paraAfter
		}
		label, value := e.term(&list[i], tag, hang-t.fieldGap, &t.label, width-hang, &t.cell)
		label.x, value.x = asideLeft, asideLeft+hang
		y = max(e.fixPiece(&label, y), e.fixPiece(&value, y)) + t.factAfter
	}
	return y
}

// factsHeight returns what facts take, and sets none.
func (e *Engine) factsHeight(list []doc.Field, hang, width page.Unit) page.Unit {
	t, h := e.theme, e.theme.paraAfter
	for i := range list {
		f, lines := &list[i], int32(0)
		for _, l := range f.Lines {
			lines += e.countLines(l, &t.cell, width-hang)
		}
		label := e.countLines(f.Label, &t.label, hang-t.fieldGap)
		h += max(page.Unit(lines)*t.cell.lead, page.Unit(label)*t.label.lead) + t.factAfter
	}
	return h
}

// fixPiece places the lines of a piece on page 1 from y down.
func (e *Engine) fixPiece(c *piece, y page.Unit) page.Unit {
	for i := c.line0; i < c.line1; i++ {
		e.fixed = append(e.fixed, fixed{line: i, x: c.x, y: y, w: c.w, st: c.st})
		y += c.st.lead
	}
	return y
}
