// Package face holds the type the letters are set in: Liberation Sans in two
// weights, metric-compatible with Arial.
//
// It owns which characters can be printed, how wide each is, and the font
// programs that go into a file, cut once to three repertoires. It refuses to
// shape, to break lines, to order right-to-left text and to place combining
// marks: a character that would need any of that is not covered.
//
// Everything here is a constant of the program, made on first use and safe for
// any number of goroutines.
package face

import (
	"unicode/utf8"

	"letterpress/internal/ascii"
	"letterpress/internal/page"
)

// Vertical measures of both weights in thousandths of an em, measured from the
// baseline upwards (the fonts' hhea table; CapHeight and XHeight from OS/2).
const (
	Ascent    = 905
	Descent   = -212
	CapHeight = 688
	XHeight   = 528
)

// Repertoire is a set of characters that a file's fonts hold.
type Repertoire uint8

// The repertoires, each containing the one before it.
const (
	Latin   Repertoire = iota // Windows code page 1252: English, Spanish, typographic punctuation
	Western                   // also Latin Extended-A, all punctuation, raised digits, ⅓, ≤
	Wide                      // also Latin Extended-B and Additional (Vietnamese), Greek, Cyrillic
)

// String returns the name used in dumps.
func (r Repertoire) String() string {
	return [...]string{Latin: "latin", Western: "western", Wide: "wide"}[r]
}

// Code returns the code of r in Windows code page 1252, or 0 when r is not Latin.
func Code(r rune) byte {
	if r < 0 || r >= limit {
		return 0
	}
	return widths().code[r]
}

// Covers reports whether r can be printed, in the widest repertoire and in both
// weights. Control and format characters, combining marks and unassigned code
// points cannot.
func Covers(r rune) bool {
	return RulerOf(page.Regular).Advance(r) != 0
}

// CoversAll reports whether every character of s can be printed. It is false
// when s is not valid UTF-8.
func CoversAll(s string) bool {
	em := &widths().ruler[page.Regular].em
	for i := ascii.Printable(s); i < len(s); { // the fonts cover all of that
		c := s[i]
		if c < utf8.RuneSelf {
			if em[c] == 0 {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= limit || em[r] == 0 {
			return false
		}
		i += n
	}
	return true
}

// Advance returns how far r moves the pen, in thousandths of an em: the same
// number that stands in a file's width array. It is 0 for a character that is
// not covered.
func Advance(w page.Weight, r rune) uint16 {
	return RulerOf(w).Advance(r)
}

// Ruler is the advances of one weight, for a caller that asks for one character
// after another.
type Ruler struct{ em [limit]uint16 }

// RulerOf returns the ruler of a weight.
func RulerOf(w page.Weight) *Ruler { return &widths().ruler[w&1] }

// ASCII returns how far c, below utf8.RuneSelf, moves the pen.
func (u *Ruler) ASCII(c byte) uint16 { return u.em[c] }

// Advance returns how far r moves the pen, 0 when it is not covered.
func (u *Ruler) Advance(r rune) uint16 {
	if r < 0 || r >= limit {
		return 0
	}
	return u.em[r]
}

// Ems returns the sum of the advances of s in thousandths of an em. It is exact,
// so the sum for two strings is the sum for the two joined.
func Ems(w page.Weight, s string) int {
	u, plain := RulerOf(w), ascii.Printable(s)
	n := u.emsOfPlain(s[:plain])
	for i := plain; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return n + u.emsOfRunes(s[i:])
		}
		n += int(u.em[c])
	}
	return n
}

// emsOfPlain is Ems for ASCII whose length is a multiple of four.
func (u *Ruler) emsOfPlain(s string) int {
	n := 0
	for ; len(s) >= 4; s = s[4:] {
		n += int(u.em[s[0]]) + int(u.em[s[1]]) + int(u.em[s[2]]) + int(u.em[s[3]])
	}
	return n
}

func (u *Ruler) emsOfRunes(s string) int {
	n := 0
	for _, r := range s {
		n += int(u.Advance(r))
	}
	return n
}

// Width returns how wide s is at the given type size, rounded to the nearest
// unit. Characters that are not covered add nothing.
func Width(w page.Weight, s string, size page.Unit) page.Unit {
	return Scale(Ems(w, s), size)
}

// Scale turns thousandths of an em into a length at the given type size.
func Scale(ems int, size page.Unit) page.Unit {
	return page.Unit((int64(ems)*int64(size) + 500) / 1000)
}

// Measure is Ems, the narrowest repertoire that holds s, and CoversAll in one
// pass, for exporters that look at every text before they draw it. bad is the
// byte offset of the first character that cannot be printed, or -1.
func Measure(w page.Weight, s string) (ems int, rep Repertoire, bad int) {
	m := widths()
	u, i := &m.ruler[w&1], ascii.Printable(s)
	em := &u.em
	ems = u.emsOfPlain(s[:i])
	for i < len(s) && s[i] < utf8.RuneSelf && em[s[i]] != 0 {
		ems += int(em[s[i]])
		i++
	}
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= limit || em[r] == 0 {
			return ems, rep, i
		}
		rep = max(rep, m.rep[r])
		ems += int(em[r])
		i += n
	}
	return ems, rep, -1
}
