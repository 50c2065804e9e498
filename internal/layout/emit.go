package layout

import (
	"strconv"

	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/page"
)

const bulletGlyph = "\u2022"

// numberGlyphs is what stands before item n of a numbered list.
func numberGlyphs(n int) string { return strconv.Itoa(n) + "." }

// emit places a paginated part: for each page the letterhead or running head,
// frames and tints, the content in reading order, and the form line.
func (e *Engine) emit() {
	if e.carrier && e.part.Opening && e.open {
		e.placeFixed(e.out.NewPage(), true)
		if e.profile.Duplex {
			e.out.NewPage() // the letter begins on a front
		}
	}
	first, pages := len(e.out.Pages), len(e.breaks)
	e.out.Parts = append(e.out.Parts, page.Part{
		ID: e.part.ID, Title: e.part.Title, Elem: e.sect, First: first, Count: pages,
	})
	for k := 0; k < pages; k++ {
		p := e.out.NewPage()
		if k == 0 && e.open {
			e.placeFixed(p, false)
		} else {
			e.runningHead(p, k)
		}
		if k > 0 {
			e.placeAgain(p)
		}
		from, to := e.breaks[k], len(e.strips)
		if k+1 < pages {
			to = e.breaks[k+1]
		}
		e.placeFrames(p, k, int32(from), int32(to))
		e.placeStrips(p, from, to)
		e.formLine(p, k+1, pages)
	}
}

// placeFixed places the letterhead, or its copy on the carrier page.
func (e *Engine) placeFixed(p int, carrier bool) {
	for i := range e.fixed {
		f := &e.fixed[i]
		if f.carrier != carrier {
			continue
		}
		x := f.x
		if f.right {
			x += f.w - face.Scale(int(e.lines[f.line].ems), f.st.size)
		}
		e.placeLine(p, f.line, f.st, x, f.y, f.w, nobody)
	}
}

func (e *Engine) placeStrips(p, from, to int) {
	for i := from; i < to; i++ {
		s := &e.strips[i]
		switch s.kind {
		case textual:
			e.placeMark(p, s, e.ys[i])
			e.placeLine(p, s.a, s.st, s.x, e.ys[i]-(s.height-e.height(s))/2, s.w, nobody)
		case slice:
			n := 1
			for i+n < to && e.strips[i+n].kind == slice && e.strips[i+n].a == s.a {
				n++
			}
			e.placeRow(p, s.a, s.b, s.b+int32(n), e.ys[i], nobody)
			if r := &e.rows[s.a]; r.topRule && s.b == 0 && i > from {
				e.rule(p, s.x, e.ys[i], s.w, 0, lineCell, hair, page.Decoration)
			}
			e.placeEdges(p, i, i+n-1)
			i += n - 1
		case sideBySide:
			e.placePieces(p, s, e.ys[i])
		case writing:
			e.rule(p, s.x, e.ys[i]+s.height, s.w, 0, lineHair, hair, page.Decoration)
		}
	}
}

// placeMark places the bullet or the box to tick before a list item.
func (e *Engine) placeMark(p int, s *strip, y page.Unit) {
	t := e.theme
	switch s.mark {
	case bulleted:
		e.out.Place(p, page.Item{
			Kind: page.Text, Source: page.Layout, Element: s.label,
			X: s.x - t.hang + t.bullet, Y: y + baseline(s.st),
			W: face.Width(page.Regular, bulletGlyph, s.st.size), Size: s.st.size, Color: ink,
			Words: bulletGlyph,
		})
	case numbered:
		n := numberGlyphs(int(s.b))
		w := face.Width(page.Regular, n, s.st.size)
		e.out.Place(p, page.Item{
			Kind: page.Text, Source: page.Layout, Element: s.label,
			X: s.x - t.hang/4 - w, Y: y + baseline(s.st), W: w, Size: s.st.size, Color: ink, Words: n,
		})
	case ticked:
		e.out.Place(p, page.Item{
			Kind: page.Frame, Source: page.Layout, Element: page.Decoration,
			X: s.x - t.tickHang + lineCell, Y: y + (s.st.lead-t.tick)/2, W: t.tick, H: t.tick,
			Size: line1, Color: ink,
		})
	}
}

// placeCellMark places the mark before an item in a cell.
func (e *Engine) placeCellMark(p int, c *cell, y page.Unit, as page.Element) {
	s := strip{mark: c.mark, label: c.label, x: c.x, st: c.st}
	if as != nobody {
		s.label = as
	}
	e.placeMark(p, &s, y)
}

// placeEdges rules the cells of a row apart, between its strips first and last.
func (e *Engine) placeEdges(p, first, last int) {
	f, l := &e.strips[first], &e.strips[last]
	r := &e.rows[f.a]
	if r.edge1-r.edge0 < 2 {
		return
	}
	y, foot := e.ys[first], e.ys[last]+l.height
	if f.b > 0 {
		y -= r.pad
	}
	if l.b < r.count-1 {
		foot += r.pad
	}
	x := r.x
	for _, w := range e.edges[r.edge0 : r.edge1-1] {
		x += w
		e.rule(p, x, y, 0, foot-y, lineCell, hair, page.Decoration)
	}
}

// placeRow places the lines from to before of each cell of a row, cell by cell.
func (e *Engine) placeRow(p int, r, from, before int32, y page.Unit, as page.Element) {
	rw := &e.rows[r]
	if from == 0 {
		y += rw.pad
	}
	for c := rw.cell0; c < rw.cell1; c++ {
		cl := &e.cells[c]
		at := y + page.Unit(max(cl.skip-from, 0))*cl.st.lead
		for i := cl.line0 + max(from-cl.skip, 0); i < min(cl.line1, cl.line0+before-cl.skip); i++ {
			if i == cl.line0 && cl.mark != noMark {
				e.placeCellMark(p, cl, at, as)
			}
			e.placeLine(p, i, cl.st, cl.x, at, cl.w, as)
			at += cl.st.lead
		}
	}
}

// nobody is no element and no artifact either. As a place for a line it means
// the elements that its words were laid for.
const nobody page.Element = -100

// placeLine places a line whose height starts at y.
func (e *Engine) placeLine(p int, i int32, st *style, x, y, w page.Unit, as page.Element) {
	l := &e.lines[i]
	if face.Scale(int(l.ems), st.size) > w {
		e.fail(fault.Source, "part %q, page %d: a character is wider than its column", e.part.ID, p+1)
	}
	base := y + baseline(st)
	for j := l.seg0; j < l.seg1; j++ {
		s := &e.segs[j]
		x0, x1 := face.Scale(int(s.em0), st.size), face.Scale(int(s.em1), st.size)
		it := page.Item{
			Kind: page.Text, Weight: s.weight, Source: s.span.Source, Element: s.elem,
			X: x + x0, Y: base, W: x1 - x0, Size: st.size, Color: st.color, Words: s.words(),
		}
		if as != nobody {
			it.Element = as
		}
		e.out.Place(p, it)
		if m := s.span.Markup; m != nil && m.URI != "" && it.Element >= 0 {
			e.link(p, s.span, &it)
		}
	}
}

// link lays an annotation over one line of a link.
func (e *Engine) link(p int, s *doc.Span, it *page.Item) {
	box := extent(it)
	e.out.Tags.AddLink(page.Link{
		Page: int32(p), Element: it.Element, X: box.X, Y: box.Y, W: box.W, H: box.H,
		URI: s.Markup.URI, Contents: s.Text,
	})
}

// baseline returns how far below the top of a line its baseline lies: capitals
// stand in the middle.
func baseline(st *style) page.Unit {
	return st.lead/2 + st.size*face.CapHeight/2000
}

func (e *Engine) rule(p int, x, y, w, h, thick page.Unit, c page.Color, el page.Element) {
	e.out.Place(p, page.Item{
		Kind: page.Rule, Source: page.Layout, Element: el,
		X: x, Y: y, W: w, H: h, Size: thick, Color: c,
	})
}
