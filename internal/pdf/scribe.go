package pdf

import (
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// scribe encodes text, marked content and what shapes are drawn with. It
// remembers what is set, and writes an operator only when something changes.
type scribe struct {
	ops    []byte
	font   uint8
	size   page.Unit // 0: no font is set on this page
	fill   page.Color
	stroke page.Color
	thick  page.Unit

	inText bool
	turned bool       // the text matrix is
	x, y   centi      // where the last line of this text object began
	last   *page.Item // whose end the pen stands at, nil when it stands nowhere
	ems    int        // how wide last is
	shown  int        // where the operators ended when last was shown

	marked  bool // marked content is open
	inside  bool // and was opened inside a text object
	element page.Element
	id      int32
}

// turnPage begins a page, on which the defaults of ISO 32000-1, 8.4.1 are set.
func (s *scribe) turnPage() {
	*s = scribe{ops: s.ops, thick: page.Point}
}

// Opening operators of artifacts (ISO 32000-1, 14.8.2.2).
const (
	openDecoration = "/Artifact<</Type/Layout>>BDC\n"
	openHeader     = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"
	openFooter     = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
)

// enter opens the marked content that the first of items belongs to, unless it
// is open. Marked content and text objects must nest: content that is all text
// is opened within the running text object, other content around its own.
func (s *scribe) enter(tags *page.Tags, items []page.Item) {
	it := &items[0]
	if s.marked && s.owns(it) {
		return
	}
	s.close()
	s.marked, s.element, s.id = true, it.Element, it.MCID
	s.inside = s.allText(items)
	if s.inside {
		s.beginText()
	} else {
		s.endText()
	}
	switch it.Element {
	case page.Decoration:
		s.ops = append(s.ops, openDecoration...)
	case page.Header:
		s.ops = append(s.ops, openHeader...)
	case page.Footer:
		s.ops = append(s.ops, openFooter...)
	default:
		s.ops = append(append(s.ops, '/'), tags.Elements[it.Element].Role.String()...)
		s.ops = append(appendInt(append(s.ops, "<</MCID "...), int(it.MCID)), ">>BDC\n"...)
	}
}

func (s *scribe) owns(it *page.Item) bool {
	return s.element == it.Element && (it.Element < 0 || s.id == it.MCID)
}

// allText reports whether the marked content that begins items has no shapes.
func (s *scribe) allText(items []page.Item) bool {
	for i := range items {
		if !s.owns(&items[i]) {
			return true
		}
		if items[i].Kind != page.Text {
			return false
		}
	}
	return true
}

// close ends the open marked content.
func (s *scribe) close() {
	if !s.marked {
		return
	}
	if !s.inside {
		s.endText()
	}
	s.ops = append(s.ops, "EMC\n"...)
	s.marked = false
}

// leave ends everything that is open.
func (s *scribe) leave() {
	s.close()
	s.endText()
}

// pause makes room for a shape, sets what it is drawn with, and returns its
// place among the operators.
func (s *scribe) pause(it *page.Item) int {
	s.endText()
	if it.Kind == page.Fill {
		s.setFill(it.Color)
		return len(s.ops)
	}
	if s.stroke != it.Color {
		s.ops = appendColor(s.ops, it.Color, "G\n", "RG\n")
		s.stroke = it.Color
	}
	if s.thick != it.Size {
		s.ops = append(appendNumber(s.ops, round(it.Size)), " w\n"...)
		s.thick = it.Size
	}
	return len(s.ops)
}

func (s *scribe) setFill(c page.Color) {
	if s.fill != c {
		s.ops = appendColor(s.ops, c, "g\n", "rg\n")
		s.fill = c
	}
}

// mark draws a 2D code as an image mask of its modules, in the colour of text:
// an inline image of a bit a module, which any reader scales without a seam.
func (s *scribe) mark(m *page.Mark) {
	if m.Modules == 0 {
		return
	}
	s.ops = append(append(s.ops, openFooter...), "0 g q "...)
	s.fill = 0
	side := round(m.Side)
	s.ops = append(appendNumbers(s.ops, side), "0 0 "...)
	s.ops = appendNumbers(s.ops, side, round(m.X), rise(m.Y)-side)
	s.ops = append(appendInt(append(s.ops, "cm\nBI/W "...), m.Modules), "/H "...)
	s.ops = append(appendInt(s.ops, m.Modules), "/BPC 1/IM true/D[1 0]/F/AHx ID\n"...)
	for y := range m.Modules {
		row := m.Rows[y] << (32 - m.Modules)
		for n := 0; n < m.Modules; n += 8 {
			s.ops = appendHex8(s.ops, byte(row>>(24-n)))
		}
	}
	s.ops = append(s.ops, ">\nEI Q\nEMC\n"...)
}

func (s *scribe) beginText() {
	if !s.inText {
		s.ops = append(s.ops, "BT\n"...)
		s.inText, s.turned, s.x, s.y = true, false, 0, 0
	}
}

func (s *scribe) endText() {
	if s.inText {
		s.ops = append(s.ops, "ET\n"...)
		s.inText, s.last = false, nil
	}
}

// show ends a string of words and shows it.
const show = ")Tj\n"

// text writes one run of words: what changed of font and colour, the move to
// its place, the words. Words that follow the last ones need no move, and when
// nothing changed they go on in the same string.
func (s *scribe) text(it *page.Item, m measured) {
	if it.Words == "" {
		return
	}
	s.beginText()
	s.setFont(fontOf(it.Weight, m.rep), it.Size)
	s.setFill(it.Color)
	switch follows := s.follows(it); {
	case follows && len(s.ops) == s.shown:
		s.ops = s.ops[:len(s.ops)-len(show)]
	case follows:
		s.ops = append(s.ops, '(')
	default:
		s.move(it)
		s.ops = append(s.ops, '(')
	}
	if m.rep == face.Latin {
		s.ops = appendLatin(s.ops, it.Words)
	} else {
		s.ops = appendPairs(s.ops, it.Words)
	}
	s.ops = append(s.ops, show...)
	s.last, s.ems, s.shown = it, m.ems, len(s.ops)
}

// follows reports whether the pen stands where it begins: behind the last words
// on the same line. Their width is measured, so that it is the pen's place and
// not only the layout's; that place is exact, while the layout's is rounded.
func (s *scribe) follows(it *page.Item) bool {
	l := s.last
	if l == nil || l.X+l.W != it.X || l.Y != it.Y || l.Turned || it.Turned {
		return false
	}
	off := face.Scale(s.ems, l.Size) - l.W
	return -1 <= off && off <= 1
}

func (s *scribe) setFont(font uint8, size page.Unit) {
	if s.size == size && s.font == font {
		return
	}
	s.ops = append(append(s.ops, fontNames[font]...), ' ')
	s.ops = append(appendNumber(s.ops, round(size)), " Tf\n"...)
	s.font, s.size = font, size
}

// move goes to where the words begin: from the line before, or by a matrix when
// the direction changes.
func (s *scribe) move(it *page.Item) {
	x, y := round(it.X), rise(it.Y)
	switch {
	case it.Turned:
		s.ops = append(appendNumbers(append(s.ops, "0 1 -1 0 "...), x, y), "Tm\n"...)
	case s.turned:
		s.ops = append(appendNumbers(append(s.ops, "1 0 0 1 "...), x, y), "Tm\n"...)
	default:
		s.ops = append(appendNumbers(s.ops, x-s.x, y-s.y), "Td\n"...)
	}
	s.x, s.y, s.turned = x, y, it.Turned
}
