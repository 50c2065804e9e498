// Package doc holds a letter as meaning: parts made of headings, paragraphs,
// lists, tables and boxes, each run of words with its language and its source.
//
// It owns the semantic blocks that templates expand to and layout breaks into
// pages. It knows no sizes, fonts or positions, and no words of its own.
package doc

import "letterpress/internal/page"

// Document is an expanded letter.
type Document struct {
	Title      string // for the reader's title bar
	Subject    string
	Lang       string // BCP 47
	Date       string // YYYY-MM-DD
	LetterID   string // printed small on every page; "" without a key
	LargePrint bool
	Dense      bool // letters between professionals: smaller type, narrow margins
	Letterhead Letterhead
	Parts      []Part
}

// Letterhead is what page 1 shows around and above the body: the return block
// and inside address in the envelope's windows, and the lines at the right.
type Letterhead struct {
	Plan    Inline   // plan name, also in the band of later pages
	Return  []Inline // lines below the plan name
	Address []Inline // inside address, first line the name; empty on unaddressed sheets
	Aside   []Inline // lines at the right: document title, date, reference
	Facts   []Field  // below them: whom and what the letter is about
}

// Part is one document of the letter, starting on a page of its own.
type Part struct {
	ID        string // template id
	Title     string // running head and bookmark
	Continued string // running head from the part's second page on
	Named     bool   // Continued names the member, so it is of the request
	Again     Inline // the box that heads the part's second page and those after; may be empty
	Opening   bool   // carries the letterhead on its first page
	Form      FormLine
	Blocks    []Block
}

// FormLine is the footer of a part. Page is a pattern in which page.x and
// page.y are replaced, see PageLabel.
type FormLine struct {
	Left, Right string
	Page        PageLabel
}

// PageLabel is "Page x of y" in the letter's language, cut at its two numbers.
type PageLabel struct{ Before, Between, After string }

// Span is a run of words set in one way.
type Span struct {
	Text   string
	Strong bool
	Source page.Source
	Markup *Markup // nil for most; shared, never changed
}

// Markup is what few words have besides themselves. Spans are copied often, so
// they have it by a pointer.
type Markup struct {
	Lang   string // BCP 47 when it differs from the document's
	Expand string // what an abbreviation stands for
	URI    string // where a link goes
}

// Inline is a line of spans to be broken. A "\n" in a span forces a new line.
type Inline []Span

// Empty reports whether there is nothing to print in l.
func (l Inline) Empty() bool {
	for i := range l {
		if l[i].Text != "" {
			return false
		}
	}
	return true
}

// String returns the words alone.
func (l Inline) String() string {
	switch len(l) {
	case 0:
		return ""
	case 1:
		return l[0].Text
	}
	n := 0
	for i := range l {
		n += len(l[i].Text)
	}
	b := make([]byte, 0, n)
	for i := range l {
		b = append(b, l[i].Text...)
	}
	return string(b)
}

// Block is one of the types below.
type Block interface{ block() }

// Title opens a part: H1. The first line is set large, lines after a "\n" in
// body size and bold. A boxed one stands in a frame.
type Title struct {
	Text  Inline
	Boxed bool
}

// Heading opens a section; Level 2 or 3.
type Heading struct {
	Level int
	Text  Inline
}

// Para is a paragraph.
type Para struct {
	Text Inline
	Tone Tone
}

// Tone says how loud a paragraph or box is.
type Tone uint8

// The tones.
const (
	Body   Tone = iota
	Strong      // all bold, a label of what follows: stays with it
	Meta        // close to the block before it, such as a date under a title
	Small       // fine print: the burden notice
	Right       // ends at the right edge, such as the date of a form
)

// List is a bulleted list.
type List struct{ Items []Inline }

// Checklist is a list with a box to tick before each item.
type Checklist struct{ Items []Inline }

// Table is a table with column heads. Widths are percent of the column.
type Table struct {
	Columns []Column
	Rows    []Row
	Blank   int    // empty rows to write in, after the others
	Invite  Inline // a line across the table before the blank rows; may be empty
	BlankAs string // what a reader hears for a blank cell
}

// Column is a column's head, width in percent, and whether its cells head rows.
type Column struct {
	Head      Inline
	Width     int
	RowHeader bool
}

// Row is one row, a cell a column.
type Row struct{ Cells []Cell }

// Cell is the paragraphs of one table cell; none is a blank to write in.
type Cell struct {
	Lines []Inline
	Items bool // the lines are items of a list; only in Records
}

// Box is a framed box of stacked cells that stays on one page when it can. A
// heavy one stands out by its frame.
type Box struct {
	Heavy bool
	Cells []BoxCell
}

// BoxCell is one cell of a box. Lines is the room to write below its content,
// counted in handwriting rows.
type BoxCell struct {
	Tint   bool
	Blocks []Block
	Lines  int
}

// Notice is small ruled print, such as the burden statement.
type Notice struct{ Text Inline }

// Signature closes a letter: the greeting, room to sign, and who signs.
type Signature struct {
	Closing Inline
	Signer  []Inline
}

// Keep holds blocks together on one page when they fit on one.
type Keep struct{ Blocks []Block }

// Space is room to write: so many ruled handwriting rows.
type Space struct{ Lines int }

// PageBreak starts a new page.
type PageBreak struct{}

func (*Title) block()     {}
func (*Heading) block()   {}
func (*Para) block()      {}
func (*List) block()      {}
func (*Checklist) block() {}
func (*Table) block()     {}
func (*Box) block()       {}
func (*Notice) block()    {}
func (*Signature) block() {}
func (*Keep) block()      {}
func (*Space) block()     {}
func (*PageBreak) block() {}
