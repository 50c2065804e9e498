package face

import (
	"sync"
	"sync/atomic"
	"unicode"

	"golang.org/x/text/encoding/charmap"

	"letterpress/internal/page"
)

// limit is above every character of the widest repertoire; tables below it are
// dense, so that a width is one load.
const limit = 0x2300

// span is a run of code points, both ends included.
type span struct{ first, last rune }

// Runs of each repertoire. The fonts hold glyphs for fewer characters than a
// run spans, and for marks and invisible characters that are left out:
// printable has the last word.
var (
	western = []span{
		{0x0020, 0x007E}, // ASCII
		{0x00A0, 0x017F}, // Latin-1 and Latin Extended-A
		{0x02B9, 0x02BC}, // ʻ and ʼ of Hawaiian and other names
		{0x02C6, 0x02DD},
		{0x2000, 0x2027}, // spaces, dashes, quotation marks, bullet, ellipsis
		{0x202F, 0x205E},
		{0x2070, 0x2094}, // raised and lowered digits
		{0x20AC, 0x20AC}, // €
		{0x2105, 0x2122}, // ℅ № ™
		{0x2153, 0x215E}, // ⅓ ⅔ ⅛ of a tablet
		{0x2190, 0x2195},
		{0x2212, 0x2212},
		{0x2248, 0x2265}, // ≈ ≠ ≤ ≥
	}
	wideOnly = []span{
		{0x0180, 0x024F}, // Latin Extended-B
		{0x0370, 0x03CF}, // Greek as written today, with one accent
		{0x0400, 0x045F}, // Cyrillic of the Slavic languages
		{0x048A, 0x04FF}, // and of Central Asia
		{0x1E00, 0x1EFF}, // Latin Extended Additional: Vietnamese, transliterations
		{0x20A0, 0x20BF}, // currency signs
	}
)

// drawnAs lists characters without a glyph of their own that look the same as
// another: the no-break hyphen, which office programs put into phone numbers.
var drawnAs = map[rune]rune{0x2011: 0x2010}

// metrics is what the layout asks for, for every character below limit.
type metrics struct {
	ruler [2]Ruler          // by page.Weight; 0 where not covered
	code  [limit]byte       // in code page 1252, 0 where not in it or not covered
	rep   [limit]Repertoire // the narrowest, where covered
}

// widths returns the one metrics. It is asked for at every word, so that what it
// costs once they are made counts.
func widths() *metrics {
	if m := made.Load(); m != nil {
		return m
	}
	return makeMetrics()
}

var made atomic.Pointer[metrics]

var makeMetrics = sync.OnceValue(func() *metrics {
	m := new(metrics)
	fonts := sources()
	m.cover(fonts, western, Western)
	m.cover(fonts, wideOnly, Wide)
	made.Store(m)
	return m
})

// cover takes in what is printable of spans, which are of rep or, where code page
// 1252 has them, of Latin.
func (m *metrics) cover(fonts *[2]source, spans []span, rep Repertoire) {
	for _, s := range spans {
		for r := s.first; r <= s.last; r++ {
			if m.ruler[page.Regular].em[r] == 0 && printable(fonts, r) {
				m.take(fonts, r, rep)
			}
		}
	}
}

func (m *metrics) take(fonts *[2]source, r rune, rep Repertoire) {
	for w := range fonts {
		m.ruler[w].em[r] = fonts[w].advance(fonts[w].glyph(r))
	}
	m.rep[r] = rep
	if code, ok := charmap.Windows1252.EncodeRune(r); ok {
		m.code[r], m.rep[r] = code, Latin
	}
}

// printable reports whether r has a glyph with a width in both weights and
// needs no placing, joining or ordering.
func printable(fonts *[2]source, r rune) bool {
	if unicode.In(r, unicode.M, unicode.C, unicode.Zl, unicode.Zp) {
		return false
	}
	for w := range fonts {
		g := fonts[w].glyph(r)
		if g == 0 || fonts[w].advance(g) == 0 {
			return false
		}
	}
	return true
}

// runes returns the characters of rep in ascending order.
func (rep Repertoire) runes() []rune {
	m := widths()
	list := make([]rune, 0, 1500)
	for r := rune(0); r < limit; r++ {
		if m.ruler[page.Regular].em[r] != 0 && m.rep[r] <= rep {
			list = append(list, r)
		}
	}
	return list
}
