package face

import (
	"encoding/binary"
	"maps"
	"slices"
)

// subset collects the glyphs of a cut font and renumbers them in the order they
// are first needed; glyph 0 stays .notdef.
type subset struct {
	from *source
	old  []int       // by new number
	new  map[int]int // by old number
}

func newSubset(from *source) *subset {
	s := &subset{from: from, new: make(map[int]int, 1024)}
	s.add(0)
	return s
}

// add returns the new number of an old glyph, taking the glyph in if need be.
func (s *subset) add(old int) int {
	if n, ok := s.new[old]; ok {
		return n
	}
	n := len(s.old)
	s.new[old], s.old = n, append(s.old, old)
	return n
}

// file returns the TrueType file of the collected glyphs and of every glyph
// that those are composed of, without hints. A font inside a PDF needs no names,
// and a cmap only for the codes of a simple font.
func (s *subset) file(cmap []byte) []byte {
	var glyf, loca []byte
	for i := 0; i < len(s.old); i++ { // grows while composites are walked
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = pad4(s.appendOutline(glyf, s.from.outline(s.old[i])))
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp := s.copyOf("head"), s.copyOf("hhea"), s.copyOf("maxp")
	binary.BigEndian.PutUint32(head[8:], 0) // checksum of the file, set last
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.old)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.old)))
	return assemble(map[string][]byte{
		"cmap": cmap, "glyf": glyf, "loca": loca, "hmtx": s.hmtx(), "head": head, "hhea": hhea, "maxp": maxp,
	})
}

func (s *subset) copyOf(table string) []byte { return slices.Clone(s.from.tables[table]) }

func (s *subset) hmtx() []byte {
	b := make([]byte, 0, 4*len(s.old))
	for _, g := range s.old {
		b = binary.BigEndian.AppendUint16(b, uint16(s.from.rawAdvance(g)))
		b = binary.BigEndian.AppendUint16(b, uint16(s.from.rawBearing(g)))
	}
	return b
}

func (s *subset) appendOutline(dst, outline []byte) []byte {
	switch {
	case len(outline) == 0:
		return dst
	case i16(outline, 0) < 0:
		return s.appendComposite(dst, outline)
	}
	return appendSimple(dst, outline)
}

// appendSimple copies a glyph drawn by contours: header and contour ends, no
// instructions, then flags and points.
func appendSimple(dst, outline []byte) []byte {
	ends := 10 + 2*i16(outline, 0)
	hints := u16(outline, ends)
	dst = append(dst, outline[:ends]...)
	dst = append(dst, 0, 0)
	return append(dst, outline[ends+2+hints:]...)
}

// Flags of a component, in the TrueType glyf table.
const (
	wordArguments    = 0x0001
	oneScale         = 0x0008
	moreComponents   = 0x0020
	twoScales        = 0x0040
	twoByTwo         = 0x0080
	haveInstructions = 0x0100
)

// appendComposite copies a glyph made of others under their new numbers.
func (s *subset) appendComposite(dst, outline []byte) []byte {
	dst = append(dst, outline[:10]...)
	for at := 10; ; {
		flags := u16(outline, at)
		size := componentSize(flags)
		dst = binary.BigEndian.AppendUint16(dst, uint16(flags&^haveInstructions))
		dst = binary.BigEndian.AppendUint16(dst, uint16(s.add(u16(outline, at+2))))
		dst = append(dst, outline[at+4:at+size]...)
		if flags&moreComponents == 0 {
			return dst
		}
		at += size
	}
}

func componentSize(flags int) int {
	size := 6
	if flags&wordArguments != 0 {
		size += 2
	}
	switch {
	case flags&oneScale != 0:
		size += 2
	case flags&twoScales != 0:
		size += 4
	case flags&twoByTwo != 0:
		size += 8
	}
	return size
}

// checksumTotal is what the words of a TrueType file add up to.
const checksumTotal = 0xB1B0AFBA

// assemble writes the table directory and the tables, in the order of their
// names as the format asks.
func assemble(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	out := directoryHead(len(names))
	at, headAt := len(out)+16*len(names), 0
	for _, name := range names {
		if name == "head" {
			headAt = at
		}
		out = append(out, name...)
		out = binary.BigEndian.AppendUint32(out, checksum(tables[name]))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[name])))
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		out = pad4(append(out, tables[name]...))
	}
	binary.BigEndian.PutUint32(out[headAt+8:], checksumTotal-checksum(out))
	return out
}

// directoryHead returns the version and the binary search hints for n tables.
func directoryHead(n int) []byte {
	power, log := 1, 0
	for power*2 <= n {
		power *= 2
		log++
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{n, 16 * power, log, 16 * (n - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}

func pad4(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}
