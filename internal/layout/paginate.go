package layout

import "letterpress/internal/page"

// fit is how a part gives a little so that it ends well: spaces between blocks
// in percent of their own, what body lines give of their leading, and how much
// one page ends early.
type fit struct {
	space   page.Unit
	leading page.Unit
	cutPage int
	cut     page.Unit
}

// fits are tried in turn when the last page of a part would hold little. Each
// step is hardly seen, and the last still leaves 14 pt type 18.5 pt apart, 10.5 pt type 12.
var fits = [...]fit{
	{space: 100},
	{space: 80},
	{space: 70, leading: pt / 2},
	{space: 65, leading: pt},
	{space: 60, leading: 15 * pt / 10},
}

// Ends of a part. A last page with few lines (the theme says how few) is avoided
// by setting the part a little tighter, when that saves the page; else a last
// page with less than leastLines gets lines of the page before.
const (
	leastLines = 4
	mostMoved  = 8
)

// paginate breaks the part's strips into pages.
func (e *Engine) paginate() {
	e.flow(fits[0])
	pages := len(e.breaks)
	lead := e.theme.body.lead
	if pages < 2 || e.lastHeight() >= e.theme.last*lead {
		return
	}
	for _, f := range fits[1:] {
		if e.flow(f); len(e.breaks) < pages {
			return
		}
	}
	if e.flow(fits[0]); e.lastHeight() < leastLines*lead {
		e.feedLast(pages, lead)
	}
}

// feedLast ends the page before the last one early, as little as gives the last
// page its least content.
func (e *Engine) feedLast(pages int, lead page.Unit) {
	for k := page.Unit(1); k <= mostMoved; k++ {
		e.flow(fit{space: 100, cutPage: pages - 2, cut: k * lead})
		if len(e.breaks) != pages {
			break
		}
		if e.lastHeight() >= leastLines*lead {
			return
		}
	}
	e.flow(fits[0])
}

// flow fills pages from the first strip to the last.
func (e *Engine) flow(f fit) {
	e.fit = f
	if f.cut == 0 {
		e.fit.cutPage = -1
	}
	e.breaks = append(e.breaks[:0], 0)
	if cap(e.ys) < len(e.strips) {
		e.ys = make([]page.Unit, len(e.strips)*3/2)
	}
	e.ys = e.ys[:len(e.strips)]
	for i := e.fill(0, 0); i < len(e.strips); {
		e.breaks = append(e.breaks, i)
		i = e.fill(i, len(e.breaks)-1)
	}
}

// fill sets strips from start on one page and returns the first that goes onto
// the next. Where the page overflows it ends at the last free bond; a page that
// has none ends at the last of the next kind, so that only what is taller than a
// page is ever split.
func (e *Engine) fill(start, pg int) int {
	y, bottom := e.top(pg), e.theme.bottom
	if pg == e.fit.cutPage {
		bottom -= e.fit.cut
	}
	var last [bonds]int
	for i := start; i < len(e.strips); i++ {
		s := &e.strips[i]
		switch {
		case i == start:
			y += s.lead
		case s.turn:
			return i
		default:
			if y+e.strips[i-1].tail <= bottom {
				last[s.bond] = i
			}
			y += e.spaceAbove(s)
		}
		e.ys[i] = y
		if y += e.height(s); y > bottom {
			return weakest(&last, max(i, start+1))
		}
	}
	return len(e.strips)
}

func weakest(last *[bonds]int, forced int) int {
	for _, i := range last {
		if i > 0 {
			return i
		}
	}
	return forced
}

// spaceAbove returns the space above s after it has given its share.
func (e *Engine) spaceAbove(s *strip) page.Unit {
	if s.firm {
		return s.before
	}
	return s.before * e.fit.space / 100
}

// height returns what s takes after body text has given its leading.
func (e *Engine) height(s *strip) page.Unit {
	if s.soft {
		return s.height - e.fit.leading
	}
	return s.height
}

// top returns where the body of the part's page pg starts.
func (e *Engine) top(pg int) page.Unit {
	if pg == 0 {
		return e.openTop
	}
	return e.theme.top + e.again.height
}

// lastHeight returns how much of the part's last page is filled.
func (e *Engine) lastHeight() page.Unit {
	n := len(e.strips)
	if n == 0 {
		return 0
	}
	return e.ys[n-1] + e.height(&e.strips[n-1]) - e.top(len(e.breaks)-1)
}
