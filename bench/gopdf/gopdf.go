// Package gopdf prints letters with github.com/signintech/gopdf: its fonts are
// parsed once, its lines written by Cell.
//
// Words are broken into lines here, a word at a time: the library's own
// SplitTextWithWordWrap measures the line again at each letter and would make it
// several times slower.
package gopdf

import (
	"strings"
	"time"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/signintech/gopdf"

	"letterpress/bench/content"
	"letterpress/bench/peer"
)

const regular, bold = "Liberation Sans", "Liberation Sans Bold"

// New returns a maker with its fonts parsed.
func New() (peer.Maker, error) {
	fonts := &gopdf.FontContainer{}
	if err := fonts.AddTTFFontData(regular, liberationsansregular.TTF); err != nil {
		return nil, err
	}
	if err := fonts.AddTTFFontData(bold, liberationsansbold.TTF); err != nil {
		return nil, err
	}
	return peer.Func(func(d *content.Document) ([]byte, error) { return render(fonts, d) }), nil
}

func render(fonts *gopdf.FontContainer, d *content.Document) ([]byte, error) {
	p := &printer{}
	p.Start(gopdf.Config{PageSize: *gopdf.PageSizeLetter})
	p.SetInfo(gopdf.PdfInfo{Title: d.Title, CreationDate: time.Unix(0, 0)})
	p.keep(p.AddTTFFontFromFontContainer(regular, fonts))
	p.keep(p.AddTTFFontFromFontContainer(bold, fonts))
	for _, part := range d.Parts {
		p.page()
		for i := range part {
			p.block(&part[i])
		}
	}
	if p.err != nil {
		return nil, p.err
	}
	return p.GetBytesPdfReturnErr()
}

// printer keeps the first error, as Fpdf does of itself.
type printer struct {
	gopdf.GoPdf
	y   float64
	err error
}

func (p *printer) keep(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *printer) page() {
	p.AddPage()
	p.y = content.Top
}

// room starts a page when this one has less than h left.
func (p *printer) room(h float64) {
	if p.y+h > content.PageHeight-content.Bottom {
		p.page()
	}
}

func (p *printer) font(s content.Style) {
	family := regular
	if s.Bold {
		family = bold
	}
	p.keep(p.SetFont(family, "", s.Size))
}

// write writes a line with its top left corner at (x, y).
func (p *printer) write(x, y float64, line string) {
	p.SetXY(x, y)
	p.keep(p.Cell(nil, line))
}

func (p *printer) block(b *content.Block) {
	s := b.Kind.Style()
	switch b.Kind {
	case content.Grid:
		p.table(b.Table)
	case content.Item:
		p.font(s)
		p.room(s.Lead)
		p.write(content.Left, p.y, content.Bullet)
		p.para(content.Left+20, content.Width-20, s, b.Text)
	default:
		p.font(s)
		p.para(content.Left, content.Width, s, b.Text)
	}
	p.y += s.After
}

func (p *printer) para(x, width float64, s content.Style, text string) {
	for _, line := range p.lines(text, width) {
		p.room(s.Lead)
		p.write(x, p.y, line)
		p.y += s.Lead
	}
}

// lines breaks text into lines no wider than width.
func (p *printer) lines(text string, width float64) []string {
	var out []string
	space := p.measure(" ")
	for forced := range strings.SplitSeq(text, "\n") {
		start, end, used := 0, 0, 0.0
		for i := 0; i < len(forced); {
			n := strings.IndexByte(forced[i:], ' ')
			if n < 0 {
				n = len(forced) - i
			}
			w := p.measure(forced[i : i+n])
			if used > 0 && used+space+w > width {
				out = append(out, forced[start:end])
				start, used = i, -space
			}
			end, used = i+n, used+space+w
			i = end + 1
		}
		out = append(out, forced[start:end])
	}
	return out
}

func (p *printer) measure(s string) float64 {
	w, err := p.MeasureTextWidth(s)
	p.keep(err)
	return w
}

func (p *printer) table(t *content.Table) {
	if len(t.Heads) > 0 {
		p.row(content.Head, t.Widths, t.Heads)
	}
	for _, r := range t.Rows {
		p.row(content.Cell, t.Widths, r)
	}
}

func (p *printer) row(s content.Style, widths []int, cells []string) {
	p.font(s)
	lines, most := make([][]string, len(cells)), 1
	for i, c := range cells {
		lines[i] = p.lines(c, width(widths[i])-2*content.Pad)
		most = max(most, len(lines[i]))
	}
	h := float64(most)*s.Lead + 2*content.Pad
	p.room(h)
	x := float64(content.Left)
	for i := range cells {
		p.RectFromUpperLeft(x, p.y, width(widths[i]), h)
		for k, line := range lines[i] {
			if line != "" {
				p.write(x+content.Pad, p.y+content.Pad+float64(k)*s.Lead, line)
			}
		}
		x += width(widths[i])
	}
	p.y += h
}

func width(percent int) float64 { return content.Width * float64(percent) / 100 }
