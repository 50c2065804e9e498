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
// template, whose page streams are taken and which is never output. Text and
// marks are encoded by scribe, several times as fast as fpdf does it, and the
// shapes are put where they belong among them.
type painter struct {
	parent  *fpdf.Fpdf
	scribe  scribe
	cuts    []int // where in the scribe's operators a group of shapes goes
	pages   []pageEnd
	merged  []byte
	streams [][]byte
	// What is set in fpdf, which carries it from page to page.
	fill, stroke page.Color
	thick        page.Unit
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
	return p.collect(tpl)
}

func (p *painter) draw(t *fpdf.Tpl, d *page.Document) {
	t.SetAutoPageBreak(false, 0)
	t.SetAcceptPageBreakFunc(func() bool { return false })
	p.fill, p.stroke, p.thick = 0, 0, 0
	p.cuts, p.pages, p.scribe.ops = p.cuts[:0], p.pages[:0], p.scribe.ops[:0]
	for i := range d.Pages {
		if i > 0 {
			t.AddPage()
		}
		p.page(t, &d.Tags, d.Pages[i].Items, &d.Pages[i].Mark)
		p.pages = append(p.pages, pageEnd{len(p.scribe.ops), len(p.cuts)})
	}
}

func (p *painter) page(t *fpdf.Tpl, tags *page.Tags, items []page.Item, mark *page.Mark) {
	p.scribe.turnPage(p.fill) // fpdf opens a page with its own colours
	open := -1                // where the open group of shapes goes
	for i := range items {
		it := &items[i]
		p.scribe.enter(tags, items[i:])
		if it.Kind == page.Text {
			p.scribe.text(it)
			continue
		}
		if at := p.scribe.pause(); at != open {
			t.RawWriteStr(fence)
			p.cuts = append(p.cuts, at)
			open = at
		}
		p.shape(t, it)
	}
	p.scribe.leave()
	p.scribe.mark(mark)
}

// shape draws a rule, fill or frame with fpdf, which counts from the top too.
func (p *painter) shape(t *fpdf.Tpl, it *page.Item) {
	x, y, w, h := it.X.Points(), it.Y.Points(), it.W.Points(), it.H.Points()
	switch it.Kind {
	case page.Fill:
		if p.scribe.fill != it.Color {
			t.SetFillColor(components(it.Color))
			p.scribe.fill, p.fill = it.Color, it.Color
		}
		t.Rect(x, y, w, h, "F")
	case page.Frame:
		p.setStroke(t, it)
		t.Rect(x, y, w, h, "D")
	case page.Rule:
		p.setStroke(t, it)
		t.Line(x, y, x+w, y+h)
	}
}

func (p *painter) setStroke(t *fpdf.Tpl, it *page.Item) {
	if p.stroke != it.Color {
		t.SetDrawColor(components(it.Color))
		p.stroke = it.Color
	}
	if p.thick != it.Size {
		t.SetLineWidth(it.Size.Points())
		p.thick = it.Size
	}
}

func components(c page.Color) (r, g, b int) {
	return int(c >> 16 & 0xFF), int(c >> 8 & 0xFF), int(c & 0xFF)
}

// collect takes the page streams from the template and puts the groups of
// shapes in their places among the operators.
func (p *painter) collect(tpl fpdf.Template) ([][]byte, error) {
	p.merged, p.streams = p.merged[:0], p.streams[:0]
	var last pageEnd
	for i, end := range p.pages {
		one, err := tpl.FromPage(i + 1)
		if err != nil {
			return nil, fmt.Errorf("take page %d from the template: %w", i+1, err)
		}
		from := len(p.merged)
		if err := p.merge(one.Bytes(), last, end); err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		p.streams = append(p.streams, p.merged[from:])
		last = end
	}
	return p.streams, nil
}

func (p *painter) merge(shapes []byte, from, to pageEnd) error {
	group, rest, more := bytes.Cut(shapes, []byte(fence+"\n"))
	p.merged = append(p.merged, group...)
	at := from.ops
	for _, cut := range p.cuts[from.cuts:to.cuts] {
		if !more {
			return errors.New("shapes are missing from the template")
		}
		group, rest, more = bytes.Cut(rest, []byte(fence+"\n"))
		p.merged = append(append(p.merged, p.scribe.ops[at:cut]...), group...)
		at = cut
	}
	if more {
		return errors.New("the template holds more shapes than were drawn")
	}
	p.merged = append(p.merged, p.scribe.ops[at:to.ops]...)
	return nil
}
