package pdf

import (
	"errors"
	"fmt"

	"github.com/go-pdf/fpdf"

	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// painter turns pages into content streams. Text and marks are encoded by
// scribe, several times as fast as fpdf does it; the shapes, which fpdf draws, are
// put where they belong among that.
type painter struct {
	*shapes
	scribe  scribe
	cuts    []cut
	missing []int // cuts whose shape is still to be drawn
	drawn   []byte
	pages   []pageEnd
	merged  []byte
	streams [][]byte
}

// cut is where a shape goes among the scribe's operators, and where its own are
// among those drawn.
type cut struct {
	at       int
	shape    outline
	from, to int
}

// pageEnd is where a page ends: among the operators, among the cuts.
type pageEnd struct{ ops, cuts int }

func newPainter() (*painter, error) {
	parent := fpdf.New("P", "pt", "Letter", "")
	if err := parent.Error(); err != nil {
		return nil, fmt.Errorf("start the PDF package: %w", err)
	}
	return &painter{shapes: &shapes{parent: parent, known: make(map[number]string)}}, nil
}

// paint returns the content stream of each page, valid until the next call. texts
// is what was measured of the items of all pages.
func (p *painter) paint(d *page.Document, texts []measured) (streams [][]byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			// The panic's text is left out: it might repeat what was drawn.
			err = fault.New(fault.Internal, "the PDF package gave up drawing the pages (%T)", r)
		}
	}()
	p.cuts, p.missing, p.drawn, p.pages, p.scribe.ops = p.cuts[:0], p.missing[:0], p.drawn[:0], p.pages[:0], p.scribe.ops[:0]
	for i := range d.Pages {
		p.page(&d.Tags, d.Pages[i].Items, texts, &d.Pages[i].Mark)
		texts = texts[len(d.Pages[i].Items):]
		p.pages = append(p.pages, pageEnd{len(p.scribe.ops), len(p.cuts)})
	}
	if err := p.complete(); err != nil {
		return nil, err
	}
	p.merge()
	return p.streams, nil
}

func (p *painter) page(tags *page.Tags, items []page.Item, texts []measured, mark *page.Mark) {
	p.scribe.turnPage()
	for i := range items {
		it := &items[i]
		p.scribe.enter(tags, items[i:])
		if it.Kind == page.Text {
			p.scribe.text(it, texts[i])
			continue
		}
		p.cuts = append(p.cuts, cut{at: p.scribe.pause(it), shape: outlineOf(it)})
		if !p.place(&p.cuts[len(p.cuts)-1]) {
			p.missing = append(p.missing, len(p.cuts)-1)
		}
	}
	p.scribe.leave()
	p.scribe.mark(mark)
}

// place writes the shape of c, or reports false when fpdf has to be asked.
func (p *painter) place(c *cut) (ok bool) {
	c.from = len(p.drawn)
	p.drawn, ok = p.append(p.drawn, &c.shape)
	c.to = len(p.drawn)
	return ok
}

// complete writes the shapes that fpdf has to be asked for.
func (p *painter) complete() error {
	if len(p.missing) == 0 {
		return nil
	}
	if err := p.ask(p.cuts, p.missing); err != nil {
		return err
	}
	for _, i := range p.missing {
		if !p.place(&p.cuts[i]) {
			return errors.New("a shape that was drawn is not known")
		}
	}
	return nil
}

// merge puts the shapes in their places among the operators.
func (p *painter) merge() {
	p.merged, p.streams = p.merged[:0], p.streams[:0]
	at, next := 0, 0
	for _, end := range p.pages {
		from := len(p.merged)
		for ; next < end.cuts; next++ {
			c := &p.cuts[next]
			p.merged = append(append(p.merged, p.scribe.ops[at:c.at]...), p.drawn[c.from:c.to]...)
			at = c.at
		}
		p.merged = append(p.merged, p.scribe.ops[at:end.ops]...)
		p.streams = append(p.streams, p.merged[from:])
		at = end.ops
	}
}
