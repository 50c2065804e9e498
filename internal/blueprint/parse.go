package blueprint

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
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
	roots     map[string]*yaml.Node // of the files that were read without a fault
	layers    map[string]int        // of each file
	layer     int                   // of the files being read
	replaced  []Replacement
	letters   map[letter.Kind]*letterTemplate
	parts     map[string]*partTemplate
	editions  []*Edition
	calls     []*call
	wanted    []wanted
	reads     []named // paths of the root that the file at hand reads
	named     []named
	seen      map[string]*yaml.Node // by what and id
	included  map[string]bool
	uses      map[string][]string // by file, the files that it includes
	found     fault.Diagnostics
	broken    bool // a file could not be read: what it holds may not be missing
	including []string
	scopes    []scope  // the root, then the items of the loops around
	loops     []*field // the loops around
}

func newParser() *parser {
	return &parser{r: &yaml.Reader{}, files: map[string][]byte{}, roots: map[string]*yaml.Node{}, layers: map[string]int{}, letters: map[letter.Kind]*letterTemplate{},
		parts: map[string]*partTemplate{}, seen: map[string]*yaml.Node{}, included: map[string]bool{}, uses: map[string][]string{}, scopes: []scope{rootScope}}
}

// readAll takes in the files of a layer; set parses them when all layers are in.
func (p *parser) readAll(fsys fs.FS) {
	for _, dir := range []string{"letters", "parts", "shared", "editions"} {
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			p.unreadable(dir, err)
		}
		for _, e := range entries {
			name := path.Join(dir, e.Name())
			if e.IsDir() || path.Ext(name) != ".yaml" {
				continue
			}
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				p.unreadable(name, err)
				continue
			}
			if _, ok := p.files[name]; ok {
				p.replaces(name, name)
			}
			p.files[name], p.layers[name] = data, p.layer
		}
	}
	p.layer++
}

func (p *parser) unreadable(name string, err error) {
	p.found = append(p.found, fault.Diagnostic{File: "templates/" + name, Code: "template-read", Message: err.Error()})
}

func (p *parser) set() *Set {
	names := slices.Sorted(maps.Keys(p.files))
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(p.layers[b], p.layers[a]) })
	for _, n := range names {
		p.file(n)
	}
	for _, n := range names {
		if strings.HasPrefix(n, "shared/") && !p.included[n] {
			p.found = append(p.found, unparsed(n))
		}
	}
	s := &Set{letters: p.letters, parts: p.parts, editions: p.editions, calls: p.calls, wanted: p.wanted, named: p.named, broken: p.broken, sum: sumFiles(p.files), replaced: p.replaced, files: p.files, uses: p.uses}
	slices.SortStableFunc(s.editions, func(a, b *Edition) int { return cmp.Compare(a.From.String(), b.From.String()) })
	s.found = append(p.found, p.r.Found()...)
	return s
}

// first reports whether id is new among what it names, and says where it stands
// already when it is not.
func (p *parser) first(what, id string, n *yaml.Node) bool {
	if old := p.seen[what+" "+id]; old != nil {
		p.r.Faultf(n, "template-twice", "%s %q stands already in %s", what, id, old.File())
		return false
	}
	p.seen[what+" "+id] = n
	return true
}

func (p *parser) file(name string) {
	if strings.HasPrefix(name, "shared/") {
		return // parsed where it is included
	}
	root := p.root(name)
	if root == nil || p.overlaid(name, root) {
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

// root returns what a file holds, or nil and its faults. A file below shared/ is
// asked for wherever it is included.
func (p *parser) root(name string) *yaml.Node {
	if root := p.roots[name]; root != nil {
		return root
	}
	root, err := yaml.Parse("templates/"+name, p.files[name])
	if err != nil {
		p.found = append(p.found, err.(fault.Diagnostics)...)
		p.broken = true
		return nil
	}
	p.roots[name] = root
	return root
}

func (p *parser) letter(root *yaml.Node) {
	o := p.r.Object(root)
	p.reads = nil
	t := &letterTemplate{id: o.NeedString("id"), version: p.r.Int(o.Need("version")), kind: p.kind(o.Need("kind")),
		title: p.call(o.Need("title"), nil), subject: p.call(o.Need("subject"), nil)}
	t.aside = p.entries(o.Get("aside"))
	t.facts, t.dense = p.fieldList(o.Get("facts")), o.Bool("dense")
	t.parts = p.partsOf(o.Need("parts"), t.kind)
	t.enclosures = p.wants(o.Get("enclosures"), t.kind)
	t.reads = p.reads
	for _, it := range p.r.List(o.Get("enclosures")) {
		p.named = append(p.named, named{"enclosure." + it.Text, it})
	}
	o.End()
	if p.first("a letter of kind", string(t.kind), root) {
		p.letters[t.kind] = t
	}
}

func (p *parser) kind(n *yaml.Node) letter.Kind {
	k := letter.Kind(p.r.String(n))
	if n != nil && !slices.Contains(letter.Kinds(), k) {
		var known []string
		for _, k := range letter.Kinds() {
			known = append(known, string(k))
		}
		p.r.Fault(n, "template-kind", fmt.Sprintf("there are no letters of kind %q", k), nearest(string(k), known))
	}
	return k
}

// partsOf reads a list of parts, or "edition" for those of the form's edition,
// which is nil.
func (p *parser) partsOf(n *yaml.Node, kind letter.Kind) []string {
	switch {
	case n == nil || n.Kind == yaml.Scalar && n.Text == "edition":
		return nil
	case n.Kind != yaml.List || len(n.Items) == 0:
		p.r.Faultf(n, "template-parts", "parts is a list of part ids, or the word edition")
		return nil
	}
	return p.wants(n, kind)
}

// wanted is a part that letters of a kind have.
type wanted struct {
	named
	kind letter.Kind
}

// wants reads a list of part ids, and has check look for them.
func (p *parser) wants(n *yaml.Node, kind letter.Kind) []string {
	ids := p.r.Strings(n)
	for i, id := range ids {
		p.wanted = append(p.wanted, wanted{named{id, n.Items[i]}, kind})
	}
	return ids
}

func (p *parser) part(root *yaml.Node) {
	o := p.r.Object(root)
	p.reads = nil
	first := len(p.calls)
	t := &partTemplate{id: o.NeedString("id"), version: p.r.Int(o.Need("version")), opening: o.Bool("opening"), form: o.Bool("form"), node: root}
	if n := o.Need("name"); n != nil {
		if f := lookup(p.scopes, n.Text); f != nil && f.kind == wordsField {
			t.name.field = f
			p.reads = append(p.reads, named{f.path, n})
		} else {
			t.name.call = p.call(n, nil)
		}
	}
	t.later = p.oneEntry(o.Get("later"))
	if n := o.Get("footer"); n != nil {
		f := p.r.Object(n)
		t.left, t.right = p.oneEntry(f.Get("left")), p.oneEntry(f.Get("right"))
		f.End()
	}
	t.again = p.oneEntry(o.Get("again"))
	t.blocks = p.blocks(o.Need("blocks"))
	t.reads, t.calls = p.reads, slices.Clone(p.calls[first:])
	o.End()
	if p.first("part", t.id, root) {
		p.parts[t.id] = t
	}
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
	c := &call{number: len(p.calls), node: n}
	if n != nil {
		c.id = p.r.String(n)
	}
	if o != nil {
		for _, kv := range p.r.Pairs(o.Get("with")) {
			c.args = append(c.args, param{kv.Key.Text, p.field(kv.Value, wordsField, countField)})
		}
		if cn := o.Get("count"); cn != nil {
			c.count = p.field(cn, countField)
		}
	}
	p.calls = append(p.calls, c)
	return c
}

// field looks a path up and checks that it is of one of the kinds wanted.
func (p *parser) field(n *yaml.Node, kinds ...fieldKind) *field {
	name := p.r.String(n)
	f := lookup(p.scopes, name)
	if f == nil {
		p.r.Fault(n, "template-path", fmt.Sprintf("there is no %q here", name), nearest(name, paths(p.scopes)))
		return nil
	}
	if !slices.Contains(kinds, f.kind) {
		p.r.Fault(n, "template-path-kind", fmt.Sprintf("%q is %s, which cannot stand here", name, f.kind), "")
		return nil
	}
	if rootScope[name] == f {
		p.reads = append(p.reads, named{name, n})
	}
	return f
}

func (p *parser) entries(n *yaml.Node) []entry {
	var out []entry
	for _, it := range p.r.List(n) {
		out = append(out, p.entry(it))
	}
	return out
}

// entryKinds are the keys that name what an entry prints.
var entryKinds = []string{"text", "value", "each"}

// entry reads "message", {text, with, count, when}, {value} or {each}.
func (p *parser) entry(n *yaml.Node) entry {
	if n.Kind == yaml.Scalar {
		return entry{call: p.call(n, nil)}
	}
	if _, ok := p.only(n, "an entry", entryKinds); !ok {
		return entry{}
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
	c := &condition{}
	if n.Kind != yaml.Scalar {
		p.r.String(n)
		return c
	}
	w := strings.Fields(n.Text)
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
	if !slices.Contains(c.field.known, c.word) {
		p.r.Fault(n, "template-word", fmt.Sprintf("%s is never %q", c.field.path, c.word), "one of "+strings.Join(c.field.known, ", "))
	}
}

func (p *parser) tone(o *yaml.Object) doc.Tone {
	switch o.OneOf("tone", "body", "strong", "meta", "small", "right") {
	case "strong":
		return doc.Strong
	case "meta":
		return doc.Meta
	case "small":
		return doc.Small
	case "right":
		return doc.Right
	}
	return doc.Body
}
