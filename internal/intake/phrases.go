package intake

import (
	"strings"

	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/wording"
)

// phrases holds each phrase to the catalogue: that it exists, that it is for the
// place where it stands, and that its values are what it takes.
func (j *judge) phrases() {
	words := j.desk.words.Language(j.l.Language)
	if words == nil {
		return // told at the language
	}
	j.l.Texts(func(at letter.Place, t *letter.Text) {
		if t.Phrase != nil && t.Phrase.ID != "" {
			j.phrase(words, at, t.Phrase)
		}
	})
}

func (j *judge) phrase(words *wording.Language, at letter.Place, given *letter.Phrase) {
	pointer, use := at.Pointer(), at.Use()
	p := words.Phrase(given.ID)
	if p == nil {
		j.refuse(pointer+"/phrase", CodeUnknownPhrase, "no such phrase%s", nearby(words, given.ID, use))
		return
	}
	if p.Use != use {
		j.refuse(pointer+"/phrase", CodePhraseUse, "a phrase for %s stands where one for %s is wanted%s", p.Use, use, nearby(words, given.ID, use))
	}
	for _, f := range p.Misfits(given.Values) {
		j.faults.Add(pointer+f.Pointer, f.Code, f.Detail)
	}
}

// nearby names phrases that may have been meant, and where all of them are listed.
func nearby(words *wording.Language, id string, use letter.Use) string {
	s := ""
	if near := words.NearPhrases(id, use); len(near) > 0 {
		s = "; near it: " + strings.Join(near, ", ")
	}
	return s + "; letterpress phrases --use " + string(use) + " lists those for here"
}

// phraseGlyphs looks at the values of a phrase.
func (j *judge) phraseGlyphs(at letter.Place, p *letter.Phrase) {
	for i := range p.Values {
		v := &p.Values[i]
		if v.Parts == nil && !face.CoversAll(v.Text) {
			j.noGlyph(v.Text, fault.At(at.Pointer()+"/values", v.Name))
		}
		for _, part := range v.Parts {
			if !face.CoversAll(part.Text) {
				j.noGlyph(part.Text, fault.At(fault.At(at.Pointer()+"/values", v.Name), part.Name))
			}
		}
	}
}
