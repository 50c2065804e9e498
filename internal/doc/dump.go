package doc

import (
	"fmt"
	"strings"
)

// Dump returns the document as text that a reviewer can read: a line a block,
// strong words between asterisks, words in another language or with an expansion
// in brackets. Tests compare it with goldens.
func (d *Document) Dump() string {
	var b dumper
	b.line("document %s %s %q, about %q%s%s%s", d.Lang, d.Date, d.Title, d.Subject,
		given(d.LetterID != "", ", id "+d.LetterID), given(d.LargePrint, ", large print"), given(d.Dense, ", dense"))
	b.letterhead(&d.Letterhead)
	for i := range d.Parts {
		p := &d.Parts[i]
		b.line("part %s %q, then %q%s", p.ID, p.Title, p.Continued, given(p.Opening, ", opens the letter"))
		if !p.Again.Empty() {
			b.line("again %s", mark(p.Again))
		}
		b.line("footer %q | %s#%s#%s | %q", p.Form.Left, p.Form.Page.Before, p.Form.Page.Between, p.Form.Page.After, p.Form.Right)
		b.indented(func() { b.blocks(p.Blocks) })
	}
	return b.String()
}

// given is s where something is so, else nothing.
func given(so bool, s string) string {
	if so {
		return s
	}
	return ""
}

type dumper struct {
	strings.Builder
	depth int
}

func (b *dumper) line(format string, args ...any) {
	b.WriteString(strings.Repeat("  ", b.depth))
	fmt.Fprintf(b, format, args...)
	b.WriteByte('\n')
}

func (b *dumper) indented(f func()) {
	b.depth++
	f()
	b.depth--
}

func (b *dumper) letterhead(h *Letterhead) {
	b.line("letterhead %s", mark(h.Plan))
	b.indented(func() {
		b.inlines("return", h.Return)
		b.inlines("address", h.Address)
		b.inlines("aside", h.Aside)
		b.fields("fact", h.Facts)
	})
}

func (b *dumper) inlines(name string, list []Inline) {
	for _, l := range list {
		b.line("%s %s", name, mark(l))
	}
}

func (b *dumper) blocks(list []Block) {
	for _, x := range list {
		b.block(x)
	}
}

func (b *dumper) block(x Block) {
	switch v := x.(type) {
	case *Title:
		b.line("title%s %s", given(v.Boxed, "/boxed"), mark(v.Text))
	case *Heading:
		b.line("heading%d %s", v.Level, mark(v.Text))
	case *Para:
		b.line("para%s %s", [...]string{"", "/strong", "/meta", "/small", "/right"}[v.Tone], mark(v.Text))
	case *List:
		b.line("list")
		b.indented(func() { b.inlines("-", v.Items) })
	case *Numbered:
		b.line("numbered")
		b.indented(func() { b.inlines("#", v.Items) })
	case *Checklist:
		b.line("checklist")
		b.indented(func() { b.inlines("[]", v.Items) })
	case *Table:
		b.table(v)
	case *Records:
		b.line("records of %v labels a line%s", v.Lines, given(v.Above, ", above"))
		b.indented(func() { b.table(&v.Table) })
	case *Beside:
		b.beside(v)
	case *Box:
		b.box(v)
	case *Fields:
		b.fields("field", v.Items)
	case *Choices:
		b.choices(v)
	case *WriteIns:
		b.writeIns(v)
	case *Notice:
		b.line("notice %s", mark(v.Text))
	case *Signature:
		b.line("signature %s", mark(v.Closing))
		b.indented(func() { b.inlines("by", v.Signer) })
	case *Keep:
		b.line("keep")
		b.indented(func() { b.blocks(v.Blocks) })
	case *Space:
		b.line("space %d", v.Lines)
	case *PageBreak:
		b.line("page break")
	default:
		b.line("%T", x)
	}
}

func (b *dumper) table(t *Table) {
	b.line("table, %d blank rows as %q", t.Blank, t.BlankAs)
	b.indented(func() {
		for _, c := range t.Columns {
			b.line("column %d%% %s%s", c.Width, mark(c.Head), given(c.RowHeader, ", heads rows"))
		}
		for _, r := range t.Rows {
			cells := make([]string, len(r.Cells))
			for i, c := range r.Cells {
				lines := make([]string, len(c.Lines))
				for k, l := range c.Lines {
					lines[k] = mark(l)
				}
				if c.Items && len(lines) > 0 {
					lines[0] = "- " + lines[0]
				}
				cells[i] = strings.Join(lines, " / "+given(c.Items, "- "))
			}
			b.line("row %s", strings.Join(cells, " | "))
		}
		if !t.Invite.Empty() {
			b.line("invite %s", mark(t.Invite))
		}
	})
}

func (b *dumper) box(v *Box) {
	b.line("box%s", given(v.Heavy, "/heavy"))
	for _, c := range v.Cells {
		b.indented(func() {
			b.line("cell%s, %d lines", given(c.Tint, "/tint"), c.Lines)
			b.indented(func() { b.blocks(c.Blocks) })
		})
	}
}

func (b *dumper) beside(v *Beside) {
	b.line("beside")
	for _, c := range v.Columns {
		b.indented(func() {
			b.line("column %d%%", c.Width)
			b.indented(func() { b.blocks(c.Blocks) })
		})
	}
}

// mark writes spans with their attributes in sight. Spaces at which no line
// breaks are written as ~.
func mark(l Inline) string {
	var b strings.Builder
	for i := range l {
		b.WriteString(l[i].mark())
	}
	return b.String()
}

func (s *Span) mark() string {
	t := strings.ReplaceAll(strings.ReplaceAll(s.Text, "\u00a0", "~"), "\n", " ⏎ ")
	if s.Strong {
		t = "*" + t + "*"
	}
	m := s.Markup
	if m == nil {
		return t
	}
	return "[" + given(m.Lang != "", m.Lang+" ") + t + given(m.Expand != "", "="+m.Expand) + given(m.URI != "", " → "+m.URI) + "]"
}
