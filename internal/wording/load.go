package wording

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"letterpress/internal/crew"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// builder gathers the layers before the texts are parsed.
type builder struct {
	reader *yaml.Reader
	langs  map[letter.Lang]*draft
	found  fault.Diagnostics
	layer  int // of the file being read
}

type draft struct {
	tag    string
	expand map[string]string
	raw    map[string]*rawMessage
	node   *yaml.Node // where the language was first named

	phrases      map[string]*rawPhrase
	contractions map[string]string
}

// written is the words of an entry in each form that its file gives, in the order
// of forms. Most give one.
type written []formWords

type formWords struct {
	form  Form
	words string
}

// in returns the words in a form, "" when there are none.
func (w written) in(f Form) string {
	for _, x := range w {
		if x.form == f {
			return x.words
		}
	}
	return ""
}

func (w written) without(f Form) written {
	return slices.DeleteFunc(w, func(x formWords) bool { return x.form == f })
}

type rawMessage struct {
	forms      written
	agreeing   map[Gender]written
	gender     Gender
	formString bool
	verified   string
	node       *yaml.Node
	layer      int
}

// What a language of ours has room for before its maps grow.
const manyMessages, manyPhrases = 700, 250

func newBuilder() *builder {
	return &builder{reader: &yaml.Reader{}, langs: map[letter.Lang]*draft{}}
}

// readAll reads every .yaml and .yml file of a layer in name order. Hidden files
// and folders are passed over.
func (b *builder) readAll(layer int, fsys fs.FS) {
	b.layer = layer
	files, err := localeFiles(layerName(layer), fsys)
	crew.Each(len(files), func(i int) { files[i].root, files[i].faults = yaml.Parse(files[i].name, files[i].data) })
	for _, f := range files {
		b.readFile(f)
	}
	if err != nil {
		b.found = append(b.found, fault.Diagnostic{Code: "locale-read", Message: "cannot read the locale files: " + err.Error()})
	}
}

// localeFile is a file, and what was found in it.
type localeFile struct {
	name   string // for findings
	data   []byte
	root   *yaml.Node
	faults error
}

// localeFiles returns the files of a layer as far as they can be read, and why
// not all of them.
func localeFiles(layer string, fsys fs.FS) (files []localeFile, err error) {
	err = fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(path.Base(name), ".")
		switch {
		case err != nil:
			return err
		case hidden && e.IsDir():
			return fs.SkipDir
		case hidden || e.IsDir() || path.Ext(name) != ".yaml" && path.Ext(name) != ".yml":
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err == nil {
			files = append(files, localeFile{name: layer + name, data: data})
		}
		return err
	})
	return files, err
}

// layerName stands before the names of a layer's files in findings: the
// built-in locales come first, packs after them.
func layerName(layer int) string {
	if layer == 0 {
		return "locales/"
	}
	return "wording/"
}

func (b *builder) readFile(f localeFile) {
	if f.faults != nil {
		b.found = append(b.found, f.faults.(fault.Diagnostics)...)
		return
	}
	o := b.reader.Object(f.root)
	n := o.Need("language")
	code := letter.Lang(b.reader.String(n))
	d := b.langs[code]
	if d == nil {
		d = &draft{expand: map[string]string{}, raw: make(map[string]*rawMessage, manyMessages), node: n,
			phrases: make(map[string]*rawPhrase, manyPhrases), contractions: map[string]string{}}
	}
	if code != "" {
		b.langs[code] = d
	}
	if tag := o.String("tag"); tag != "" {
		d.tag = tag
	}
	b.abbreviations(d, o.Get("abbreviations"))
	b.contractions(d, o.Get("contractions"))
	b.messages(d, o.Get("messages"))
	b.phrases(d, o.Get("phrases"))
	o.End()
}

// abbreviations reads what runs of capitals stand for.
func (b *builder) abbreviations(d *draft, n *yaml.Node) {
	for _, p := range b.reader.Pairs(n) {
		if strings.ContainsFunc(p.Key.Text, func(r rune) bool { return r < 'A' || r > 'Z' }) {
			b.reader.Fault(p.Key, "abbreviation", fmt.Sprintf("%q is never found in a text", p.Key.Text), "an abbreviation is capitals A to Z alone")
		}
		d.expand[p.Key.Text] = b.reader.String(p.Value)
	}
}

// messages reads the entries of one file. Within a layer an id stands once; a
// later layer replaces the whole entry. What it replaces a fixed string of the
// CMS form with is one too, and unconfirmed until it says otherwise.
func (b *builder) messages(d *draft, n *yaml.Node) {
	for _, p := range b.reader.Pairs(n) {
		m := b.message(p)
		if old := d.raw[p.Key.Text]; old != nil {
			m.formString = m.formString || old.formString
			if old.layer == b.layer {
				b.reader.Faultf(p.Key, "message-twice", "message %q stands already in %s:%d", p.Key.Text, old.node.File(), old.node.Line)
			}
		}
		d.raw[p.Key.Text] = m
	}
}

func (b *builder) message(p yaml.Pair) *rawMessage {
	m := &rawMessage{node: p.Key, layer: b.layer}
	if p.Value.Kind == yaml.Scalar {
		m.forms = written{{Other, p.Value.Text}}
	} else {
		b.entry(m, p.Value)
	}
	b.filled(m, "message")
	return m
}

// filled asks that an entry has words, in each form that it gives.
func (b *builder) filled(m *rawMessage, what string) {
	if blank(m.forms) || slices.ContainsFunc(slices.Collect(maps.Values(m.agreeing)), blank) {
		b.reader.Faultf(m.node, what+"-empty", "%s %q has no text", what, m.node.Text)
	}
}

// blank reports whether some form, or the one that every message has, says
// nothing.
func blank(w written) bool {
	for _, x := range w {
		if strings.TrimSpace(x.words) == "" {
			return true
		}
	}
	return w.in(Other) == ""
}

// entry reads a message written as a map: its text or its plural forms, and
// what is to be known of it.
func (b *builder) entry(m *rawMessage, n *yaml.Node) {
	o := b.reader.Object(n)
	b.forms(m, o)
	b.genders(m, o)
	if v := o.Get("verified_against"); v != nil {
		m.formString, m.verified = true, b.reader.String(v)
	}
	o.String("note")
	o.End()
}

// forms reads the words of an entry: its text or its plural forms.
func (b *builder) forms(m *rawMessage, o *yaml.Object) {
	m.forms = b.plurals(o)
	if t := o.Get("text"); t != nil {
		if len(m.forms) > 0 {
			b.reader.Fault(t, "message-forms", "a message has either a text or plural forms", "write the text as the form other")
		}
		m.forms = append(m.forms.without(Other), formWords{Other, b.reader.String(t)})
	}
}

func (b *builder) plurals(o *yaml.Object) (w written) {
	for f, name := range formNames {
		if n := o.Get(name); n != nil {
			w = append(w, formWords{Form(f), b.reader.String(n)})
		}
	}
	return w
}

// catalogue parses all texts and hands the messages to go-i18n, all languages at
// the same time.
func (b *builder) catalogue() *Catalogue {
	codes := slices.Sorted(maps.Keys(b.langs))
	made, found := make([]*Language, len(codes)), make([]fault.Diagnostics, len(codes))
	crew.Each(len(codes), func(i int) {
		own := newBuilder()
		made[i] = own.made(codes[i], b.langs[codes[i]])
		found[i] = own.reader.Found()
	})
	c := &Catalogue{languages: map[letter.Lang]*Language{}, drafts: b.langs, found: append(b.found, b.reader.Found()...)}
	for i, l := range made {
		c.found = append(c.found, found[i]...)
		if l != nil {
			c.languages[l.Code] = l
			c.order = append(c.order, l.Code)
		}
	}
	c.ids = c.allIDs()
	c.found.Sort()
	c.sum = sync.OnceValue(c.sumOf)
	return c
}

// made returns a language, or nil and a finding.
func (b *builder) made(code letter.Lang, d *draft) *Language {
	l, err := b.language(code, d)
	if err != nil {
		b.reader.Fault(d.node, "language", err.Error(), "")
	}
	return l
}

func (b *builder) language(code letter.Lang, d *draft) (*Language, error) {
	tag, err := language.Parse(d.tag)
	if err != nil || d.tag == "" {
		return nil, fmt.Errorf("language %s names no BCP 47 tag", code)
	}
	ch, err := newChooser(tag, d.finished())
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", code, err)
	}
	l := &Language{Code: code, Tag: d.tag, messages: make(map[string]*Message, len(d.raw)), expand: d.expand, forms: ch.kept(), rule: ruleOf(tag)}
	l.needed = ch.needed(l.forms)
	for id, raw := range d.raw {
		l.messages[id] = b.compile(l, ch, id, raw)
	}
	b.compilePhrases(l, ch, d)
	b.owned(l)
	l.cached = l.makeCalendar()
	return l, nil
}

// compile parses the forms of a message as go-i18n gives them out.
func (b *builder) compile(l *Language, ch *chooser, id string, raw *rawMessage) *Message {
	m := &Message{ID: id, FormString: raw.formString, Verified: raw.verified, Plural: len(raw.forms) > 1, Gender: raw.gender, node: raw.node}
	m.forms[Other] = emptyText
	if words, err := ch.words(id); err == nil {
		m.forms[Other] = b.parse(l, raw, words)
	}
	for _, x := range raw.forms {
		if x.form != Other {
			m.forms[x.form] = b.parse(l, raw, x.words)
		}
	}
	for g, words := range raw.agreeing {
		m.agreeing[g] = &forms{}
		for _, x := range words {
			m.agreeing[g][x.form] = b.parse(l, raw, x.words)
		}
	}
	return m
}

func (b *builder) parse(l *Language, raw *rawMessage, words string) *Text {
	t, err := parseText(words, l.expand)
	if err != nil {
		b.reader.Faultf(raw.node, "message-markup", "message %q: %v", raw.node.Text, err)
		return emptyText
	}
	return t
}
