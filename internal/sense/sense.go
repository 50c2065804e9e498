// Package sense finds in a request what would embarrass a plan in print: a
// claims system's strings, abbreviations, words of another language, advice
// that names no prescriber, people who are none.
//
// It owns the rules that tell such things from good requests, and says of each
// whether it refuses a letter or only warns. It refuses to mend anything, and to
// repeat what was written: a finding names the place, the rule and the way out.
package sense

import (
	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

// Rule is one thing to look for.
type Rule struct {
	Code    string
	Refuses bool // the letter is not made; else it is made with a warning
	Strict  bool // a strict run refuses it too: whoever wrote the request can mend it
	About   string
}

// Codes of the rules.
const (
	CodeNobody         = "not-a-person"
	CodeNameCapitals   = "name-capitals"
	CodeNameCut        = "name-cut"
	CodeBirthDate      = "birth-date"
	CodeClaims         = "claims-string"
	CodeAbbreviation   = "abbreviation"
	CodeDecimal        = "decimal"
	CodeDiagnosis      = "diagnosis-code"
	CodeEnglish        = "english-word"
	CodeEnglishLooking = "english-looking"
	CodeNoPrescriber   = "no-prescriber"
	CodeBlaming        = "blaming"
	CodeSameDrug       = "same-drug"
)

// rules are the rules in the order of docs/sense.md. What stands in a request
// as fact (a birth date, a name in capitals) no strict run refuses: its sender
// may be unable to mend it.
var rules = []Rule{
	{CodeNobody, true, true, "DECEASED, ESTATE OF, TEST or UNKNOWN in a person's name"},
	{CodeNameCapitals, false, false, "a person's name in capitals"},
	{CodeNameCut, false, true, "a name of exactly 25, 30 or 35 capitals, which a claims system may have cut"},
	{CodeBirthDate, false, false, "a birth date of 1900-01-01, over 115 years ago, or under 18 without a recipient"},
	{CodeClaims, true, true, "a drug as claims systems write it"},
	{CodeAbbreviation, true, true, "an abbreviation that members do not know or misread"},
	{CodeDecimal, true, true, "a dose without a zero before its point, or with one after it"},
	{CodeDiagnosis, true, true, "a diagnosis code"},
	{CodeEnglish, true, true, "once, daily or take in a Spanish text"},
	{CodeEnglishLooking, false, true, "a Spanish text that looks English"},
	{CodeNoPrescriber, false, true, "an action to stop a medicine or change its dose that names no prescriber"},
	{CodeBlaming, false, true, "words that blame the member"},
	{CodeSameDrug, false, true, "the same drug twice, as brand and generic"},
}

// Rules returns all rules, in the order of the documentation. Callers do not
// write to what they get.
func Rules() []Rule { return rules }

// Finding is what a rule found.
type Finding struct {
	fault.Field
	Rule *Rule
}

// Look returns what the rules find in l, in no order that a caller may rely on
// but always the same. l may have faults of shape: what is missing is passed
// over. A letter without findings costs no memory.
func Look(l *letter.Letter) []Finding {
	g := gaze{l: l, member: l.Kind != letter.PrescriberIntervention, words: lexicons[l.Language]}
	g.people()
	g.born()
	g.drugs()
	g.sameDrug()
	l.Texts(func(at letter.Place, t *letter.Text) {
		if s, ok := t.In(l.Language); ok {
			g.text(s, spot{place: at, text: t, lang: l.Language})
		}
	})
	return g.found
}

// gaze looks at one letter.
type gaze struct {
	l      *letter.Letter
	member bool // a member reads the letter
	words  *lexicon
	found  []Finding
}

func (g *gaze) tell(pointer, code, detail string) {
	for i := range rules {
		if rules[i].Code == code {
			g.found = append(g.found, Finding{fault.Field{Pointer: pointer, Code: code, Detail: detail}, &rules[i]})
		}
	}
}

// spot is where the words at hand stand. Its pointer is put together only when
// something was found: a text of the request, or a member below a list.
type spot struct {
	place  letter.Place
	text   *letter.Text // nil for a member
	lang   letter.Lang
	list   string
	entry  int // in the list, -1 for none
	member string
	index  int // in the member, -1 for none
	last   string
}

// of returns the spot of a member: list, entry, member.
func of(list string, entry int, member string) spot {
	return spot{list: list, entry: entry, member: member, index: -1}
}

func (s spot) pointer() string {
	if s.text != nil {
		if s.text.Bare {
			return s.place.Pointer()
		}
		return fault.At(s.place.Pointer(), string(s.lang))
	}
	at := s.list
	if s.entry >= 0 {
		at = fault.AtIndex(at, s.entry)
	}
	at += s.member
	if s.index >= 0 {
		at = fault.AtIndex(at, s.index)
	}
	return at + s.last
}
