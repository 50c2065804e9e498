package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// maxValue is how many characters a name in a phrase may have.
const maxValue = 120

// titles are the forms of address of a person, as a request names them. Spanish
// needs to know of a man or a woman: without a title nobody has to say.
var titles = []string{"dr", "dra", "mr", "ms"}

// Titles returns the titles that a person may have; each has a message
// "person.TITLE" that takes the name.
func Titles() []string { return titles }

type unit struct {
	name    string
	fits    func(string) bool
	want    string // what a value in it must be
	example string
}

// units are the units of measures, how a value in each is written, and one.
var units = []unit{
	{"mmHg", pressure, `two whole numbers such as "130/80", or one`, "130/80"},
	{"mg/dL", letter.ValidAmount, decimalWanted, "180"},
	{"%", letter.ValidAmount, decimalWanted, "7.5"},
	{"mEq/L", letter.ValidAmount, decimalWanted, "4.1"},
	{"mL/min", letter.ValidAmount, decimalWanted, "45"},
	{"beat", letter.ValidAmount, decimalWanted, "60"},
	{"pound", letter.ValidAmount, decimalWanted, "3"},
	{"ounce", letter.ValidAmount, decimalWanted, "8"},
	{"mg", letter.ValidAmount, decimalWanted, "3000"},
	{"mcg", letter.ValidAmount, decimalWanted, "50"},
	{"g", letter.ValidAmount, decimalWanted, "3"},
	{"mL", letter.ValidAmount, decimalWanted, "30"},
	{"unit", letter.ValidAmount, decimalWanted, "10"},
}

const decimalWanted = `a decimal above zero such as "7" or "2.5", without zeros that say nothing`

// Units returns the units that a measure may have; each has a message
// "measure.UNIT" that takes the value.
func Units() []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.name
	}
	return out
}

// Example returns a value of the slot's type, for a person to see how one is
// written.
func (s *Slot) Example() letter.PhraseValue {
	v := letter.PhraseValue{Name: s.Name}
	switch s.Type {
	case Drug:
		v.Text = "metformin"
	case Person:
		v.Parts = []letter.PhrasePart{{Name: "name", Text: "Sample"}, {Name: "title", Text: titles[0]}}
	case Count:
		v.Text = "3"
	case Day:
		v.Text = "2025-03-06"
	case Phone:
		v.Text = "1-800-555-0100"
	case Measure:
		i := slices.IndexFunc(units, func(u unit) bool { return u.name == s.units()[0] })
		v.Parts = []letter.PhrasePart{{Name: "unit", Text: units[i].name}, {Name: "value", Text: units[i].example}}
	}
	return v
}

// CodeUnknownValue is the fault of a value that the phrase does not take.
const CodeUnknownValue = "unknown-value"

// Misfits returns what is wrong with the values that a request gives to p, with
// pointers from the text on. None repeats a value.
func (p *Phrase) Misfits(given []letter.PhraseValue) fault.Fields {
	var m misfits
	for i := range given {
		v := &given[i]
		if s := p.Slot(v.Name); s != nil {
			m.value(s, v)
			continue
		}
		m.Add(at(v.Name), CodeUnknownValue, unknownValue(v.Name, p.Slots))
	}
	for _, s := range p.Slots {
		if !slices.ContainsFunc(given, func(v letter.PhraseValue) bool { return v.Name == s.Name }) {
			m.Add(at(s.Name), letter.CodeRequired, "required, "+s.wanted())
		}
	}
	return m.Fields
}

type misfits struct{ fault.Fields }

// at is the pointer of a value, or of a member of it, below its text.
func at(names ...string) string {
	pointer := "/values"
	for _, n := range names {
		pointer = fault.At(pointer, n)
	}
	return pointer
}

func unknownValue(name string, slots []Slot) string {
	if len(slots) == 0 {
		return "the phrase takes no values"
	}
	names := make([]string, len(slots))
	for i, s := range slots {
		names[i] = s.Name
	}
	detail := "the phrase takes no such value, but " + strings.Join(names, ", ")
	if near := yaml.Nearest(name, names); near != "" {
		detail += "; did you mean " + near + "?"
	}
	return detail
}

// value judges one value by its type.
func (m *misfits) value(s *Slot, v *letter.PhraseValue) {
	switch object := v.Parts != nil; {
	case s.Type == Person && object:
		m.person(v)
	case s.Type == Measure && object:
		m.measure(s, v)
	case s.Type == Measure || object:
		m.Add(at(v.Name), letter.CodeType, "must be "+s.wanted())
	case v.Text != "" && !s.fits(v.Text): // an empty one is told by its shape
		m.Add(at(v.Name), s.code(), "must be "+s.wanted())
	}
}

// fits reports whether a string is a value of the type.
func (s *Slot) fits(text string) bool {
	switch s.Type {
	case Drug:
		return drugName(text)
	case Person:
		return personName(text)
	case Count:
		return letter.ValidCount(text)
	case Day:
		_, err := letter.ParseDate(text)
		return err == nil
	}
	return letter.ValidPhone(text)
}

func (s *Slot) code() string {
	if s.Type == Day {
		return letter.CodeDate
	}
	return letter.CodeFormat
}

// wanted says to a person what a value of the type is.
func (s *Slot) wanted() string {
	switch s.Type {
	case Drug:
		return "the name of a medicine as on the bottle"
	case Person:
		return `a name without title and credentials, or {"title": "dr", "name": …}`
	case Count:
		return `a whole number above zero in a string, such as "2"`
	case Day:
		return "a day of the calendar, written YYYY-MM-DD"
	case Phone:
		return "a US phone number of 10 digits, or of 11 that begin with 1"
	}
	return `a measure, {"value": …, "unit": "` + s.units()[0] + `"}`
}

// units are the units that a measure may have here.
func (s *Slot) units() []string {
	if len(s.Units) > 0 {
		return s.Units
	}
	return Units()
}

// person judges a title and a name.
func (m *misfits) person(v *letter.PhraseValue) {
	m.parts(v, "name", "title")
	if name, ok := v.Part("name"); ok && !personName(name) {
		m.Add(at(v.Name, "name"), letter.CodeFormat, "must be a name without title and credentials")
	}
	if title, ok := v.Part("title"); ok && !slices.Contains(titles, title) {
		m.Add(at(v.Name, "title"), letter.CodeWord, "must be one of "+strings.Join(titles, ", ")+" (dr for a man, dra for a woman); or give the name alone as a string")
	}
}

// measure judges a value and its unit.
func (m *misfits) measure(s *Slot, v *letter.PhraseValue) {
	m.parts(v, "unit", "value")
	unit, ok := v.Part("unit")
	if ok && !slices.Contains(s.units(), unit) {
		m.Add(at(v.Name, "unit"), letter.CodeWord, "must be one of "+strings.Join(s.units(), ", "))
	}
	value, ok := v.Part("value")
	if !ok {
		return
	}
	for _, u := range units {
		if u.name == unit && !u.fits(value) {
			m.Add(at(v.Name, "value"), letter.CodeFormat, "must be "+u.want)
		}
	}
}

// parts asks for the members of a value that is an object, and for no others.
func (m *misfits) parts(v *letter.PhraseValue, names ...string) {
	for _, n := range names {
		if _, ok := v.Part(n); !ok {
			m.Add(at(v.Name, n), letter.CodeRequired, "required")
		}
	}
	for _, p := range v.Parts {
		if !slices.Contains(names, p.Name) {
			m.Add(at(v.Name, p.Name), letter.CodeUnknown, "not a member that is known here; "+strings.Join(names, " and ")+" are")
		}
	}
}

// pressure reports whether s is a blood pressure, or one of its two numbers.
func pressure(s string) bool {
	high, low, pair := strings.Cut(s, "/")
	return letter.ValidCount(high) && len(high) <= 3 && (!pair || letter.ValidCount(low) && len(low) <= 3)
}

// drugName reports whether s can stand in a sentence as a medicine's name.
func drugName(s string) bool {
	return sentenceWord(s) && strings.ContainsFunc(s, unicode.IsLetter) && !strings.HasSuffix(s, ".")
}

// personName reports whether s is a name alone. A title would want an article in
// Spanish, and credentials a comma.
func personName(s string) bool {
	if !sentenceWord(s) || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(",/()", r) }) {
		return false
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '.' }) {
		if slices.Contains(titleWords, w) {
			return false
		}
	}
	return true
}

// titleWords are titles as people write them. "Don" is a first name as well.
var titleWords = []string{"dr", "dra", "doctor", "doctora", "mr", "mrs", "ms", "miss", "sr", "sra", "srta", "doña", "md", "np", "pa-c", "pharmd"}

// sentenceWord reports whether s has no spaces around it, is not longer than a
// name, and ends no sentence.
func sentenceWord(s string) bool {
	return s != "" && s == strings.TrimSpace(s) && utf8.RuneCountInString(s) <= maxValue && !strings.ContainsAny(s, ";:!?¿¡\n")
}
