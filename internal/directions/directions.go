// Package directions puts structured directions into words: "Take 1 tablet by
// mouth twice a day." and its like in every language of the wording.
//
// It owns how codes become clauses and clauses a sentence, and which directions
// make no sense. It holds no words: verbs, nouns with their gender, and the way
// clauses are joined stand in the catalogue. It refuses to guess: nothing is
// printed of a route, a site or a dose that the request does not state.
package directions

import (
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/wording"
)

// Print returns s in the language of w. text gives the words of a text of the
// request; words stand in memory of the caller's, which room gives as FillInto
// asks for it. unsaid is the first message that the language lacks, or "".
func Print(s *letter.Steps, w *wording.Language, text func(*letter.Text) doc.Inline, room func(n int) doc.Inline) (words doc.Inline, unsaid string) {
	p := &printer{s: s, w: w, text: text, room: room, giver: ".self"}
	if s.AdministeredBy == "caregiver" || s.AdministeredBy == "staff" {
		p.giver = ".given"
	}
	return p.all(), p.unsaid
}

// printer prints one medicine's directions.
type printer struct {
	s      *letter.Steps
	w      *wording.Language
	text   func(*letter.Text) doc.Inline
	room   func(n int) doc.Inline
	giver  string // end of the ids that differ by who does it
	unsaid string

	words doc.Inline // the sentences so far
	said  []string   // what was said after a step, by id
}

// all is every sentence, in order: what to do, with what, what else there is to
// know, and who does it.
func (p *printer) all() doc.Inline {
	if p.s.SetBy != "" {
		p.sentence(p.say("steps.set." + p.s.SetBy + p.giver))
	} else {
		p.steps()
	}
	if p.s.Device != nil && !p.inline() {
		p.sentence(p.say("steps.device", value("device", p.text(p.s.Device))))
	}
	if p.s.Note != nil {
		p.sentence(p.ended(p.text(p.s.Note)))
	}
	if p.giver == ".given" {
		p.sentence(p.say("steps.by." + p.s.AdministeredBy))
	}
	return p.words
}

// steps prints the steps as one sentence where they are alike, and then what is
// to be known of each.
func (p *printer) steps() {
	all := p.s.Steps
	if p.s.Link == "and" && !p.together() {
		for i := range all {
			words := p.step(&all[i], nil)
			if i > 0 {
				words = p.say("steps.link.also", value("step", words))
			}
			p.sentence(p.closed(words))
			p.after(&all[i])
		}
		return
	}
	p.sentence(p.closed(p.linked()))
	for i := range all {
		p.after(&all[i])
	}
}

// linked is all steps in one sentence.
func (p *printer) linked() doc.Inline {
	all := p.s.Steps
	clauses := make([]doc.Inline, len(all))
	for i := range all {
		var before *letter.Step
		if i > 0 {
			before = &all[i-1]
		}
		clauses[i] = p.step(&all[i], before)
	}
	if p.s.Link == "and" {
		return p.w.And(clauses)
	}
	words := doc.Inline(nil)
	for i, c := range clauses {
		id := "steps.link.then"
		switch {
		case i == 0:
			words = c
			continue
		case p.s.Link == "other-days" && i < len(all)-1:
			id = "steps.link.next"
		case p.s.Link == "other-days":
			id = "steps.link.other-days"
		}
		words = p.say(id, value("before", words), value("step", c))
	}
	if last := &all[len(all)-1]; p.s.Link == "then" && last.For != nil {
		return p.agree("steps.stop."+stopping(last)+p.giver, last, value("before", words))
	}
	return words
}

// stopping is take for what is taken by mouth and use for all else.
func stopping(s *letter.Step) string {
	if k := actOf(s).kind; k == "take" {
		return k
	}
	return "use"
}

// together reports whether steps can share their verb in one sentence: "10
// units before breakfast and 8 units before dinner".
func (p *printer) together() bool {
	all := p.s.Steps
	for i := range all {
		s := &all[i]
		if s.PRN != nil || s.For != nil || len(s.Schedule.Days) > 0 || s.Schedule.Every != nil || s.Dose.Unit == "" || i > 0 && !alike(s, &all[0]) {
			return false
		}
	}
	return true
}

// alike reports whether b is done as a is, so that its verb and its place need
// not be said again.
func alike(a, b *letter.Step) bool {
	return a.Action == b.Action && a.Route == b.Route && a.Site == b.Site && a.Dose.Unit == b.Dose.Unit
}

// inline reports whether the device is named with the verb. Steps unlike each
// other may not all use it, so there it gets a sentence of its own.
func (p *printer) inline() bool {
	for i := range p.s.Steps {
		if !alike(&p.s.Steps[i], &p.s.Steps[0]) {
			return false
		}
	}
	return len(p.s.Steps) > 0
}

// sentence adds a sentence to those before.
func (p *printer) sentence(s doc.Inline) { p.words = p.join("sentence", p.words, s) }

// closed makes words a sentence: a full stop behind, a capital in front.
func (p *printer) closed(words doc.Inline) doc.Inline {
	return p.capital(p.say("steps.sentence", value("words", words)))
}

// ended is words of the request as a sentence; what ends already stays so.
func (p *printer) ended(words doc.Inline) doc.Inline {
	s := strings.TrimRight(words.String(), " »”\"')")
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return words
	}
	return p.say("steps.sentence", value("words", words))
}

// join puts a clause behind what stands before it.
func (p *printer) join(place string, before, clause doc.Inline) doc.Inline {
	switch {
	case len(before) == 0:
		return clause
	case len(clause) == 0:
		return before
	}
	name := "clause"
	if place == "sentence" {
		name = place
	}
	return p.say("steps.join."+place, value("before", before), value(name, clause))
}

func (p *printer) say(id string, values ...wording.Value) doc.Inline {
	if m := p.message(id); m != nil {
		return m.Text().FillInto(p.room, values)
	}
	return nil
}

// count is a message in its form for n things.
func (p *printer) count(id string, n int, values ...wording.Value) doc.Inline {
	p.message(id)
	return p.w.TextFor(id, n).FillInto(p.room, values)
}

// agree is a message that agrees with what the step counts.
func (p *printer) agree(id string, s *letter.Step, values ...wording.Value) doc.Inline {
	return p.agreeing(id, s.Dose.Unit, several(&s.Dose), values...)
}

// agreeing is a message that agrees with n things of a unit.
func (p *printer) agreeing(id, unit string, n int, values ...wording.Value) doc.Inline {
	p.message(id)
	return p.w.TextOf(id, p.gender(unit), n).FillInto(p.room, values)
}

// message returns a message, or notes that the language lacks it.
func (p *printer) message(id string) *wording.Message {
	m := p.w.Message(id)
	if m == nil && p.unsaid == "" {
		p.unsaid = id
	}
	return m
}

func value(name string, words doc.Inline) wording.Value {
	return wording.Value{Name: name, Text: words}
}
