package sense

import (
	"fmt"
	"strings"

	"letterpress/internal/letter"
)

// reader reads one text. What only the words around can decide is noted and
// looked at when the text is over.
type reader struct {
	g       *gaze
	c       scanner
	s       string
	at      spot
	seen    class
	english int // frequent English words
	letters int // words without digits
}

// text judges words that a letter prints in its own language.
func (g *gaze) text(s string, at spot) {
	if g.words == nil {
		return
	}
	r := reader{g: g, c: scanner{s: s}, s: s, at: at}
	var w word
	for r.c.next(&w) {
		if w.digits {
			r.figures(&w)
		} else {
			r.letters++
		}
		if e := g.words.find(r.c.folded()); e.class != 0 {
			r.known(&w, e)
		}
	}
	r.micro()
	r.finish()
}

// known looks at a word of the lexicon.
func (r *reader) known(w *word, e entry) {
	r.seen |= e.class
	if e.class&refused != 0 && r.refused(w) {
		r.tell(CodeEnglish, "word %d is English; write %s", w.number, inSpanish(string(r.c.folded())))
	}
	if e.class&english != 0 && (!w.upper || r.letters == 1) {
		r.english++
	}
	if !r.g.member {
		return
	}
	switch {
	case e.class&short != 0 && r.dosing(w), e.class&pointedShort != 0 && w.points:
		r.tell(CodeAbbreviation, "word %d is an abbreviation; write “%s”", w.number, e.plain)
	case e.class&condition != 0 && w.capitals() && !bracketed(r.s, w):
		r.tell(CodeAbbreviation, "word %d is an abbreviation of a condition; write it in full, such as %s", w.number, inFull[r.g.l.Language])
	case e.class&claim != 0 && w.capitals():
		r.tell(CodeClaims, "word %d is a dose-form code of a claims system; write the form in words", w.number)
	}
}

// dosing reports whether an abbreviation is one. "Po" is also a name, and PO
// Box no dose.
func (r *reader) dosing(w *word) bool {
	if string(r.c.folded()) != "po" {
		return true
	}
	after := strings.TrimPrefix(r.s[w.end:], ".")
	return (w.capitals() || !w.upper) && !strings.EqualFold(following(after, 0), "box")
}

// refused reports whether a word that is English is meant so: "a las once" is a
// time of day, "take back" the name of a day, and a product keeps its name.
func (r *reader) refused(w *word) bool {
	switch string(r.c.folded()) {
	case "once":
		if strings.EqualFold(preceding(r.s, w.start), "las") {
			return false
		}
	case "take":
		if strings.EqualFold(following(r.s, w.end), "back") {
			return false
		}
	}
	return !r.g.names(r.s[w.start:w.end])
}

func inSpanish(folded string) string {
	switch folded {
	case "once":
		return "“una vez” for the English word, or the figure 11"
	case "daily":
		return "“al día” or “todos los días”"
	}
	return "“tome” or “use”"
}

var inFull = map[letter.Lang]string{
	letter.English: "“high blood pressure” or “type 2 diabetes”",
	letter.Spanish: "“presión arterial alta” o “diabetes tipo 2”",
}

// fewWords is how short a text is when a single English word makes it odd.
const fewWords = 4

// finish looks at what needs the whole text.
func (r *reader) finish() {
	if r.english > 1 || r.english == 1 && r.letters <= fewWords {
		r.tell(CodeEnglishLooking, "%d of %d words look English", r.english, r.letters)
	}
	if !r.g.member || r.seen&(blame|stop|change) == 0 {
		return
	}
	words := split(r.s)
	if r.seen&blame != 0 && r.g.blames(words) {
		r.tell(CodeBlaming, "the words blame the reader; say what happened and what helps")
	}
	if r.seen&(stop|change) != 0 && r.at.place.IsAction() && !r.g.prescribed(words) && (r.g.stops(words) || r.g.changes(words)) {
		r.tell(CodeNoPrescriber, "to stop a medicine or change its dose is for the prescriber to say: name who decided, or whom to ask")
	}
}

func (r *reader) tell(code, format string, args ...any) {
	r.g.tell(r.at.pointer(), code, fmt.Sprintf(format, args...))
}

// bracketed reports whether w stands alone in brackets, as an abbreviation that
// was explained before it does.
func bracketed(s string, w *word) bool {
	return w.start > 0 && s[w.start-1] == '(' && w.end < len(s) && s[w.end] == ')'
}

// following returns the letters right after i, spaces passed over.
func following(s string, i int) string {
	rest := strings.TrimLeft(s[i:], " \u00a0")
	n := 0
	for n < len(rest) && letterAt(rest, n) {
		n++
	}
	return rest[:n]
}

// preceding returns the letters right before i, spaces passed over.
func preceding(s string, i int) string {
	head := strings.TrimRight(s[:i], " \u00a0")
	n := len(head)
	for n > 0 && letterAt(head, n-1) {
		n--
	}
	return head[n:]
}
