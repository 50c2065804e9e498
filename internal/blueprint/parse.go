package blueprint

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// parser turns template files into nodes and gathers every fault.
type parser struct {
	r         *yaml.Reader
	files     map[string][]byte
	letters   map[letter.Kind]*letterTemplate
	parts     map[string]*partTemplate
	editions  map[string]*Edition
	calls     []string
	callList  []*call
	nodes     []*yaml.Node
	uses      map[string]bool
	found     fault.Diagnostics
	including []string
	scopes    []scope // the root, then the items of the loops around
}

func newParser() *parser {
	return &parser{r: &yaml.Reader{}, files: map[string][]byte{}, letters: map[letter.Kind]*letterTemplate{},
		parts: map[string]*partTemplate{}, editions: map[string]*Edition{}, uses: map[string]bool{}, scopes: []scope{rootScope}}
}

// readAll takes in the files of a layer; set parses them when all layers are in.
func (p *parser) readAll(fsys fs.FS) {
	for _, dir := range []string{"letters", "parts", "shared", "editions"} {
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			if e.IsDir() || path.Ext(name) != ".yaml" {
				continue
			}
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				p.found = append(p.found, fault.Diagnostic{File: "templates/" + name, Code: "template-read", Message: err.Error()})
				continue
			}
			p.files[name] = data
		}
	}
}

func (p *parser) set() *Set {
	names := make([]string, 0, len(p.files))
	for n := range p.files {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		p.file(n)
	}
	s := &Set{letters: p.letters, parts: p.parts, calls: p.calls, callList: p.callList, nodes: p.nodes, sum: sumFiles(p.files)}
	for _, e := range p.editions {
		s.editions = append(s.editions, e)
	}
	sort.Slice(s.editions, func(i, j int) bool { return s.editions[i].From.Before(s.editions[j].From) })
	s.found = append(p.found, p.r.Found()...)
	return s
}

func (p *parser) file(name string) {
	if strings.HasPrefix(name, "shared/") {
		return // parsed where it is included
	}
	root := p.root(name)
	if root == nil {
		return
	}
	switch path.Dir(name) {
	case "letters":
		p.letter(root)
	case "parts":
		p.part(root)
	case "editions":
		p.edition(root)
	}
}

func (p *parser) root(name string) *yaml.Node {
	root, err := yaml.Parse("templates/"+name, p.files[name])
	if err != nil {
		p.found = append(p.found, err.(fault.Diagnostics)...)
		return nil
	}
	return root
}

func (p *parser) letter(root *yaml.Node) {
	o := p.r.Object(root)
	t := &letterTemplate{id: o.NeedString("id"), version: p.r.Int(o.Need("version")), node: root,
		kind: letter.Kind(o.NeedString("kind")), title: p.call(o.Need("title"), nil), subject: p.call(o.Need("subject"), nil)}
	t.aside = p.entries(o.Get("aside"))
	if parts := o.Need("parts"); parts != nil && parts.Kind == yaml.List {
		t.parts = p.r.Strings(parts)
	} else if parts != nil && p.r.String(parts) != "edition" {
		p.r.Faultf(parts, "template-parts", "parts is a list of part ids, or the word edition")
	}
	t.enclosures = o.Strings("enclosures")
	o.End()
	p.letters[t.kind] = t
}

func (p *parser) part(root *yaml.Node) {
	o := p.r.Object(root)
	t := &partTemplate{id: o.NeedString("id"), version: p.r.Int(o.Need("version")), opening: o.Bool("opening"), form: o.Bool("form"), node: root}
	if n := o.Need("name"); n != nil {
		if f := lookup(p.scopes, n.Text); f != nil && f.kind == wordsField {
			t.name.field = f
		} else {
			t.name.call = p.call(n, nil)
		}
	}
	if n := o.Get("footer"); n != nil {
		f := p.r.Object(n)
		t.left, t.right = p.oneEntry(f.Get("left")), p.oneEntry(f.Get("right"))
		f.End()
	}
	t.blocks = p.blocks(o.Need("blocks"))
	o.End()
	p.parts[t.id] = t
}

func (p *parser) oneEntry(n *yaml.Node) *entry {
	if n == nil {
		return nil
	}
	e := p.entry(n)
	return &e
}

// call reads a message id and its values. o holds "with" and "count", or nil.
func (p *parser) call(n *yaml.Node, o *yaml.Object) *call {
	c := &call{}
	if n != nil {
		c.id = p.r.String(n)
	}
	if o != nil {
		for _, kv := range p.r.Pairs(o.Get("with")) {
			if f := p.field(kv.Value, wordsField, countField); f != nil {
				c.args = append(c.args, arg{kv.Key.Text, f})
			}
		}
		if cn := o.Get("count"); cn != nil {
			c.count = p.field(cn, countField)
		}
	}
	c.number = len(p.calls)
	p.calls = append(p.calls, c.id)
	p.callList = append(p.callList, c)
	p.nodes = append(p.nodes, n)
	return c
}

// field looks a path up and checks that it is of one of the kinds wanted.
func (p *parser) field(n *yaml.Node, kinds ...fieldKind) *field {
	name := p.r.String(n)
	f := lookup(p.scopes, name)
	if f == nil {
		hint := ""
		if near := yaml.Nearest(name, paths(p.scopes)); near != "" {
			hint = "did you mean " + near + "?"
		}
		p.r.Fault(n, "template-path", fmt.Sprintf("there is no %q here", name), hint)
		return nil
	}
	for _, k := range kinds {
		if f.kind == k {
			return f
		}
	}
	p.r.Fault(n, "template-path-kind", fmt.Sprintf("%q is %s, which cannot stand here", name, f.kind), "")
	return nil
}

func (p *parser) entries(n *yaml.Node) []entry {
	var out []entry
	for _, it := range p.r.List(n) {
		out = append(out, p.entry(it))
	}
	return out
}

// entry reads "message", {text, with, count, when}, {value} or {each}.
func (p *parser) entry(n *yaml.Node) entry {
	if n.Kind == yaml.Scalar {
		return entry{call: p.call(n, nil)}
	}
	o := p.r.Object(n)
	defer o.End()
	e := entry{when: p.condition(o.Get("when"))}
	switch {
	case o.Get("value") != nil:
		e.value = p.field(o.Get("value"), wordsField, countField)
	case o.Get("each") != nil:
		e.each = p.field(o.Get("each"), linesField)
	default:
		e.call = p.call(o.Need("text"), o)
	}
	return e
}

// condition reads "path", "not path", "path is word" or "path is not word".
func (p *parser) condition(n *yaml.Node) *condition {
	if n == nil {
		return nil
	}
	w := strings.Fields(p.r.String(n))
	c := &condition{}
	if len(w) > 0 && w[0] == "not" {
		c.negate, w = true, w[1:]
	}
	if len(w) == 4 && w[1] == "is" && w[2] == "not" && !c.negate {
		c.negate, w = true, []string{w[0], "is", w[3]}
	}
	at := *n
	switch {
	case len(w) == 1:
		at.Text = w[0]
		c.field = p.field(&at, wordsField, flagField, countField, linesField, itemsField, wordField)
	case len(w) == 3 && w[1] == "is":
		at.Text = w[0]
		c.word = w[2]
		c.field = p.field(&at, wordField)
		p.knownWord(n, c)
	default:
		p.r.Fault(n, "template-when", "a condition is: path, not path, path is word, or path is not word", "")
	}
	return c
}

func (p *parser) knownWord(n *yaml.Node, c *condition) {
	if c.field == nil {
		return
	}
	for _, w := range c.field.words_ {
		if w == c.word {
			return
		}
	}
	p.r.Fault(n, "template-word", fmt.Sprintf("%s is never %q", c.field.path, c.word), "one of "+strings.Join(c.field.words_, ", "))
}

func (p *parser) tone(o *yaml.Object) doc.Tone {
	switch o.OneOf("tone", "body", "strong", "meta", "small") {
	case "strong":
		return doc.Strong
	case "meta":
		return doc.Meta
	case "small":
		return doc.Small
	}
	return doc.Body
}
