package sense

import (
	"strings"

	"letterpress/internal/letter"
)

// class says what a word is to the rules. A word may be of several.
type class uint16

const (
	short        class = 1 << iota // an abbreviation of a dose or its times
	pointedShort                   // one only with points: its letters are also other things
	condition                      // an abbreviation of a condition, in capitals
	english                        // an English word that Spanish does not have
	refused                        // an English word that a Spanish letter must not have
	blame                          // a word that blames
	stop                           // may begin the advice to stop a medicine
	change                         // may begin the advice to change a dose
	claim                          // a dose-form code of claims systems
	prescriber                     // names someone who prescribes
	nobody                         // in the name of someone who is no person
)

// entry is a word of a lexicon.
type entry struct {
	class class
	plain string // what to write instead
}

// lexicon is the words of one language that the rules know, in lower case with
// accents, without apostrophes.
type lexicon struct {
	words map[string]entry
	maybe [64]uint64 // a bit for the outline of each word
}

// longest is the most bytes that a word of a lexicon may have.
const longest = 31

func newLexicon() *lexicon { return &lexicon{words: map[string]entry{}} }

func (x *lexicon) add(c class, plain string, words ...string) {
	for _, list := range words {
		for _, w := range strings.Fields(list) {
			e := x.words[w]
			e.class |= c
			if plain != "" {
				e.plain = plain
			}
			x.words[w] = e
			x.maybe[outline([]byte(w))>>6] |= 1 << (outline([]byte(w)) & 63)
		}
	}
}

// outline mixes the first and the last byte of a word with its length, in 12
// bits: what few words share.
func outline(w []byte) uint {
	return (uint(w[0])*61 + uint(w[len(w)-1])*7 + uint(len(w))*523) & 4095
}

// find looks up a word as the scanner folded it. Most words that the lexicon
// does not have fail by their outline.
func (x *lexicon) find(folded []byte) entry {
	if len(folded) == 0 {
		return entry{}
	}
	if o := outline(folded); x.maybe[o>>6]&(1<<(o&63)) == 0 {
		return entry{}
	}
	return x.words[string(folded)]
}

// lexicons hold the words by language. A language without one is not judged by
// its words.
var lexicons = map[letter.Lang]*lexicon{letter.English: englishWords(), letter.Spanish: spanishWords()}

// codes are the words of drug names and of people's names, which have no
// language.
var codes = func() *lexicon {
	x := newLexicon()
	x.add(claim, "", doseForms, doseFormsOrWords)
	x.add(nobody, "", "deceased test unknown estate est fallecido fallecida desconocido desconocida sucesión sucesion")
	return x
}()

// doseForms are the codes of dosage forms in claims systems that are no words.
const doseForms = `tb24 tb12 tb8 tbec tbcr tbdp tbso tbpk tbef tbch tbsl cp24 cp12 cpep cpdr cpcr cpsp csdr soln solr sopn soaj
	soct sosy sojk susp susr suer sust suspr supn syrp elix crea oint lotn ptch pt24 pt72 ptwk pttw supp aero aers aepb aerb
	aerp inha nebu powd liqd emul sham enem strp devi misc impl subl lozg troc chew tabs caps`

// doseFormsOrWords are codes that count in a drug's name alone, in capitals:
// elsewhere, or in mixed case, their letters are also words or parts of brands.
const doseFormsOrWords = "tab cap pack kit conc gran inj opth opht crm oin dr odt-tab"

// abbreviation is short forms with what to write in English and in Spanish.
type abbreviation struct{ short, en, es string }

func (a abbreviation) plain(lang letter.Lang) string {
	if lang == letter.Spanish {
		return a.es
	}
	return a.en
}

// abbreviations returns a lexicon of what is written alike in every language.
func abbreviations(lang letter.Lang) *lexicon {
	x := newLexicon()
	for _, a := range dosing {
		x.add(short, a.plain(lang), a.short)
	}
	for _, a := range mealtimes {
		x.add(pointedShort, a.plain(lang), a.short)
	}
	x.add(condition, "", conditions)
	x.add(claim, "", doseForms)
	return x
}

// dosing are abbreviations of when and how much, in any case.
var dosing = []abbreviation{
	{"qd qday", "once a day", "una vez al día"},
	{"qod", "every other day", "un día sí y otro no"},
	{"bid", "twice a day", "dos veces al día"},
	{"tid", "three times a day", "tres veces al día"},
	{"qid", "four times a day", "cuatro veces al día"},
	{"qhs hs", "at bedtime", "a la hora de acostarse"},
	{"qam", "every morning", "cada mañana"},
	{"qpm", "every evening", "cada noche"},
	{"prn", "only if you need it", "solo si lo necesita"},
	{"po", "by mouth", "por la boca"},
	{"subq", "under the skin", "debajo de la piel"},
	{"gtt gtts", "drops", "gotas"},
}

// mealtimes count only with points: their letters are also other things.
var mealtimes = []abbreviation{
	{"ac", "before meals", "antes de las comidas"},
	{"pc", "after meals", "después de las comidas"},
}

// conditions are abbreviations of conditions, in capitals. What is wrong with a
// member is not repeated in a finding, so they share one.
const conditions = "htn dm1 dm2 t1dm t2dm iddm niddm hld chf cad ckd bph mdd hfref hfpef pvd"
