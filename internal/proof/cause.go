package proof

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"letterpress/internal/letter"
	"letterpress/internal/wording"
)

// Kinds of cause, in the order of a report.
const (
	causeMessage      = "message"
	causeAbbreviation = "abbreviation"
	causeField        = "program field"
	causeTemplate     = "template"
	causeEdition      = "edition"
	causeProfile      = "mail profile"
	causeRequest      = "sample request"
	causeTenant       = "tenant"
	causeCode         = "letterpress"
	causeFonts        = "fonts"
	causeUnknown      = "unknown"
)

var kinds = []string{causeMessage, causeAbbreviation, causeField, causeTemplate, causeEdition, causeProfile, causeRequest,
	causeTenant, causeCode, causeFonts, causeUnknown}

// Cause is one thing that letters are made from and that is not what it was.
type Cause struct {
	Kind     string
	Name     string // message id, path of a field, name of a file
	Program  string // of a field
	Language string // of a message
	Before   string // "" when it was not there
	After    string // "" when it is gone
	New      bool   // it was not there
	Gone     bool   // it is not there any more
	Untested bool   // the documents could not be made again to see that it is this
	Runs     []Run  // of the words, where they are words
	Hunks    []Hunk // of the lines, where it is a file
	Note     string
	Changed  []string // ids of documents
}

// inquiry finds causes. What a document is made from is on record; a source
// that both records name and that differs is a cause, because each record has
// only what the document would be another without. For files, of which a record
// has the whole, a laboratory makes the document again with that file alone
// exchanged.
type inquiry struct {
	before, after *Samples
	words         [2]*wording.Catalogue
	lab           *lab
	found         []*Cause
	known         map[[4]string]*Cause
}

func newInquiry(before, after *Samples) *inquiry {
	q := &inquiry{before: before, after: after, known: map[[4]string]*Cause{}, lab: newLab(before, after)}
	for i, s := range []*Samples{before, after} {
		q.words[i], _ = wording.Load(s.files.Locales...) // what has faults is compared as far as it can be read
	}
	return q
}

// of returns the causes of a change.
func (q *inquiry) of(a, b *Document) []*Cause {
	list := slices.Concat(q.messages(a, b), q.meanings(a, b), q.fields(a, b), q.files(a, b), q.request(a, b), q.machine(a, b))
	if len(list) == 0 {
		list = append(list, &Cause{Kind: causeUnknown, Name: "not found",
			Note: "Nothing on record of this document differs. Parts of its fingerprint that do: " + cmp.Or(changedParts(a.Fingerprint, b.Fingerprint), "none") + "."})
	}
	for i, c := range list {
		list[i] = q.once(c)
		list[i].Changed = append(list[i].Changed, b.ID)
	}
	return sorted(list)
}

// once returns the cause as it was found first.
func (q *inquiry) once(c *Cause) *Cause {
	if old := q.known[c.key()]; old != nil {
		old.Untested = old.Untested || c.Untested
		return old
	}
	q.known[c.key()] = c
	q.found = sorted(append(q.found, c))
	return c
}

// messages are texts that either document prints and that differ.
func (q *inquiry) messages(a, b *Document) []*Cause {
	var texts []wording.Print
	for _, m := range slices.Concat(a.Record.Messages, b.Record.Messages) {
		texts = append(texts, wording.Print{ID: m.ID, Form: wording.FormOf(m.Form)})
	}
	var out []*Cause
	for _, p := range unique(texts) {
		out = append(out, q.message(letter.Lang(b.Language), p)...)
	}
	return out
}

func (q *inquiry) message(lang letter.Lang, p wording.Print) []*Cause {
	before, was := q.words[0].Raw(lang, p)
	after, is := q.words[1].Raw(lang, p)
	if before == after && was == is {
		return nil
	}
	name := p.ID
	if p.Form != wording.Other {
		name += ", form " + p.Form.String()
	}
	return []*Cause{{Kind: causeMessage, Name: name, Language: string(lang), Before: before, After: after, New: !was, Gone: !is, Runs: wordRuns(before, after)}}
}

// meanings are abbreviations that either document expands.
func (q *inquiry) meanings(a, b *Document) []*Cause {
	lang := letter.Lang(b.Language)
	before, after := q.words[0].Abbreviations(lang), q.words[1].Abbreviations(lang)
	var shorts []string
	for _, m := range slices.Concat(a.Record.Meanings, b.Record.Meanings) {
		shorts = append(shorts, m.Short)
	}
	var out []*Cause
	for _, short := range unique(shorts) {
		if x, y := before[short], after[short]; x != y {
			out = append(out, &Cause{Kind: causeAbbreviation, Name: short, Language: string(lang), Before: x, After: y,
				New: x == "", Gone: y == "", Runs: wordRuns(x, y)})
		}
	}
	return out
}

// fields are values of the program file that either document would be another
// without.
func (q *inquiry) fields(a, b *Document) []*Cause {
	return differing(b.Program, q.before.program(a.Program), q.after.program(b.Program), slices.Concat(a.Record.Fields, b.Record.Fields))
}

// differing returns those of some values that are not the same before and after.
// An item of a list says little without the others: the list is named.
func differing(program string, before, after, of []Field) []*Cause {
	var out []*Cause
	seen := map[string]bool{}
	for _, f := range of {
		name := f.Path
		if value(before, name) == value(after, name) {
			continue
		}
		if strings.HasSuffix(name, "]") {
			name = name[:strings.LastIndex(name, "[")]
		}
		if !seen[name] {
			seen[name] = true
			out = append(out, field(program, name, before, after))
		}
	}
	return out
}

func field(program, name string, before, after []Field) *Cause {
	x, y := value(before, name), value(after, name)
	return &Cause{Kind: causeField, Name: name, Program: program, Before: x, After: y, New: x == "", Gone: y == "", Runs: wordRuns(x, y)}
}

// program returns the values of a program's file.
func (s *Samples) program(id string) []Field {
	for _, p := range s.Programs {
		if p.ID == id {
			return p.Fields
		}
	}
	return nil
}

// value is the value at path, or all below it.
func value(fields []Field, name string) string {
	var out []string
	for _, f := range fields {
		if f.Path == name || strings.HasPrefix(f.Path, name+"[") || strings.HasPrefix(f.Path, name+".") {
			out = append(out, f.Value)
		}
	}
	return strings.Join(out, ", ")
}

// files are templates, editions and profiles of either document that differ and
// that change it when they alone are exchanged.
func (q *inquiry) files(a, b *Document) []*Cause {
	var names []string
	for _, f := range slices.Concat(a.Record.Templates, b.Record.Templates, []File{a.Record.Profile, b.Record.Profile}) {
		names = append(names, f.Name)
	}
	var out []*Cause
	for _, name := range unique(names) {
		before, after := q.before.template(name), q.after.template(name)
		if before == after {
			continue
		}
		matters, tested := q.lab.exchange(a, b, name)
		if matters || !tested {
			c := file(name, before, after)
			c.Untested = !tested
			out = append(out, c)
		}
	}
	return out
}

func file(name, before, after string) *Cause {
	c := &Cause{Kind: causeTemplate, Name: "templates/" + name, Before: before, After: after, New: before == "", Gone: after == "",
		Hunks: hunks(lines(before), lines(after))}
	switch path.Dir(name) {
	case "editions":
		c.Kind = causeEdition
	case "profiles":
		c.Kind = causeProfile
	}
	return c
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// template returns the text of a template file in force.
func (s *Samples) template(name string) string {
	for _, layer := range slices.Backward(layerNames[:]) {
		if data, ok := s.kept[path.Join("templates", layer, name)]; ok {
			return string(data)
		}
	}
	return ""
}

// request is the sample request itself.
func (q *inquiry) request(a, b *Document) []*Cause {
	x, y := a.Record.Request, b.Record.Request
	if x.Text == y.Text && x.Derived == y.Derived {
		return nil
	}
	h := hunks(lines(x.Text), lines(y.Text))
	matters, tested := q.lab.ask(a, b)
	if tested && !matters {
		return nil
	}
	return []*Cause{{Kind: causeRequest, Name: y.File, Before: x.Text, After: y.Text, Hunks: h, Untested: !tested}}
}

// machine is what is not in the sources: the tenant that decides letter ids, the
// code, the fonts.
func (q *inquiry) machine(a, b *Document) []*Cause {
	var out []*Cause
	if x, y := q.before.Tenant, q.after.Tenant; x != y {
		out = append(out, &Cause{Kind: causeTenant, Name: "letter ids", Before: x, After: y, Note: "The tenant decides the letter id that stands on each page."})
	}
	matters, tested := q.lab.remake(a, b)
	if tested && !matters {
		return out
	}
	for _, x := range []struct{ kind, name, before, after string }{
		{causeCode, "code", a.Fingerprint.Code, b.Fingerprint.Code}, {causeFonts, "fonts", a.Fingerprint.Fonts, b.Fingerprint.Fonts},
	} {
		if x.before != x.after {
			out = append(out, &Cause{Kind: x.kind, Name: x.name, Before: short(x.before), After: short(x.after), Untested: !tested})
		}
	}
	return out
}

// idle returns sources that differ and changed no document: nobody should take a
// report without changes for a tree without changes.
func (q *inquiry) idle() []*Cause {
	var all []*Cause
	for _, lang := range q.words[1].Languages() {
		texts := slices.Concat(q.words[0].All(lang), q.words[1].All(lang))
		for _, p := range unique(texts) {
			all = append(all, q.message(lang, p)...)
		}
	}
	for _, p := range q.after.Programs {
		if before := q.before.program(p.ID); before != nil {
			all = append(all, differing(p.ID, before, p.Fields, slices.Concat(before, p.Fields))...)
		}
	}
	for _, name := range q.templateNames() {
		if x, y := q.before.template(name), q.after.template(name); x != y {
			all = append(all, file(name, x, y))
		}
	}
	return sorted(slices.DeleteFunc(all, func(c *Cause) bool { return q.known[c.key()] != nil }))
}

// unique returns list with each item once, where it stands first.
func unique[T comparable](list []T) []T {
	seen := map[T]bool{}
	return slices.DeleteFunc(list, func(x T) bool {
		old := seen[x]
		seen[x] = true
		return old
	})
}

// templateNames returns the names of the template files of either side, sorted.
func (q *inquiry) templateNames() []string {
	var out []string
	for _, s := range []*Samples{q.before, q.after} {
		for name := range s.kept {
			group, rest, _ := strings.Cut(name, "/")
			if _, file, _ := strings.Cut(rest, "/"); group == "templates" {
				out = append(out, file)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
