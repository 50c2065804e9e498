package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// box sets stacked cells in a frame. It stays on one page when it can; else it
// splits between lines and the frame closes and opens again.
func (e *Engine) box(b *doc.Box) {
	if len(b.Cells) == 0 {
		return
	}
	t := e.theme
	outer, start := e.room, len(e.strips)
	e.parent = e.out.Tags.Add(e.parent, page.RoleDiv)
	e.after = max(e.after, t.boxGap)
	for i := range b.Cells {
		e.boxCell(b, i)
	}
	last := &e.strips[len(e.strips)-1]
	if short := t.boxMin - (e.heightFrom(start) - e.strips[start].lead); short > 0 {
		last.height += short
	}
	e.keepWhole(start)
	e.room = outer
	e.after = t.boxGap
}

// boxCell sets one cell, the full width of the box, in a frame that it shares
// with its neighbours.
func (e *Engine) boxCell(b *doc.Box, i int) {
	t, c := e.theme, &b.Cells[i]
	outer := e.room
	if len(b.Cells) > 1 {
		e.parent = e.out.Tags.Add(e.parent, page.RoleDiv)
	}
	edge := frame{fill: tint, filled: c.Tint, stroke: line1, color: accent}
	if b.Heavy {
		edge.stroke, edge.color = lineLoud, ink
	}
	f := e.openFrame(edge)
	e.framed(t.padX, t.padY, func() {
		e.blocks(c.Blocks)
		e.after = 0
		e.roomToWrite(c.Lines)
	})
	e.closeFrame(f)
	e.room = outer
}

// roomToWrite pushes n rows to write on below the content of a box. The frame
// rules the last of them.
func (e *Engine) roomToWrite(n int) {
	if n < 1 {
		return
	}
	e.writeRows(n - 1)
	e.bond = max(e.bond, near)
	e.pad(e.theme.writeRow - e.theme.padY)
}

// framed composes content inside the frame just opened, with padding around it.
func (e *Engine) framed(padX, padY page.Unit, content func()) {
	outer := e.room
	e.pad(padY)
	e.x, e.w = e.x+padX, e.w-2*padX
	e.lead, e.tail = e.lead+padY, e.tail+padY
	e.fresh, e.bond = true, glued
	content()
	e.room = outer
	e.after, e.fresh, e.bond = 0, false, glued
	e.pad(padY)
}

// notice sets small print in a ruled box of its own.
func (e *Engine) notice(b *doc.Notice) {
	if b.Text.Empty() {
		return
	}
	t := e.theme
	start := len(e.strips)
	e.after = max(e.after, t.boxGap)
	f := e.openFrame(frame{stroke: lineCell, color: hair})
	e.framed(t.padX, t.padY, func() {
		el := e.out.Tags.Add(e.parent, page.RoleP)
		l0, l1 := e.lay(b.Text, &t.notice, e.w, el)
		e.textLines(l0, l1, &t.notice, 0)
	})
	e.closeFrame(f)
	e.keepWhole(start)
	e.after = t.boxGap
}
