// Package svg draws laid-out letters as one SVG image with the pages below each
// other, for looking at a letter on a screen.
//
// It owns the image's markup. It refuses to lay anything out: words are drawn
// where the pages have them and as wide as in print, whatever font the
// viewer finds. It is a picture, not a letter: it has no tags and is never
// mailed. The same pages give the same bytes.
package svg

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// gap is the room between two pages.
const gap = 12 * page.Point

const (
	backdrop = page.Color(0xD8DCE0) // around the pages
	paper    = page.Color(0xFFFFFF)
)

// Append writes d as one SVG image behind dst and returns the longer slice. An
// item whose origin is unknown is fault.Internal, as in every exporter; the
// error names its place and never its words. dst then comes back as it was.
func Append(dst []byte, d *page.Document) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	height := page.Unit(0)
	if n := page.Unit(len(d.Pages)); n > 0 {
		height = n*(page.Height+gap) - gap
	}
	open(b, d, height)
	rect(b, &page.Item{W: page.Width, H: height, Color: backdrop})
	for p := range d.Pages {
		top := page.Unit(p) * (page.Height + gap)
		fmt.Fprintf(b, "<g transform=\"translate(0 %s)\">\n", top)
		if err := draw(b, d, p); err != nil {
			return dst, err
		}
		b.WriteString("</g>\n")
	}
	b.WriteString("</svg>\n")
	return b.Bytes(), nil
}

// AppendPage is Append for page p alone, counted from 0: a thumbnail. Each item
// of the page stands on a line of its own.
func AppendPage(dst []byte, d *page.Document, p int) ([]byte, error) {
	b := bytes.NewBuffer(dst)
	open(b, d, page.Height)
	if err := draw(b, d, p); err != nil {
		return dst, err
	}
	b.WriteString("</svg>\n")
	return b.Bytes(), nil
}

// draw draws page p at the origin.
func draw(b *bytes.Buffer, d *page.Document, p int) error {
	rect(b, &page.Item{W: page.Width, H: page.Height, Color: paper})
	for i := range d.Pages[p].Items {
		it := &d.Pages[p].Items[i]
		if it.Source == page.Unknown {
			return fault.New(fault.Internal, "draw page %d: the origin of item %d is unknown", p+1, i)
		}
		item(b, it)
	}
	mark(b, &d.Pages[p].Mark)
	return nil
}

func open(b *bytes.Buffer, d *page.Document, height page.Unit) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="%s" width="%spt" height="%spt" viewBox="0 0 %[2]s %[3]s" font-family="Liberation Sans, Arial, sans-serif">`,
		escaped(d.Lang), page.Width, height)
	fmt.Fprintf(b, "\n<title>%s</title>\n", escaped(d.Title))
}

func item(b *bytes.Buffer, it *page.Item) {
	switch it.Kind {
	case page.Text:
		text(b, it)
	case page.Fill:
		rect(b, it)
	case page.Frame:
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="none" stroke="%s" stroke-width="%s"/>`,
			it.X, it.Y, it.W, it.H, color(it.Color), it.Size)
		b.WriteByte('\n')
	case page.Rule:
		fmt.Fprintf(b, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"/>`,
			it.X, it.Y, it.X+it.W, it.Y+it.H, color(it.Color), it.Size)
		b.WriteByte('\n')
	}
}

func rect(b *bytes.Buffer, it *page.Item) {
	fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, it.X, it.Y, it.W, it.H, color(it.Color))
	b.WriteByte('\n')
}

// mark draws the dark modules of a 2D code, a run of a row at a time, as one path
// without seams between the rows.
func mark(b *bytes.Buffer, m *page.Mark) {
	if m.Modules == 0 {
		return
	}
	edge := func(n int) page.Unit { return m.Side * page.Unit(n) / page.Unit(m.Modules) }
	b.WriteString(`<path shape-rendering="crispEdges" d="`)
	for y := range m.Modules {
		for x := 0; x < m.Modules; x++ {
			from := x
			for x < m.Modules && m.Dark(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(b, "M%s %sH%sV%sH%sz", m.X+edge(from), m.Y+edge(y), m.X+edge(x), m.Y+edge(y+1), m.X+edge(from))
			}
		}
	}
	b.WriteString("\"/>\n")
}

// text draws words as wide as they are in the fonts of the letter: a viewer
// without them stretches its own. Spaces at the end are left out, since a line's
// last one hangs over its edge and has no width on the page. Spaces that a
// browser would drop are kept by xml:space, which it takes only from the element
// itself.
func text(b *bytes.Buffer, it *page.Item) {
	words := strings.TrimRight(it.Words, " ")
	b.WriteString("<text")
	if strings.HasPrefix(words, " ") || strings.Contains(words, "  ") {
		b.WriteString(` xml:space="preserve"`)
	}
	fmt.Fprintf(b, ` x="%s" y="%s" font-size="%s"`, it.X, it.Y, it.Size)
	if w := face.Width(it.Weight, words, it.Size); w > 0 {
		fmt.Fprintf(b, ` textLength="%s" lengthAdjust="spacingAndGlyphs"`, w)
	}
	if it.Weight == page.Bold {
		b.WriteString(` font-weight="bold"`)
	}
	if it.Color != 0 {
		fmt.Fprintf(b, ` fill="%s"`, color(it.Color))
	}
	if it.Turned {
		fmt.Fprintf(b, ` transform="rotate(-90 %s %s)"`, it.X, it.Y)
	}
	fmt.Fprintf(b, ">%s</text>\n", escaped(words))
}

func color(c page.Color) string { return fmt.Sprintf("#%06X", uint32(c)) }

// escaped is s as character data or as the value of an attribute.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
