// Package content holds a letter as the peers get it: its words as plain
// paragraphs, lists and tables, with the type sizes and margins that we use.
//
// It owns what all peers have in common, so that each prints the same words at
// the same size on about as many pages. It leaves out what they are spared:
// running heads, footers, frames, room to write, marks and tags.
package content

import (
	"slices"
	"strconv"
	"strings"

	"letterpress/internal/doc"
)

// The page, in points: US Letter, with the margins of our body.
const (
	PageWidth, PageHeight = 612, 792
	Left, Width           = 72, 468
	Top, Bottom           = 76, 72
)

// Document is a letter to be printed.
type Document struct {
	Title string
	Lang  string // BCP 47
	Parts []Part // each starts a page
}

// Part is the blocks of one document of the letter.
type Part []Block

// Titled reports whether a title stands in p.
func (p Part) Titled() bool {
	return slices.ContainsFunc(p, func(b Block) bool { return b.Kind == Title })
}

// Kind says how a block is set.
type Kind string

// The kinds of block.
const (
	Title   Kind = "title"
	Heading Kind = "heading"
	Strong  Kind = "strong" // a bold paragraph
	Para    Kind = "para"
	Line    Kind = "line" // a paragraph close to the next, such as an address
	Small   Kind = "small"
	Item    Kind = "item" // of a bulleted list, set behind Bullet
	Grid    Kind = "grid" // a table
)

// Bullet stands before an item.
const Bullet = "•"

// Block is one paragraph, or a table.
type Block struct {
	Kind  Kind
	Text  string
	Table *Table `json:",omitempty"`
}

// Table is a table of plain cells; Widths are percent. Heads is empty for rows
// that go on from the table before.
type Table struct {
	Heads  []string
	Widths []int
	Rows   [][]string
}

// Style is a block's type, in points.
type Style struct {
	Size, Lead, After float64
	Bold              bool
}

// Cell and Head are the types of table cells, Pad the room around their words.
var (
	Cell = Style{Size: 13, Lead: 17}
	Head = Style{Size: 13, Lead: 17, Bold: true}
)

// Pad is the room around the words of a cell, in points.
const Pad = 5

var styles = map[Kind]Style{
	Title:   {22, 26, 4, true},
	Heading: {16, 20, 6, true},
	Strong:  {14, 20, 4, true},
	Para:    {14, 20, 8, false},
	Line:    {14, 20, 0, false},
	Small:   {9, 11, 6, false},
	Item:    {14, 20, 4, false},
	Grid:    {13, 17, 8, false},
}

// Style returns how a block of kind k is set.
func (k Kind) Style() Style { return styles[k] }

// Of returns the content of an expanded letter.
func Of(d *doc.Document) *Document {
	out := &Document{Title: d.Title, Lang: d.Lang}
	for i := range d.Parts {
		var p builder
		if d.Parts[i].Opening {
			p.letterhead(&d.Letterhead)
		}
		p.blocks(d.Parts[i].Blocks)
		out.Parts = append(out.Parts, p.part)
	}
	return out
}

type builder struct{ part Part }

// add adds a block, unless there is nothing to print.
func (b *builder) add(k Kind, l doc.Inline) {
	if s := words(l); s != "" {
		b.part = append(b.part, Block{Kind: k, Text: s})
	}
}

// words returns the words of l. Spaces that keep ours together may break: not
// every peer fits what must not break into a narrow column.
func words(l doc.Inline) string { return strings.ReplaceAll(l.String(), "\u00a0", " ") }

func (b *builder) each(k Kind, list []doc.Inline) {
	for _, l := range list {
		b.add(k, l)
	}
}

func (b *builder) letterhead(h *doc.Letterhead) {
	b.add(Strong, h.Plan)
	b.each(Line, h.Return)
	b.each(Line, h.Aside)
	b.each(Line, h.Address)
	b.fields(h.Facts)
}

func (b *builder) fields(list []doc.Field) {
	for _, f := range list {
		b.add(Strong, f.Label)
		b.each(Line, f.Lines)
	}
}

func (b *builder) blocks(list []doc.Block) {
	for _, x := range list {
		b.block(x)
	}
}

// block adds one block. Blocks that hold only room to write have no words.
func (b *builder) block(x doc.Block) {
	switch v := x.(type) {
	case *doc.Title:
		b.add(Title, v.Text)
	case *doc.Heading:
		b.add(Heading, v.Text)
	case *doc.Para:
		b.add(tones[v.Tone], v.Text)
	case *doc.List:
		b.each(Item, v.Items)
	case *doc.Checklist:
		b.each(Item, v.Items)
	case *doc.Numbered:
		for i, l := range v.Items {
			b.part = append(b.part, Block{Kind: Para, Text: strconv.Itoa(i+1) + ". " + words(l)})
		}
	case *doc.Table:
		b.table(v)
	case *doc.Records:
		b.table(&v.Table)
	case *doc.Fields:
		b.fields(v.Items)
	case *doc.Notice:
		b.add(Small, v.Text)
	default:
		b.inside(x)
	}
}

// inside adds what is within a block that holds others.
func (b *builder) inside(x doc.Block) {
	switch v := x.(type) {
	case *doc.Box:
		for _, c := range v.Cells {
			b.blocks(c.Blocks)
		}
	case *doc.Beside:
		for _, c := range v.Columns {
			b.blocks(c.Blocks)
		}
	case *doc.Keep:
		b.blocks(v.Blocks)
	case *doc.Choices:
		for _, c := range v.Items {
			b.add(Item, c.Text)
		}
	case *doc.WriteIns:
		for _, w := range v.Items {
			b.add(Para, w.Label)
		}
	case *doc.Signature:
		b.add(Para, v.Closing)
		b.each(Line, v.Signer)
	}
}

var tones = [...]Kind{doc.Body: Para, doc.Strong: Strong, doc.Meta: Para, doc.Small: Small, doc.Right: Para}

func (b *builder) table(t *doc.Table) {
	g := Table{}
	for _, c := range t.Columns {
		g.Heads = append(g.Heads, words(c.Head))
		g.Widths = append(g.Widths, c.Width)
	}
	for _, r := range t.Rows {
		g.Rows = append(g.Rows, cells(r))
	}
	b.part = append(b.part, Block{Kind: Grid, Table: &g})
	b.add(Para, t.Invite)
	if t.Blank > 0 {
		b.part = append(b.part, Block{Kind: Grid, Table: &Table{Widths: g.Widths, Rows: blank(t.Blank, len(g.Widths))}})
	}
}

// cells returns the words of a row, a paragraph of a cell on a line of its own.
func cells(r doc.Row) []string {
	out := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		for k, l := range c.Lines {
			if k > 0 {
				out[i] += "\n"
			}
			out[i] += words(l)
		}
	}
	return out
}

func blank(rows, columns int) [][]string {
	out := make([][]string, rows)
	for i := range out {
		out[i] = make([]string, columns)
	}
	return out
}

// Words returns every word of the document in reading order.
func (d *Document) Words(yield func(string) bool) {
	for _, p := range d.Parts {
		for _, b := range p {
			if !yield(b.Text) || !b.Table.words(yield) {
				return
			}
		}
	}
}

func (t *Table) words(yield func(string) bool) bool {
	if t == nil {
		return true
	}
	for _, r := range append([][]string{t.Heads}, t.Rows...) {
		for _, c := range r {
			if !yield(c) {
				return false
			}
		}
	}
	return true
}
