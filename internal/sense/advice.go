package sense

import (
	"strings"

	"letterpress/internal/letter"
)

// grammar is what the rules about advice know of a language.
type grammar struct {
	taking, oneOf, medicine string
	negation                string // and words that make a case of it
	dose                    string
	own                     string // words before the dose that make it the reader's
	suffixes                []string
}

var grammars = map[letter.Lang]grammar{
	letter.English: {takingEN, oneOfEN, medicineEN, negationEN, " dose doses dosage ", " your the this its ", []string{"ologist", "iatrist"}},
	letter.Spanish: {takingES, oneOfES, medicineES, negationES, " dosis ", " su la esta las sus ", []string{"ólogo", "óloga"}},
}

func in(list, w string) bool {
	i := strings.Index(list, w)
	for ; i > 0; i = next(list, w, i) {
		if space(list[i-1]) && i+len(w) < len(list) && space(list[i+len(w)]) {
			return true
		}
	}
	return false
}

func next(list, w string, i int) int {
	n := strings.Index(list[i+1:], w)
	if n < 0 {
		return -1
	}
	return i + 1 + n
}

func space(b byte) bool { return b == ' ' || b == '\n' || b == '\t' }

// classOf is the class of a folded word.
func (g *gaze) classOf(w string) class {
	if w == "" || len(w) > longest {
		return 0
	}
	return g.words.find([]byte(w)).class
}

// farFromOneOf is how many words may stand between "your" and the medicine.
const farFromOneOf = 2

// stops reports whether the words advise to stop a medicine: a word for
// stopping that is not denied, and then taking, or a medicine.
func (g *gaze) stops(words []string) bool {
	gr := grammars[g.l.Language]
	for i, w := range words {
		if g.classOf(w)&stop == 0 || g.denied(words, i) {
			continue
		}
		rest := words[i+1:]
		if len(rest) > 0 && rest[0] == "de" { // "deje de tomar"
			rest = rest[1:]
		}
		if len(rest) > 0 && (in(gr.taking, rest[0]) || g.medicine(rest, in(gr.oneOf, rest[0]))) {
			return true
		}
	}
	return false
}

// medicine reports whether words begin with a medicine, or, after a word such
// as "your", have one soon.
func (g *gaze) medicine(words []string, oneOf bool) bool {
	soon := words[:1]
	if oneOf {
		soon = words[1:min(len(words), 2+farFromOneOf)]
	}
	for _, w := range soon {
		if in(grammars[g.l.Language].medicine, w) || g.drug(w) {
			return true
		}
	}
	return false
}

// farFromDose is how many words may stand between the verb and the dose.
const farFromDose = 4

// changes reports whether the words advise to change a dose: "lower your
// metformin dose".
func (g *gaze) changes(words []string) bool {
	gr := grammars[g.l.Language]
	for i, w := range words {
		if g.classOf(w)&change == 0 || g.denied(words, i) || i+1 >= len(words) || !in(gr.own, words[i+1]) {
			continue
		}
		for _, x := range words[i+1 : min(len(words), i+2+farFromDose)] {
			if in(gr.dose, x) {
				return true
			}
		}
	}
	return false
}

// denied reports whether one of the three words before i turns it around, or
// makes it a case: "after you stop".
func (g *gaze) denied(words []string, i int) bool {
	for _, w := range words[max(0, i-3):i] {
		if in(grammars[g.l.Language].negation, w) {
			return true
		}
	}
	return false
}

// prescribed reports whether the words name someone who prescribes: by what
// they are, or by the name of a prescriber in the request.
func (g *gaze) prescribed(words []string) bool {
	for i, w := range words {
		if g.classOf(w)&prescriber != 0 && (w != "receta" || i > 0 && in(" le lo los ", words[i-1])) {
			return true
		}
		for _, s := range grammars[g.l.Language].suffixes {
			if strings.HasSuffix(strings.TrimSuffix(w, "s"), s) {
				return true
			}
		}
		for k := range g.l.Medications {
			for _, p := range g.l.Medications[k].Prescribers {
				if hasWord(p.Name, w) && len(w) > 2 {
					return true
				}
			}
		}
	}
	return false
}

// drug reports whether w is, or begins, the name of a drug: one of the request,
// or of the brands that are known.
func (g *gaze) drug(w string) bool {
	if _, ok := brands[w]; ok {
		return true
	}
	for i := range g.l.Medications {
		m := &g.l.Medications[i]
		if beginsWith(m.Name, w) || beginsWith(m.Brand, w) {
			return true
		}
	}
	return false
}

// blames reports whether one of the words blames. Some Spanish ones do so only
// after "no" or "se", and what somebody qualifies for blames nobody.
func (g *gaze) blames(words []string) bool {
	for i, w := range words {
		if g.classOf(w)&blame == 0 {
			continue
		}
		before, after := "", ""
		if i > 0 {
			before = words[i-1]
		}
		if i+1 < len(words) {
			after = words[i+1]
		}
		switch {
		case in(blamesAfterNo, w):
			if before == "no" && after != "los" && after != "años" {
				return true
			}
		case in(blamesAfterSe, w):
			if before == "se" {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// names reports whether w is part of a name that the request gives to a
// medicine or to a place.
func (g *gaze) names(w string) bool {
	w = fold(w)
	for i := range g.l.Medications {
		if hasWord(g.l.Medications[i].Name, w) || hasWord(g.l.Medications[i].Brand, w) {
			return true
		}
	}
	return false
}

// hasWord reports whether a folded word is one of those of s.
func hasWord(s, folded string) bool {
	c := scanner{s: s}
	var w word
	for c.next(&w) {
		if string(c.folded()) == folded {
			return true
		}
	}
	return false
}

func beginsWith(s, folded string) bool {
	c := scanner{s: s}
	var w word
	return c.next(&w) && string(c.folded()) == folded
}

func fold(s string) string {
	c := scanner{s: s}
	var w word
	if c.next(&w) {
		return string(c.folded())
	}
	return ""
}
