package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// fixed is a line of the letterhead at its place on page 1.
type fixed struct {
	line    int32
	x, y, w page.Unit // y is the top of the line
	st      *style
	right   bool // right-aligned in w
	carrier bool // on the sheet in front, not on the letter's first page
}

// letterhead sets the return block, the lines at the right and the inside
// address, in this reading order, and finds where the body starts.
func (e *Engine) letterhead() {
	h := &e.doc.Letterhead
	if h.Plan.Empty() && len(h.Return)+len(h.Address)+len(h.Aside)+len(h.Facts) == 0 {
		return
	}
	e.open = true
	foot := max(e.returnBlock(h), e.facts(h.Facts, e.asideLines(h))) + headGap
	if !allEmpty(h.Address) {
		foot = max(e.insideAddress(h), foot-headGap/2, bodyFirst)
	}
	e.openTop = foot
}

// returnBlock sets the plan's name and address in the top window, in the largest
// type that fits it, and returns the foot of the block.
func (e *Engine) returnBlock(h *doc.Letterhead) page.Unit {
	if h.Plan.Empty() && allEmpty(h.Return) {
		return e.profile.Return.Y
	}
	el := e.out.Tags.Add(e.sect, page.RoleP)
	if e.facing() {
		e.owners[0] = el
	}
	return e.setReturn(h, e.returnSize(h), el, false)
}

// returnSize chooses the largest type in which the block fits its window.
func (e *Engine) returnSize(h *doc.Letterhead) *[2]style {
	win := e.profile.Return
	for i := range returnSizes {
		st := &returnSizes[i]
		foot := page.Unit(e.countLines(h.Plan, &st[0], win.W)) * st[0].lead
		for _, l := range h.Return {
			foot += page.Unit(e.countLines(l, &st[1], win.W)) * st[1].lead
		}
		if e.profile.Endorsement != "" {
			foot += st[1].lead
		}
		if foot <= win.H {
			return st
		}
	}
	return &returnSizes[len(returnSizes)-1]
}

// countLines returns how many lines text takes, and sets none.
func (e *Engine) countLines(text doc.Inline, st *style, w page.Unit) int32 {
	segs, lines := len(e.segs), len(e.lines)
	l0, l1 := e.lay(text, st, w, page.Header)
	e.segs, e.lines = e.segs[:segs], e.lines[:lines]
	return l1 - l0
}

// setReturn sets the return block at one size.
func (e *Engine) setReturn(h *doc.Letterhead, st *[2]style, el page.Element, carrier bool) page.Unit {
	win := e.profile.Return
	y := e.fix(h.Plan, &st[0], win.X, win.Y, win.W, el, carrier)
	for _, l := range h.Return {
		y = e.fix(l, &st[1], win.X, y, win.W, el, carrier)
	}
	if s := e.profile.Endorsement; s != "" {
		line := doc.Inline{{Text: s, Source: page.Program}}
		y = e.fix(line, &st[1], win.X, y, win.W, page.Header, carrier)
	}
	return y
}

// fix places text line by line from y down and returns the foot. It ends in a
// space, since more text follows in the same element.
func (e *Engine) fix(text doc.Inline, st *style, x, y, w page.Unit, el page.Element, carrier bool) page.Unit {
	l0, l1 := e.lay(text, st, w, el)
	if l1 > l0 {
		e.spaceAfter(l1 - 1)
	}
	for i := l0; i < l1; i++ {
		e.fixed = append(e.fixed, fixed{line: i, x: x, y: y, w: w, st: st, carrier: carrier})
		y += st.lead
	}
	return y
}

// asideLines sets document title, date and reference where no window shows them:
// right-aligned, or above facts in one line with these. The first is the letter's
// heading when its body has none.
func (e *Engine) asideLines(h *doc.Letterhead) page.Unit {
	t := e.theme
	y := e.profile.Return.Y
	titled := hasTitle(e.part.Blocks)
	first, right, width := true, len(h.Facts) == 0, asideRight-asideLeft
	if !right {
		width = t.left + t.width - asideLeft
	}
	for _, l := range h.Aside {
		if l.Empty() {
			continue
		}
		st, role := &t.aside, page.RoleP
		if first {
			st = &t.asideTitle
			if !titled {
				role = e.headingRole(1)
			}
		}
		first = false
		l0, l1 := e.lay(l, st, width, e.out.Tags.Add(e.sect, role))
		for i := l0; i < l1; i++ {
			e.fixed = append(e.fixed, fixed{line: i, x: asideLeft, y: y, w: width, st: st, right: right})
			y += st.lead
		}
	}
	return y
}

func hasTitle(blocks []doc.Block) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Title:
			return true
		case *doc.Keep:
			if hasTitle(b.Blocks) {
				return true
			}
		}
	}
	return false
}

// insideAddress sets the address in the lower window and returns its foot: in
// the largest type in which no line wraps, else in which the wrapped lines fit.
// When none does, the letter gets a carrier page in front that shows the address
// instead; on the letter itself the lines then run down as they need.
func (e *Engine) insideAddress(h *doc.Letterhead) page.Unit {
	box := e.profile.addressBox()
	el := e.out.Tags.Add(e.sect, page.RoleP)
	for i := range addressSizes {
		if st := &addressSizes[i]; e.addressFits(h.Address, st, box) {
			return e.showAddress(h.Address, st, box, el)
		}
	}
	for i := range addressSizes {
		if st := &addressSizes[i]; e.wrappedHeight(h.Address, st, box.W) <= box.H {
			return e.showAddress(h.Address, st, box, el)
		}
	}
	if e.facing() {
		e.carry(h)
	}
	st := e.wrappedSize(h.Address, Rect{W: box.W, H: longAddress})
	return e.setAddress(h.Address, st, box, el, false) + headGap
}

// showAddress sets an address that fits the window of the page that faces it.
func (e *Engine) showAddress(lines []doc.Inline, st *style, box Rect, el page.Element) page.Unit {
	if e.facing() {
		e.owners[1] = el
	}
	return e.setAddress(lines, st, box, el, false)
}

// facing reports whether the page being composed is the letter's first, the one
// that the envelope's windows show.
func (e *Engine) facing() bool { return len(e.out.Pages) == 0 }

// addressFits reports whether every line fits unbroken, and all of them.
func (e *Engine) addressFits(lines []doc.Inline, st *style, box Rect) bool {
	sum := page.Unit(0)
	for _, l := range lines {
		n := e.countLines(l, st, box.W)
		if n > 1 {
			return false
		}
		sum += page.Unit(n) * st.lead
	}
	return sum <= box.H
}

func (e *Engine) setAddress(lines []doc.Inline, st *style, box Rect, el page.Element, carrier bool) page.Unit {
	y := box.Y
	for _, l := range lines {
		y = e.fix(l, st, box.X, y, box.W, el, carrier)
	}
	return y
}

// carry composes the carrier page: both blocks again and nothing else. They are
// artifacts there, so that nobody has the address read out twice.
func (e *Engine) carry(h *doc.Letterhead) {
	e.carrier = true
	e.setReturn(h, e.returnSize(h), page.Header, true)
	box := e.profile.addressBox()
	e.setAddress(h.Address, e.wrappedSize(h.Address, box), box, page.Header, true)
}

// wrappedSize chooses the largest type in which the lines, wrapped, fit a box.
func (e *Engine) wrappedSize(lines []doc.Inline, box Rect) *style {
	for i := range carrierSizes {
		if st := &carrierSizes[i]; e.wrappedHeight(lines, st, box.W) <= box.H {
			return st
		}
	}
	return &carrierSizes[len(carrierSizes)-1]
}

func (e *Engine) wrappedHeight(lines []doc.Inline, st *style, w page.Unit) page.Unit {
	n := int32(0)
	for _, l := range lines {
		n += e.countLines(l, st, w)
	}
	return page.Unit(n) * st.lead
}
