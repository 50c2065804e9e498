package blueprint

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"letterpress/internal/yaml"
)

// blockKinds are the keys that name a block.
var blockKinds = []string{"title", "heading", "para", "value", "list", "checklist", "table", "box", "notice",
	"signature", "keep", "space", "page_break", "include", "then", "each"}

func isBlock(key string) bool { return slices.Contains(blockKinds, key) }

// read reads the block that key names; n is its value, o the map it stands in.
func (p *parser) read(key string, o *yaml.Object, n *yaml.Node) node {
	switch key {
	case "title":
		return &titleNode{p.call(n, o)}
	case "heading":
		return p.heading(o, n)
	case "para":
		return &paraNode{p.call(n, o), p.tone(o)}
	case "value":
		return &valueNode{p.field(n, wordsField), p.tone(o)}
	case "list", "checklist":
		return &listNode{entries: p.entries(n), check: key == "checklist"}
	case "table":
		return p.table(n)
	case "box":
		return p.box(n)
	case "notice":
		return &noticeNode{p.call(n, o)}
	case "signature":
		return p.signature(n)
	case "keep":
		return &keepNode{p.blocks(n)}
	case "space":
		return &spaceNode{p.r.Int(n)}
	case "include":
		return p.include(n)
	case "then":
		return p.whenThen(o, n)
	case "each":
		return p.each(o, n)
	}
	p.r.Bool(n)
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
	key := ""
	for _, kv := range p.r.Pairs(n) {
		if !isBlock(kv.Key.Text) {
			continue
		}
		if key != "" {
			p.r.Fault(kv.Key, "template-block", fmt.Sprintf("a block is either %s or %s", key, kv.Key.Text), "start a new item with a dash")
			return nil
		}
		key = kv.Key.Text
	}
	if key == "" {
		p.unknownBlock(n)
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

func (p *parser) unknownBlock(n *yaml.Node) {
	hint := ""
	if pairs := p.r.Pairs(n); len(pairs) > 0 {
		if near := yaml.Nearest(pairs[0].Key.Text, blockKinds); near != "" {
			hint = "did you mean " + near + "?"
		}
	}
	p.r.Fault(n, "template-block", "this is no block", hint)
}

func (p *parser) heading(o *yaml.Object, n *yaml.Node) node {
	h := &headingNode{level: 2, text: p.call(n, o)}
	if l := o.Get("level"); l != nil {
		h.level = p.r.Int(l)
		if h.level < 2 || h.level > 3 {
			p.r.Faultf(l, "template-heading", "a heading's level is 2 or 3")
		}
	}
	return h
}

func (p *parser) whenThen(o *yaml.Object, n *yaml.Node) node {
	return &whenNode{cond: p.condition(o.Need("when")), then: p.blocks(n), otherwise: p.blocks(o.Get("else"))}
}

func (p *parser) each(o *yaml.Object, n *yaml.Node) node {
	f := p.field(n, itemsField)
	if f == nil {
		o.Get("do")
		return nil
	}
	p.scopes = append(p.scopes, f.items.scope)
	defer func() { p.scopes = p.scopes[:len(p.scopes)-1] }()
	return &eachNode{each: f, do: p.blocks(o.Need("do"))}
}

func (p *parser) signature(n *yaml.Node) node {
	o := p.r.Object(n)
	defer o.End()
	return &signatureNode{closing: p.call(o.Need("closing"), nil), signer: p.entries(o.Need("signer"))}
}

func (p *parser) table(n *yaml.Node) node {
	o := p.r.Object(n)
	defer o.End()
	t := &tableNode{each: p.field(o.Need("each"), itemsField)}
	if t.each == nil {
		o.Get("columns")
		return nil
	}
	p.scopes = append(p.scopes, t.each.items.scope)
	sum := 0
	for _, c := range p.r.List(o.Need("columns")) {
		col := p.column(c)
		sum += col.width
		t.columns = append(t.columns, col)
	}
	p.scopes = p.scopes[:len(p.scopes)-1]
	if sum != 100 {
		p.r.Fault(n, "template-widths", fmt.Sprintf("the widths of the columns add up to %d", sum), "they are percent: make them 100")
	}
	t.blank = p.amount(o.Get("blank_rows"))
	if c := o.Get("invite"); c != nil {
		t.invite = p.call(c, nil)
	}
	t.blankAs = p.call(o.Need("blank_as"), nil)
	return t
}

func (p *parser) column(n *yaml.Node) columnNode {
	o := p.r.Object(n)
	defer o.End()
	return columnNode{head: p.call(o.Need("head"), nil), width: o.Int("width"), rowHeader: o.Bool("row_header"), cell: p.entries(o.Need("cell"))}
}

func (p *parser) box(n *yaml.Node) node {
	b := &boxNode{}
	for _, c := range p.r.List(n) {
		o := p.r.Object(c)
		b.cells = append(b.cells, boxCellNode{tint: o.Bool("tint"), blocks: p.blocks(o.Need("blocks")), lines: p.amount(o.Get("lines"))})
		o.End()
	}
	return b
}

// amount reads a whole number or the path of one.
func (p *parser) amount(n *yaml.Node) amount {
	if n == nil {
		return amount{}
	}
	if n.Kind == yaml.Scalar && n.Text != "" && n.Text[0] >= '0' && n.Text[0] <= '9' {
		return amount{n: p.r.Int(n)}
	}
	return amount{field: p.field(n, countField)}
}

// include parses a file of blocks where it is named, so that its paths are
// those of the place.
func (p *parser) include(n *yaml.Node) node {
	name := path.Clean(p.r.String(n)) + ".yaml"
	if p.files[name] == nil || !strings.HasPrefix(name, "shared/") {
		p.r.Faultf(n, "template-include", "there is no template %q below shared/", n.Text)
		return nil
	}
	for _, open := range p.including {
		if open == name {
			p.r.Faultf(n, "template-include", "%q includes itself", n.Text)
			return nil
		}
	}
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
