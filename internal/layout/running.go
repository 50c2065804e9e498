package layout

import (
	"strconv"

	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// runningHead sets the band of page k of a part: the plan's name left, the
// part's title right, a rule below. Both are artifacts. When the two do not fit
// beside each other they get half the width each and grow upwards.
func (e *Engine) runningHead(p, k int) {
	t := e.theme
	title, source := e.part.Title, page.Wording
	if k > 0 && e.part.Continued != "" {
		title = e.part.Continued
		if e.part.Named {
			source = page.Request
		}
	}
	name := t.band
	name.weight, name.color = page.Bold, accent
	right := doc.Inline{{Text: title, Source: source}}
	wn, wt := e.inlineWidth(e.doc.Letterhead.Plan, &name), e.inlineWidth(right, &t.band)
	if room := t.width - t.hang; wn+wt > room {
		wn, wt = share(wn, wt, room)
	}
	e.bandText(p, e.doc.Letterhead.Plan, &name, t.left, wn+1, false)
	e.bandText(p, right, &t.band, t.left+t.width-wt-1, wt+1, true)
	e.rule(p, t.left, bandRule, t.width, 0, heavy, accent, page.Header)
}

// share gives two texts that do not fit room together their widths: half each, or
// what one needs and the rest.
func share(a, b, room page.Unit) (page.Unit, page.Unit) {
	half := room / 2
	switch {
	case a <= half:
		return a, room - a
	case b <= half:
		return room - b, b
	}
	return half, half
}

// bandText sets text so that its last line stands in the band.
func (e *Engine) bandText(p int, text doc.Inline, st *style, x, w page.Unit, right bool) {
	l0, l1 := e.lay(text, st, w, page.Header)
	for i := l0; i < l1; i++ {
		y := bandBase - baseline(st) - page.Unit(l1-1-i)*st.lead
		at := x
		if right {
			at += w - face.Scale(int(e.lines[i].ems), st.size)
		}
		e.placeLine(p, i, st, at, y, w, page.Header)
	}
}

func (e *Engine) inlineWidth(text doc.Inline, st *style) page.Unit {
	ems := 0
	for i := range text {
		w := st.weight
		if text[i].Strong {
			w = page.Bold
		}
		ems += face.Ems(w, text[i].Text)
	}
	return face.Scale(ems, st.size)
}

// formLine sets the foot of page n of count: form number left, page number in
// the middle of the column, control number right, all artifacts. What has no
// room beside the others goes onto the next line.
func (e *Engine) formLine(p, n, count int) {
	t, f := e.theme, &e.part.Form
	width := min(t.width, footEdge-t.left)
	e.rule(p, t.left, footRule, width, 0, lineCell, hair, page.Footer)
	label := e.pageLabel(n, count)
	wl, wm, wr := e.footWidth(f.Left), e.footWidth(label), e.footWidth(f.Right)
	middle, right := t.left+(width-wm)/2, t.left+width-wr
	rightLine := page.Unit(0)
	if t.left+wl+footGap > right {
		rightLine = 1
	}
	line := page.Unit(0)
	if t.left+wl+footGap > middle || rightLine == 0 && middle+wm+footGap > right {
		line = 1
	}
	if line == 1 && rightLine == 1 && middle+wm+footGap > right {
		line = 2
	}
	e.footText(p, f.Left, t.left, 0, wl, page.Wording)
	e.footText(p, f.Right, right, rightLine, wr, page.Wording)
	e.footText(p, label, middle, line, wm, page.Layout)
}

func (e *Engine) footWidth(s string) page.Unit {
	return face.Width(page.Regular, s, e.theme.foot.size)
}

func (e *Engine) footText(p int, s string, x, line, w page.Unit, src page.Source) {
	if s == "" {
		return
	}
	e.out.Place(p, page.Item{
		Kind: page.Text, Source: src, Element: page.Footer,
		X: x, Y: footBase + line*e.theme.foot.lead, W: w, Size: e.theme.foot.size, Color: ink, Words: s,
	})
}

// pageLabel returns "Page n of count" as the part words it, or "".
func (e *Engine) pageLabel(n, count int) string {
	l := &e.part.Form.Page
	if *l == (doc.PageLabel{}) {
		return ""
	}
	b := make([]byte, 0, 32)
	b = append(b, l.Before...)
	b = strconv.AppendInt(b, int64(n), 10)
	b = append(b, l.Between...)
	b = strconv.AppendInt(b, int64(count), 10)
	return string(append(b, l.After...))
}
