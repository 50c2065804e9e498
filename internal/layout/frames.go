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
		if f.head >= 0 && f.first < from {
			e.repeatHead(p, f, e.top(k)+f.inset)
		}
		if f.stroke > 0 {
			e.outline(p, f, k, from, before)
		}
	}
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
