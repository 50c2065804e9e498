package blueprint

import (
	"strconv"
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/wording"
)

// phrase is a phrase of the catalogue with the request's values. Intake refuses
// what does not fit, so a gap here is a fault of ours.
func (f *frame) phrase(given *letter.Phrase) doc.Inline {
	p := f.w.Phrase(given.ID)
	if p == nil {
		f.missing = true
		return nil
	}
	n := 0
	values := make([]wording.Value, 0, len(p.Slots))
	for i := range p.Slots {
		s := &p.Slots[i]
		v := given.Value(s.Name)
		if v == nil {
			f.missing = true
			return nil
		}
		if s.Name == p.Counted() {
			n = whole(v.Text)
		}
		values = append(values, arg(s.Name, f.value(s.Type, v)))
	}
	t := p.Text(f.w, n)
	out := f.fill(t, values)
	if len(t.Vars) > 0 { // else the words are everybody's
		f.w.Contract(out)
	}
	return out
}

// value is one value of a phrase, as its type is printed in the language.
func (f *frame) value(t wording.Type, v *letter.PhraseValue) doc.Inline {
	switch t {
	case wording.Drug:
		return f.product(bind(v.Text))
	case wording.Person:
		return f.person(v)
	case wording.Count:
		return f.given(f.w.Number(whole(v.Text)))
	case wording.Day:
		d, err := letter.ParseDate(v.Text)
		f.missing = f.missing || err != nil
		return f.date(d)
	case wording.Measure:
		return f.measure(v)
	}
	return f.given(v.Text)
}

// person is a name, with its title when one is given.
func (f *frame) person(v *letter.PhraseValue) doc.Inline {
	if v.Parts == nil {
		return f.given(v.Text)
	}
	name, _ := v.Part("name")
	title, _ := v.Part("title")
	return f.speak("person."+title, arg("name", f.given(name)))
}

// measure is a value with its unit. A decimal takes the plural form of no whole
// number.
func (f *frame) measure(v *letter.PhraseValue) doc.Inline {
	value, _ := v.Part("value")
	unit, _ := v.Part("unit")
	return f.speakFor("measure."+unit, whole(value), arg("value", f.given(f.grouped(value))))
}

// grouped writes a decimal with the language's mark between thousands.
func (f *frame) grouped(value string) string {
	digits, fraction, point := strings.Cut(value, ".")
	n, err := strconv.Atoi(digits)
	if err != nil { // a pair, such as a blood pressure
		return value
	}
	if point {
		return f.w.Number(n) + "." + fraction
	}
	return f.w.Number(n)
}

// whole is the number that s writes, 0 when it is no whole number.
func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
