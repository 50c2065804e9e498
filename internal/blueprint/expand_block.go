package blueprint

import (
	"strings"

	"letterpress/internal/doc"
)

func (n *titleNode) expand(x *expansion) { x.add(&doc.Title{Text: x.say(n.text), Boxed: n.boxed}) }

func (n *headingNode) expand(x *expansion) {
	x.add(&doc.Heading{Level: n.level, Text: x.say(n.text)})
}

func (n *paraNode) expand(x *expansion) { x.para(x.say(n.text), n.tone) }

func (n *valueNode) expand(x *expansion) {
	if v := x.value(n.field); !v.Empty() {
		x.para(v, n.tone)
	}
}

func (x *expansion) para(text doc.Inline, tone doc.Tone) {
	x.add(&x.paras.one(doc.Para{Text: text, Tone: tone})[0])
}

func (n *listNode) expand(x *expansion) {
	items := x.entries(n.entries)
	switch {
	case len(items) == 0:
	case n.kind == ticked:
		x.add(&doc.Checklist{Items: items})
	case n.kind == numbered:
		x.add(&doc.Numbered{Items: items})
	default:
		x.add(&doc.List{Items: items})
	}
}

func (n *tableNode) expand(x *expansion) {
	t := &doc.Table{}
	n.fill(x, t)
	x.add(t)
}

// fill makes the columns and rows of a table.
func (n *tableNode) fill(x *expansion, t *doc.Table) {
	t.Blank, t.BlankAs = x.amount(n.blank), x.say(n.blankAs).String()
	for i := range n.columns {
		c := &n.columns[i]
		t.Columns = append(t.Columns, doc.Column{Head: x.say(c.head), Width: c.width, RowHeader: c.rowHeader})
	}
	rows := n.count(&x.frame)
	t.Rows = make([]doc.Row, 0, rows)
	cells := make([]doc.Cell, 0, rows*len(n.columns))
	for i := range rows {
		n.pick(&x.frame, i)
		for j := range n.columns {
			cells = append(cells, doc.Cell{Lines: x.entries(n.columns[j].cell), Items: n.columns[j].items})
		}
		t.Rows = append(t.Rows, doc.Row{Cells: cells[len(cells)-len(n.columns):]})
	}
	if n.invite != nil && t.Blank > 0 {
		t.Invite = x.say(n.invite)
	}
}

// count is how many rows there are before the blank ones: without a loop none,
// or the one that stands for itself.
func (n *tableNode) count(f *frame) int {
	switch {
	case n.each != nil:
		return n.each.items.count(f)
	case n.single:
		return 1
	}
	return 0
}

func (n *tableNode) pick(f *frame, i int) {
	if n.each != nil {
		n.each.items.pick(f, i)
	}
}

func (n *boxNode) expand(x *expansion) {
	b := &doc.Box{Cells: make([]doc.BoxCell, 0, len(n.cells))}
	b.Heavy = n.heavy != nil && n.heavy.holds(&x.frame)
	for i := range n.cells {
		c := &n.cells[i]
		if c.each == nil {
			b.Cells = append(b.Cells, x.boxCell(c))
			continue
		}
		it := c.each.items
		for k := range it.count(&x.frame) {
			it.pick(&x.frame, k)
			b.Cells = append(b.Cells, x.boxCell(c))
		}
	}
	x.add(b)
}

func (x *expansion) boxCell(c *boxCellNode) doc.BoxCell {
	return doc.BoxCell{Tint: c.tint, Blocks: x.inside(c.blocks), Lines: x.amount(c.lines)}
}

func (n *noticeNode) expand(x *expansion) { x.add(&doc.Notice{Text: x.say(n.text)}) }

func (n *signatureNode) expand(x *expansion) {
	x.add(&doc.Signature{Closing: x.say(n.closing), Signer: x.entries(n.signer)})
}

func (n *keepNode) expand(x *expansion) { x.add(&doc.Keep{Blocks: x.inside(n.blocks)}) }

func (n *spaceNode) expand(x *expansion) { x.add(&doc.Space{Lines: n.lines}) }

func (breakNode) expand(x *expansion) { x.add(&doc.PageBreak{}) }

func (n *whenNode) expand(x *expansion) {
	if n.cond.holds(&x.frame) {
		x.all(n.then)
		return
	}
	x.all(n.otherwise)
}

func (n *eachNode) expand(x *expansion) {
	it := n.each.items
	for i := range it.count(&x.frame) {
		it.pick(&x.frame, i)
		x.all(n.do)
	}
}

func cut(s, at string) (before, after string) {
	before, after, _ = strings.Cut(s, at)
	return before, after
}
