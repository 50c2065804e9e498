package pdf

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"letterpress/internal/face"
	"letterpress/internal/page"
)

// appendInt writes n. Most numbers in a letter have up to three digits, and there
// are some thousands of them.
func appendInt(b []byte, n int) []byte {
	if n < 0 || n >= len(decimals) {
		return strconv.AppendInt(b, int64(n), 10)
	}
	d := decimals[n]
	return append(b, byte(d), byte(d>>8), byte(d>>16))[:len(b)+int(d>>24)]
}

// decimals holds the digits of small numbers, the first in the lowest byte, and in
// the highest byte how many they are.
var decimals = func() (t [1000]uint32) {
	for n := range t {
		s := strconv.Itoa(n)
		for i := range len(s) {
			t[n] |= uint32(s[i]) << (8 * i)
		}
		t[n] |= uint32(len(s)) << 24
	}
	return t
}()

// appendRef writes an indirect reference to object n.
func appendRef(b []byte, n int) []byte { return append(appendInt(b, n), " 0 R"...) }

// centi is a length in hundredths of a point. Two decimals (3.5 µm) is as fine
// as the file gets; positions are rounded before they are subtracted, so that
// relative moves do not drift.
type centi int32

// round turns millipoints into hundredths, half away from zero.
func round(u page.Unit) centi {
	if u < 0 {
		return -round(-u)
	}
	return centi((u + 5) / 10)
}

// rise turns a distance from the top edge into PDF's height above the bottom.
func rise(y page.Unit) centi { return round(page.Height - y) }

// appendNumber writes c in points, without trailing zeros.
func appendNumber(b []byte, c centi) []byte {
	if c < 0 {
		b, c = append(b, '-'), -c
	}
	b = appendInt(b, int(c/100))
	tenths, hundredths := byte(c/10%10), byte(c%10)
	if tenths == 0 && hundredths == 0 {
		return b
	}
	b = append(b, '.', '0'+tenths)
	if hundredths == 0 {
		return b
	}
	return append(b, '0'+hundredths)
}

// appendNumbers writes each length followed by a space.
func appendNumbers(b []byte, list ...centi) []byte {
	for _, c := range list {
		b = append(appendNumber(b, c), ' ')
	}
	return b
}

// appendColor sets c with the operator gray when it is a gray, which readers
// treat the same, else with the operator rgb.
func appendColor(b []byte, c page.Color, gray, rgb string) []byte {
	red, green, blue := byte(c>>16), byte(c>>8), byte(c)
	b = appendComponent(b, red)
	if red == green && green == blue {
		return append(b, gray...)
	}
	b = appendComponent(b, green)
	b = appendComponent(b, blue)
	return append(b, rgb...)
}

// appendComponent writes v/255 with three decimals, which tells all 256 apart.
func appendComponent(b []byte, v byte) []byte {
	n := (int(v)*1000 + 127) / 255
	if n == 1000 {
		return append(b, "1 "...)
	}
	if n == 0 {
		return append(b, "0 "...)
	}
	return append(b, '.', '0'+byte(n/100), '0'+byte(n/10%10), '0'+byte(n%10), ' ')
}

// appendLatin writes s into a literal string of one-byte codes, those of page
// 1252. Words are most of a page, so eight characters that stand for themselves go
// in one step.
func appendLatin(b []byte, s string) []byte {
	n, most := len(b), 2*len(s) // every code may be escaped
	b = slices.Grow(b, most)[:n+most]
	for {
		for len(s) >= 8 && special[s[0]]|special[s[1]]|special[s[2]]|special[s[3]]|special[s[4]]|special[s[5]]|special[s[6]]|special[s[7]] == 0 {
			copy(b[n:n+8], s)
			n, s = n+8, s[8:]
		}
		if s == "" {
			return b[:n]
		}
		if s[0] < utf8.RuneSelf {
			n, s = putLiteralByte(b, n, s[0]), s[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		n, s = putLiteralByte(b, n, face.Code(r)), s[size:]
	}
}

// appendPairs writes s into a literal string of two-byte codes. A code is the
// character's code point; the fonts' maps are made to match.
func appendPairs(b []byte, s string) []byte {
	for _, r := range s {
		b = appendLiteralByte(appendLiteralByte(b, byte(r>>8)), byte(r))
	}
	return b
}

// special is not 0 for what does not stand for itself in a string of codes: what
// needs an escape, and a byte of a longer character.
var special = func() (t [256]byte) {
	copy(t[:], escapes[:])
	for c := utf8.RuneSelf; c < len(t); c++ {
		t[c] = 1
	}
	return t
}()

// escapes holds what stands behind a backslash for what a literal string cannot
// hold as it is. Line ends count: a reader may turn a bare CR into LF.
var escapes = [256]byte{'(': '(', ')': ')', '\\': '\\', '\r': 'r', '\n': 'n'}

// putLiteralByte writes c at b[n:] and returns where it ends.
func putLiteralByte(b []byte, n int, c byte) int {
	if e := escapes[c]; e != 0 {
		b[n] = '\\'
		c = e
		n++
	}
	b[n] = c
	return n + 1
}

func appendLiteralByte(b []byte, c byte) []byte {
	if e := escapes[c]; e != 0 {
		return append(b, '\\', e)
	}
	return append(b, c)
}

// appendTextString writes s as a text string: literal when it is ASCII, else
// UTF-16 in hex.
func appendTextString(b []byte, s string) []byte {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return appendUTF16(b, s)
		}
	}
	b = append(b, '(')
	for i := range len(s) {
		b = appendLiteralByte(b, s[i])
	}
	return append(b, ')')
}

func appendUTF16(b []byte, s string) []byte {
	b = append(b, "<FEFF"...)
	for _, r := range s {
		if r > 0xFFFF {
			r -= 0x10000
			b = appendHex16(b, uint16(0xD800+r>>10))
			r = 0xDC00 + r&0x3FF
		}
		b = appendHex16(b, uint16(r))
	}
	return append(b, '>')
}

func appendHex16(b []byte, v uint16) []byte { return appendHex8(appendHex8(b, byte(v>>8)), byte(v)) }

func appendHex8(b []byte, v byte) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>4], digits[v&15])
}
