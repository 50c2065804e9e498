package layout

import "letterpress/internal/page"

// stripKind says what a strip draws.
type stripKind uint8

const (
	padding    stripKind = iota // nothing: the inside edge of a box, room to sign
	textual                     // line a of the breaker, set in st
	slice                       // line b of every cell of row a
	writing                     // a rule to write on, at its foot
	sideBySide                  // the pieces from a to before b
)

// bond says how much a strip wants to stay on the page of the one before it.
// When a page is full, it ends at the weakest bond it has, as far down as that
// goes.
type bond uint8

const (
	free  bond = iota // a page may end here
	whole             // inside a row, box or group that would fit on a page
	near              // widow and orphan lines, a heading and what it heads
	glued             // the edge of a box and its content
	bonds
)

// mark is drawn at the first line of a list item.
type mark uint8

const (
	noMark mark = iota
	bulleted
	ticked
	numbered // by the strip's b
)

// strip is the smallest piece of a part that goes onto one page: a line, one
// line of a table row, an edge of a box.
type strip struct {
	kind   stripKind
	bond   bond
	mark   mark
	turn   bool // starts a page
	soft   bool // body text: its leading may give a little
	firm   bool // the space above does not give, and may lead upwards (see beside)
	a, b   int32
	label  page.Element // Lbl of a bullet
	st     *style
	x, w   page.Unit
	before page.Unit // space above, dropped at the head of a page
	height page.Unit
	lead   page.Unit // needed above it at the head of a page
	tail   page.Unit // needed below it at the foot of a page
}

// frame is drawn around or behind a range of strips, on every page that has any
// of them: a box, a tint, the grid of a table.
type frame struct {
	first, last int32 // strips
	x, w        page.Unit
	inset       page.Unit // from the head of a page to where it continues
	outset      page.Unit // what frames around it need below it at the foot
	fill        page.Color
	filled      bool      // else fill is that of the row repeated
	stroke      page.Unit // 0: no outline
	color       page.Color
	edge0       int32 // inner column edges
	edge1       int32
	head        int32 // row repeated where the frame continues, or -1
}

// push appends a strip with the space, bond and room that it is to have now.
func (e *Engine) push(s strip, before page.Unit) {
	s.before = max(e.after, before)
	if e.fresh {
		s.before = 0
	}
	s.bond, s.turn = e.bond, e.turn
	if s.lead == 0 && s.tail == 0 {
		s.lead, s.tail = e.lead, e.tail
	}
	e.strips = append(e.strips, s)
	e.after, e.fresh, e.bond, e.turn = 0, false, free, false
}

// textLines pushes the lines first to last of the breaker. Two lines stay
// together at either end of them.
func (e *Engine) textLines(first, last int32, st *style, before page.Unit) {
	for i := first; i < last; i++ {
		if i > first && (i == first+1 || i == last-1) {
			e.bond = max(e.bond, near)
		}
		e.push(strip{
			kind: textual, a: i, st: st, x: e.x, w: e.w, height: st.lead,
			soft: st == &e.theme.body,
		}, before)
		before = 0
	}
}

// pad pushes empty height.
func (e *Engine) pad(h page.Unit) {
	e.push(strip{kind: padding, height: h, x: e.x, w: e.w}, 0)
}

// openFrame starts a frame of the room's width at the next strip and returns
// its index for closeFrame.
func (e *Engine) openFrame(f frame) int {
	f.first, f.x, f.w = int32(len(e.strips)), e.x, e.w
	f.inset, f.outset, f.head = e.lead, e.tail, -1
	e.frames = append(e.frames, f)
	return len(e.frames) - 1
}

func (e *Engine) closeFrame(i int) { e.frames[i].last = int32(len(e.strips)) }

// keepWhole binds the strips from start on when a page can hold them all, and
// says whether it can. Else the bonds inside stay as they are and the content
// splits between lines.
func (e *Engine) keepWhole(start int) bool {
	if start >= len(e.strips) || e.heightFrom(start) > e.theme.bottom-e.top(1) {
		return false
	}
	for i := start + 1; i < len(e.strips); i++ {
		if e.strips[i].turn {
			return false
		}
	}
	for i := start + 1; i < len(e.strips); i++ {
		e.strips[i].bond = max(e.strips[i].bond, whole)
	}
	return true
}

// heightFrom returns what the strips from start on take at the head of a page.
func (e *Engine) heightFrom(start int) page.Unit {
	return e.strips[start].lead + e.heightOf(start, len(e.strips))
}

// heightOf returns what the strips from start to before end take.
func (e *Engine) heightOf(start, end int) page.Unit {
	var h page.Unit
	for i := start; i < end; i++ {
		h += e.strips[i].height
		if i > start {
			h += e.strips[i].before
		}
	}
	return h
}
