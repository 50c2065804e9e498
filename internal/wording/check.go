package wording

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// Check returns what is wrong or odd with the catalogue: a message that a
// language lacks, values that differ between languages, a plural form that is
// missing, a character that covers refuses, and, when used is given, messages
// that nothing prints.
func (c *Catalogue) Check(covers func(rune) bool, used map[string]bool) fault.Diagnostics {
	k := &checker{c: c, r: &yaml.Reader{}, used: used, covers: covers}
	for r := range k.ascii {
		k.ascii[r] = covers != nil && covers(rune(r))
	}
	for _, id := range c.ids {
		k.message(id)
	}
	for _, id := range c.PhraseIDs() {
		k.phrase(id)
	}
	found := slices.Concat(c.found, k.r.Found())
	found.Sort()
	return found
}

// Missing returns the ids, of those given, that lang has no words for.
func (c *Catalogue) Missing(lang letter.Lang, ids []string) []string {
	l := c.languages[lang]
	if l == nil {
		return ids
	}
	var out []string
	for _, id := range ids {
		if l.messages[id] == nil {
			out = append(out, id)
		}
	}
	return out
}

// Complete reports whether lang has every message that any language has.
func (c *Catalogue) Complete(lang letter.Lang) bool {
	if c.languages[lang] == nil {
		return false
	}
	for _, id := range c.Missing(lang, c.ids) {
		if _, ok := optional[id]; !ok {
			return false
		}
	}
	return true
}

// Unverified returns the ids of fixed strings of the CMS form that lang has not
// had confirmed, sorted.
func (c *Catalogue) Unverified(lang letter.Lang) []string {
	var out []string
	if l := c.languages[lang]; l != nil {
		for _, id := range l.IDs() {
			if m := l.messages[id]; m.FormString && m.Verified == "" {
				out = append(out, id)
			}
		}
	}
	return out
}

func (c *Catalogue) allIDs() []string {
	seen := map[string]bool{}
	for _, l := range c.languages {
		for id := range l.messages {
			seen[id] = true
		}
	}
	ids := make([]string, 0, len(seen))
	for id := range seen {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids
}

type checker struct {
	c      *Catalogue
	r      *yaml.Reader
	used   map[string]bool
	covers func(rune) bool
	ascii  [utf8.RuneSelf]bool // covered
}

// message compares what the languages have of one message. What is special in
// one of them, a plural or a fixed string of the form, is so in all.
func (k *checker) message(id string) {
	var first *Message
	plural, formString := false, false
	for _, code := range k.c.order {
		if m := k.c.languages[code].messages[id]; m != nil {
			first = cmp.Or(first, m)
			plural, formString = plural || m.Plural, formString || m.FormString
		}
	}
	_, mayLack := optional[id]
	for _, code := range k.c.order {
		l := k.c.languages[code]
		m := l.messages[id]
		if m == nil {
			if !mayLack {
				k.r.Faultf(first.node, "message-missing", "message %q has no words in language %s", id, code)
			}
			continue
		}
		k.variables(first, m, code)
		k.plural(l, m, plural, "message")
		k.form(m, formString)
		k.glyphs(m, "message")
	}
	if k.used != nil && !k.used[id] && !mayLack {
		k.r.Warn(first.node, "message-unused", fmt.Sprintf("nothing prints message %q", id), "delete it in every language")
	}
}

func (k *checker) variables(first, m *Message, code letter.Lang) {
	if m == first {
		return
	}
	if a, b := first.Vars(), m.Vars(); !slices.Equal(a, b) {
		k.r.Faultf(m.node, "message-values", "message %q takes {%s} in language %s and {%s} elsewhere", m.ID, strings.Join(b, ", "), code, strings.Join(a, ", "))
	}
}

func (k *checker) plural(l *Language, m *Message, plural bool, what string) {
	if !plural {
		return
	}
	m.each(func(g Gender, set *forms) {
		for _, f := range l.Needed() {
			if set[f] == nil {
				k.r.Fault(m.node, what+"-plural", fmt.Sprintf("%s %q lacks the plural form %s", what, m.ID, strings.TrimSpace(g.String()+" "+f.String())),
					"language "+string(l.Code)+" needs "+formList(l.Needed()))
			}
		}
	})
}

func (k *checker) form(m *Message, formString bool) {
	if formString && !m.FormString {
		k.r.Fault(m.node, "message-form", fmt.Sprintf("message %q is a fixed string of the form in another language, and not in this one", m.ID),
			"give it a verified_against, empty while nobody has confirmed it")
	}
}

func (k *checker) glyphs(m *Message, what string) {
	if k.covers == nil {
		return
	}
	m.each(func(_ Gender, set *forms) {
		for _, t := range set {
			if t == nil {
				continue
			}
			for _, r := range t.Raw {
				if r < utf8.RuneSelf && k.ascii[r] {
					continue
				}
				if r != '\n' && !k.covers(r) {
					k.r.Faultf(m.node, what+"-glyph", "%s %q has the character U+%04X, which the fonts lack", what, m.ID, r)
					break
				}
			}
		}
	})
}

// Vars returns the names of the values that any form of m takes, sorted.
func (m *Message) Vars() []string {
	var out []string
	m.each(func(_ Gender, set *forms) {
		for _, t := range set {
			if t != nil {
				out = append(out, t.Vars...)
			}
		}
	})
	slices.Sort(out)
	return slices.Compact(out)
}
