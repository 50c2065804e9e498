package layout

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

var words = []string{
	"a", "to", "the", "once", "tablet", "morning", "medication", "para", "niña", "corazón,", "(TTY\u00a0711)",
	"8\u00a0a.m.", "sulfamethoxazole-trimethoprim", "hydrochlorothiazide/lisinopril", "Nguyễn", "“quoted”", "500\u00a0mg",
	"A.\u00a0Example-Illustration,\u00a0MD", "https://www.example.org/a/very/long/address/that/nobody/types?sheet=1&page=2",
	"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
}

// short are the words of headings, labels and choices: what does not split and stays
// with what it heads cannot be as high as a page.
var short = words[:len(words)-2]

func drawInline(t *rapid.T, most int) doc.Inline { return drawOf(t, words, most) }

func drawOf(t *rapid.T, words []string, most int) doc.Inline {
	n := rapid.IntRange(1, most).Draw(t, "words")
	var line doc.Inline
	for i := range n {
		s := rapid.SampledFrom(words).Draw(t, "word")
		if i < n-1 {
			s += rapid.SampledFrom([]string{" ", " ", " ", " ", "  ", "\n"}).Draw(t, "gap")
		}
		span := doc.Span{Text: s, Source: page.Request}
		switch rapid.IntRange(0, 9).Draw(t, "how") {
		case 0:
			span.Strong = true
		case 1:
			span.Markup = &doc.Markup{Lang: "en"}
		case 2:
			span.Markup = &doc.Markup{Expand: "in full"}
		case 3:
			span.Markup = &doc.Markup{URI: "https://www.example.org/"}
		default:
			if k := len(line) - 1; k >= 0 && line[k] == (doc.Span{Text: line[k].Text, Source: page.Request}) {
				line[k].Text += s
				continue
			}
		}
		line = append(line, span)
	}
	return line
}

func drawInlines(t *rapid.T, least, most, long int) []doc.Inline {
	var out []doc.Inline
	for range rapid.IntRange(least, most).Draw(t, "lines") {
		out = append(out, drawInline(t, long))
	}
	return out
}

func drawTable(t *rapid.T) *doc.Table {
	table := &doc.Table{Blank: rapid.IntRange(0, 3).Draw(t, "blank"), BlankAs: "blank"}
	cols := rapid.IntRange(1, 4).Draw(t, "columns")
	for i := range cols {
		table.Columns = append(table.Columns, doc.Column{Head: drawInline(t, 2), Width: rapid.IntRange(0, 50).Draw(t, "width"), RowHeader: i == 0})
	}
	for range rapid.IntRange(0, 6).Draw(t, "rows") {
		var r doc.Row
		for range rapid.IntRange(0, cols).Draw(t, "cells") {
			r.Cells = append(r.Cells, doc.Cell{Lines: drawInlines(t, 0, 3, 12)})
		}
		table.Rows = append(table.Rows, r)
	}
	if rapid.Bool().Draw(t, "invite") {
		table.Invite = drawInline(t, 10)
	}
	return table
}

func drawBlocks(t *rapid.T, most, depth int) []doc.Block {
	var out []doc.Block
	for range rapid.IntRange(1, most).Draw(t, "blocks") {
		b := drawBlock(t, depth)
		if len(out) > 0 && startsHeading(b) && startsHeading(out[len(out)-1]) {
			continue // a chain of headings may well be taller than a page
		}
		out = append(out, b)
	}
	return append(out, &doc.Para{Text: drawInline(t, 20)}) // headings head something
}

// startsHeading reports whether b is a heading or begins with one.
func startsHeading(b doc.Block) bool {
	switch b := b.(type) {
	case *doc.Title, *doc.Heading:
		return true
	case *doc.Keep:
		return startsHeading(b.Blocks[0])
	case *doc.Beside:
		return startsHeading(b.Columns[0].Blocks[0])
	case *doc.Box:
		return startsHeading(b.Cells[0].Blocks[0])
	}
	return false
}

func drawBlock(t *rapid.T, depth int) doc.Block {
	kinds := 13
	if depth > 0 {
		kinds = 17
	}
	switch rapid.IntRange(0, kinds).Draw(t, "block") {
	case 0:
		return &doc.Title{Text: drawOf(t, short, 5), Boxed: rapid.Bool().Draw(t, "boxed")}
	case 1:
		return &doc.Heading{Level: rapid.IntRange(2, 3).Draw(t, "level"), Text: drawOf(t, short, 4)}
	case 2:
		return &doc.List{Items: drawInlines(t, 1, 4, 15)}
	case 3:
		return &doc.Checklist{Items: drawInlines(t, 1, 4, 15)}
	case 4:
		return drawTable(t)
	case 5:
		return &doc.Notice{Text: drawInline(t, 40)}
	case 6:
		return &doc.Signature{Closing: drawInline(t, 2), Signer: drawInlines(t, 1, 3, 3)}
	case 7:
		return &doc.Space{Lines: rapid.IntRange(0, 4).Draw(t, "rows")}
	case 8, 9:
		return &doc.Para{Text: drawInline(t, 60), Tone: doc.Tone(rapid.IntRange(0, 4).Draw(t, "tone"))}
	case 10:
		return &doc.Numbered{Items: drawInlines(t, 1, 12, 8)}
	case 11:
		return &doc.Fields{Items: drawFields(t)}
	case 12:
		c := &doc.Choices{Columns: rapid.IntRange(1, 4).Draw(t, "columns")}
		for range rapid.IntRange(0, 7).Draw(t, "choices") {
			c.Items = append(c.Items, doc.Choice{Text: drawOf(t, short, 6), Write: rapid.IntRange(0, 3).Draw(t, "write") == 0})
		}
		return c
	case 13:
		return &doc.WriteIns{Items: []doc.WriteIn{{Label: drawOf(t, short, 3), Width: 60}, {Label: drawOf(t, short, 3), Width: 40}}}
	case 14:
		return drawRecords(t)
	case 15:
		w := rapid.IntRange(40, 60).Draw(t, "width")
		return &doc.Beside{Columns: []doc.BesideColumn{{Width: w, Blocks: drawBlocks(t, 2, 0)}, {Width: 100 - w, Blocks: drawBlocks(t, 2, 0)}}}
	case 16:
		return &doc.Keep{Blocks: drawBlocks(t, 3, depth-1)}
	}
	b := &doc.Box{Heavy: rapid.Bool().Draw(t, "heavy")}
	for range rapid.IntRange(1, 3).Draw(t, "box cells") {
		b.Cells = append(b.Cells, doc.BoxCell{
			Tint: rapid.Bool().Draw(t, "tint"), Lines: rapid.IntRange(0, 3).Draw(t, "lines"), Blocks: drawBlocks(t, 3, depth-1),
		})
	}
	return b
}

// drawRecords draws blocks of one line of one column and one of two, some with
// cells taller than a page.
func drawRecords(t *rapid.T) *doc.Records {
	r := &doc.Records{Lines: []int{1, 2}, Above: rapid.Bool().Draw(t, "above")}
	r.BlankAs, r.Blank = "blank", rapid.IntRange(0, 2).Draw(t, "blank")
	for _, w := range []int{100, 40, 60} {
		r.Columns = append(r.Columns, doc.Column{Head: drawInline(t, 3), Width: w, RowHeader: w == 100})
	}
	for range rapid.IntRange(0, 3).Draw(t, "rows") {
		var row doc.Row
		for range r.Columns {
			row.Cells = append(row.Cells, doc.Cell{Lines: drawInlines(t, 0, 3, 40), Items: rapid.Bool().Draw(t, "items")})
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

func drawFields(t *rapid.T) []doc.Field {
	var out []doc.Field
	for range rapid.IntRange(1, 4).Draw(t, "fields") {
		out = append(out, doc.Field{Label: drawOf(t, short, 3), Lines: drawInlines(t, 1, 3, 20)})
	}
	return out
}

func drawDocument(t *rapid.T) *doc.Document {
	d := letterOf(opening(drawBlocks(t, 6, 2)...), partOf(drawBlocks(t, 6, 2)...))
	if rapid.Bool().Draw(t, "headed again") {
		d.Parts[1].Again = drawInline(t, 8)
	}
	d.Letterhead.Address = drawInlines(t, 1, 6, 4)
	d.Letterhead.Aside = drawInlines(t, 0, 3, 2)
	for range rapid.IntRange(0, 3).Draw(t, "facts") { // so few that they do not open the body
		d.Letterhead.Aside = inl("a title", "a date")
		d.Letterhead.Facts = append(d.Letterhead.Facts, doc.Field{Label: in("Review:"), Lines: inl("once", "the morning")})
	}
	switch rapid.IntRange(0, 2).Draw(t, "format") {
	case 1:
		d.LargePrint = true
	case 2:
		d.Dense = true
	}
	return d
}

// Lay itself refuses overlapping text, an item outside its sheet, anything in
// the leak zone and a line wider than its box: that it refuses nothing shows
// that they do not occur.
func TestProperties(t *testing.T) {
	e, m := NewEngine(), profile(t)
	var out page.Document
	rapid.Check(t, func(t *rapid.T) {
		d := drawDocument(t)
		if err := e.Lay(d, &out, m); err != nil {
			t.Fatalf("refused: %v", err)
		}
		if got, want := taggedWords(&out), wordsOf(d); !slices.Equal(got, want) {
			t.Fatalf("words lost or out of order:\ngot  %q\nwant %q", got, want)
		}
		inColumn(t, d, &out)
		marksMatch(t, &out)
		headingsHead(t, &out)
	})
}

// inColumn checks that the body stays in its column, below the running head and
// above the form line. (The opening page has tests of its own.)
func inColumn(t *rapid.T, d *doc.Document, out *page.Document) {
	th := themeOf(d.LargePrint, d.Dense)
	for p := out.Parts[0].First + 1; p < len(out.Pages); p++ {
		for i := range out.Pages[p].Items {
			it := &out.Pages[p].Items[i]
			a := extent(it)
			if it.Element < page.Decoration {
				continue
			}
			if a.X < th.left || a.X+a.W > th.left+th.width || a.Y < th.top || a.Y+a.H > th.bottom {
				t.Errorf("page %d: a %v with %q leaves the body: %+v", p+1, it.Kind, it.Words, a)
			}
		}
	}
}

// marksMatch checks that items and tag tree agree on who owns what.
func marksMatch(t *rapid.T, out *page.Document) {
	for p := range out.Pages {
		for _, it := range out.Pages[p].Items {
			if it.Element >= 0 && out.Tags.Owners[p][it.MCID] != it.Element {
				t.Errorf("page %d: content %d belongs to another element", p+1, it.MCID)
			}
		}
	}
}

// headingsHead checks that no page ends with a heading that goes on elsewhere.
func headingsHead(t *rapid.T, out *page.Document) {
	for _, part := range out.Parts {
		for p := part.First; p < part.First+part.Count-1; p++ {
			last := page.Element(-1)
			for _, it := range out.Pages[p].Items {
				if it.Element >= 0 {
					last = it.Element
				} else if it.Element == page.Decoration && it.Kind == page.Rule {
					last = -1 // a row to write on follows
				}
			}
			for ; last > 0; last = out.Tags.Elements[last].Parent {
				switch out.Tags.Elements[last].Role {
				case page.RoleH1, page.RoleH2, page.RoleH3:
					t.Errorf("page %d ends with a heading", p+1)
				}
			}
		}
	}
}

// taggedWords returns the words of the tag tree in order.
func taggedWords(out *page.Document) []string {
	contents := make([][]string, len(out.Pages))
	for p := range out.Pages {
		contents[p] = make([]string, len(out.Tags.Owners[p]))
		for _, it := range out.Pages[p].Items {
			if it.Element >= 0 {
				contents[p][it.MCID] += it.Words
			}
		}
	}
	var b strings.Builder
	var walk func(page.Element)
	walk = func(e page.Element) {
		out.Tags.Kids(e, func(k page.Kid) {
			switch k.Kind {
			case page.KidContent:
				b.WriteString(contents[k.Page][k.MCID])
			case page.KidElement:
				role := out.Tags.Elements[k.Element].Role
				block := role != page.RoleSpan && role != page.RoleLink
				if block {
					b.WriteByte(' ')
				}
				walk(k.Element)
				if block {
					b.WriteByte(' ')
				}
			}
		})
	}
	walk(0)
	return strings.Fields(b.String())
}

// wordsOfRecords returns the words of blocks in the order of their table.
func wordsOfRecords(r *doc.Records) []string {
	var out []string
	if len(r.Rows)+r.Blank == 0 {
		return nil
	}
	for _, c := range r.Columns {
		out = append(out, wordsIn(c.Head)...)
	}
	for _, row := range r.Rows {
		for _, c := range row.Cells {
			for _, l := range c.Lines {
				if c.Items {
					out = append(out, bulletGlyph)
				}
				out = append(out, wordsIn(l)...)
			}
		}
	}
	return out
}

func wordsIn(l doc.Inline) []string {
	return strings.FieldsFunc(l.String(), func(r rune) bool { return r == ' ' || r == '\n' || r == nbsp })
}

// wordsOf returns the words of a document in reading order, bullets included.
func wordsOf(d *doc.Document) []string {
	var out []string
	add := func(lines ...doc.Inline) {
		for _, l := range lines {
			out = append(out, wordsIn(l)...)
		}
	}
	fields := func(list []doc.Field) {
		for _, f := range list {
			add(f.Label)
			add(f.Lines...)
		}
	}
	var walk func([]doc.Block)
	walk = func(blocks []doc.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *doc.Title:
				add(b.Text)
			case *doc.Heading:
				add(b.Text)
			case *doc.Para:
				add(b.Text)
			case *doc.List:
				for _, it := range b.Items {
					out = append(out, bulletGlyph)
					add(it)
				}
			case *doc.Numbered:
				for i, it := range b.Items {
					out = append(out, numberGlyphs(i+1))
					add(it)
				}
			case *doc.Checklist:
				add(b.Items...)
			case *doc.Beside:
				for _, c := range b.Columns {
					walk(c.Blocks)
				}
			case *doc.Records:
				out = append(out, wordsOfRecords(b)...)
			case *doc.Table:
				for _, c := range b.Columns {
					add(c.Head)
				}
				for _, r := range b.Rows {
					for _, c := range r.Cells {
						add(c.Lines...)
					}
				}
				add(b.Invite)
			case *doc.Box:
				for _, c := range b.Cells {
					walk(c.Blocks)
				}
			case *doc.Fields:
				fields(b.Items)
			case *doc.Choices:
				for _, c := range b.Items {
					add(c.Text)
				}
			case *doc.WriteIns:
				for _, w := range b.Items {
					add(w.Label)
				}
			case *doc.Keep:
				walk(b.Blocks)
			case *doc.Notice:
				add(b.Text)
			case *doc.Signature:
				add(b.Closing)
				add(b.Signer...)
			}
		}
	}
	add(d.Letterhead.Plan)
	add(d.Letterhead.Return...)
	add(d.Letterhead.Aside...)
	fields(d.Letterhead.Facts)
	add(d.Letterhead.Address...)
	for _, p := range d.Parts {
		walk(p.Blocks)
	}
	return out
}
