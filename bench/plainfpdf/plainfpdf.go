// Package plainfpdf prints letters with github.com/go-pdf/fpdf as its
// documentation shows: a document from New, UTF-8 fonts, MultiCell for
// paragraphs, SplitText and Rect for table rows, Output.
package plainfpdf

import (
	"bytes"
	"time"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"

	"letterpress/bench/content"
)

const family = "Liberation Sans"

// Make prints one letter.
func Make(d *content.Document) ([]byte, error) {
	p := printer{fpdf.New("P", "pt", "Letter", "")}
	p.SetMargins(content.Left, content.Top, content.PageWidth-content.Left-content.Width)
	p.SetAutoPageBreak(true, content.Bottom)
	p.SetTitle(d.Title, true)
	p.SetLang(d.Lang)
	p.SetCreationDate(time.Unix(0, 0))
	p.SetModificationDate(time.Unix(0, 0))
	p.SetCatalogSort(true)
	p.AddUTF8FontFromBytes(family, "", liberationsansregular.TTF)
	p.AddUTF8FontFromBytes(family, "B", liberationsansbold.TTF)
	for _, part := range d.Parts {
		p.AddPage()
		for i := range part {
			p.block(&part[i])
		}
	}
	var out bytes.Buffer
	err := p.Output(&out)
	return out.Bytes(), err
}

type printer struct{ *fpdf.Fpdf }

func (p printer) font(s content.Style) {
	style := ""
	if s.Bold {
		style = "B"
	}
	p.SetFont(family, style, s.Size)
}

func (p printer) block(b *content.Block) {
	s := b.Kind.Style()
	switch b.Kind {
	case content.Grid:
		p.table(b.Table)
	case content.Item:
		p.font(s)
		p.CellFormat(20, s.Lead, content.Bullet, "", 0, "", false, 0, "")
		p.MultiCell(content.Width-20, s.Lead, b.Text, "", "L", false)
	default:
		p.font(s)
		p.MultiCell(content.Width, s.Lead, b.Text, "", "L", false)
	}
	p.Ln(s.After)
}

func (p printer) table(t *content.Table) {
	if len(t.Heads) > 0 {
		p.row(content.Head, t.Widths, t.Heads)
	}
	for _, r := range t.Rows {
		p.row(content.Cell, t.Widths, r)
	}
}

// row prints one row, on the next page when this one has no room for it.
func (p printer) row(s content.Style, widths []int, cells []string) {
	p.font(s)
	most := 1
	for i, c := range cells {
		most = max(most, len(p.SplitText(c, width(widths[i])-2*content.Pad)))
	}
	h := float64(most)*s.Lead + 2*content.Pad
	if p.GetY()+h > content.PageHeight-content.Bottom {
		p.AddPage()
	}
	x, y := p.GetXY()
	for i, c := range cells {
		w := width(widths[i])
		p.Rect(x, y, w, h, "D")
		p.SetXY(x+content.Pad, y+content.Pad)
		p.MultiCell(w-2*content.Pad, s.Lead, c, "", "L", false)
		x += w
	}
	p.SetXY(content.Left, y+h)
}

func width(percent int) float64 { return content.Width * float64(percent) / 100 }
