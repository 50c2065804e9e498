package proof

import (
	"slices"
	"strings"
	"sync"

	"letterpress/internal/blueprint"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/program"
	"letterpress/internal/render"
	"letterpress/internal/wording"
)

// tracer tells what a document was made from. It asks by experiment and reads no
// code: the letter is expanded once from texts that carry their messages' names,
// and once without each value of the program. So the making of letters needs no
// hooks and loses no time.
type tracer struct {
	src    render.Sources
	traced *wording.Catalogue
	marked *blueprint.Set // templates bound to traced
	mu     sync.Mutex
	views  map[viewKey]*views
}

type viewKey struct {
	program *program.Program
	lang    letter.Lang
}

// views is a program in a language as it is, with its texts marked, and without
// each value of its file.
type views struct {
	once    sync.Once
	marked  *blueprint.View
	whole   *blueprint.View
	fields  []program.Field
	without []*blueprint.View
}

func newTracer(src render.Sources, f render.Files) (*tracer, error) {
	t := &tracer{src: src, traced: src.Words.Traced(), views: map[viewKey]*views{}}
	var err error
	t.marked, err = blueprint.Load(t.traced, f.Templates...)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "trace the wording")
	}
	return t, nil
}

func (t *tracer) view(p *program.Program, lang letter.Lang) *views {
	t.mu.Lock()
	v := t.views[viewKey{p, lang}]
	if v == nil {
		v = &views{}
		t.views[viewKey{p, lang}] = v
	}
	t.mu.Unlock()
	v.once.Do(func() { v.fill(t, p, lang) })
	return v
}

func (v *views) fill(t *tracer, p *program.Program, lang letter.Lang) {
	w := t.src.Words.Language(lang)
	v.marked, v.whole = blueprint.NewView(p, t.traced.Language(lang)), blueprint.NewView(p, w)
	v.fields = p.Fields()
	for _, f := range v.fields {
		v.without = append(v.without, blueprint.NewView(p.Without(f.Path), w))
	}
}

// record returns what l was made from, its pages left out.
func (t *tracer) record(l *letter.Letter, id string, d *page.Document) (Record, error) {
	p, ok := t.src.Programs.Find(l.Program)
	if !ok {
		return Record{}, fault.New(fault.Internal, "the letter's program is not loaded")
	}
	v := t.view(p, l.Language)
	r := Record{Passages: passages(d), Tags: strings.Split(strings.TrimSuffix(d.DumpTags(), "\n"), "\n")}
	var err error
	if r.Messages, err = t.messages(l, id, v); err != nil {
		return Record{}, err
	}
	if r.Fields, err = t.fields(l, id, p, v); err != nil {
		return Record{}, err
	}
	r.Meanings = meanings(d, t.src.Words.Abbreviations(l.Language))
	return r, nil
}

// messages returns the texts that l prints.
func (t *tracer) messages(l *letter.Letter, id string, v *views) ([]Message, error) {
	d, err := t.marked.Expand(l, id, v.marked)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "trace the letter")
	}
	var out []Message
	for _, p := range wording.Prints(d.Dump()) {
		text, _ := t.src.Words.Raw(l.Language, p)
		m := Message{ID: p.ID, Text: text}
		if p.Form != wording.Other {
			m.Form = p.Form.String()
		}
		out = append(out, m)
	}
	return out, nil
}

// fields returns the values of p's file without which l would be another letter,
// or none at all.
func (t *tracer) fields(l *letter.Letter, id string, p *program.Program, v *views) ([]Field, error) {
	whole, err := t.src.Templates.Expand(l, id, v.whole)
	if err != nil {
		return nil, err
	}
	is := whole.Dump()
	var out []Field
	for i, f := range v.fields {
		d, err := t.src.Templates.Expand(l, id, v.without[i])
		if err != nil || d.Dump() != is {
			out = append(out, Field{f.Path, f.Value, p.IsSample(f.Path)})
		}
	}
	return out, nil
}

// meanings returns the abbreviations whose long forms stand in d's tags, sorted.
func meanings(d *page.Document, known map[string]string) []Meaning {
	used := map[string]bool{}
	for i := range d.Tags.Elements {
		if said := d.Tags.Said(page.Element(i)); said != nil {
			used[said.Expand] = true
		}
	}
	var out []Meaning
	for short, long := range known {
		if used[long] {
			out = append(out, Meaning{short, long})
		}
	}
	slices.SortFunc(out, func(a, b Meaning) int { return strings.Compare(a.Short, b.Short) })
	return out
}
