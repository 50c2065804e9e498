package wording

import (
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
)

// Form is a CLDR plural category.
type Form uint8

// The plural forms. Other is also the only form of a message without a count.
const (
	Zero Form = iota
	One
	Two
	Few
	Many
	Other
	numForms
)

var formNames = [numForms]string{"zero", "one", "two", "few", "many", "other"}

// String returns the category's CLDR name.
func (f Form) String() string { return formNames[f] }

func formOf(name string) (Form, bool) {
	for i, n := range formNames {
		if n == name {
			return Form(i), true
		}
	}
	return Other, false
}

// formsKept is how many counts have their form worked out at load.
const formsKept = 201

// probe is a message whose forms are their own names: go-i18n's answer for a
// count says which form the language's rule asks for.
const probe = "wording.probe"

// chooser asks go-i18n. Each language has a bundle of its own, so that there is
// no default language to fall back to.
type chooser struct {
	localizer *i18n.Localizer
}

// newChooser hands the messages of a language over, all at once: go-i18n looks
// its rule up each time that it is given some.
func newChooser(tag language.Tag, messages []*i18n.Message) (*chooser, error) {
	b := i18n.NewBundle(tag)
	err := b.AddMessages(tag, append(messages, &i18n.Message{ID: probe,
		Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"})...)
	return &chooser{i18n.NewLocalizer(b, tag.String())}, err
}

// finished is a message as go-i18n takes it.
func finished(id string, w written) *i18n.Message {
	return &i18n.Message{ID: id, LeftDelim: "\x01", RightDelim: "\x01",
		Zero: w.in(Zero), One: w.in(One), Two: w.in(Two), Few: w.in(Few), Many: w.in(Many), Other: w.in(Other)}
}

// finished returns all that go-i18n is to know of the language.
func (d *draft) finished() []*i18n.Message {
	out := make([]*i18n.Message, 0, len(d.raw)+len(d.phrases)+1)
	for id, m := range d.raw {
		out = append(out, finished(id, m.forms))
	}
	for id, p := range d.phrases {
		out = append(out, finished(phraseKey(id), p.forms))
	}
	return out
}

// words returns the words of message id for no count.
func (c *chooser) words(id string) (string, error) {
	return c.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, TemplateParser: template.IdentityParser{}})
}

// wordsFor returns the words of message id for a count.
func (c *chooser) wordsFor(id string, n int) (string, error) {
	return c.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: n, TemplateParser: template.IdentityParser{}})
}

func (c *chooser) form(n int) Form {
	name, err := c.wordsFor(probe, n)
	f, ok := formOf(name)
	if err != nil || !ok {
		return Other
	}
	return f
}

// kept returns the plural form by count, for the counts whose forms are kept.
func (c *chooser) kept() []Form {
	out := make([]Form, formsKept)
	for n := range out {
		out[n] = c.form(n)
	}
	return out
}

// ruleOf returns the plural rule of a language, for counts beyond those kept. It
// keeps no message alive.
func ruleOf(tag language.Tag) func(n int) Form {
	bare := sync.OnceValues(func() (*chooser, error) { return newChooser(tag, nil) })
	return func(n int) Form {
		c, err := bare()
		if err != nil {
			return Other
		}
		return c.form(n)
	}
}

// Form returns the plural form that the language uses for n.
func (l *Language) Form(n int) Form {
	if n >= 0 && n < len(l.forms) {
		return l.forms[n]
	}
	return l.rule(n)
}

// Needed returns the plural forms that a message with a count must have.
func (l *Language) Needed() []Form { return l.needed }

// needed works out which forms there are counts for.
func (c *chooser) needed(kept []Form) []Form {
	var seen [numForms]bool
	for _, f := range kept {
		seen[f] = true
	}
	for _, n := range []int{1_000, 1_000_000, 2_000_000, 1_000_001} {
		seen[c.form(n)] = true
	}
	var out []Form
	for f, s := range seen {
		if s {
			out = append(out, Form(f))
		}
	}
	return out
}

func formList(forms []Form) string {
	names := make([]string, len(forms))
	for i, f := range forms {
		names[i] = f.String()
	}
	return strings.Join(names, ", ")
}
