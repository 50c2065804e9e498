package layout

import "letterpress/internal/page"

const (
	pt   = page.Point
	inch = page.Inch
)

// Colours. The accent has a contrast of 9.7:1 on white and prints well in grey.
const (
	ink    page.Color = 0x111111
	accent page.Color = 0x0B4A5E
	tint   page.Color = 0xE8F1F4
	hair   page.Color = 0x7A8C93
	white  page.Color = 0xFFFFFF
)

// style is how a line of text is set. The baseline lies where capitals stand in
// the middle of the line's height.
type style struct {
	size, lead page.Unit
	weight     page.Weight
	color      page.Color
}

// theme is every measure of one format. Spaces between two blocks do not add
// up: the larger one counts.
type theme struct {
	left, width page.Unit // the body column
	top, bottom page.Unit // of the body on pages with a running head

	body, title, sub, head2, head3, small, notice style
	cellHead, cell, label                         style
	again                                         style // the box that heads later pages
	band, foot                                    style
	aside, asideTitle                             style

	titleAfter, subBefore  page.Unit
	headBefore, headAfter  page.Unit
	paraAfter, strongAfter page.Unit
	metaBefore             page.Unit
	itemAfter, hang        page.Unit // list items; how far their text hangs
	bullet                 page.Unit // from the left edge of an item to its bullet
	tick, tickHang         page.Unit // side of a drawn box to tick
	padX, padY             page.Unit // inside boxes
	boxMin, boxGap         page.Unit // least height of a box cell group; space around boxes
	cellPadX, cellPadY     page.Unit
	fieldPadY              page.Unit // above and below the values of records
	writeRow               page.Unit // a row to write in by hand
	signRoom               page.Unit // between the closing and the name
	fieldGap, factAfter    page.Unit // between a label and its value; below a fact of page 1
	choiceAfter, writeLine page.Unit // below a row of choices; height of one with room to write

	// last is the lines of text below which a last page is avoided by setting the
	// part a little tighter, when that saves the page.
	last page.Unit

	// stack sets tables of three or more columns as one block a row, each cell
	// beside its column's head, because columns would be a few words wide.
	stack bool
}

// The themes. They are never written to.
var (
	standard = theme{
		left: 1 * inch, width: 468 * pt,
		top: 105 * inch / 100, bottom: 10 * inch,

		body:       style{14 * pt, 20 * pt, page.Regular, ink},
		title:      style{22 * pt, 26 * pt, page.Bold, accent},
		sub:        style{14 * pt, 20 * pt, page.Bold, ink},
		head2:      style{16 * pt, 20 * pt, page.Bold, accent},
		head3:      style{14 * pt, 20 * pt, page.Bold, accent},
		small:      style{9 * pt, 11 * pt, page.Regular, ink},
		notice:     style{9 * pt, 11 * pt, page.Regular, ink},
		cellHead:   style{13 * pt, 17 * pt, page.Bold, white},
		cell:       style{13 * pt, 17 * pt, page.Regular, ink},
		label:      style{13 * pt, 17 * pt, page.Bold, accent},
		again:      style{12 * pt, 16 * pt, page.Bold, accent},
		band:       style{10 * pt, 12 * pt, page.Regular, ink},
		foot:       style{9 * pt, 11 * pt, page.Regular, ink},
		aside:      style{12 * pt, 16 * pt, page.Regular, ink},
		asideTitle: style{125 * pt / 10, 165 * pt / 10, page.Bold, accent},

		titleAfter: 10 * pt, subBefore: 3 * pt,
		headBefore: 14 * pt, headAfter: 8 * pt,
		paraAfter: 10 * pt, strongAfter: 2 * pt, metaBefore: 2 * pt,
		itemAfter: 5 * pt, hang: 20 * pt, bullet: 8 * pt,
		tick: 12 * pt, tickHang: 24 * pt,
		padX: 10 * pt, padY: 7 * pt,
		boxMin: 8 * inch / 10, boxGap: 12 * pt,
		cellPadX: 7 * pt, cellPadY: 6 * pt, fieldPadY: 5 * pt,
		last:     12,
		writeRow: 45 * inch / 100, signRoom: 40 * pt,
		fieldGap: 10 * pt, factAfter: 2 * pt, choiceAfter: 5 * pt, writeLine: 29 * pt,
	}

	largePrint = theme{
		left: 1 * inch, width: 468 * pt,
		top: 105 * inch / 100, bottom: 10 * inch,

		body:       style{18 * pt, 25 * pt, page.Regular, ink},
		title:      style{28 * pt, 33 * pt, page.Bold, accent},
		sub:        style{18 * pt, 25 * pt, page.Bold, ink},
		head2:      style{205 * pt / 10, 26 * pt, page.Bold, accent},
		head3:      style{18 * pt, 25 * pt, page.Bold, accent},
		small:      style{12 * pt, 15 * pt, page.Regular, ink},
		notice:     style{12 * pt, 15 * pt, page.Regular, ink},
		cellHead:   style{18 * pt, 25 * pt, page.Bold, white},
		cell:       style{18 * pt, 25 * pt, page.Regular, ink},
		label:      style{18 * pt, 25 * pt, page.Bold, accent},
		again:      style{14 * pt, 18 * pt, page.Bold, accent},
		band:       style{11 * pt, 13 * pt, page.Regular, ink},
		foot:       style{11 * pt, 13 * pt, page.Regular, ink},
		aside:      style{18 * pt, 24 * pt, page.Regular, ink},
		asideTitle: style{18 * pt, 24 * pt, page.Bold, accent},

		titleAfter: 12 * pt, subBefore: 3 * pt,
		headBefore: 18 * pt, headAfter: 10 * pt,
		paraAfter: 13 * pt, strongAfter: 3 * pt, metaBefore: 2 * pt,
		itemAfter: 7 * pt, hang: 25 * pt, bullet: 10 * pt,
		tick: 15 * pt, tickHang: 30 * pt,
		padX: 11 * pt, padY: 8 * pt,
		boxMin: 8 * inch / 10, boxGap: 14 * pt,
		cellPadX: 9 * pt, cellPadY: 6 * pt, fieldPadY: 4 * pt,
		last:     12,
		writeRow: 50 * inch / 100, signRoom: 44 * pt,
		fieldGap: 12 * pt, factAfter: 2 * pt, choiceAfter: 6 * pt, writeLine: 36 * pt,
		stack: true,
	}

	dense = theme{
		left: 75 * inch / 100, width: 7 * inch,
		top: 105 * inch / 100, bottom: 1013 * inch / 100,

		body:       style{105 * pt / 10, 135 * pt / 10, page.Regular, ink},
		title:      style{165 * pt / 10, 20 * pt, page.Bold, accent},
		sub:        style{105 * pt / 10, 135 * pt / 10, page.Bold, ink},
		head2:      style{12 * pt, 145 * pt / 10, page.Bold, accent},
		head3:      style{105 * pt / 10, 135 * pt / 10, page.Bold, accent},
		small:      style{8 * pt, 10 * pt, page.Regular, ink},
		notice:     style{8 * pt, 10 * pt, page.Regular, ink},
		cellHead:   style{10 * pt, 13 * pt, page.Bold, white},
		cell:       style{10 * pt, 13 * pt, page.Regular, ink},
		label:      style{10 * pt, 13 * pt, page.Bold, accent},
		again:      style{10 * pt, 13 * pt, page.Bold, accent},
		band:       style{9 * pt, 11 * pt, page.Regular, ink},
		foot:       style{9 * pt, 11 * pt, page.Regular, ink},
		aside:      style{105 * pt / 10, 14 * pt, page.Regular, ink},
		asideTitle: style{12 * pt, 15 * pt, page.Bold, accent},

		titleAfter: 7 * pt, subBefore: 2 * pt,
		headBefore: 8 * pt, headAfter: 3 * pt,
		paraAfter: 5 * pt, strongAfter: 1 * pt, metaBefore: 1 * pt,
		itemAfter: 2 * pt, hang: 15 * pt, bullet: 6 * pt,
		tick: 9 * pt, tickHang: 18 * pt,
		padX: 8 * pt, padY: 25 * pt / 10,
		boxGap: 6 * pt, last: 30,
		cellPadX: 5 * pt, cellPadY: 4 * pt, fieldPadY: 4 * pt,
		writeRow: 40 * inch / 100, signRoom: 30 * pt,
		fieldGap: 7 * pt, factAfter: 1 * pt, choiceAfter: 1 * pt, writeLine: 18 * pt,
	}
)

// Lines of the page's frame, the same in every format.
const (
	bandBase = 67 * inch / 100   // baseline of the running head
	bandRule = 81 * inch / 100   // its rule
	footRule = 1021 * inch / 100 // rule above the form line
	footBase = 1040 * inch / 100 // baseline of the form line
	footEdge = 775 * inch / 100  // the form line ends here at the latest, beside the mark

	footGap = 12 * pt // least space between texts of the form line

	heavy    = 15 * pt / 10 // thickness of rules
	line1    = 1 * pt
	lineLoud = 25 * pt / 10 // frame of a box that stands out
	lineCell = 75 * pt / 100
	lineHair = 5 * pt / 10

	idSize = 55 * pt / 10 // the letter id beside the mark: 5 to 6 pt
	idGap  = 4 * pt
)

// The letterhead's measures, the same in every format: envelope windows do not
// grow with the type.
const (
	asideLeft   = 485 * inch / 100
	asideRight  = 75 * inch / 10
	bodyFirst   = 335 * inch / 100 // first line of the body below an address
	headGap     = 22 * pt          // below a letterhead without an address
	mostFacts   = 7 * inch         // foot of facts at the right of page 1 at the latest
	longAddress = 2 * inch         // height of an address that takes no part in the window
)

// returnSizes are tried in turn for the return block, the plan's name first.
var returnSizes = [...][2]style{
	{{11 * pt, 14 * pt, page.Bold, ink}, {10 * pt, 13 * pt, page.Regular, ink}},
	{{10 * pt, 12 * pt, page.Bold, ink}, {9 * pt, 11 * pt, page.Regular, ink}},
	{{9 * pt, 105 * pt / 10, page.Bold, ink}, {8 * pt, 95 * pt / 10, page.Regular, ink}},
}

// addressSizes are tried in turn for the inside address.
var addressSizes = [...]style{
	{11 * pt, 135 * pt / 10, page.Regular, ink},
	{10 * pt, 108 * pt / 10, page.Regular, ink},
}

// carrierSizes are tried in turn on a carrier page and on the letter behind it,
// where lines may wrap. The last one is used whatever its height: an address is
// never refused for length.
var carrierSizes = [...]style{
	{10 * pt, 108 * pt / 10, page.Regular, ink},
	{9 * pt, 9 * pt, page.Regular, ink},
	{8 * pt, 85 * pt / 10, page.Regular, ink},
}

// The mark's place, and the windows of page 1, when a letter has no profile.
var unmailed = Profile{
	Return:  Rect{X: 45 * pt, Y: 36 * pt, W: 234 * pt, H: 63 * pt},
	Address: Rect{X: 45 * pt, Y: 153 * pt, W: 288 * pt, H: 72 * pt},
	Margin:  9 * pt,
	Mark:    Rect{X: 785 * inch / 100, Y: 1020 * inch / 100, W: 3 * inch / 10, H: 3 * inch / 10},
	Duplex:  true,
}

func themeOf(large, tight bool) *theme {
	switch {
	case large:
		return &largePrint
	case tight:
		return &dense
	}
	return &standard
}
