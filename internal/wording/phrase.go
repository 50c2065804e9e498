package wording

import (
	"maps"
	"slices"
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/yaml"
)

// Phrase is one entry of the phrase catalogue in one language: words for one use,
// with places for values of declared types.
type Phrase struct {
	ID    string
	Use   letter.Use
	Slots []Slot // by name

	words   *Message
	counted string // the slot whose number chooses the plural form, or ""
}

// Slot is a value that a phrase takes.
type Slot struct {
	Name  string
	Type  Type
	Units []string // of a measure: those that make sense; empty for any
}

// Type says what a value of a phrase is (the contract, section 2).
type Type string

// The types of values.
const (
	Drug    Type = "drug"    // a medicine's name as on the bottle
	Person  Type = "person"  // a name, or a title and a name
	Count   Type = "count"   // a whole number above zero; it chooses the plural form
	Day     Type = "date"    // a day
	Phone   Type = "phone"   // a US phone number
	Measure Type = "measure" // a value and its unit
)

// Types returns every type of value.
func Types() []Type { return []Type{Drug, Person, Count, Day, Phone, Measure} }

// Phrase returns the phrase id in l, or nil.
func (l *Language) Phrase(id string) *Phrase { return l.phrases[id] }

// PhraseIDs returns the ids of all phrases of l, sorted.
func (l *Language) PhraseIDs() []string { return slices.Sorted(maps.Keys(l.phrases)) }

// PhraseIDs returns the ids of all phrases that some language has, sorted.
func (c *Catalogue) PhraseIDs() []string {
	var ids []string
	for _, l := range c.languages {
		ids = append(ids, l.PhraseIDs()...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Node returns where p stands in its file, for findings.
func (p *Phrase) Node() *yaml.Node { return p.words.node }

// Counted returns the name of the value whose number chooses the plural form,
// or "".
func (p *Phrase) Counted() string { return p.counted }

// Forms calls visit for the words of each plural form of p, as they stand in the
// locale file. A phrase without a count has the form other alone.
func (p *Phrase) Forms(visit func(f Form, raw string)) {
	for f, t := range p.words.forms {
		if t != nil {
			visit(Form(f), t.Raw)
		}
	}
}

// Raw returns the words of p for no particular count, as they stand in the locale
// file.
func (p *Phrase) Raw() string { return p.words.forms[Other].Raw }

// Slot returns the value called name, or nil.
func (p *Phrase) Slot(name string) *Slot {
	i := slices.IndexFunc(p.Slots, func(s Slot) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return &p.Slots[i]
}

// Text returns the words of p in l for a count of n; n is ignored by a phrase
// that counts nothing.
func (p *Phrase) Text(l *Language, n int) *Text {
	if t := p.words.forms[l.Form(n)]; t != nil && p.counted != "" {
		return t
	}
	return p.words.forms[Other]
}

// nearPhrases is how many phrases a fault names at most.
const nearPhrases = 4

// NearPhrases returns ids of phrases that id may have been meant to be: the one
// written most like it, then those that share a word with it, those of the use
// wanted first. For the id of a phrase of another use only those come in question.
func (l *Language) NearPhrases(id string, use letter.Use) []string {
	var near []string
	ids := l.PhraseIDs()
	add := func(s string) {
		if s != "" && len(near) < nearPhrases && !slices.Contains(near, s) {
			near = append(near, s)
		}
	}
	ofUse := slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return l.phrases[s].Use != use })
	if l.phrases[id] != nil {
		ids = ofUse
	}
	_, bare, _ := strings.Cut(id, ".")
	add(yaml.Nearest(string(use)+"."+bare, ofUse))
	add(yaml.Nearest(id, ids))
	for _, group := range [][]string{ofUse, ids} {
		for _, s := range sharing(id, group) {
			add(s)
		}
	}
	return near
}

// sharing returns those of ids that have a word in common with id besides the
// use, those with most first.
func sharing(id string, ids []string) []string {
	words := idWords(id)
	shared := func(s string) int {
		n := 0
		for _, w := range idWords(s) {
			if slices.Contains(words, w) {
				n++
			}
		}
		return n
	}
	out := slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return shared(s) == 0 })
	slices.SortStableFunc(out, func(a, b string) int { return shared(b) - shared(a) })
	return out
}

// idWords are the words of an id that say something: not its use, and none of
// two letters.
func idWords(id string) []string {
	use, rest, cut := strings.Cut(id, ".")
	if !cut || letter.Use(use).Member() == "" {
		rest = id
	}
	words := strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(".-_", r) })
	return slices.DeleteFunc(words, func(w string) bool { return len(w) < 3 })
}

// contraction is two words that the language writes as one where they meet: in
// Spanish "a" and "el" are "al".
type contraction struct{ first, second, joined string }

// Contract joins, in words filled into a phrase, a word at the end of one span
// with the one at the beginning of the next. Only words of the wording are
// touched, never a value; spans may be written to.
func (l *Language) Contract(spans doc.Inline) {
	for i := 1; i < len(spans); i++ {
		a, b := &spans[i-1], &spans[i]
		if a.Source != page.Wording || b.Source != page.Wording {
			continue
		}
		for _, c := range l.contractions {
			before, first := strings.CutSuffix(a.Text, c.first+" ")
			after, second := strings.CutPrefix(b.Text, c.second+" ")
			if first && second && !endsInWord(before) {
				a.Text, b.Text = before, c.joined+" "+after
				break
			}
		}
	}
}
