package face

import (
	"encoding/binary"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"

	"letterpress/internal/page"
)

// source reads one TrueType font of the program. The fonts are constants whose
// tables the tests walk through, so reading has no error to return.
type source struct {
	name   string
	tables map[string][]byte
	units  int           // per em
	glyphs [limit]uint16 // by character
	long   int           // glyphs with a width of their own in hmtx
}

var sources = sync.OnceValue(func() *[2]source {
	return &[2]source{
		page.Regular: open("LiberationSans", liberationsansregular.TTF),
		page.Bold:    open("LiberationSans-Bold", liberationsansbold.TTF),
	}
})

func open(name string, ttf []byte) source {
	s := source{name: name, tables: map[string][]byte{}}
	for i := range u16(ttf, 4) {
		entry := ttf[12+16*i:]
		at, size := u32(entry, 8), u32(entry, 12)
		s.tables[string(entry[:4])] = ttf[at : at+size]
	}
	s.units = u16(s.tables["head"], 18)
	s.long = u16(s.tables["hhea"], 34)
	s.readCmap()
	for r, like := range drawnAs {
		if s.glyphs[r] == 0 {
			s.glyphs[r] = s.glyphs[like]
		}
	}
	return s
}

// readCmap fills the glyph table from the Unicode BMP subtable, format 4.
func (s *source) readCmap() {
	cmap := s.tables["cmap"]
	for i := range u16(cmap, 2) {
		record := cmap[4+8*i:]
		sub := cmap[u32(record, 4):]
		if u16(record, 0) == 3 && u16(record, 2) == 1 && u16(sub, 0) == 4 {
			s.readSegments(sub)
		}
	}
}

// readSegments reads the four parallel arrays of a format 4 subtable: last
// code, first code, delta and range offset of each segment.
func (s *source) readSegments(sub []byte) {
	n := u16(sub, 6) // twice the number of segments
	for i := 0; i < n; i += 2 {
		last, first := u16(sub, 14+i), u16(sub, 16+n+i)
		delta, offset := u16(sub, 16+2*n+i), u16(sub, 16+3*n+i)
		for c := first; c <= last && c < limit; c++ {
			g := c
			if offset != 0 {
				g = u16(sub, 16+3*n+i+offset+2*(c-first))
			}
			if offset == 0 || g != 0 {
				g += delta
			}
			s.glyphs[c] = uint16(g)
		}
	}
}

func (s *source) glyph(r rune) int { return int(s.glyphs[r]) }

// advance returns the width of glyph g in thousandths of an em.
func (s *source) advance(g int) uint16 { return uint16(s.thousandths(s.rawAdvance(g))) }

func (s *source) rawAdvance(g int) int { return u16(s.tables["hmtx"], 4*min(g, s.long-1)) }

func (s *source) rawBearing(g int) int {
	if g < s.long {
		return u16(s.tables["hmtx"], 4*g+2)
	}
	return u16(s.tables["hmtx"], 4*s.long+2*(g-s.long))
}

// thousandths scales v from font units, rounding half away from zero.
func (s *source) thousandths(v int) int {
	if v < 0 {
		return -s.thousandths(-v)
	}
	return (v*1000 + s.units/2) / s.units
}

// outline returns the glyf entry of glyph g, empty for a blank glyph.
func (s *source) outline(g int) []byte {
	loca, glyf := s.tables["loca"], s.tables["glyf"]
	if u16(s.tables["head"], 50) == 0 {
		return glyf[2*u16(loca, 2*g) : 2*u16(loca, 2*g+2)]
	}
	return glyf[u32(loca, 4*g):u32(loca, 4*g+4)]
}

func u16(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
func i16(b []byte, at int) int { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
