package pdf

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-pdf/fpdf"

	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// painter turns pages into content streams. fpdf draws the shapes into a
// template, whose stream is taken and which is never output. Everything else is
// encoded by scribe, several times as fast as fpdf does it, and the shapes are
// put where they belong among that.
type painter struct {
	parent  *fpdf.Fpdf
	scribe  scribe
	cuts    []int // where in the scribe's operators a group of shapes goes
	pages   []pageEnd
	merged  []byte
	streams [][]byte
}

// pageEnd is where a page ends: among the operators, among the cuts.
type pageEnd struct{ ops, cuts int }

// fence stands before each group of shapes in fpdf's stream: a comment, which
// fpdf itself never writes.
const fence = "%"

func newPainter() (*painter, error) {
	parent := fpdf.New("P", "pt", "Letter", "")
	if err := parent.Error(); err != nil {
		return nil, fmt.Errorf("start the PDF package: %w", err)
	}
	return &painter{parent: parent}, nil
}

// paint returns the content stream of each page, valid until the next call.
func (p *painter) paint(d *page.Document) (streams [][]byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			// The panic's text is left out: it might repeat what was drawn.
			err = fault.New(fault.Internal, "the PDF package gave up drawing the pages (%T)", r)
		}
	}()
	letter := fpdf.SizeType{Wd: page.Width.Points(), Ht: page.Height.Points()}
	tpl := p.parent.CreateTemplateCustom(fpdf.PointType{}, letter, func(t *fpdf.Tpl) {
		p.draw(t, d)
		err = t.Error()
	})
	if err != nil {
		return nil, fmt.Errorf("draw pages: %w", err)
	}
	if err := p.collect(tpl.Bytes()); err != nil {
		return nil, err
	}
	return p.streams, nil
}

// draw draws all pages. Those of the letter are told apart by the cuts, so that
// fpdf needs one page for all their shapes.
func (p *painter) draw(t *fpdf.Tpl, d *page.Document) {
	t.SetAutoPageBreak(false, 0)
	t.SetAcceptPageBreakFunc(func() bool { return false })
	p.cuts, p.pages, p.scribe.ops = p.cuts[:0], p.pages[:0], p.scribe.ops[:0]
	for i := range d.Pages {
		p.page(t, &d.Tags, d.Pages[i].Items, &d.Pages[i].Mark)
		p.pages = append(p.pages, pageEnd{len(p.scribe.ops), len(p.cuts)})
	}
}

func (p *painter) page(t *fpdf.Tpl, tags *page.Tags, items []page.Item, mark *page.Mark) {
	p.scribe.turnPage()
	open := -1 // where the open group of shapes goes
	for i := range items {
		it := &items[i]
		p.scribe.enter(tags, items[i:])
		if it.Kind == page.Text {
			p.scribe.text(it)
			continue
		}
		if at := p.scribe.pause(it); at != open {
			t.RawWriteStr(fence)
			p.cuts = append(p.cuts, at)
			open = at
		}
		shape(t, it)
	}
	p.scribe.leave()
	p.scribe.mark(mark)
}

// shape draws a rule, fill or frame with fpdf, which counts from the top too.
func shape(t *fpdf.Tpl, it *page.Item) {
	x, y, w, h := it.X.Points(), it.Y.Points(), it.W.Points(), it.H.Points()
	switch it.Kind {
	case page.Fill:
		t.Rect(x, y, w, h, "F")
	case page.Frame:
		t.Rect(x, y, w, h, "D")
	case page.Rule:
		t.Line(x, y, x+w, y+h)
	}
}

// collect puts the groups of shapes in their places among the operators.
func (p *painter) collect(shapes []byte) error {
	p.merged, p.streams = p.merged[:0], p.streams[:0]
	// What fpdf sets at the head of its page is all the default.
	_, rest, more := bytes.Cut(shapes, []byte(fence+"\n"))
	var group []byte
	at, cut := 0, 0
	for _, end := range p.pages {
		from := len(p.merged)
		for ; cut < end.cuts; cut++ {
			if !more {
				return errors.New("shapes are missing from the template")
			}
			group, rest, more = bytes.Cut(rest, []byte(fence+"\n"))
			p.merged = append(append(p.merged, p.scribe.ops[at:p.cuts[cut]]...), group...)
			at = p.cuts[cut]
		}
		p.merged = append(p.merged, p.scribe.ops[at:end.ops]...)
		p.streams = append(p.streams, p.merged[from:])
		at = end.ops
	}
	if more {
		return errors.New("the template holds more shapes than were drawn")
	}
	return nil
}
