// Package layout turns a letter's meaning into pages: line and page breaking,
// tables, lists, boxes, running heads, and page 1 as an envelope's windows want it.
//
// It owns every measure of the letters' looks (theme.go) and the tag tree, which
// is recorded as items are placed. It refuses to draw, to choose words, and to
// lay out what would be printed wrong: a character the fonts lack, text wider
// than its box, two texts in one place, anything beside the address in the
// envelope's windows. Such a letter is an error, never a page.
package layout

import (
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// Engine lays out letters one after another and keeps its scratch memory from
// one to the next, never anything of a letter. Each worker needs its own.
type Engine struct {
	breaker

	doc     *doc.Document
	out     *page.Document
	theme   *theme
	profile *Profile
	root    page.Element
	level   int // of the last heading, so that none is skipped

	// The part being laid out.
	part    *doc.Part
	sect    page.Element
	strips  []strip
	frames  []frame
	rows    []row
	cells   []cell
	pieces  []piece
	edges   []page.Unit // widths of table columns
	cols    []page.Unit // of the table being measured, and what they need
	need    []page.Unit
	balance balance         // of the same table
	heads   []page.Element  // TH of the table being stacked
	labels  []doc.Inline    // the heads of the records being set, as labels
	fixed   []fixed         // the letterhead
	openTop page.Unit       // where the body starts on the part's first page
	open    bool            // that page carries the letterhead, not a running head
	again   again           // heads the part's second page and those after
	crowded bool            // its facts have no room there and open the body
	carrier bool            // the letter has a sheet for the address alone in front
	owners  [3]page.Element // of return block, inside address, endorsement on page 1

	// Where the next strip goes.
	room
	after page.Unit // space wanted below the last strip
	fresh bool      // nothing stands above in this box, so no space either
	bond  bond      // of the next strip to the one before it
	turn  bool      // the next strip starts a page

	fit    fit
	breaks []int       // first strip of each page
	ys     []page.Unit // top of each strip on its page

	check checker
	err   error
}

// room is where content goes: its column, the element it belongs to, and what a
// page needs above and below it when it is cut there (repeated column heads, the
// inside of a box).
type room struct {
	x, w       page.Unit
	lead, tail page.Unit
	parent     page.Element
}

// NewEngine returns an engine with room for a letter of ordinary length.
func NewEngine() *Engine {
	return &Engine{
		breaker: breaker{rulers: [2]*face.Ruler{face.RulerOf(page.Regular), face.RulerOf(page.Bold)}},

		strips: make([]strip, 0, 256),
		frames: make([]frame, 0, 64),
		rows:   make([]row, 0, 64),
		cells:  make([]cell, 0, 128),
		ys:     make([]page.Unit, 0, 256),
	}
}

// Lay lays d out into out, which it empties first. With a profile, page 1 is
// checked against the envelope's leak zone; without one (a letter that is not
// mailed) only the places of the blocks are kept. An error is the letter's or
// the template's fault as its kind says; out is then of no use. The same d and m
// give the same pages, whatever e laid out before.
func (e *Engine) Lay(d *doc.Document, out *page.Document, m *Profile) error {
	e.begin(d, out, m)
	for i := range d.Parts {
		e.layPart(&d.Parts[i])
	}
	e.markSheets()
	if e.err == nil && m != nil && len(d.Letterhead.Address) > 0 {
		e.err = e.checkWindows()
	}
	if e.err == nil {
		e.err = e.check.verify(out)
	}
	return e.err
}

func (e *Engine) begin(d *doc.Document, out *page.Document, m *Profile) {
	out.Reset()
	out.Title, out.Subject, out.Lang, out.Date = d.Title, d.Subject, d.Lang, d.Date
	e.doc, e.out, e.profile, e.err = d, out, m, nil
	if m == nil {
		e.profile = &unmailed
	}
	e.theme = themeOf(d.LargePrint, d.Dense)
	e.level = 0
	e.carrier, e.owners = false, [3]page.Element{nobody, nobody, nobody}
	if e.profile.Endorsement != "" {
		e.owners[2] = page.Header
	}
	e.root = out.Tags.Add(page.NoParent, page.RoleDocument)
}

// layPart composes a part into strips, breaks them into pages and places them.
func (e *Engine) layPart(p *doc.Part) {
	e.beginPart(p)
	if p.Opening {
		e.letterhead()
	}
	if e.crowded {
		e.fields(&doc.Fields{Items: e.doc.Letterhead.Facts})
	}
	e.blocks(p.Blocks)
	e.paginate()
	e.emit()
}

func (e *Engine) beginPart(p *doc.Part) {
	t := e.theme
	e.part = p
	e.sect = e.out.Tags.Add(e.root, page.RoleSect)
	e.breaker.reset()
	e.strips, e.frames, e.rows, e.cells = e.strips[:0], e.frames[:0], e.rows[:0], e.cells[:0]
	e.pieces, e.edges, e.fixed = e.pieces[:0], e.edges[:0], e.fixed[:0]
	e.openTop, e.open, e.crowded = t.top, false, false
	e.room = room{x: t.left, w: t.width, parent: e.sect}
	e.after, e.fresh, e.bond, e.turn = 0, true, free, false
	e.layAgain(p.Again)
}

// fail keeps the first error of a letter.
func (e *Engine) fail(k fault.Kind, format string, args ...any) {
	if e.err == nil {
		e.err = fault.New(k, format, args...)
	}
}

// inlineElement returns the element that the words of a span belong to: one of
// its own when it is a link, an abbreviation or in another language.
func (e *Engine) inlineElement(s *doc.Span, parent page.Element) page.Element {
	m := s.Markup
	if parent < 0 || m == nil {
		return parent
	}
	if strings.Trim(s.Text, " \n") == "" {
		return parent // nothing would be placed, so the element would have no kids
	}
	role := page.RoleSpan
	if m.URI != "" {
		role = page.RoleLink
	}
	el := e.out.Tags.AddInline(parent, role)
	if m.Lang != "" || m.Expand != "" {
		e.out.Tags.Say(el, page.Said{Lang: m.Lang, Expand: m.Expand})
	}
	return el
}
