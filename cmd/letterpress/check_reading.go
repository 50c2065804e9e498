package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"letterpress/internal/blueprint"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/reading"
	"letterpress/internal/render"
)

// Member letters are for the sixth grade or easier. A Spanish sentence takes
// about a quarter more words to say the same.
const plainGrade = 6.0

var longSentence = map[letter.Lang]int{letter.English: 20, letter.Spanish: 25}

// graded is the reading grade of a message, or of all that a letter says.
type graded struct {
	Letter   string      `json:"letter,omitempty"`
	Message  string      `json:"message,omitempty"`
	Lang     letter.Lang `json:"language"`
	Grade    float64     `json:"grade"`
	Words    int         `json:"words"`
	Longest  int         `json:"longest_sentence"`
	Sentence bool        `json:"sentence"` // not a label, of which the grade says nothing
	exempt   bool        // professionals read it, or CMS wrote it
}

// placeholder stands where a value will: a word of two syllables, so that it
// moves no grade.
var placeholder = regexp.MustCompile(`{{[^}]*}}`)

// measure counts a message as its letter prints it.
func measure(src render.Sources, lang letter.Lang, id string) reading.Count {
	m := src.Words.Language(lang).Message(id)
	if m == nil {
		return reading.Count{}
	}
	text := placeholder.ReplaceAllString(strings.ReplaceAll(m.Text().Raw, "~", " "), "number")
	return reading.Measure(lang, text)
}

// forMembers returns the ids of the messages that members read: not those that
// only letters to prescribers say, nor fixed strings of the CMS form.
func forMembers(src render.Sources) func(id string) bool {
	only := map[string]bool{}
	for _, s := range src.Templates.Said() {
		for _, id := range s.Messages {
			professional := s.Kind == letter.PrescriberIntervention
			before, seen := only[id]
			only[id] = professional && (before || !seen)
		}
	}
	return func(id string) bool {
		for _, lang := range src.Words.Languages() {
			if m := src.Words.Language(lang).Message(id); m != nil && m.FormString {
				return false
			}
		}
		return !only[id]
	}
}

// grades returns the grade of every letter and then of every message, a
// language each.
func grades(src render.Sources) []graded {
	var letters, messages []graded
	members := forMembers(src)
	for _, lang := range src.Words.Languages() {
		for _, s := range src.Templates.Said() {
			letters = append(letters, gradeLetter(src, lang, s, members))
		}
		for _, id := range src.Words.Language(lang).IDs() {
			c := measure(src, lang, id)
			if g, ok := c.Grade(lang); ok {
				messages = append(messages, graded{Message: id, Lang: lang, Grade: g, Words: c.Words, Longest: c.Longest,
					Sentence: sentence(src, lang, id), exempt: !members(id)})
			}
		}
	}
	return append(slices.DeleteFunc(letters, func(g graded) bool { return g.Words == 0 }), messages...)
}

// gradeLetter grades what the parts of a letter say, without fixed strings of
// the form and without headings and labels, which are no sentences.
func gradeLetter(src render.Sources, lang letter.Lang, s blueprint.Said, members func(string) bool) graded {
	name := string(s.Kind)
	if s.Edition != "" {
		name += ", edition " + s.Edition
	}
	professional := s.Kind == letter.PrescriberIntervention
	var all reading.Count
	for _, id := range s.Messages {
		if sentence(src, lang, id) && (professional || members(id)) {
			all = all.Plus(measure(src, lang, id))
		}
	}
	g, _ := all.Grade(lang)
	return graded{Letter: name, Lang: lang, Grade: g, Words: all.Words, Longest: all.Longest, Sentence: true, exempt: professional}
}

// sentence reports whether a message ends as a sentence does. A formula says
// nothing of a label or a name.
func sentence(src render.Sources, lang letter.Lang, id string) bool {
	m := src.Words.Language(lang).Message(id)
	if m == nil {
		return false
	}
	words := strings.TrimRight(m.Text().Raw, "*”»)")
	return words != "" && strings.IndexByte(".?!", words[len(words)-1]) >= 0
}

// readingFindings warns of letters above the sixth grade and of long sentences.
func readingFindings(src render.Sources) fault.Diagnostics {
	var found fault.Diagnostics
	all := grades(src)
	for _, g := range all {
		switch {
		case g.exempt:
		case g.Letter != "" && g.Grade > plainGrade:
			found = append(found, fault.Diagnostic{Severity: fault.Warning, File: "locales/" + string(g.Lang), Code: "reading-grade",
				Message: fmt.Sprintf("letter %s reads at grade %.1f, members' letters should at 6 or easier", g.Letter, g.Grade),
				Hint:    "letterpress check --reading lists its messages"})
		case g.Message != "" && longSentence[g.Lang] > 0 && g.Longest > longSentence[g.Lang]:
			at := src.Words.Language(g.Lang).Message(g.Message).Node()
			found = append(found, fault.Diagnostic{Severity: fault.Warning, File: at.File(), Line: at.Line, Col: at.Col, Code: "reading-long",
				Message: fmt.Sprintf("message %q has a sentence of %d words", g.Message, g.Longest), Hint: fmt.Sprintf("cut it into sentences of at most %d words", longSentence[g.Lang])})
		}
	}
	return found
}

// reading prints the grades: letters first, then sentences and then labels,
// the hardest first.
func (s *session) reading(src render.Sources) error {
	all := grades(src)
	slices.SortStableFunc(all, func(a, b graded) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Grade, a.Grade))
	})
	for _, g := range all {
		if err := s.grade(g); err != nil {
			return err
		}
	}
	return nil
}

// rank is the place of letters, sentences and labels in the table.
func (g *graded) rank() int {
	switch {
	case g.Letter != "":
		return 0
	case g.Sentence:
		return 1
	}
	return 2
}

func (s *session) grade(g graded) error {
	if s.JSON {
		return s.object(g)
	}
	what := []string{"letter " + g.Letter, "message " + g.Message, "label " + g.Message}[g.rank()]
	return s.printf("%5.1f  %s  longest sentence %2d words  %s\n", g.Grade, g.Lang, g.Longest, what)
}
