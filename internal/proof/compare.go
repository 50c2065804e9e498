package proof

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"letterpress/internal/render"
)

// Report is what differs between two sets of samples.
type Report struct {
	Before, After Side
	Same          int // documents
	Changed       []*Change
	Added         []Entry
	Removed       []Gone
	Causes        []*Cause // of all changes, each once
	Idle          []*Cause // sources that differ and change no sample
}

// Side is one of the two sets.
type Side struct {
	Name      string // as the user knows it
	Code      string
	Documents int
	Pages     int
}

// Gone is a document that the later set lacks, and why when it was refused.
type Gone struct {
	Entry
	Refused *Refusal
}

// Change is a document that is in both sets and differs.
type Change struct {
	Before, After *Document
	Causes        []*Cause
	Words         []Passages // what it says
	Running       []Passages // what its heads and footers say
	Tags          []Hunk
	Pages         []PagePair // that differ
}

// Title is the document's title.
func (c *Change) Title() string { return c.After.Title }

// Differs reports whether any document was changed, added or removed.
func (r *Report) Differs() bool { return len(r.Changed)+len(r.Added)+len(r.Removed) > 0 }

// Compare says what became of the samples of before in after, and what caused
// each change. Documents are told apart by their ids and compared by the bytes
// of their PDFs; whatever else is said of a change is taken from the records.
func Compare(before, after *Samples, names [2]string) *Report {
	r := &Report{Before: side(before, names[0]), After: side(after, names[1])}
	causes := newInquiry(before, after)
	for _, e := range after.Documents {
		a, b := before.Find(e.ID), after.Find(e.ID)
		switch {
		case a == nil:
			r.Added = append(r.Added, e)
		case a.SHA256 == b.SHA256:
			r.Same++
		default:
			r.Changed = append(r.Changed, change(causes, a, b))
		}
	}
	for _, e := range before.Documents {
		if after.Find(e.ID) == nil {
			r.Removed = append(r.Removed, Gone{e, after.refusal(e.ID)})
		}
	}
	r.Causes, r.Idle = causes.found, causes.idle()
	return r
}

func side(s *Samples, name string) Side {
	out := Side{Name: name, Code: s.Code, Documents: len(s.Documents)}
	for _, d := range s.Documents {
		out.Pages += d.Pages
	}
	return out
}

// refusal returns why a document was not made, or nil.
func (s *Samples) refusal(id string) *Refusal {
	for i := range s.Refused {
		if s.Refused[i].ID == id {
			return &s.Refused[i]
		}
	}
	return nil
}

func change(causes *inquiry, a, b *Document) *Change {
	c := &Change{Before: a, After: b, Causes: causes.of(a, b), Tags: hunks(structure(a.Record.Tags), structure(b.Record.Tags))}
	running := func(p Passage) bool { return p.Role == "Header" || p.Role == "Footer" }
	said := func(d *Document, heads bool) []Passage {
		return slices.DeleteFunc(slices.Clone(d.Record.Passages), func(p Passage) bool { return running(p) != heads })
	}
	c.Words = words(said(a, false), said(b, false))
	c.Running = words(said(a, true), said(b, true))
	c.Pages = pairs(a.Pages, b.Pages)
	return c
}

// ChangedPages returns the numbers of the pages that differ.
func (c *Change) ChangedPages() []int {
	var out []int
	for _, p := range c.Pages {
		out = append(out, p.Number)
	}
	return out
}

// PageList names the pages that differ for a person: "page 2", "pages 2, 3".
func (c *Change) PageList() string {
	var numbers []string
	for _, n := range c.ChangedPages() {
		numbers = append(numbers, strconv.Itoa(n))
	}
	switch len(numbers) {
	case 0:
		return ""
	case 1:
		return "page " + numbers[0]
	}
	return "pages " + strings.Join(numbers, ", ")
}

// structure is a tag tree without its words: what is where, in which role, with
// which attributes. Words that go on over a page are one run of words.
func structure(tags []string) []string {
	out := make([]string, 0, len(tags))
	for _, line := range tags {
		s := wordless(line)
		if n := len(out); n == 0 || out[n-1] != s || strings.TrimLeft(s, " ") != `"…"` {
			out = append(out, s)
		}
	}
	return out
}

// wordless replaces the quoted words of a line of a tag dump. Quoted values of
// attributes, which follow an equals sign, stay.
func wordless(line string) string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	var out []string
	for rest := line[len(indent):]; rest != ""; {
		var field string
		field, rest = cutField(rest)
		switch {
		case strings.HasPrefix(field, `"`):
			field = `"…"`
		case field == "page" && strings.Contains(strings.SplitN(rest+" ", " ", 2)[0], ":"):
			_, rest = cutField(rest) // "page 2:" says where words stand
			continue
		}
		if n := len(out); n == 0 || out[n-1] != field {
			out = append(out, field)
		}
	}
	return indent + strings.Join(out, " ")
}

// cutField cuts a line after its first word, in which quoted spaces count as
// letters.
func cutField(s string) (field, rest string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ' ' && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// Causes of a kind are told apart by what they are called.
func (c *Cause) key() [4]string { return [4]string{c.Kind, c.Program, c.Language, c.Name} }

// sorted puts causes in the order in which people want them.
func sorted(list []*Cause) []*Cause {
	slices.SortStableFunc(list, func(a, b *Cause) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(a.Program, b.Program),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Language, b.Language))
	})
	return list
}

// changedParts names the parts in which two fingerprints differ.
func changedParts(a, b render.Fingerprint) string { return strings.Join(a.Changed(b), ", ") }

// samePage reports whether two images are of pages that look the same. The title
// of a document stands in each of them and is not seen.
func samePage(a, b []byte) bool { return bytes.Equal(untitled(a), untitled(b)) }

func untitled(image []byte) []byte {
	from, to := bytes.Index(image, []byte("<title>")), bytes.Index(image, []byte("</title>"))
	if from < 0 || to < from {
		return image
	}
	return slices.Concat(image[:from], image[to:])
}
