package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// beside sets columns of blocks next to each other. They stay on one page, so
// columns that need more than half of any of the part's are set one below the
// other instead, and so are all where the type is large.
//
// The strips of a column follow those of the one before it, as they are read;
// its first one stands higher by what the one before it takes.
func (e *Engine) beside(b *doc.Beside) {
	if e.theme.stack {
		for i := range b.Columns {
			e.blocks(b.Columns[i].Blocks)
		}
		return
	}
	outer, start := e.room, len(e.strips)
	gap := e.theme.hang
	room := outer.w - gap*page.Unit(len(b.Columns)-1)
	var tops []int // first strip of each column
	for i := range b.Columns {
		c := &b.Columns[i]
		e.w = room * page.Unit(c.Width) / 100
		at := len(e.strips)
		if at > start {
			e.after, e.fresh, e.bond = 0, true, free
		}
		e.blocks(c.Blocks)
		e.x += e.w + gap
		if len(e.strips) > at {
			tops = append(tops, at)
		}
	}
	e.room = outer
	e.raise(tops)
	e.after = e.theme.paraAfter
}

// raise moves each column but the first up beside it, and what follows below
// the longest.
func (e *Engine) raise(tops []int) {
	if len(tops) < 2 {
		return
	}
	heights, tallest := make([]page.Unit, len(tops)), page.Unit(0)
	for i, at := range tops {
		end := len(e.strips)
		if i+1 < len(tops) {
			end = tops[i+1]
		}
		heights[i] = e.heightOf(at, end)
		tallest = max(tallest, heights[i])
	}
	if tallest > (e.theme.bottom-max(e.top(0), e.top(1)))/2 {
		return
	}
	for i := tops[0] + 1; i < len(e.strips); i++ {
		e.strips[i].firm, e.strips[i].bond = true, glued
	}
	for i := tops[0]; i < len(e.strips); i++ {
		e.strips[i].soft = false
	}
	for i, at := range tops[1:] {
		e.strips[at].before = -heights[i]
	}
	e.bond = glued
	e.pad(0)
	foot := &e.strips[len(e.strips)-1]
	foot.firm, foot.before = true, tallest-heights[len(heights)-1]
}
