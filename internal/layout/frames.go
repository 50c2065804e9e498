package layout

import "letterpress/internal/page"

// placeFrames draws what of frames and tints falls on page p, the part's page k
// with the strips from to before, and repeats column heads that continue there.
// Tints come first, so that no outline is covered.
func (e *Engine) placeFrames(p, k int, from, before int32) {
	for i := range e.frames {
		f := &e.frames[i]
		if !f.filled || !f.on(from, before) {
			continue
		}
		y, h := e.span(f, k, from, before)
		e.paint(p, f.x, y, f.w, h, f.fill)
	}
	for i := range e.frames {
		f := &e.frames[i]
		if !f.on(from, before) {
			continue
		}
		if f.head >= 0 && f.first < from && !e.inRow(from, f.head) {
			e.repeatHead(p, f, e.top(k)+f.inset)
		}
		if f.stroke > 0 {
			e.outline(p, f, k, from, before)
		}
	}
}

// mostRepeated is the part of a page that a row repeated at its head may take,
// as a divisor.
const mostRepeated = 4

// repeatRow has row r, the last one composed, head frame f on later pages too:
// it stays in one piece, and what follows in the room leaves space for it. A row
// that would take much of those pages stands only where it is.
func (e *Engine) repeatRow(f, r int) {
	h := e.rows[r].height
	if h >= (e.theme.bottom-e.theme.top)/mostRepeated {
		return
	}
	e.frames[f].head = int32(r)
	for i := int(e.rows[r].strip0) + 1; i < len(e.strips); i++ {
		e.strips[i].bond = glued
	}
	e.lead += h
}

// inRow says whether strip i is a line of row r: the row that a frame repeats
// stands once where it is cut itself, and its strips left no room for it.
func (e *Engine) inRow(i, r int32) bool {
	s := &e.strips[i]
	return s.kind == slice && s.a == r
}

func (f *frame) on(from, before int32) bool { return f.first < before && f.last > from }

// span returns where a frame's part on a page starts and how high it is.
func (e *Engine) span(f *frame, k int, from, before int32) (y, h page.Unit) {
	y = e.top(k) + f.inset
	if f.first >= from {
		y = e.ys[f.first]
	}
	last := min(f.last, before) - 1
	foot := e.ys[last] + e.height(&e.strips[last])
	if f.last > before {
		foot += e.strips[last].tail - f.outset
	}
	return y, foot - y
}

func (e *Engine) outline(p int, f *frame, k int, from, before int32) {
	y, h := e.span(f, k, from, before)
	e.out.Place(p, page.Item{
		Kind: page.Frame, Source: page.Layout, Element: page.Decoration,
		X: f.x, Y: y, W: f.w, H: h, Size: f.stroke, Color: f.color,
	})
	x := f.x
	for i := f.edge0; i < f.edge1-1; i++ {
		x += e.edges[i]
		e.rule(p, x, y, 0, h, f.stroke, f.color, page.Decoration)
	}
}

// repeatHead sets the row that heads a table or block again, as an artifact.
func (e *Engine) repeatHead(p int, f *frame, y page.Unit) {
	r := &e.rows[f.head]
	e.paint(p, r.x, y, r.w, r.height, f.fill)
	e.placeRow(p, f.head, 0, r.count, y, page.Header)
}

func (e *Engine) paint(p int, x, y, w, h page.Unit, c page.Color) {
	e.out.Place(p, page.Item{
		Kind: page.Fill, Source: page.Layout, Element: page.Decoration,
		X: x, Y: y, W: w, H: h, Color: c,
	})
}
