package letter

import (
	"cmp"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

const textWanted = `words: a string, {"en": …, "es": …} or a phrase`

var textMembers = []member[Text]{
	may("en", func(d *decoder, t *Text) { d.wordsIn(English, t) }),
	may("es", func(d *decoder, t *Text) { d.wordsIn(Spanish, t) }),
	may("phrase", func(d *decoder, t *Text) { t.phrase().ID = d.shaped(identShape) }),
	may("values", func(d *decoder, t *Text) { t.phrase().Values = d.phraseValues() }),
}

func (t *Text) phrase() *Phrase {
	if t.Phrase == nil {
		t.Phrase = &Phrase{}
	}
	return t.Phrase
}

// wordsIn reads the words in one language, keeping English first.
func (d *decoder) wordsIn(lang Lang, t *Text) {
	words, ok := d.given(maxText)
	if !ok {
		return
	}
	if words == "" {
		d.fault(CodeEmpty, "no words; leave the language out")
		return
	}
	if t.Words == nil {
		t.Words = make([]Worded, 0, len(languageTerms))
	}
	t.Words = append(t.Words, Worded{lang, words})
	slices.SortFunc(t.Words, func(a, b Worded) int { return cmp.Compare(a.Lang, b.Lang) })
}

// readText reads words or a phrase.
func readText(d *decoder, t *Text) {
	if d.sketch != nil {
		d.sketchEither("Text", func(d *decoder) { d.given(maxText) }, func(d *decoder) { object(d, textMembers, t) })
		return
	}
	switch d.peek() {
	case jsontext.KindString:
		d.bareText(t)
	case jsontext.KindBeginObject:
		before := len(d.faults)
		given := object(d, textMembers, t)
		if len(d.faults) == before {
			d.wholeText(t, given)
		}
	default:
		d.wrongType(textWanted)
	}
}

func readTextPointer(d *decoder) *Text {
	t := new(Text)
	readText(d, t)
	return t
}

// bareText reads a string, which is English.
func (d *decoder) bareText(t *Text) {
	words, ok := d.given(maxText)
	switch {
	case !ok:
	case words != "":
		t.Bare = true
		t.Words = []Worded{{English, words}}
	case d.needed():
		d.missing()
	default:
		d.fault(CodeEmpty, "no words; leave it out when there is nothing to say")
	}
}

// wholeText judges an object of words or a phrase by the members given, when
// none of them is at fault.
func (d *decoder) wholeText(t *Text, given set) {
	has := func(name string) bool { return gave(textMembers, given, name) }
	words := has("en") || has("es")
	switch {
	case words && t.Phrase != nil:
		d.fault(CodeConflict, "words or a phrase, not both")
	case words:
	case t.Phrase == nil:
		d.fault(CodeEmpty, "must hold "+textWanted)
	case t.Phrase.ID == "":
		d.faultAt(d.below("phrase"), CodeRequired, "required, the phrase that takes the values")
	}
}

// phraseValues reads the values of a phrase, whose names the phrase decides.
func (d *decoder) phraseValues() []PhraseValue {
	var values []PhraseValue
	d.named(func(name string) {
		v := PhraseValue{Name: name}
		d.phraseValue(&v)
		values = append(values, v)
	})
	slices.SortFunc(values, func(a, b PhraseValue) int { return cmp.Compare(a.Name, b.Name) })
	return values
}

// phraseValue reads a string or an object of strings.
func (d *decoder) phraseValue(v *PhraseValue) {
	if d.sketch != nil {
		d.sketchEither("", func(d *decoder) { d.filled(maxText) }, func(d *decoder) { d.named(func(string) { d.line(maxText) }) })
		return
	}
	switch d.peek() {
	case jsontext.KindString:
		v.Text = d.filled(maxText)
	case jsontext.KindBeginObject:
		v.Parts = []PhrasePart{}
		d.named(func(name string) { v.Parts = append(v.Parts, PhrasePart{name, d.line(maxText)}) })
		slices.SortFunc(v.Parts, func(a, b PhrasePart) int { return cmp.Compare(a.Name, b.Name) })
	default:
		d.wrongType("a string or an object of strings")
	}
}

// named reads an object whose member names are not known beforehand, and calls
// read for the value of each.
func (d *decoder) named(read func(name string)) {
	if d.sketch != nil {
		d.sketchNamed(read)
		return
	}
	if !d.open(jsontext.KindBeginObject, "an object") {
		return
	}
	var seen []string
	for d.more(jsontext.KindEndObject) {
		name, ok := d.name()
		if !ok {
			return
		}
		if !identifier(name) || len(seen) == maxValues {
			d.fault(CodeUnknown, "a value that no phrase takes")
			d.skip()
			continue
		}
		d.enter(&label{name: name})
		if repeats(seen, name) {
			d.fault(CodeDuplicate, "given twice in the same object")
			d.skip()
		} else {
			seen = append(seen, name)
			read(name)
		}
		d.leave()
	}
}
