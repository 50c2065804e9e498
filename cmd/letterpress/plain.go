package main

import (
	"strconv"
	"strings"

	"letterpress/internal/doc"
)

// plain returns a letter's words in reading order, a line a block: what someone
// who hears the letter is told, without rules, type or pages.
func plain(d *doc.Document) string {
	w := &plainWriter{}
	h := &d.Letterhead
	w.lines([]doc.Inline{h.Plan}, h.Return, h.Aside, h.Address)
	for i := range d.Parts {
		w.gap()
		w.blocks(d.Parts[i].Blocks)
	}
	return w.b.String()
}

type plainWriter struct{ b strings.Builder }

// line writes one line; the breaks that a letter forces within it stay.
func (w *plainWriter) line(prefix string, l doc.Inline) {
	if words := printed(l); words != "" {
		w.b.WriteString(prefix + words + "\n")
	}
}

func (w *plainWriter) lines(lists ...[]doc.Inline) {
	for _, list := range lists {
		for _, l := range list {
			w.line("", l)
		}
	}
}

// gap leaves a blank line, never two.
func (w *plainWriter) gap() {
	if s := w.b.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
		w.b.WriteByte('\n')
	}
}

func (w *plainWriter) blocks(list []doc.Block) {
	for _, x := range list {
		w.block(x)
	}
}

func (w *plainWriter) block(x doc.Block) {
	switch v := x.(type) {
	case *doc.Title:
		w.line("", v.Text)
		w.gap()
	case *doc.Heading:
		w.gap()
		w.line("", v.Text)
	case *doc.Para:
		w.line("", v.Text)
	case *doc.List:
		w.items("- ", v.Items)
	case *doc.Numbered:
		for i, l := range v.Items {
			w.line(strconv.Itoa(i+1)+". ", l)
		}
	case *doc.Checklist:
		w.items("[ ] ", v.Items)
	case *doc.Table:
		w.table(v)
	case *doc.Records:
		w.table(&v.Table)
	case *doc.Beside:
		for _, c := range v.Columns {
			w.blocks(c.Blocks)
		}
	case *doc.Box:
		for _, c := range v.Cells {
			w.blocks(c.Blocks)
		}
	case *doc.Notice:
		w.gap()
		w.line("", v.Text)
	case *doc.Signature:
		w.line("", v.Closing)
		w.lines(v.Signer)
	case *doc.Keep:
		w.blocks(v.Blocks)
	}
}

func (w *plainWriter) items(prefix string, list []doc.Inline) {
	for _, l := range list {
		w.line(prefix, l)
	}
}

// table writes the heads and then a line a row, bars between the cells.
func (w *plainWriter) table(t *doc.Table) {
	w.gap()
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = printed(c.Head)
	}
	w.row(heads)
	for _, r := range t.Rows {
		cells := make([]string, len(r.Cells))
		for i, c := range r.Cells {
			lines := make([]string, len(c.Lines))
			for k, l := range c.Lines {
				lines[k] = strings.ReplaceAll(printed(l), "\n", " / ")
			}
			cells[i] = strings.Join(lines, " / ")
		}
		w.row(cells)
	}
	w.line("", t.Invite)
	w.gap()
}

func (w *plainWriter) row(cells []string) {
	w.b.WriteString(strings.TrimRight(strings.Join(cells, " | "), " ") + "\n")
}

// printed is the words of a line with plain spaces, so that they can be searched.
func printed(l doc.Inline) string { return strings.ReplaceAll(l.String(), "\u00a0", " ") }
