package wording

import (
	"cmp"
	"slices"
	"strings"

	"letterpress/internal/letter"
)

// The marks around a message's name in a traced catalogue. No text has them: the
// fonts lack both.
const markOpen, markClose = "\u27e6", "\u27e7"

// Print is a message in the plural form in which it was printed.
type Print struct {
	ID   string
	Form Form
}

// Traced returns a catalogue of the same messages in which each text ends in the
// message's name between marks, so that a document made from it tells which
// messages it prints: see Prints. It is made as c was, so whatever a language
// works out from its messages is traced too. Nothing made from it is a letter.
func (c *Catalogue) Traced() *Catalogue {
	b := newBuilder()
	for code, d := range c.drafts {
		traced := *d
		traced.raw = make(map[string]*rawMessage, len(d.raw))
		for id, m := range d.raw {
			traced.raw[id] = m.traced(id)
		}
		b.langs[code] = &traced
	}
	return b.catalogue()
}

func (m *rawMessage) traced(id string) *rawMessage {
	out := *m
	out.forms = slices.Clone(m.forms)
	for i, x := range out.forms {
		out.forms[i].words = x.words + markOpen + id + " " + x.form.String() + markClose
	}
	return &out
}

// Prints returns the messages that are named in the dump of a document made from
// a traced catalogue, each once, sorted.
func Prints(dump string) []Print {
	seen := map[Print]bool{}
	var out []Print
	for {
		_, rest, ok := strings.Cut(dump, markOpen)
		if !ok {
			break
		}
		var name string
		name, dump, _ = strings.Cut(rest, markClose)
		id, form, _ := strings.Cut(name, " ")
		if p := (Print{id, FormOf(form)}); !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	slices.SortFunc(out, Print.compare)
	return out
}

// FormOf returns the plural form of a CLDR name; Other for any other word.
func FormOf(name string) Form {
	f, _ := formOf(name)
	return f
}

func (p Print) compare(q Print) int {
	return cmp.Or(cmp.Compare(p.ID, q.ID), cmp.Compare(p.Form, q.Form))
}

// All returns every text of a language, sorted.
func (c *Catalogue) All(lang letter.Lang) []Print {
	d := c.drafts[lang]
	if d == nil {
		return nil
	}
	var out []Print
	for id, m := range d.raw {
		for _, x := range m.forms {
			out = append(out, Print{id, x.form})
		}
	}
	slices.SortFunc(out, Print.compare)
	return out
}

// Raw returns the text of a message in a form as its file has it, markup and
// all, and whether there is one.
func (c *Catalogue) Raw(lang letter.Lang, p Print) (string, bool) {
	d := c.drafts[lang]
	if d == nil || d.raw[p.ID] == nil {
		return "", false
	}
	forms := d.raw[p.ID].forms
	return forms.in(p.Form), slices.ContainsFunc(forms, func(x formWords) bool { return x.form == p.Form })
}

// Abbreviations returns what runs of capitals stand for in a language. Callers
// do not write to it.
func (c *Catalogue) Abbreviations(lang letter.Lang) map[string]string {
	if d := c.drafts[lang]; d != nil {
		return d.expand
	}
	return nil
}
