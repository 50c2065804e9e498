package blueprint

import (
	"letterpress/internal/doc"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/wording"
)

// expansion builds the blocks of one part.
type expansion struct {
	frame
	bound  []*wording.Message
	blocks []doc.Block
	err    error
}

// Expand turns a letter into a document in its language. id is the letter's id,
// printed small on each page, or "". The letter has passed intake: words that
// are missing all the same are an error, never a gap in print.
func (s *Set) Expand(l *letter.Letter, id string, view *View) (*doc.Document, error) {
	return s.ExpandInto(new(Memory), l, id, view)
}

// ExpandInto is Expand with the document in m, until m is used again.
func (s *Set) ExpandInto(m *Memory, l *letter.Letter, id string, view *View) (*doc.Document, error) {
	m.reset()
	t := s.letters[l.Kind]
	if t == nil {
		return nil, fault.New(fault.Internal, "no template for letters of kind %s", l.Kind)
	}
	ed, ok := s.EditionOf(l)
	if !ok {
		return nil, fault.New(fault.Internal, "no edition of the form for the letter's date")
	}
	if view.w.Code != l.Language {
		return nil, fault.New(fault.Internal, "the program's words are in another language than the letter")
	}
	x := &expansion{frame: frame{l: l, speaker: speaker{w: view.w, Memory: m}, view: view, ed: ed, set: s}, bound: s.bound[l.Language]}
	d := x.document(t, id)
	if err := x.gap(); err != nil {
		return nil, err
	}
	return d, nil
}

func (x *expansion) document(t *letterTemplate, id string) *doc.Document {
	d := &doc.Document{Lang: x.w.Tag, Date: x.l.Date.String(), LetterID: id, LargePrint: x.l.Format == letter.LargePrint, Dense: t.dense}
	d.Title, d.Subject = x.say(t.title).String(), x.say(t.subject).String()
	d.Letterhead = x.letterhead(t)
	for _, pid := range x.set.partsOf(t, x.ed, &x.frame) {
		d.Parts = append(d.Parts, x.part(x.set.parts[pid]))
	}
	return d
}

// gap returns what left a hole in the document, if anything did.
func (x *expansion) gap() error {
	switch {
	case x.err != nil:
		return x.err
	case x.missing:
		return fault.New(fault.Internal, "words that the letter's language needs are missing")
	case x.unsaid != "":
		return fault.New(fault.Source, "language %s has no message %s", x.l.Language, x.unsaid)
	case x.view.unsaid != "":
		return fault.New(fault.Source, "language %s has no message %s, which program %s needs", x.l.Language, x.view.unsaid, x.view.p.ID)
	}
	return nil
}

// partsOf returns the ids of the parts of a letter in order.
func (s *Set) partsOf(t *letterTemplate, ed *Edition, f *frame) []string {
	parts := t.parts
	if parts == nil {
		parts = ed.Parts[t.kind]
	}
	for _, e := range t.enclosures {
		if f.encloses(e) {
			parts = append(parts[:len(parts):len(parts)], e)
		}
	}
	return parts
}

func (x *expansion) letterhead(t *letterTemplate) doc.Letterhead {
	h := doc.Letterhead{Plan: x.view.plan, Return: x.view.returnLines, Aside: x.entries(t.aside), Facts: x.fields(t.facts)}
	if x.l.Member == nil && x.l.Recipient == nil {
		return h // a blank form is for nobody
	}
	for _, line := range x.addressBlock() {
		h.Address = append(h.Address, x.given(line))
	}
	return h
}

// addressBlock is the inside address: the prescriber's practice, else that of
// whoever gets the letter.
func (x *expansion) addressBlock() []string {
	if p := x.l.Prescriber; p != nil {
		return p.Address.Block(withCredentials(p.Name, p.Credentials), p.Practice)
	}
	return x.address().Block(x.addressee().Full())
}

func (x *expansion) part(t *partTemplate) doc.Part {
	name := t.name.words(&x.frame).String()
	p := doc.Part{ID: t.id, Title: name, Opening: t.opening, Named: t.form && !t.opening && t.again == nil && x.l.Member != nil, Again: x.one(t.again)}
	if p.Continued = x.footer(t.later); p.Continued == "" {
		p.Continued = x.continued(name, p.Named)
	} else {
		p.Named = true
	}
	p.Form = doc.FormLine{Left: x.footer(t.left), Right: x.footer(t.right), Page: x.pageLabel()}
	x.blocks = make([]doc.Block, 0, 32)
	x.all(t.blocks)
	p.Blocks = x.blocks
	return p
}

// continued is the running head of a part's later pages. A list of the form may
// come apart from the letter, so there the head names the member too, unless the
// box below it does.
func (x *expansion) continued(name string, named bool) string {
	title := arg("title", wording.Words(name, page.Wording))
	if named {
		return x.speak("letter.continued.of", title, arg("name", x.given(x.memberName()))).String()
	}
	return x.speak("letter.continued", title).String()
}

func (x *expansion) footer(e *entry) string { return x.one(e).String() }

// one is the words of an entry that may be absent.
func (x *expansion) one(e *entry) doc.Inline {
	if e == nil {
		return nil
	}
	out := x.entries([]entry{*e})
	if len(out) == 0 {
		return nil
	}
	return out[0]
}

// pageLabel cuts "Page x of y" at its numbers, which layout fills in.
func (x *expansion) pageLabel() doc.PageLabel {
	const nx, ny = "\x01", "\x02"
	s := x.speak("letter.page", arg("page", wording.Words(nx, page.Layout)), arg("pages", wording.Words(ny, page.Layout))).String()
	var l doc.PageLabel
	l.Before, s = cut(s, nx)
	l.Between, l.After = cut(s, ny)
	return l
}

func (x *expansion) all(nodes []node) {
	for _, n := range nodes {
		n.expand(x)
	}
}

// inside expands nodes into a list of their own.
func (x *expansion) inside(nodes []node) []doc.Block {
	outer := x.blocks
	x.blocks = x.inner.room(len(nodes))
	x.all(nodes)
	inner := x.blocks
	x.blocks = outer
	return inner
}

func (x *expansion) add(b doc.Block) { x.blocks = append(x.blocks, b) }

// say fills a message. A value without words would leave a hole in a sentence,
// so it is an error that names the message and the value's path.
func (x *expansion) say(c *call) doc.Inline {
	m := x.bound[c.number]
	if m == nil {
		x.fail("message %s is missing", c.id)
		return nil
	}
	var buf [6]wording.Value
	values := buf[:0]
	for i := range c.args {
		v := x.value(c.args[i].field)
		if v.Empty() {
			x.fail("message %s: nothing to print for %s", c.id, c.args[i].field.path)
		}
		values = append(values, wording.Value{Name: c.args[i].name, Text: v})
	}
	if c.count != nil {
		return x.fill(x.w.TextFor(c.id, c.count.count(&x.frame)), values)
	}
	return x.fill(m.Text(), values)
}

func (x *expansion) fail(format string, args ...any) {
	if x.err == nil {
		x.err = fault.New(fault.Internal, format, args...)
	}
}

// value is the words of a field; a number in figures.
func (x *expansion) value(f *field) doc.Inline {
	if f.kind == countField {
		return doc.Inline{{Text: x.w.Number(f.count(&x.frame)), Source: page.Program}}
	}
	return f.words(&x.frame)
}

func (x *expansion) entries(list []entry) []doc.Inline {
	out := x.lists.room(len(list))
	for i := range list {
		e := &list[i]
		if !e.when.holds(&x.frame) {
			continue
		}
		switch {
		case e.each != nil:
			out = append(out, e.each.lines(&x.frame)...)
		case e.value != nil:
			if v := x.value(e.value); !v.Empty() {
				out = append(out, v)
			}
		default:
			out = append(out, x.say(e.call))
		}
	}
	return out
}

func (x *expansion) amount(a amount) int {
	if a.field != nil {
		return a.field.count(&x.frame)
	}
	return a.n
}
