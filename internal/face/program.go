package face

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
)

// Program is one weight cut to one repertoire, with everything a file says
// about a font. Nobody may change it.
type Program struct {
	Name     string   // "ABCDEF+LiberationSans": six letters for the cut, then the PostScript name
	File     []byte   // TrueType, unhinted; its cmap has the Latin characters
	Runes    []rune   // the characters it holds, ascending
	Glyphs   []uint16 // glyph of each of Runes in File
	Advances []uint16 // width of each of Runes, thousandths of an em

	// In thousandths of an em, as a font descriptor wants them.
	BBox      [4]int
	Ascent    int
	Descent   int
	CapHeight int
	StemV     int
}

// Set is both weights of one repertoire, by page.Weight.
type Set [2]Program

var sets = [...]func() *Set{
	Latin:   sync.OnceValue(func() *Set { return cut(Latin) }),
	Western: sync.OnceValue(func() *Set { return cut(Western) }),
	Wide:    sync.OnceValue(func() *Set { return cut(Wide) }),
}

// Programs returns the fonts of rep. The first call for a repertoire cuts them,
// which takes a few milliseconds.
func Programs(rep Repertoire) *Set { return sets[rep]() }

func cut(rep Repertoire) *Set {
	runes, fonts := rep.runes(), sources()
	set := new(Set)
	for w := range set {
		set[w] = fonts[w].cut(runes)
	}
	return set
}

func (s *source) cut(runes []rune) Program {
	p := Program{
		Runes:    runes,
		Glyphs:   make([]uint16, len(runes)),
		Advances: make([]uint16, len(runes)),
	}
	sub := newSubset(s)
	for i, r := range runes {
		p.Glyphs[i] = uint16(sub.add(s.glyph(r)))
		p.Advances[i] = s.advance(s.glyph(r))
	}
	p.File = sub.file(latinMap(&p))
	p.Name = cutTag(p.File) + "+" + s.name
	s.describe(&p)
	return p
}

func (s *source) describe(p *Program) {
	head, hhea, os2 := s.tables["head"], s.tables["hhea"], s.tables["OS/2"]
	for i := range p.BBox {
		p.BBox[i] = s.thousandths(i16(head, 36+2*i))
	}
	p.Ascent = s.thousandths(i16(hhea, 4))
	p.Descent = s.thousandths(i16(hhea, 6))
	p.CapHeight = s.thousandths(i16(os2, 88))
	// No table holds the thickness of stems. This is the customary guess from
	// the weight class; readers use it only to imitate a font they lack.
	weight := u16(os2, 4)
	p.StemV = 50 + weight*weight/(65*65)
}

// cutTag returns the six capital letters that tell one cut of a font from
// another (ISO 32000-1, 9.6.4).
func cutTag(file []byte) string {
	sum := sha256.Sum256(file)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

var fingerprint = sync.OnceValue(func() string {
	h := sha256.New()
	h.Write(liberationsansregular.TTF)
	h.Write(liberationsansbold.TTF)
	fmt.Fprint(h, western, wideOnly)
	return hex.EncodeToString(h.Sum(nil))
})

// Fingerprint returns the SHA-256, in hex, of the font files and of the choice
// of characters. When it changes, letters may look or break differently.
func Fingerprint() string { return fingerprint() }
