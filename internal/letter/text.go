package letter

// Text is words of a request in one or more languages, or a phrase of the
// catalogue (the contract, section 2). A bare string is English.
type Text struct {
	Words  []Worded // English before Spanish
	Phrase *Phrase
	Bare   bool // given as a bare string
}

// Worded is the text in one language.
type Worded struct {
	Lang Lang
	Text string
}

// Phrase names a phrase of the catalogue and the values it takes.
type Phrase struct {
	ID     string
	Values []PhraseValue // by name
}

// PhraseValue is one value of a phrase: a string, or an object of strings. What
// it must be is the phrase's to say.
type PhraseValue struct {
	Name  string
	Text  string
	Parts []PhrasePart // by name; nil for a string
}

// PhrasePart is one member of a value that is an object.
type PhrasePart struct{ Name, Text string }

// Value returns the value called name, or nil.
func (p *Phrase) Value(name string) *PhraseValue {
	for i := range p.Values {
		if p.Values[i].Name == name {
			return &p.Values[i]
		}
	}
	return nil
}

// Part returns the member called name of a value that is an object.
func (v *PhraseValue) Part(name string) (text string, ok bool) {
	for _, p := range v.Parts {
		if p.Name == name {
			return p.Text, true
		}
	}
	return "", false
}

// In returns the words in lang. It never answers with those of another
// language: ok is false when lang is missing.
func (t *Text) In(lang Lang) (words string, ok bool) {
	for i := range t.Words {
		if t.Words[i].Lang == lang {
			return t.Words[i].Text, true
		}
	}
	return "", false
}
