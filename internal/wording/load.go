package wording

import (
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"golang.org/x/text/language"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// place is where a message stands.
type place struct {
	node *yaml.Node
}

// builder gathers the layers before the texts are parsed.
type builder struct {
	reader *yaml.Reader
	langs  map[letter.Lang]*draft
	found  fault.Diagnostics
}

type draft struct {
	tag    string
	expand map[string]string
	raw    map[string]*rawMessage
}

type rawMessage struct {
	forms      map[Form]string
	formString bool
	verified   string
	node       *yaml.Node
}

func newBuilder() *builder {
	return &builder{reader: &yaml.Reader{}, langs: map[letter.Lang]*draft{}}
}

// readAll reads every .yaml file below fsys in name order.
func (b *builder) readAll(fsys fs.FS) {
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err == nil {
			b.readFile("locales/"+name, data)
		}
		return err
	})
	if err != nil {
		b.found = append(b.found, fault.Diagnostic{Code: "locale-read", Message: "cannot read the locale files: " + err.Error()})
	}
}

func (b *builder) readFile(name string, data []byte) {
	root, err := yaml.Parse(name, data)
	if err != nil {
		b.found = append(b.found, err.(fault.Diagnostics)...)
		return
	}
	o := b.reader.Object(root)
	code := letter.Lang(o.NeedString("language"))
	d := b.langs[code]
	if d == nil {
		d = &draft{expand: map[string]string{}, raw: map[string]*rawMessage{}}
		b.langs[code] = d
	}
	if tag := o.String("tag"); tag != "" {
		d.tag = tag
	}
	for _, p := range b.reader.Pairs(o.Get("abbreviations")) {
		d.expand[p.Key.Text] = b.reader.String(p.Value)
	}
	b.messages(d, name, o.Get("messages"))
	o.End()
}

// messages reads the entries of one file. Within a file an id stands once; a
// later layer replaces the whole entry.
func (b *builder) messages(d *draft, file string, n *yaml.Node) {
	for _, p := range b.reader.Pairs(n) {
		m := b.message(p)
		if old := d.raw[p.Key.Text]; old != nil && old.node.File() == file {
			b.reader.Faultf(p.Key, "message-twice", "message %q stands twice", p.Key.Text)
		}
		d.raw[p.Key.Text] = m
	}
}

func (b *builder) message(p yaml.Pair) *rawMessage {
	m := &rawMessage{forms: map[Form]string{}, node: p.Key}
	if p.Value.Kind == yaml.Scalar {
		m.forms[Other] = p.Value.Text
		return m
	}
	o := b.reader.Object(p.Value)
	if t := o.Get("text"); t != nil {
		m.forms[Other] = b.reader.String(t)
	}
	for f, name := range formNames {
		if n := o.Get(name); n != nil {
			m.forms[Form(f)] = b.reader.String(n)
		}
	}
	if v := o.Get("verified_against"); v != nil {
		m.formString, m.verified = true, b.reader.String(v)
	}
	o.String("note")
	o.End()
	if m.forms[Other] == "" {
		b.reader.Faultf(p.Key, "message-empty", "message %q has no text", p.Key.Text)
	}
	return m
}

// catalogue parses all texts and hands the messages to go-i18n.
func (b *builder) catalogue() *Catalogue {
	c := &Catalogue{languages: map[letter.Lang]*Language{}}
	codes := make([]string, 0, len(b.langs))
	for code := range b.langs {
		codes = append(codes, string(code))
	}
	sort.Strings(codes)
	var all []*Language
	for _, s := range codes {
		code := letter.Lang(s)
		l, err := b.language(code, b.langs[code])
		if err != nil {
			b.found = append(b.found, fault.Diagnostic{File: "locales/" + s, Code: "language", Message: err.Error()})
			continue
		}
		c.languages[code] = l
		c.order = append(c.order, code)
		all = append(all, l)
	}
	c.found = append(b.found, b.reader.Found()...)
	c.sum = sumOf(all)
	return c
}

func (b *builder) language(code letter.Lang, d *draft) (*Language, error) {
	tag, err := language.Parse(d.tag)
	if err != nil || d.tag == "" {
		return nil, fmt.Errorf("language %s names no BCP 47 tag", code)
	}
	ch, err := newChooser(tag)
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", code, err)
	}
	l := &Language{Code: code, Tag: d.tag, messages: make(map[string]*Message, len(d.raw)), expand: d.expand, rule: ch.form}
	for n := range formsKept {
		l.forms = append(l.forms, ch.form(n))
	}
	for id, raw := range d.raw {
		if err := ch.add(tag, id, raw.forms); err != nil {
			return nil, fmt.Errorf("message %s: %w", id, err)
		}
		l.messages[id] = b.compile(l, ch, id, raw)
	}
	l.cached = l.makeCalendar()
	return l, nil
}

// compile parses the forms of a message as go-i18n gives them out.
func (b *builder) compile(l *Language, ch *chooser, id string, raw *rawMessage) *Message {
	m := &Message{ID: id, FormString: raw.formString, Verified: raw.verified, Plural: len(raw.forms) > 1, place: place{raw.node}}
	if words, err := ch.words(id); err == nil {
		m.forms[Other] = b.parse(l, raw, words)
	}
	for f, words := range raw.forms {
		if f != Other {
			m.forms[f] = b.parse(l, raw, words)
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
