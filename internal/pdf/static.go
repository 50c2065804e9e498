package pdf

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"sync"

	"letterpress/internal/face"
	"letterpress/internal/page"
)

// static is the head of every file of one repertoire: the colour profile, both
// fonts and the resources that pages share. It is written once and never
// changed, so all writers may copy from it at the same time.
type static struct {
	prefix    []byte
	places    []place // by object number; 0 is unused
	profile   int
	resources int
	digest    digest      // of prefix
	hash      hash.Cloner // SHA-256 that has taken in prefix; only cloned
	compress  func([]byte) ([]byte, error)
}

var (
	westernHead = sync.OnceValues(func() (*static, error) { return newStatic(face.Western, compressed) })
	wideHead    = sync.OnceValues(func() (*static, error) { return newStatic(face.Wide, compressed) })
)

// sum returns the SHA-256 of a file that begins with prefix. The head is most of
// a letter's bytes, so hashing goes on from there.
func (s *static) sum(file []byte) (out [sha256.Size]byte, err error) {
	h, err := s.hash.Clone()
	if err != nil {
		return out, fmt.Errorf("hash the file: %w", err)
	}
	h.Write(file[len(s.prefix):])
	h.Sum(out[:0])
	return out, nil
}

func headFor(rep face.Repertoire) (*static, error) {
	if rep == face.Wide {
		return wideHead()
	}
	return westernHead()
}

// fontNames are the resource names of the weights.
var fontNames = [...]string{page.Regular: "/R", page.Bold: "/B"}

// newStatic writes the head. The binary comment on the second line tells
// transfer programs that the file is not text (ISO 19005-2, 6.1.2).
func newStatic(rep face.Repertoire, compress func([]byte) ([]byte, error)) (*static, error) {
	s := &static{compress: compress, prefix: []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), places: []place{{}}}
	var err error
	if s.profile, err = s.deflated("/N 3", sRGBProfile()); err != nil {
		return nil, err
	}
	fonts := ""
	for w, p := range face.Programs(rep) {
		n, err := s.font(&p)
		if err != nil {
			return nil, err
		}
		fonts += fmt.Sprintf("%s %d 0 R", fontNames[w], n)
	}
	s.resources = s.object(fmt.Sprintf("<</Font<<%s>>>>", fonts))
	s.digest.write(s.prefix)
	h := sha256.New()
	h.Write(s.prefix)
	cloner, ok := h.(hash.Cloner)
	if !ok {
		return nil, errors.New("SHA-256 cannot go on from a state")
	}
	s.hash = cloner
	return s, nil
}

func (s *static) next() int {
	s.places = append(s.places, place{at: len(s.prefix)})
	return len(s.places) - 1
}

func (s *static) object(body string) int {
	n := s.next()
	s.prefix = fmt.Appendf(s.prefix, "%d 0 obj\n%s\nendobj\n", n, body)
	return n
}

// deflated writes a compressed stream.
func (s *static) deflated(dict string, data []byte) (int, error) {
	z, err := s.compress(data)
	if err != nil {
		return 0, err
	}
	n := s.next()
	s.prefix = appendStream(s.prefix, n, dict+"/Filter/FlateDecode", z)
	return n, nil
}

// font writes one font as a Type 0 font with a CIDFontType2 below it, whose
// codes are code points (ISO 32000-1, 9.7), and returns its object number.
func (s *static) font(p *face.Program) (int, error) {
	program, err := s.deflated(fmt.Sprintf("/Length1 %d", len(p.File)), p.File)
	if err != nil {
		return 0, err
	}
	unicode, err := s.deflated("", toUnicode(p.Runes))
	if err != nil {
		return 0, err
	}
	glyphs, err := s.deflated("", glyphMap(p))
	if err != nil {
		return 0, err
	}
	descriptor := s.object(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 32/FontBBox[%d %d %d %d]"+
		"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>", p.Name,
		p.BBox[0], p.BBox[1], p.BBox[2], p.BBox[3], p.Ascent, p.Descent, p.CapHeight, p.StemV, program))
	cid := s.object(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/DW 1000/W[%s]/CIDToGIDMap %d 0 R>>", p.Name, descriptor, widthArray(p), glyphs))
	return s.object(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"+
		"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", p.Name, cid, unicode)), nil
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

// toUnicode is the CMap that gives each code its character, which is itself. A
// range may not change its high byte (Adobe Technical Note 5411).
func toUnicode(runes []rune) []byte {
	var ranges [][2]rune
	for _, r := range runes {
		if n := len(ranges); n > 0 && ranges[n-1][1]+1 == r && r&0xFF != 0 {
			ranges[n-1][1] = r
			continue
		}
		ranges = append(ranges, [2]rune{r, r})
	}
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(ranges) > 0 {
		n := min(len(ranges), maxRanges)
		b = fmt.Appendf(b, "%d beginbfrange\n", n)
		for _, r := range ranges[:n] {
			b = fmt.Appendf(b, "<%04X> <%04X> <%04X>\n", r[0], r[1], r[0])
		}
		b, ranges = append(b, "endbfrange\n"...), ranges[n:]
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
