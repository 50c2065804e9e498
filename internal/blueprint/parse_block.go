package blueprint

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"letterpress/internal/yaml"
)

// blockKinds are the keys that name a block.
var blockKinds = []string{"title", "heading", "para", "value", "list", "numbered", "checklist", "table", "records", "beside", "box", "notice",
	"fields", "choices", "write_ins", "signature", "keep", "space", "page_break", "include", "then", "each"}

// read reads the block that key names; n is its value, o the map it stands in.
func (p *parser) read(key string, o *yaml.Object, n *yaml.Node) node {
	switch key {
	case "title":
		return &titleNode{text: p.call(n, o), boxed: o.Bool("boxed")}
	case "heading":
		return p.heading(o, n)
	case "para":
		return &paraNode{p.call(n, o), p.tone(o)}
	case "value":
		return &valueNode{p.field(n, wordsField), p.tone(o)}
	case "list", "numbered", "checklist":
		return &listNode{entries: p.entries(n), kind: listKinds[key]}
	case "table":
		return p.table(n)
	case "records":
		return p.records(n)
	case "beside":
		return p.beside(n)
	case "box":
		return p.box(o, n)
	case "fields":
		return &fieldsNode{p.fieldList(n)}
	case "choices":
		return p.choices(n)
	case "write_ins":
		return p.writeIns(n)
	case "notice":
		return &noticeNode{p.call(n, o)}
	case "signature":
		return p.signature(n)
	case "keep":
		return &keepNode{p.blocks(n)}
	case "space":
		return &spaceNode{p.bounded(n)}
	case "include":
		return p.include(n)
	case "then":
		return p.whenThen(o, n)
	case "each":
		return p.each(o, n)
	}
	if !p.r.Bool(n) {
		p.r.Fault(n, "template-block", "a page break is made or left out", "write true, or delete the block")
	}
	return breakNode{}
}

// blocks reads a list of blocks.
func (p *parser) blocks(n *yaml.Node) []node {
	var out []node
	for _, it := range p.r.List(n) {
		if b := p.block(it); b != nil {
			out = append(out, b)
		}
	}
	return out
}

// block reads one block: a map with exactly one key that names its kind.
func (p *parser) block(n *yaml.Node) node {
	o := p.r.Object(n)
	key, ok := p.only(n, "a block", blockKinds)
	if key == "" {
		p.unknownBlock(n)
	}
	if key == "" || !ok {
		return nil
	}
	defer o.End()
	value := o.Need(key)
	if value == nil {
		return nil
	}
	b := p.read(key, o, value)
	if w := o.Get("when"); w != nil && key != "then" {
		return &whenNode{cond: p.condition(w), then: []node{b}}
	}
	return b
}

// only returns the key of n that is among kinds; ok is false when there are
// several, of which one is too many.
func (p *parser) only(n *yaml.Node, what string, kinds []string) (key string, ok bool) {
	for _, kv := range n.Pairs {
		switch {
		case !slices.Contains(kinds, kv.Key.Text):
		case key != "":
			p.r.Fault(kv.Key, "template-block", fmt.Sprintf("%s is either %s or %s", what, key, kv.Key.Text), "start a new item with a dash")
			return key, false
		default:
			key = kv.Key.Text
		}
	}
	return key, true
}

func (p *parser) unknownBlock(n *yaml.Node) {
	if n.Kind != yaml.Map {
		return // told already
	}
	hint := ""
	if len(n.Pairs) > 0 {
		hint = nearest(n.Pairs[0].Key.Text, blockKinds)
	}
	p.r.Fault(n, "template-block", "this is no block", hint)
}

func (p *parser) heading(o *yaml.Object, n *yaml.Node) node {
	h := &headingNode{level: 2, text: p.call(n, o)}
	switch l := o.Get("level"); {
	case l == nil || l.Text == "2":
	case l.Text == "3":
		h.level = 3
	default:
		p.r.Faultf(l, "template-heading", "a heading's level is 2 or 3")
	}
	return h
}

func (p *parser) whenThen(o *yaml.Object, n *yaml.Node) node {
	return &whenNode{cond: p.condition(o.Need("when")), then: p.blocks(n), otherwise: p.blocks(o.Get("else"))}
}

func (p *parser) each(o *yaml.Object, n *yaml.Node) node {
	do := o.Need("do")
	f := p.loop(n)
	if f == nil {
		return nil
	}
	defer p.leave()
	return &eachNode{each: f, do: p.blocks(do)}
}

// loop enters the loop over a path's items, in whose scope the blocks below are
// read. A loop inside itself would lose the outer one's place.
func (p *parser) loop(n *yaml.Node) *field {
	if n == nil {
		return nil
	}
	f := p.field(n, itemsField)
	if f == nil {
		return nil
	}
	if slices.Contains(p.loops, f) {
		p.r.Faultf(n, "template-each", "this is inside a loop over %q already", f.path)
		return nil
	}
	p.loops, p.scopes = append(p.loops, f), append(p.scopes, f.items.scope)
	return f
}

func (p *parser) leave() {
	p.loops, p.scopes = p.loops[:len(p.loops)-1], p.scopes[:len(p.scopes)-1]
}

func (p *parser) signature(n *yaml.Node) node {
	o := p.r.Object(n)
	defer o.End()
	return &signatureNode{closing: p.call(o.Need("closing"), nil), signer: p.entries(o.Need("signer"))}
}

func (p *parser) table(n *yaml.Node) node {
	o := p.r.Object(n)
	defer o.End()
	t := &tableNode{blank: p.amount(o.Get("blank_rows")), blankAs: p.call(o.Need("blank_as"), nil)}
	if c := o.Get("invite"); c != nil {
		t.invite = p.call(c, nil)
	}
	columns, each := o.Need("columns"), o.Get("each")
	if each != nil {
		if t.each = p.loop(each); t.each == nil {
			return nil
		}
		defer p.leave()
	}
	sum := 0
	for _, c := range p.r.List(columns) {
		col := p.column(c, each != nil)
		sum += col.width
		t.columns = append(t.columns, col)
	}
	p.hundred(n, sum)
	return t
}

// column reads a column; that of a table of blank rows alone has a head and a
// width and no cell.
func (p *parser) column(n *yaml.Node, filled bool) columnNode {
	o := p.r.Object(n)
	defer o.End()
	c := columnNode{head: p.call(o.Need("head"), nil), width: o.Int("width")}
	if filled {
		c.rowHeader, c.cell = o.Bool("row_header"), p.entries(o.Need("cell"))
	}
	if c.width < 1 {
		p.r.Fault(n, "template-widths", "a column needs a width", "percent of the table, above 0")
	}
	return c
}

// box reads a list of cells; heavy says when the box stands out.
func (p *parser) box(block *yaml.Object, n *yaml.Node) node {
	b := &boxNode{}
	if h := block.Get("heavy"); h != nil {
		b.heavy = p.condition(h)
	}
	for _, c := range p.r.List(n) {
		b.cells = append(b.cells, p.boxCell(c))
	}
	return b
}

// boxCell reads a cell, or with each one for every item of a path.
func (p *parser) boxCell(n *yaml.Node) boxCellNode {
	o := p.r.Object(n)
	defer o.End()
	c := boxCellNode{tint: o.Bool("tint"), lines: p.amount(o.Get("lines"))}
	if each := o.Get("each"); each != nil {
		if c.each = p.loop(each); c.each != nil {
			defer p.leave()
		}
	}
	c.blocks = p.blocks(o.Need("blocks"))
	return c
}

// amount reads a whole number or the path of one.
func (p *parser) amount(n *yaml.Node) amount {
	if n == nil {
		return amount{}
	}
	if n.Kind == yaml.Scalar && n.Text != "" && n.Text[0] >= '0' && n.Text[0] <= '9' {
		return amount{n: p.bounded(n)}
	}
	return amount{field: p.field(n, countField)}
}

// maxLines is the most rows or lines to write in that a template may ask for:
// a few pages full.
const maxLines = 100

func (p *parser) bounded(n *yaml.Node) int {
	v := p.r.Int(n)
	if v < 0 || v > maxLines {
		p.r.Faultf(n, "template-amount", "a number of lines is 0 to %d", maxLines)
		return 0
	}
	return v
}

// include parses a file of blocks where it is named, so that its paths are
// those of the place.
func (p *parser) include(n *yaml.Node) node {
	name := path.Clean(p.r.String(n)) + ".yaml"
	if p.files[name] == nil || !strings.HasPrefix(name, "shared/") {
		p.r.Faultf(n, "template-include", "there is no template %q below shared/", n.Text)
		return nil
	}
	if slices.Contains(p.including, name) {
		p.r.Faultf(n, "template-include", "%q includes itself", n.Text)
		return nil
	}
	p.included[name] = true
	p.uses[n.File()] = append(p.uses[n.File()], "templates/"+name)
	p.including = append(p.including, name)
	defer func() { p.including = p.including[:len(p.including)-1] }()
	root := p.root(name)
	if root == nil {
		return nil
	}
	o := p.r.Object(root)
	defer o.End()
	return &whenNode{then: p.blocks(o.Need("blocks"))}
}
