package wording

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// rawPhrase is a phrase as it was read, its words not yet parsed.
type rawPhrase struct {
	rawMessage
	slots []Slot
}

// phrases reads the phrases of one file. As with messages, an id stands once
// within a layer and a later layer replaces the whole entry.
func (b *builder) phrases(d *draft, n *yaml.Node) {
	for _, p := range b.reader.Pairs(n) {
		id := p.Key.Text
		if use, name, cut := strings.Cut(id, "."); !cut || name == "" || letter.Use(use).Member() == "" || !letter.ValidPhraseID(id) {
			b.reader.Fault(p.Key, "phrase-id", fmt.Sprintf("%q is no id of a phrase", id),
				"lower-case letters, digits, - and _ after the use: "+useList()+"; such as reason.high-blood-pressure")
			continue
		}
		if old := d.phrases[id]; old != nil && old.layer == b.layer {
			b.reader.Faultf(p.Key, "phrase-twice", "phrase %q stands already in %s:%d", id, old.node.File(), old.node.Line)
		}
		d.phrases[id] = b.phrase(p)
	}
}

func useList() string {
	var names []string
	for _, u := range letter.Uses() {
		names = append(names, string(u))
	}
	return strings.Join(names, ", ")
}

func (b *builder) phrase(p yaml.Pair) *rawPhrase {
	r := &rawPhrase{rawMessage: rawMessage{node: p.Key, layer: b.layer}}
	if p.Value.Kind == yaml.Scalar {
		r.forms = written{{Other, p.Value.Text}}
	} else {
		o := b.reader.Object(p.Value)
		r.slots = b.slots(o.Get("values"))
		b.forms(&r.rawMessage, o)
		o.String("note")
		o.End()
	}
	b.filled(&r.rawMessage, "phrase")
	return r
}

// slots reads a declaration: a type a value, with the units that make sense
// behind the type of a measure: "bp: measure mmHg".
func (b *builder) slots(n *yaml.Node) []Slot {
	var out []Slot
	for _, p := range b.reader.Pairs(n) {
		words := strings.Fields(b.reader.String(p.Value))
		if len(words) == 0 || !isName(p.Key.Text) || !slices.Contains(Types(), Type(words[0])) {
			b.reader.Fault(p.Value, "phrase-type", "a value is declared as name: type", fmt.Sprintf("the types are %v", Types()))
			continue
		}
		s := Slot{Name: p.Key.Text, Type: Type(words[0])}
		for _, u := range words[1:] {
			if s.Type != Measure || !slices.Contains(Units(), u) {
				b.reader.Fault(p.Value, "phrase-unit", fmt.Sprintf("%q is no unit", u), "units stand behind the type measure: "+strings.Join(Units(), ", "))
				continue
			}
			s.Units = append(s.Units, u)
		}
		out = append(out, s)
	}
	slices.SortFunc(out, func(x, y Slot) int { return strings.Compare(x.Name, y.Name) })
	return out
}

// contractions reads pairs of words that are written as one: "a el: al".
func (b *builder) contractions(d *draft, n *yaml.Node) {
	for _, p := range b.reader.Pairs(n) {
		if len(strings.Fields(p.Key.Text)) != 2 {
			b.reader.Fault(p.Key, "contraction", "a contraction is of two words", "such as a el: al")
			continue
		}
		d.contractions[p.Key.Text] = b.reader.String(p.Value)
	}
}

// compilePhrases parses the phrases of a language.
func (b *builder) compilePhrases(l *Language, ch *chooser, d *draft) {
	for _, pair := range slices.Sorted(maps.Keys(d.contractions)) {
		w := strings.Fields(pair)
		l.contractions = append(l.contractions, contraction{w[0], w[1], d.contractions[pair]})
	}
	l.phrases = make(map[string]*Phrase, len(d.phrases))
	for id, raw := range d.phrases {
		use, _, _ := strings.Cut(id, ".")
		p := &Phrase{ID: id, Use: letter.Use(use), Slots: raw.slots, words: b.compile(l, ch, phraseKey(id), &raw.rawMessage)}
		p.words.ID = id
		b.declared(p)
		l.phrases[id] = p
	}
}

// phraseKey is the id by which go-i18n knows a phrase.
func phraseKey(id string) string { return "phrase." + id }

// declared holds the words of a phrase to its declaration. Each value stands in
// them; the number that chooses the form may be left to the words ("once").
func (b *builder) declared(p *Phrase) {
	for _, s := range p.Slots {
		if s.Type != Count {
			continue
		}
		if p.counted != "" {
			b.reader.Fault(p.words.node, "phrase-count", fmt.Sprintf("phrase %q counts two things", p.ID), "only one number can choose the plural form: make the other a measure")
		}
		p.counted = s.Name
	}
	if p.words.Plural && p.counted == "" {
		b.reader.Fault(p.words.node, "phrase-count", fmt.Sprintf("phrase %q has plural forms and counts nothing", p.ID), "declare a value of type count")
	}
	for f, t := range p.words.forms {
		if t == nil || t == emptyText {
			continue
		}
		for _, s := range p.Slots {
			if !slices.Contains(t.Vars, s.Name) && (s.Name != p.counted || Form(f) == Other) {
				b.reader.Faultf(p.words.node, "phrase-values", "phrase %q declares the value %s and its form %s does not print it", p.ID, s.Name, Form(f))
			}
		}
		for _, v := range t.Vars {
			if p.Slot(v) == nil {
				b.reader.Faultf(p.words.node, "phrase-values", "phrase %q prints {{.%s}} and does not declare its type", p.ID, v)
			}
		}
	}
}
