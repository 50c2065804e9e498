package layout

import (
	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// columnWidths shares width among the columns of t: by their percentages, but
// each gets at least its widest word, at the cost of the columns with most to
// spare, and what then makes the table shorter goes where it does. Words held
// together by no-break spaces, such as a name, and words with a hyphen or slash
// count whole up to a share of the table (see runs), else piece by piece; when
// even that is more than there is, all of them do, and at last any word may
// break. It reports whether every piece fits.
func (e *Engine) columnWidths(t *doc.Table, width page.Unit) (cols []page.Unit, fits bool) {
	cols = shareOut(t, width, e.cols[:0])
	e.cols = cols
	for _, most := range [...]page.Unit{width * mostHeld / 100, 0} {
		e.need = e.need[:0]
		e.balance.reset(len(t.Rows)+1, len(t.Columns))
		sum := page.Unit(0)
		for c := range t.Columns {
			n := e.needed(t, c, most)
			e.need = append(e.need, n)
			sum += n
		}
		if sum <= width {
			meet(cols, e.need)
			e.balance.settle(cols, e.need, 2*e.theme.cellPadX)
			return cols, true
		}
	}
	squeeze(cols, e.need, width)
	return cols, false
}

// mostHeld is the percentage of a table's width that words held together may
// claim for their column.
const mostHeld = 24

// shareOut splits width by the columns' percentages; a column without one gets
// an equal share.
func shareOut(t *doc.Table, width page.Unit, cols []page.Unit) []page.Unit {
	total := 0
	for i := range t.Columns {
		total += percent(&t.Columns[i], len(t.Columns))
	}
	left := width
	for i := range t.Columns {
		w := page.Unit(int64(width) * int64(percent(&t.Columns[i], len(t.Columns))) / int64(total))
		if i == len(t.Columns)-1 {
			w = left
		}
		left -= w
		cols = append(cols, w)
	}
	return cols
}

func percent(c *doc.Column, n int) int {
	if c.Width > 0 {
		return c.Width
	}
	return max(1, 100/n)
}

// needed returns the least width of column c, padding included, and enters its
// paragraphs for balancing.
func (e *Engine) needed(t *doc.Table, c int, most page.Unit) page.Unit {
	th := e.theme
	w, whole := widestWord(t.Columns[c].Head, &th.cellHead, most)
	e.balance.enter(c, len(t.Rows), whole)
	for i := range t.Rows {
		if c >= len(t.Rows[i].Cells) {
			continue
		}
		for _, l := range t.Rows[i].Cells[c].Lines {
			word, whole := widestWord(l, &th.cell, most)
			w = max(w, word)
			e.balance.enter(c, i, whole)
		}
	}
	return w + 2*th.cellPadX + 1 // a line's limit is rounded down
}

// widestWord returns the width of the widest piece of text that should not
// break (a word, or words held together when they are no wider than most) and
// about how wide all of text is on one line.
func widestWord(text doc.Inline, st *style, most page.Unit) (word, whole page.Unit) {
	r := runs{limit: int(int64(most) * 1000 / int64(st.size))}
	for i := range text {
		s := &text[i]
		weight := st.weight
		if s.Strong {
			weight = page.Bold
		}
		start := 0
		for j := 0; j < len(s.Text); j++ {
			end := runEnd(s.Text, j)
			if end == noEnd {
				continue
			}
			keep := j + 1
			if end == spaceEnd {
				keep = j
			}
			r.add(face.Ems(weight, s.Text[start:keep]), end)
			start = j + 1
		}
		r.add(face.Ems(weight, s.Text[start:]), noEnd)
	}
	r.add(0, spaceEnd)
	return face.Scale(r.widest, st.size), face.Scale(r.whole-spaceEms, st.size)
}

// runs measures words and what no-break spaces hold together, in thousandths of
// an em. What is held counts whole up to limit, a word with hyphens up to a
// quarter more: a name in two is worse than a name apart from its credentials.
type runs struct {
	limit             int
	piece, word, held int // since the last place to split, no-break space, space
	widestPiece       int // of the word
	widestWord        int // of what is held together
	widest            int
	whole             int // of all of it, a space after each word
}

func (r *runs) add(ems int, end runEnding) {
	r.piece += ems
	r.word += ems
	r.held += ems
	if end == noEnd {
		return
	}
	r.widestPiece = max(r.widestPiece, r.piece)
	r.piece = 0
	if end == pieceEnd {
		return
	}
	if r.word <= r.limit*5/4 {
		r.widestPiece = r.word
	}
	r.widestWord = max(r.widestWord, r.widestPiece)
	r.word, r.widestPiece = 0, 0
	if end == spaceEnd {
		r.endHeld()
	}
}

func (r *runs) endHeld() {
	if r.held <= r.limit {
		r.widestWord = r.held
	}
	r.widest = max(r.widest, r.widestWord)
	r.whole += r.held + spaceEms
	r.held, r.widestWord = 0, 0
}

// spaceEms is about the width of a space.
const spaceEms = 278

// runEnding says what ends at a byte.
type runEnding uint8

const (
	noEnd    runEnding = iota
	pieceEnd           // a piece of a word, at a hyphen or slash
	wordEnd            // a word, at a no-break space
	spaceEnd           // a word, or words held together
)

func runEnd(s string, j int) runEnding {
	switch s[j] {
	case ' ', '\n':
		return spaceEnd
	case '-', '/', '@', '_':
		return pieceEnd
	case 0xA0: // second byte of a no-break space in UTF-8
		if j > 0 && s[j-1] == 0xC2 {
			return wordEnd
		}
	}
	return noEnd
}

// meet widens columns below their need; the others give in proportion to what
// they can spare. The needs together must not exceed the widths together.
func meet(cols, need []page.Unit) {
	var short, spare int64
	for i := range cols {
		if d := int64(need[i] - cols[i]); d > 0 {
			short += d
		} else {
			spare -= d
		}
	}
	if short == 0 {
		return
	}
	left := short
	for i := range cols {
		d := int64(cols[i] - need[i])
		if d <= 0 {
			cols[i] = need[i]
			continue
		}
		give := min(left, (d*short+spare-1)/spare)
		cols[i] -= page.Unit(give)
		left -= give
	}
}

// squeeze shares width among needs that exceed it: columns that need no more
// than an equal share get what they need, the others share the rest.
func squeeze(cols, need []page.Unit, width page.Unit) {
	left, open := width, page.Unit(len(cols))
	clear(cols)
	for settled := true; settled; {
		settled = false
		for i := range cols {
			if cols[i] == 0 && need[i] <= left/open {
				cols[i] = need[i]
				left -= need[i]
				open--
				settled = true
			}
		}
	}
	for i := range cols {
		if cols[i] == 0 {
			cols[i] = left / open
			left -= cols[i]
			open--
		}
	}
}
