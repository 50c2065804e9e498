// Package page holds laid-out pages: items placed on paper, each with the
// structure element it belongs to and where its words came from.
//
// It owns the coordinates and the tag tree that layout makes and exporters
// read. It refuses to measure, break or draw anything. All lengths are integer
// millipoints, so that a line breaks at the same word on every processor.
package page

// Unit is a length in thousandths of a point (1/72,000 inch).
type Unit int32

// Lengths.
const (
	Point Unit = 1000
	Inch       = 72 * Point

	Width  = 612 * Point // US Letter, portrait
	Height = 792 * Point
)

// Points returns u in points, for exporters only; layout computes in Units.
func (u Unit) Points() float64 { return float64(u) / float64(Point) }

// Weight chooses one of the two faces of the family.
type Weight uint8

// The weights.
const (
	Regular Weight = iota
	Bold
)

// Color is 0xRRGGBB in sRGB.
type Color uint32

// Kind says what an item draws.
type Kind uint8

// The kinds of item.
const (
	Text  Kind = iota // Words from (X, Y) on the baseline, W wide
	Rule              // a straight line from (X, Y) to (X+W, Y+H), Size thick
	Fill              // a filled rectangle, top left (X, Y)
	Frame             // an outlined rectangle, Size thick
)

// Source says where the words of an item came from. An item without one is
// refused by the exporters: nothing reaches a page unless its origin is known.
type Source uint8

// The sources.
const (
	Unknown Source = iota
	Request        // a value of this letter's request
	Program        // the plan's program file
	Wording        // the message catalogue or an edition record
	Layout         // page numbers, bullets, rules and the letter id
)

// Item is one thing placed on a page. Y grows downwards from the top edge.
type Item struct {
	Kind    Kind
	Weight  Weight
	Source  Source
	Turned  bool    // text running upwards, turned 90° about (X, Y)
	Element Element // who owns it in the tag tree, or an artifact
	MCID    int32   // marked-content id on its page, when Element is not an artifact
	X, Y    Unit
	W, H    Unit
	Size    Unit // type size of text, thickness of a rule or frame
	Color   Color
	Words   string
}

// Page is the items of one printed page in reading order, and the mark of its
// sheet when the page is the sheet's front.
type Page struct {
	Items []Item
	Mark  Mark
}

// Mark is a 2D code, an artifact: a square of dark and light modules, top left
// corner at (X, Y). Bit Modules-1-x of Rows[y] is the module at column x.
type Mark struct {
	X, Y, Side Unit
	Modules    int // along an edge, at most 32; 0 means that there is no mark
	Rows       [32]uint32
}

// Dark reports whether the module at column x of row y is dark.
func (m *Mark) Dark(x, y int) bool { return m.Rows[y]>>(m.Modules-1-x)&1 == 1 }

// Part is one document within a letter, such as the Medication List.
type Part struct {
	ID    string  // as its template: "medication-list"
	Title string  // for bookmarks
	Elem  Element // its Sect
	First int     // index of its first page
	Count int     // pages
}

// Document is a laid-out letter.
type Document struct {
	Title   string // document title, shown by readers in place of a file name
	Subject string
	Lang    string // BCP 47, of the document
	Date    string // YYYY-MM-DD, the letter's
	Pages   []Page
	Parts   []Part
	Tags    Tags
}

// Reset empties d and keeps its memory for the next letter.
func (d *Document) Reset() {
	for i := range d.Pages {
		d.Pages[i].Items = d.Pages[i].Items[:0]
		d.Pages[i].Mark.Modules = 0
	}
	d.Pages = d.Pages[:0]
	d.Parts = d.Parts[:0]
	d.Tags.reset()
	d.Title, d.Subject, d.Lang, d.Date = "", "", "", ""
}

// NewPage appends an empty page and returns its index.
func (d *Document) NewPage() int {
	if n := len(d.Pages); n < cap(d.Pages) {
		d.Pages = d.Pages[:n+1]
	} else {
		d.Pages = append(d.Pages, Page{Items: make([]Item, 0, 160)})
	}
	d.Tags.newPage()
	return len(d.Pages) - 1
}

// Place appends an item to page p and gives it its marked-content id.
// Neighbours of one element share an id.
func (d *Document) Place(p int, it Item) {
	items := d.Pages[p].Items
	if it.Element >= 0 {
		if n := len(items); n > 0 && items[n-1].Element == it.Element {
			it.MCID = items[n-1].MCID
		} else {
			it.MCID = d.Tags.mark(p, it.Element)
		}
	}
	d.Pages[p].Items = append(items, it)
}
