package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// again is the box below the running head of a part's later pages: what the
// title said, for sheets that come apart. Like a running head it is an artifact.
type again struct {
	line0, line1 int32
	height       page.Unit // with the space below it; 0: there is none
}

func (e *Engine) layAgain(text doc.Inline) {
	e.again = again{}
	if text.Empty() {
		return
	}
	t := e.theme
	a := &e.again
	a.line0, a.line1 = e.lay(text, &t.again, t.width-2*t.padX, page.Header)
	a.height = e.againBox() + t.titleAfter
}

// againBox returns the height of the box itself.
func (e *Engine) againBox() page.Unit {
	return page.Unit(e.again.line1-e.again.line0)*e.theme.again.lead + 2*e.theme.fieldPadY
}

func (e *Engine) placeAgain(p int) {
	if e.again.height == 0 {
		return
	}
	t := e.theme
	e.paint(p, t.left, t.top, t.width, e.againBox(), tint)
	e.out.Place(p, page.Item{
		Kind: page.Frame, Source: page.Layout, Element: page.Decoration,
		X: t.left, Y: t.top, W: t.width, H: e.againBox(), Size: line1, Color: accent,
	})
	y := t.top + t.fieldPadY
	for i := e.again.line0; i < e.again.line1; i++ {
		e.placeLine(p, i, &t.again, t.left+t.padX, y, t.width-2*t.padX, page.Header)
		y += t.again.lead
	}
}

// boxedTitle sets a title in a frame.
func (e *Engine) boxedTitle(text doc.Inline) {
	t := e.theme
	start := len(e.strips)
	e.after = max(e.after, t.boxGap)
	f := e.openFrame(frame{fill: tint, filled: true, stroke: line1, color: accent})
	e.framed(t.padX, t.padY, func() { e.titleLines(text) })
	e.closeFrame(f)
	e.keepWhole(start)
}

// rightLines pushes lines that end at the right edge of the room.
func (e *Engine) rightLines(first, last int32, st *style) {
	outer := e.room
	for i := first; i < last; i++ {
		w := face.Scale(int(e.lines[i].ems), st.size)
		e.x, e.w = outer.x+outer.w-w, w
		e.textLines(i, i+1, st, 0)
		e.bond = near
	}
	e.room = outer
	e.bond = free
}
