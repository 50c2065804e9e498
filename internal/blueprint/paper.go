package blueprint

import (
	"fmt"

	"letterpress/internal/doc"
	"letterpress/internal/yaml"
)

// The blocks of paper forms: records, and columns beside each other.

type recordsNode struct {
	tableNode
	lines []int // how many columns stand on each line of a block
	above bool
}

type besideNode struct{ columns []besideColumnNode }

type besideColumnNode struct {
	width  int
	blocks []node
}

// records reads a table whose rows are blocks: lines is a list of lines, each a
// list of columns whose widths add up to 100. A column alone on its line needs
// none. Without each there is one block.
func (p *parser) records(n *yaml.Node) node {
	o := p.r.Object(n)
	defer o.End()
	t := &recordsNode{above: o.OneOf("labels", "before", "above") == "above"}
	t.blank, t.blankAs = p.amount(o.Get("blank_rows")), p.call(o.Need("blank_as"), nil)
	lines := o.Need("lines")
	if each := o.Get("each"); each != nil {
		if t.each = p.loop(each); t.each == nil {
			return nil
		}
		defer p.leave()
	} else {
		t.single = true
	}
	for _, line := range p.r.List(lines) {
		t.lines = append(t.lines, p.recordLine(t, line))
	}
	return t
}

// recordLine reads the columns of one line and returns how many they are.
func (p *parser) recordLine(t *recordsNode, line *yaml.Node) int {
	columns := p.r.List(line)
	sum := 0
	for _, c := range columns {
		o := p.r.Object(c)
		col := columnNode{head: p.call(o.Need("label"), nil), rowHeader: o.Bool("row_header"), items: o.Bool("items"), cell: p.entries(o.Get("cell"))}
		col.width = 100
		if len(columns) > 1 {
			col.width = p.width(o)
		}
		o.End()
		sum += col.width
		t.columns = append(t.columns, col)
	}
	p.hundred(line, sum)
	return len(columns)
}

func (p *parser) width(o *yaml.Object) int {
	w := o.Int("width")
	if w < 1 {
		p.r.Fault(o.Node(), "template-widths", "a column needs a width", "percent of the whole, above 0")
	}
	return w
}

// hundred asks that widths add up.
func (p *parser) hundred(n *yaml.Node, sum int) {
	if sum != 100 {
		p.r.Fault(n, "template-widths", fmt.Sprintf("the widths of the columns add up to %d", sum), "they are percent: make them 100")
	}
}

func (p *parser) beside(n *yaml.Node) node {
	b, sum := &besideNode{}, 0
	for _, c := range p.r.List(n) {
		o := p.r.Object(c)
		col := besideColumnNode{width: p.width(o), blocks: p.blocks(o.Need("blocks"))}
		o.End()
		sum += col.width
		b.columns = append(b.columns, col)
	}
	p.hundred(n, sum)
	return b
}

func (n *recordsNode) expand(x *expansion) {
	r := &doc.Records{Lines: n.lines, Above: n.above}
	n.fill(x, &r.Table)
	x.add(r)
}

func (n *besideNode) expand(x *expansion) {
	b := &doc.Beside{Columns: make([]doc.BesideColumn, 0, len(n.columns))}
	for i := range n.columns {
		c := &n.columns[i]
		b.Columns = append(b.Columns, doc.BesideColumn{Width: c.width, Blocks: x.inside(c.blocks)})
	}
	x.add(b)
}
