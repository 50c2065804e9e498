package pdf

import (
	"fmt"

	"github.com/go-pdf/fpdf"

	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// painter turns pages into content streams. fpdf draws the shapes into a
// template that is never output; text operators are encoded here, which is
// twice as fast, and reach the same stream.
type painter struct {
	parent  *fpdf.Fpdf
	streams [][]byte
	ops     []byte // operators not yet handed to fpdf
	pen     pen
	inText  bool
	x, y    centi // where the current text object's last line began
	// What fpdf believes is set; it carries this from page to page.
	fill, stroke page.Color
	thick        page.Unit
}

// pen is the graphics state of the page being drawn, so that operators are
// written only when something changes.
type pen struct {
	font   page.Weight
	size   page.Unit // 0: no font is set yet
	fill   page.Color
	marked bool
	owner  page.Element
	id     int32
}

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
		p.pages(t, d)
		err = t.Error()
	})
	if err != nil {
		return nil, fmt.Errorf("draw pages: %w", err)
	}
	p.streams = p.streams[:0]
	for i := range d.Pages {
		one, err := tpl.FromPage(i + 1)
		if err != nil {
			return nil, fmt.Errorf("take page %d from the template: %w", i+1, err)
		}
		p.streams = append(p.streams, one.Bytes())
	}
	return p.streams, nil
}

func (p *painter) pages(t *fpdf.Tpl, d *page.Document) {
	t.SetAutoPageBreak(false, 0)
	t.SetAcceptPageBreakFunc(func() bool { return false })
	p.fill, p.stroke, p.thick = 0, 0, 0
	for i := range d.Pages {
		if i > 0 {
			t.AddPage()
		}
		p.page(t, &d.Tags, d.Pages[i].Items)
	}
}

func (p *painter) page(t *fpdf.Tpl, tags *page.Tags, items []page.Item) {
	p.ops, p.inText = p.ops[:0], false
	p.pen = pen{fill: p.fill} // fpdf opens a page with its own colours
	for i := range items {
		p.mark(tags, &items[i])
		if items[i].Kind == page.Text {
			p.text(&items[i])
			continue
		}
		p.endText()
		p.flush(t)
		p.shape(t, &items[i])
	}
	p.endMark()
	p.flush(t)
}

// flush hands fpdf what was encoded since the last shape. fpdf ends it with a
// line of its own.
func (p *painter) flush(t *fpdf.Tpl) {
	if n := len(p.ops); n > 0 {
		t.RawWriteStr(string(p.ops[:n-1]))
		p.ops = p.ops[:0]
	}
}

// Opening operators of artifacts (ISO 32000-1, 14.8.2.2).
const (
	openDecoration = "/Artifact<</Type/Layout>>BDC\n"
	openHeader     = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"
	openFooter     = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
)

// mark opens the marked content that it belongs to, unless it is open.
func (p *painter) mark(tags *page.Tags, it *page.Item) {
	if p.pen.marked && p.pen.owner == it.Element && (it.Element < 0 || p.pen.id == it.MCID) {
		return
	}
	p.endMark()
	p.pen.marked, p.pen.owner, p.pen.id = true, it.Element, it.MCID
	switch it.Element {
	case page.Decoration:
		p.ops = append(p.ops, openDecoration...)
	case page.Header:
		p.ops = append(p.ops, openHeader...)
	case page.Footer:
		p.ops = append(p.ops, openFooter...)
	default:
		p.ops = append(append(p.ops, '/'), tags.Elements[it.Element].Role.String()...)
		p.ops = append(appendInt(append(p.ops, "<</MCID "...), int(it.MCID)), ">>BDC\n"...)
	}
}

func (p *painter) endMark() {
	p.endText()
	if p.pen.marked {
		p.ops = append(p.ops, "EMC\n"...)
		p.pen.marked = false
	}
}

func (p *painter) endText() {
	if p.inText {
		p.ops = append(p.ops, "ET\n"...)
		p.inText = false
	}
}

// shape draws a rule, fill or frame with fpdf, which counts from the top too.
func (p *painter) shape(t *fpdf.Tpl, it *page.Item) {
	x, y, w, h := it.X.Points(), it.Y.Points(), it.W.Points(), it.H.Points()
	switch it.Kind {
	case page.Fill:
		p.setFill(t, it.Color)
		t.Rect(x, y, w, h, "F")
	case page.Frame:
		p.setStroke(t, it)
		t.Rect(x, y, w, h, "D")
	case page.Rule:
		p.setStroke(t, it)
		t.Line(x, y, x+w, y+h)
	}
}

func (p *painter) setFill(t *fpdf.Tpl, c page.Color) {
	if p.pen.fill != c {
		t.SetFillColor(components(c))
		p.pen.fill, p.fill = c, c
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

// text writes one run of words: what changed of font and colour, the move to
// its place, the words.
func (p *painter) text(it *page.Item) {
	if it.Words == "" {
		return
	}
	if !p.inText {
		p.ops = append(p.ops, "BT\n"...)
		p.inText, p.x, p.y = true, 0, 0
	}
	p.setFont(it)
	if p.pen.fill != it.Color {
		p.ops = appendColor(p.ops, it.Color)
		p.pen.fill = it.Color
	}
	x, y := round(it.X), rise(it.Y)
	if it.Turned {
		p.ops = append(appendNumbers(append(p.ops, "0 1 -1 0 "...), x, y), "Tm\n"...)
		p.show(it.Words)
		p.endText() // later moves would run along the turned line
		return
	}
	p.ops = append(appendNumbers(p.ops, x-p.x, y-p.y), "Td\n"...)
	p.x, p.y = x, y
	p.show(it.Words)
}

func (p *painter) show(words string) {
	p.ops = append(appendCodes(p.ops, words), "Tj\n"...)
}

func (p *painter) setFont(it *page.Item) {
	if p.pen.size == it.Size && p.pen.font == it.Weight {
		return
	}
	p.ops = append(append(p.ops, fontNames[it.Weight]...), ' ')
	p.ops = append(appendNumber(p.ops, round(it.Size)), " Tf\n"...)
	p.pen.font, p.pen.size = it.Weight, it.Size
}
