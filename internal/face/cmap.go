package face

import "encoding/binary"

// segment is a run of characters whose glyphs run alongside: glyph is character
// plus delta, modulo 2^16.
type segment struct{ first, last, delta uint16 }

// latinMap is the cmap of the Latin characters of p: one subtable for Windows and
// Unicode, of format 4. A simple font in a PDF finds its glyphs by that (ISO
// 32000-1, 9.6.6.4), and PDF/A asks for it.
func latinMap(p *Program) []byte {
	var list []segment
	for i, r := range p.Runes {
		if Code(r) != 0 {
			list = extend(list, uint16(r), p.Glyphs[i]-uint16(r))
		}
	}
	const nowhere = 0xFFFF // ends the list, and maps to glyph 0
	return format4(append(list, segment{nowhere, nowhere, 1}))
}

func extend(list []segment, c, delta uint16) []segment {
	if n := len(list) - 1; n >= 0 && list[n].last+1 == c && list[n].delta == delta {
		list[n].last = c
		return list
	}
	return append(list, segment{c, c, delta})
}

// format4 writes the table: its directory of one subtable, then four parallel
// arrays, the last of which, for glyphs that do not run alongside, stays empty.
func format4(list []segment) []byte {
	const platformWindows, encodingUnicode, offset = 3, 1, 12
	n := len(list)
	head := directoryHead(n)[4:] // the same numbers that a file's directory has,
	search := binary.BigEndian.Uint16(head[2:]) / 8
	b := words(nil, 0, 1, platformWindows, encodingUnicode, 0, offset)
	b = words(b, 4, uint16(16+8*n), 0, uint16(2*n), search, binary.BigEndian.Uint16(head[4:]), uint16(2*n)-search)
	for _, s := range list {
		b = words(b, s.last)
	}
	b = words(b, 0) // a reserved word
	for _, s := range list {
		b = words(b, s.first)
	}
	for _, s := range list {
		b = words(b, s.delta)
	}
	return append(b, make([]byte, 2*n)...)
}

func words(b []byte, list ...uint16) []byte {
	for _, w := range list {
		b = binary.BigEndian.AppendUint16(b, w)
	}
	return b
}
