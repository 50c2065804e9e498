package layout

import (
	"strings"
	"unicode/utf8"

	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// nbsp keeps two words on one line. It is printed as a space.
const (
	nbsp     = '\u00a0'
	nbspLead = 0xC2 // its first byte in UTF-8
)

// seg is a piece of one span on one line. Positions are thousandths of an em
// from the line's start: exact, so that rounding never adds up along a line.
type seg struct {
	span       *doc.Span
	start, end int32
	em0, em1   int32
	elem       page.Element
	weight     page.Weight
	spaced     bool // a space that the span itself does not hold ends the piece
}

// line is a broken line: its pieces and its width without a space at its end.
type line struct {
	seg0, seg1 int32
	ems        int32
}

// frag is a piece of the word being gathered; a word may cross spans, as in
// "**711**)".
type frag struct {
	span       *doc.Span
	start, end int32
	ems        int32
	elem       page.Element
	weight     page.Weight
}

// breaker breaks spans into lines, greedily, at spaces only. Runs of spaces
// count as one. A word that is wider than a whole line breaks after a no-break
// space, else after a hyphen or slash, else between any two characters.
type breaker struct {
	segs  []seg
	lines []line

	limit  int32 // ems of a full line
	seg0   int32 // first piece of the line being set
	pen    int32 // ems of what stands on it
	space  frag  // the space after it, when there is one
	spaced bool
	word   []frag // the word being gathered
	wordEm int32
	rulers [2]*face.Ruler

	bold bool // all spans are set bold
}

func (b *breaker) reset() {
	b.segs, b.lines = b.segs[:0], b.lines[:0]
}

// lay breaks text to width w at st and returns the range of its lines. Pieces
// belong to parent, or to inline elements made below it.
func (e *Engine) lay(text doc.Inline, st *style, w page.Unit, parent page.Element) (first, last int32) {
	b := &e.breaker
	first = int32(len(b.lines))
	b.begin(st, w)
	e.feedAll(text, parent)
	b.close()
	return first, int32(len(b.lines))
}

func (b *breaker) begin(st *style, w page.Unit) {
	b.limit = int32(int64(max(w, 0)) * 1000 / int64(st.size))
	b.bold = st.weight == page.Bold
	b.seg0, b.pen, b.wordEm = int32(len(b.segs)), 0, 0
	b.spaced, b.word = false, b.word[:0]
}

func (e *Engine) feedAll(text doc.Inline, parent page.Element) {
	for i := range text {
		if text[i].Text != "" {
			e.feed(&text[i], parent)
		}
	}
}

// feed cuts one span at its spaces and line feeds.
func (e *Engine) feed(s *doc.Span, parent page.Element) {
	b := &e.breaker
	f := frag{span: s, elem: e.inlineElement(s, parent)}
	if b.bold || s.Strong {
		f.weight = page.Bold
	}
	ruler, text, start := b.rulers[f.weight], s.Text, 0
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ' ' || c == '\n':
			b.endWord(&f, start, i)
			if c == '\n' {
				b.newline()
			} else if b.started() && !b.spaced {
				b.space, b.spaced = f.cut(i, i+1, int32(ruler.ASCII(' '))), true
			}
			i++
			start, f.ems = i, 0
		case c < utf8.RuneSelf:
			ems := int32(ruler.ASCII(c))
			for i++; i < len(text) && ' ' < text[i] && text[i] < utf8.RuneSelf; i++ {
				ems += int32(ruler.ASCII(text[i]))
			}
			f.ems += ems
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			f.ems += int32(ruler.Advance(r))
			i += n
		}
	}
	b.add(f, start, len(text))
}

// endWord sets the word that ends with the piece of f from start to before end.
func (b *breaker) endWord(f *frag, start, end int) {
	if start < end && !b.extend(f, start, end) {
		b.add(*f, start, end)
	}
	b.commit()
}

func (f frag) cut(start, end int, ems int32) frag {
	f.start, f.end, f.ems = int32(start), int32(end), ems
	return f
}

// extend puts a whole word on the line when all it takes is to make the piece
// before it longer, which is so for most words. It reports whether it did.
func (b *breaker) extend(f *frag, start, end int) bool {
	if !b.spaced || len(b.word) > 0 || b.space.span != f.span || int(b.space.end) != start {
		return false
	}
	l := &b.segs[len(b.segs)-1]
	w := b.space.ems + f.ems
	if l.span != f.span || l.end != b.space.start || b.pen+w > b.limit {
		return false
	}
	l.end, l.em1 = int32(end), l.em1+w
	b.pen += w
	b.spaced = false
	return true
}

// add appends a piece to the word being gathered.
func (b *breaker) add(f frag, start, end int) {
	if start == end {
		return
	}
	f.start, f.end = int32(start), int32(end)
	b.word = append(b.word, f)
	b.wordEm += f.ems
}

// commit puts the gathered word on this line or on the next.
func (b *breaker) commit() {
	if len(b.word) == 0 {
		return
	}
	gap := int32(0)
	if b.spaced {
		gap = b.space.ems
	}
	if b.started() && b.pen+gap+b.wordEm > b.limit {
		b.newline()
		gap = 0
	}
	if b.wordEm > b.limit {
		b.splitWord()
	}
	if b.spaced {
		b.setSpace()
	}
	for i := range b.word {
		b.set(b.word[i])
	}
	b.word, b.wordEm = b.word[:0], 0
}

// setSpace puts the space between two words on the line, with the piece before
// it or after it so that one run of text holds both.
func (b *breaker) setSpace() {
	b.set(b.space)
	b.spaced = false
}

// set appends a piece to the line. It continues the piece before it when the
// two are neighbours in one span, or when a space opens the next span.
func (b *breaker) set(f frag) {
	if f.start == f.end {
		return
	}
	if n := len(b.segs); n > int(b.seg0) {
		l := &b.segs[n-1]
		if l.span == f.span && l.end == f.start {
			l.end, l.em1 = f.end, l.em1+f.ems
			b.pen += f.ems
			return
		}
	}
	b.segs = append(b.segs, seg{
		span: f.span, start: f.start, end: f.end, em0: b.pen, em1: b.pen + f.ems,
		elem: f.elem, weight: f.weight,
	})
	b.pen += f.ems
}

// newline ends the line. A space stands at its end so that extracted text keeps
// the words apart; the line's width does not count it.
func (b *breaker) newline() {
	if b.started() {
		l := &b.segs[len(b.segs)-1]
		if b.spaced && l.span == b.space.span && l.end == b.space.start {
			l.end++
		} else {
			l.spaced = true
		}
	}
	b.spaced = false
	b.endLine()
}

// started reports whether anything stands on the line being set.
func (b *breaker) started() bool { return len(b.segs) > int(b.seg0) }

// spaceAfter ends a line that is the last of its run of text with a space, for
// an element that goes on in another run.
func (b *breaker) spaceAfter(i int32) {
	if l := &b.lines[i]; l.seg1 > l.seg0 {
		s := &b.segs[l.seg1-1]
		s.spaced = s.span.Text[s.end-1] != ' '
	}
}

func (b *breaker) endLine() {
	b.lines = append(b.lines, line{seg0: b.seg0, seg1: int32(len(b.segs)), ems: b.pen})
	b.seg0, b.pen = int32(len(b.segs)), 0
}

// close ends the last line, if anything is on it.
func (b *breaker) close() {
	b.commit()
	b.spaced = false
	if b.started() {
		b.endLine()
	}
}

// splitWord sets as much of an overlong word as fills whole lines and leaves the
// rest gathered.
func (b *breaker) splitWord() {
	for b.wordEm > b.limit {
		i, at := b.splitPoint()
		for _, f := range b.word[:i] {
			b.wordEm -= f.ems
			b.set(f)
		}
		f := b.word[i]
		head := f.cut(int(f.start), at, int32(face.Ems(f.weight, f.span.Text[f.start:at])))
		b.wordEm -= head.ems
		b.set(head)
		b.endSplit()
		f.ems -= head.ems
		f.start = int32(at)
		b.word[i] = f
		b.word = b.word[:copy(b.word, b.word[i:])]
	}
}

// endSplit ends a line inside a word. A no-break space at its end is not part of
// its width.
func (b *breaker) endSplit() {
	l := &b.segs[len(b.segs)-1]
	if strings.HasSuffix(l.span.Text[:l.end], string(nbsp)) {
		ems := int32(face.Advance(l.weight, nbsp))
		l.em1 -= ems
		b.pen -= ems
	}
	b.endLine()
}

// Places to split an overlong word at, the better the higher.
const (
	anyRune = iota
	afterMark
	afterNbsp
	splitRanks
)

// splitPoint returns the piece and the byte in its span before which the word
// splits: the last place of the best rank that the line has room for, and never
// before the first character.
func (b *breaker) splitPoint() (int, int) {
	var at [splitRanks]struct{ frag, byte int }
	var has [splitRanks]bool
	pen, first := int32(0), true
	for i := range b.word {
		f := &b.word[i]
		for j := int(f.start); j < int(f.end); {
			r, n := utf8.DecodeRuneInString(f.span.Text[j:])
			pen += int32(face.Advance(f.weight, r))
			if pen > b.limit && r != nbsp && !first {
				return best(at, has)
			}
			first = false
			j += n
			rank := rankOf(r)
			at[rank].frag, at[rank].byte, has[rank] = i, j, true
			at[anyRune], has[anyRune] = at[rank], true
		}
	}
	return best(at, has)
}

func best(at [splitRanks]struct{ frag, byte int }, has [splitRanks]bool) (int, int) {
	for rank := afterNbsp; rank >= anyRune; rank-- {
		if has[rank] {
			return at[rank].frag, at[rank].byte
		}
	}
	return 0, 0
}

func rankOf(r rune) int {
	switch r {
	case nbsp:
		return afterNbsp
	case '-', '/', '@', '_':
		return afterMark
	}
	return anyRune
}

// words returns what a piece prints.
func (s *seg) words() string {
	w := s.span.Text[s.start:s.end]
	if strings.IndexByte(w, nbspLead) >= 0 {
		w = strings.ReplaceAll(w, "\u00a0", " ")
	}
	if s.spaced {
		w += " "
	}
	return w
}
