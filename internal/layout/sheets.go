package layout

import (
	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/page"
	"letterpress/internal/sheetmark"
)

// markSheets gives every page of a letter with an id the id and the number of
// its sheet in small print, and the front of every sheet the same as a 2D mark,
// so that an inserter can tell two letters in one envelope from one.
func (e *Engine) markSheets() {
	if e.doc.LetterID == "" {
		return
	}
	pages, perSheet := len(e.out.Pages), 1
	if e.profile.Duplex {
		perSheet = 2
	}
	sheets := e.profile.Sheets(pages)
	for p := range pages {
		text := sheetmark.Text(e.doc.LetterID, p/perSheet+1, sheets)
		e.sheetText(p, text)
		if p%perSheet == 0 {
			e.sheetMark(p, text)
		}
	}
}

// sheetText prints what the mark says, running upwards above its place.
func (e *Engine) sheetText(p int, text string) {
	m := e.profile.Mark
	e.out.Place(p, page.Item{
		Kind: page.Text, Source: page.Layout, Element: page.Footer, Turned: true,
		X: m.X + m.W/2 + idSize*face.CapHeight/2000, Y: m.Y - idGap,
		W: face.Width(page.Regular, text, idSize), Size: idSize, Color: ink, Words: text,
	})
}

func (e *Engine) sheetMark(p int, text string) {
	code, err := sheetmark.Encode(text)
	if err != nil {
		e.fail(fault.KindOf(err), "page %d: the sheet's mark cannot be made: %v", p+1, err)
		return
	}
	at := e.profile.Mark
	m := &e.out.Pages[p].Mark
	m.X, m.Y, m.Side, m.Modules = at.X, at.Y, at.W, sheetmark.Size
	copy(m.Rows[:], code.Rows[:])
}
