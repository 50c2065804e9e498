// Package wording holds every word that letters print: the message catalogue in
// each language, the forms a count asks for, dates, money, hours and lists.
//
// It owns locale files and packs laid over them. It refuses to fall back: a
// message that a language lacks is a fault, never words of another language,
// and values enter only after markup was parsed, so a value is never markup.
package wording

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"slices"

	"letterpress/internal/doc"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// Catalogue is the wording of every language.
type Catalogue struct {
	languages map[letter.Lang]*Language
	order     []letter.Lang
	ids       []string // of all messages that any language has, sorted
	found     fault.Diagnostics
	sum       func() string
	drafts    map[letter.Lang]*draft // what the languages were made of, for Traced
}

// Language is the wording of one language. It does not change once loaded and
// may be used by any number of goroutines.
type Language struct {
	Code     letter.Lang
	Tag      string // BCP 47, for the PDF: "es-US"
	messages map[string]*Message
	forms    []Form // plural form by count, for small counts
	needed   []Form // that some count has
	rule     func(n int) Form
	cached   calendar
	expand   map[string]string // abbreviations and what they stand for

	phrases      map[string]*Phrase
	contractions []contraction
}

// Message is one entry of the catalogue in one language.
type Message struct {
	ID string
	// FormString marks a fixed string of a CMS form; Verified says against which
	// source it was confirmed, "" while it was not.
	FormString bool
	Verified   string
	Plural     bool
	Gender     Gender // of a noun
	forms      forms
	agreeing   [numGenders]*forms // with a noun of a gender, where the words are not those of forms
	node       *yaml.Node
}

// Load reads locale files from the layers, a later one over an earlier: the
// built-in locales first, then packs. The error is a fault.Diagnostics with
// every fault of every file.
func Load(layers ...fs.FS) (*Catalogue, error) {
	b := newBuilder()
	for i, l := range layers {
		b.readAll(i, l)
	}
	c := b.catalogue()
	return c, c.found.Err()
}

// Languages returns the codes of the languages, sorted.
func (c *Catalogue) Languages() []letter.Lang { return c.order }

// Language returns the wording of a language, or nil when there is none.
func (c *Catalogue) Language(code letter.Lang) *Language { return c.languages[code] }

// Sum returns a SHA-256 over all words in force: the wording's part of a
// fingerprint.
func (c *Catalogue) Sum() string { return c.sum() }

// IDs returns the ids of all messages of l, sorted.
func (l *Language) IDs() []string {
	return slices.Sorted(maps.Keys(l.messages))
}

// Message returns the entry id, or nil.
func (l *Language) Message(id string) *Message { return l.messages[id] }

// Node returns where m stands in its file, for findings.
func (m *Message) Node() *yaml.Node { return m.node }

// Text returns the words of m for no particular count.
func (m *Message) Text() *Text { return m.forms[Other] }

// Text returns the words of message id for no particular count. It returns an
// empty text when the message is missing; Check makes sure that none is.
func (l *Language) Text(id string) *Text {
	if m := l.messages[id]; m != nil {
		return m.forms[Other]
	}
	return emptyText
}

// TextFor returns the words of message id for a count of n.
func (l *Language) TextFor(id string, n int) *Text {
	m := l.messages[id]
	if m == nil {
		return emptyText
	}
	if t := m.forms[l.Form(n)]; t != nil && m.Plural {
		return t
	}
	return m.forms[Other]
}

// Say returns message id with its values filled in.
func (l *Language) Say(id string, values ...Value) doc.Inline {
	return l.Text(id).Fill(values)
}

// Plain returns message id with values filled in, as bare words.
func (l *Language) Plain(id string, values ...Value) string {
	return l.Say(id, values...).String()
}

// sumOf hashes, in a fixed order, all that letters get from the languages.
func (c *Catalogue) sumOf() string {
	h := sha256.New()
	w := bufio.NewWriter(h)
	write := func(fields ...string) {
		for _, f := range fields {
			w.WriteString(f)
			w.WriteByte(0)
		}
	}
	for _, code := range c.order {
		l := c.languages[code]
		write(string(l.Code), l.Tag)
		for _, short := range slices.Sorted(maps.Keys(l.expand)) {
			write(short, l.expand[short])
		}
		for _, id := range l.IDs() {
			m := l.messages[id]
			if m.Gender != Genderless {
				write(id, m.Gender.String())
			}
			m.each(func(g Gender, set *forms) {
				for f, t := range set {
					if t != nil {
						write(id, g.String()+Form(f).String(), t.Raw)
					}
				}
			})
		}
		for _, c := range l.contractions {
			write(c.first, c.second, c.joined)
		}
		for _, id := range l.PhraseIDs() {
			p := l.phrases[id]
			write(id, slotList(p.Slots))
			for f, t := range p.words.forms {
				if t != nil {
					write(Form(f).String(), t.Raw)
				}
			}
		}
	}
	w.Flush() // a hash takes everything
	return hex.EncodeToString(h.Sum(nil))
}
