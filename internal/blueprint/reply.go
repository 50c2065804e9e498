package blueprint

import (
	"letterpress/internal/doc"
	"letterpress/internal/yaml"
)

// Blocks of letters that are answered on paper: labels with values, boxes to
// tick, lines to write on.

// fieldNode is a label with the entries that it names.
type fieldNode struct {
	when  *condition
	label *call
	cell  []entry
}

type fieldsNode struct{ items []fieldNode }

type choicesNode struct {
	columns int
	items   []choiceNode
}

type choiceNode struct {
	entry
	write bool
}

type writeInsNode struct{ items []writeInNode }

type writeInNode struct {
	label *call
	width int
}

// maxChoiceColumns is the most boxes to tick that a template may ask for on a
// line.
const maxChoiceColumns = 4

// fieldList reads a list of {label, cell, when}.
func (p *parser) fieldList(n *yaml.Node) []fieldNode {
	var out []fieldNode
	for _, it := range p.r.List(n) {
		o := p.r.Object(it)
		out = append(out, fieldNode{when: p.condition(o.Get("when")), label: p.call(o.Need("label"), nil), cell: p.entries(o.Need("cell"))})
		o.End()
	}
	return out
}

// choices reads {columns, items}; an item is a message, or {text, with, count,
// when, write}.
func (p *parser) choices(n *yaml.Node) node {
	o := p.r.Object(n)
	defer o.End()
	c := &choicesNode{columns: o.Int("columns")}
	if c.columns < 1 || c.columns > maxChoiceColumns {
		p.r.Faultf(n, "template-columns", "choices stand in 1 to %d columns", maxChoiceColumns)
	}
	for _, it := range p.r.List(o.Need("items")) {
		c.items = append(c.items, p.choice(it))
	}
	return c
}

func (p *parser) choice(n *yaml.Node) choiceNode {
	if n.Kind == yaml.Scalar {
		return choiceNode{entry: entry{call: p.call(n, nil)}}
	}
	o := p.r.Object(n)
	defer o.End()
	return choiceNode{entry{when: p.condition(o.Get("when")), call: p.call(o.Need("text"), o)}, o.Bool("write")}
}

// writeIns reads a list of {label, width}.
func (p *parser) writeIns(n *yaml.Node) node {
	w, sum := &writeInsNode{}, 0
	for _, it := range p.r.List(n) {
		o := p.r.Object(it)
		x := writeInNode{label: p.call(o.Need("label"), nil), width: o.Int("width")}
		o.End()
		if x.width < 1 {
			p.r.Fault(it, "template-widths", "a line to write on needs a width", "percent of the whole, above 0")
		}
		sum += x.width
		w.items = append(w.items, x)
	}
	if sum > 100 {
		p.r.Faultf(n, "template-widths", "the widths of the lines add up to %d percent", sum)
	}
	return w
}

func (n *fieldsNode) expand(x *expansion) {
	if list := x.fields(n.items); len(list) > 0 {
		x.add(&doc.Fields{Items: list})
	}
}

// fields expands labels with their values. What has no value has no label.
func (x *expansion) fields(items []fieldNode) []doc.Field {
	out := make([]doc.Field, 0, len(items))
	for i := range items {
		f := &items[i]
		if !f.when.holds(&x.frame) {
			continue
		}
		if lines := x.entries(f.cell); len(lines) > 0 {
			out = append(out, doc.Field{Label: x.say(f.label), Lines: lines})
		}
	}
	return out
}

func (n *choicesNode) expand(x *expansion) {
	c := &doc.Choices{Columns: n.columns, Items: make([]doc.Choice, 0, len(n.items))}
	for i := range n.items {
		if it := &n.items[i]; it.when.holds(&x.frame) {
			c.Items = append(c.Items, doc.Choice{Text: x.say(it.call), Write: it.write})
		}
	}
	x.add(c)
}

func (n *writeInsNode) expand(x *expansion) {
	w := &doc.WriteIns{}
	for i := range n.items {
		w.Items = append(w.Items, doc.WriteIn{Label: x.say(n.items[i].label), Width: n.items[i].width})
	}
	x.add(w)
}
