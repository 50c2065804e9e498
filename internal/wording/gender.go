package wording

import (
	"fmt"

	"letterpress/internal/yaml"
)

// Gender is the grammatical gender of a noun (CLDR). It is a fact of a
// language, so it stands with the noun in the catalogue.
type Gender uint8

// The genders. Genderless is a noun's that names none.
const (
	Genderless Gender = iota
	Masculine
	Feminine
	Neuter
	Common
	Animate
	Inanimate
	Personal
	numGenders
)

var genderNames = [numGenders]string{"", "masculine", "feminine", "neuter", "common", "animate", "inanimate", "personal"}

// String returns the gender's CLDR name.
func (g Gender) String() string { return genderNames[g] }

// forms is the texts of a message, one a plural form.
type forms [numForms]*Text

// TextOf returns the words of message id that agree with n things of a gender:
// those of the gender when the message has them, else those for every other.
func (l *Language) TextOf(id string, g Gender, n int) *Text {
	m := l.messages[id]
	if m == nil {
		return emptyText
	}
	set := m.agreeing[g]
	if set == nil {
		return l.TextFor(id, n)
	}
	if t := set[l.Form(n)]; t != nil {
		return t
	}
	return set[Other]
}

// each calls visit with every set of texts of m.
func (m *Message) each(visit func(g Gender, set *forms)) {
	visit(Genderless, &m.forms)
	for g := Genderless + 1; g < numGenders; g++ {
		if set := m.agreeing[g]; set != nil {
			visit(g, set)
		}
	}
}

// genders reads the gender of a noun and the words that agree with others'.
func (b *builder) genders(m *rawMessage, o *yaml.Object) {
	if n := o.Get("gender"); n != nil {
		m.gender = b.genderOf(n)
	}
	for g := Genderless + 1; g < numGenders; g++ {
		n := o.Get(genderNames[g])
		if n == nil {
			continue
		}
		var words written
		if n.Kind == yaml.Scalar {
			words = written{{Other, n.Text}}
		} else {
			inner := b.reader.Object(n)
			words = b.plurals(inner)
			inner.End()
		}
		if m.agreeing == nil {
			m.agreeing = map[Gender]written{}
		}
		m.agreeing[g] = words
	}
}

func (b *builder) genderOf(n *yaml.Node) Gender {
	name := b.reader.String(n)
	for g := Genderless + 1; g < numGenders; g++ {
		if genderNames[g] == name {
			return g
		}
	}
	b.reader.Fault(n, "message-gender", fmt.Sprintf("%q is no grammatical gender", name), "genders are masculine, feminine, neuter, common, animate, inanimate and personal")
	return Genderless
}
