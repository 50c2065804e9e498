package pdf

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"letterpress/internal/face"
	"letterpress/internal/page"
)

// fontNames are the resource names of the fonts, by fontOf.
var fontNames = [...]string{"/R", "/B", "/R2", "/B2"}

// twoByte is what the number of a font with two-byte codes has that of the same
// weight with one-byte codes has not.
const twoByte = 2

// fontOf returns the number of the font that writes words of a repertoire. Nearly
// all are Latin and take a byte a character.
func fontOf(w page.Weight, rep face.Repertoire) uint8 {
	if rep == face.Latin {
		return uint8(w)
	}
	return uint8(w) + twoByte
}

// fonts writes the fonts of rep and the resources that name them.
func (s *static) fonts(rep face.Repertoire) error {
	var list [len(fontNames)]int
	for w := range face.Programs(rep) {
		if err := s.weight(rep, page.Weight(w), &list); err != nil {
			return err
		}
	}
	var names strings.Builder
	for i, n := range list {
		if n != 0 {
			fmt.Fprintf(&names, "%s %d 0 R", fontNames[i], n)
		}
	}
	s.resources = s.object("<</Font<<" + names.String() + ">>>>")
	return nil
}

// weight writes the fonts of one weight, which share a font program, and puts
// their numbers in list.
func (s *static) weight(rep face.Repertoire, w page.Weight, list *[len(fontNames)]int) error {
	p := &face.Programs(rep)[w]
	program, err := s.deflated(fmt.Sprintf("/Length1 %d", len(p.File)), p.File)
	if err != nil {
		return err
	}
	descriptor := s.object(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 32/FontBBox[%d %d %d %d]"+
		"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>", p.Name,
		p.BBox[0], p.BBox[1], p.BBox[2], p.BBox[3], p.Ascent, p.Descent, p.CapHeight, p.StemV, program))
	if list[fontOf(w, face.Latin)], err = s.simple(p, w, descriptor); err != nil || rep == face.Latin {
		return err
	}
	list[fontOf(w, rep)], err = s.composite(p, descriptor)
	return err
}

// simple writes a TrueType font whose codes are code page 1252 (ISO 32000-1, 9.6).
// Its map to Unicode says what the encoding leaves open: that code A0 is a space at
// which no line breaks.
func (s *static) simple(p *face.Program, w page.Weight, descriptor int) (int, error) {
	unicode, err := s.deflated("", toUnicode(latinCodes(), 2))
	if err != nil {
		return 0, err
	}
	return s.object(fmt.Sprintf("<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding"+
		"/FirstChar %d/LastChar 255/Widths[%s]/FontDescriptor %d 0 R/ToUnicode %d 0 R>>",
		p.Name, firstCode, latinWidths(w), descriptor, unicode)), nil
}

// composite writes a Type 0 font with a CIDFontType2 below it, whose codes are
// code points (ISO 32000-1, 9.7).
func (s *static) composite(p *face.Program, descriptor int) (int, error) {
	unicode, err := s.deflated("", toUnicode(sameCodes(p.Runes), 4))
	if err != nil {
		return 0, err
	}
	glyphs, err := s.deflated("", glyphMap(p))
	if err != nil {
		return 0, err
	}
	cid := s.object(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/DW 1000/W[%s]/CIDToGIDMap %d 0 R>>", p.Name, descriptor, widthArray(p), glyphs))
	return s.object(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"+
		"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", p.Name, cid, unicode)), nil
}

// firstCode is the lowest code of a simple font: space.
const firstCode = 0x20

// coded is a code and the character that it stands for.
type coded struct{ code, char rune }

// latinCodes are the codes of page 1252 in ascending order.
func latinCodes() []coded {
	var list []coded
	for _, r := range face.Programs(face.Latin)[page.Regular].Runes {
		list = append(list, coded{rune(face.Code(r)), r})
	}
	slices.SortFunc(list, func(a, b coded) int { return cmp.Compare(a.code, b.code) })
	return list
}

// sameCodes are codes that are their characters.
func sameCodes(runes []rune) []coded {
	var list []coded
	for _, r := range runes {
		list = append(list, coded{r, r})
	}
	return list
}

// latinWidths lists the advances from firstCode on; 0 for codes without character.
func latinWidths(w page.Weight) []byte {
	var widths [256]int
	for _, c := range latinCodes() {
		widths[c.code] = int(face.Advance(w, c.char))
	}
	var b []byte
	for i, n := range widths[firstCode:] {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendInt(b, n)
	}
	return b
}

// widthArray lists the advances as runs: first code, widths of the codes from
// there on.
func widthArray(p *face.Program) []byte {
	var b []byte
	for i, r := range p.Runes {
		if i > 0 && p.Runes[i-1]+1 == r {
			b = append(b, ' ')
		} else {
			if i > 0 {
				b = append(b, ']')
			}
			b = append(appendInt(b, int(r)), '[')
		}
		b = appendInt(b, int(p.Advances[i]))
	}
	return append(b, ']')
}

// glyphMap is the CIDToGIDMap: the glyph of each code from 0 on, two bytes each.
func glyphMap(p *face.Program) []byte {
	b := make([]byte, 2*(p.Runes[len(p.Runes)-1]+1))
	for i, r := range p.Runes {
		b[2*r], b[2*r+1] = byte(p.Glyphs[i]>>8), byte(p.Glyphs[i])
	}
	return b
}

// maxRanges is how many ranges one block of a CMap may hold.
const maxRanges = 100

// toUnicode is the CMap that gives each code, of so many hexadecimal digits, its
// character. A range may not change its high byte (Adobe Technical Note 5411).
func toUnicode(list []coded, digits int) []byte {
	type span struct{ first, last, char rune }
	var ranges []span
	for _, c := range list {
		if n := len(ranges) - 1; n >= 0 && ranges[n].last+1 == c.code && c.char-c.code == ranges[n].char-ranges[n].first &&
			c.code&0xFF != 0 && c.char&0xFF != 0 {
			ranges[n].last = c.code
			continue
		}
		ranges = append(ranges, span{c.code, c.code, c.char})
	}
	b := fmt.Appendf(nil, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"+
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"+
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"+
		"1 begincodespacerange\n<%0*X> <%X>\nendcodespacerange\n", digits, 0, 1<<(4*digits)-1)
	for len(ranges) > 0 {
		n := min(len(ranges), maxRanges)
		b = fmt.Appendf(b, "%d beginbfrange\n", n)
		for _, r := range ranges[:n] {
			b = fmt.Appendf(b, "<%0*X> <%0*X> <%04X>\n", digits, r.first, digits, r.last, r.char)
		}
		b, ranges = append(b, "endbfrange\n"...), ranges[n:]
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
