package directions

import (
	"slices"
	"strconv"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/wording"
)

// step is one step as a clause without its full stop. Verb, place and meal that
// are the same as in the step before are not said again.
func (p *printer) step(s, before *letter.Step) doc.Inline {
	again := before != nil && alike(s, before)
	words, often := p.opening(s, again), p.often(s)
	t := tail{p: p, words: p.join("next", words, often), bare: len(often) == 0}
	t.add("days", p.days(s))
	t.add("at", p.times(s))
	if s.Relation != "" && (!again || s.Relation != before.Relation) {
		t.add("relation", p.say(relation(s)))
	}
	if s.For != nil && !worn(s) {
		t.add("for", p.say("steps.for", value("time", p.time(s.For.Count, s.For.Unit))))
	}
	if s.PRN != nil {
		t.add("need", p.need(s))
	}
	return t.words
}

// tail is what follows how often: the first clause behind the place, or behind
// the number of times, is joined otherwise than one behind a list.
type tail struct {
	p     *printer
	words doc.Inline
	bare  bool // nothing is said of how often yet
	timed bool // a time or a meal is said
	list  bool // the clause before names several days or times
}

func (t *tail) add(place string, clause doc.Inline) {
	if len(clause) == 0 {
		return
	}
	several := place == "days" || place == "at" && len(clause) > 1
	join := place
	switch {
	case place == "need":
	case t.bare, place == "for" && !t.timed:
		join = "next"
	case t.list && place == "relation", place == "at" && several:
		join = "list"
	}
	t.words = t.p.join(join, t.words, clause)
	t.bare, t.list = false, several
	t.timed = t.timed || place == "at" || place == "relation" || place == "days"
}

// opening is the verb, the dose and the place, or the dose alone when the rest
// is that of the step before.
func (p *printer) opening(s *letter.Step, again bool) doc.Inline {
	counted := s.Dose.Unit != ""
	if again {
		if counted {
			return p.dose(&s.Dose)
		}
		return nil
	}
	a := actOf(s)
	var words doc.Inline
	if counted {
		words = p.say("steps."+a.verb+p.giver, value("dose", p.dose(&s.Dose)))
	} else {
		words = p.say("steps." + a.verb + ".it" + p.giver)
	}
	if place := a.place(s); place != "" {
		words = p.join("next", words, p.say("steps.where."+place))
	}
	if p.s.Device != nil && p.inline() {
		words = p.join("next", words, p.say("steps.where.with", value("device", p.text(p.s.Device))))
	}
	return words
}

// often is how many times. Times of day or days of the week alone say it by
// their number, unless the medicine is only used when needed.
func (p *printer) often(s *letter.Step) doc.Inline {
	sc := &s.Schedule
	if x := sc.Every; x != nil && !(len(sc.Days) > 0 && weekly(x)) {
		return p.every(x)
	}
	perDay, _ := strconv.Atoi(sc.PerDay)
	if p.s.Link == "and" && perDay <= 1 && p.together() && (singleMeal(s.Relation) || len(sc.At) == 1) {
		return nil // "10 units before breakfast and 8 units before dinner"
	}
	if perDay == 0 && len(sc.At) > 0 && s.PRN == nil {
		perDay = len(sc.At)
	}
	if n := len(sc.Days); n > 0 && perDay <= 1 && p.s.Link != "other-days" {
		return p.frequency("steps.week.", n)
	}
	if perDay == 0 && (len(sc.Days) == 0 || p.s.Link != "other-days") {
		return nil
	}
	return p.frequency("steps.day.", max(perDay, 1))
}

// frequency is once, twice, or a number of times.
func (p *printer) frequency(id string, n int) doc.Inline {
	switch n {
	case 1:
		return p.say(id + "once")
	case 2:
		return p.say(id + "twice")
	}
	return p.say(id+"times", value("count", p.figure(strconv.Itoa(n))))
}

// every is an interval. Every day, every week and every second day have words
// of their own.
func (p *printer) every(x *letter.Interval) doc.Inline {
	if x.High != "" {
		return p.say("steps.between."+x.Unit, value("low", p.figure(x.Low)), value("high", p.figure(x.High)))
	}
	switch x.Low + " " + x.Unit {
	case "1 day":
		return p.say("steps.day.once")
	case "2 day":
		return p.say("steps.day.other")
	case "1 week":
		return p.say("steps.week.once")
	}
	n, _ := strconv.Atoi(x.Low)
	return p.count("steps.every."+x.Unit, n, value("count", p.figure(x.Low)))
}

// days names the days. A medicine of some days only says so; one that has
// another dose on the others does not.
func (p *printer) days(s *letter.Step) doc.Inline {
	sc := &s.Schedule
	if len(sc.Days) == 0 {
		return nil
	}
	if x := sc.Every; x != nil && !weekly(x) {
		return p.say("steps.days.a", value("day", p.say("day."+sc.Days[0][:3])))
	}
	names := make([]doc.Inline, len(sc.Days))
	for i, d := range sc.Days {
		names[i] = p.say("steps.days." + d)
	}
	id := "steps.days.only"
	if p.s.Link == "other-days" {
		id = "steps.days.on"
	}
	return p.say(id, value("days", p.w.And(names)))
}

// weekly reports whether an interval is every week.
func weekly(x *letter.Interval) bool { return x.Low == "1" && x.High == "" && x.Unit == "week" }

func (p *printer) times(s *letter.Step) doc.Inline {
	var all []doc.Inline
	for _, at := range s.Schedule.At {
		all = append(all, p.say("steps.at."+at))
	}
	return p.w.And(all)
}

// relation is the message for what a dose goes with. An empty stomach once in
// the morning, or once a day at no stated time, is 30 to 60 minutes before
// breakfast; at other times only the pharmacist knows the hours.
func relation(s *letter.Step) string {
	sc := &s.Schedule
	hourly := sc.Every != nil && sc.Every.Unit == "hour"
	morning := len(sc.At) == 0 || len(sc.At) == 1 && sc.At[0] == "morning"
	if s.Relation == "empty-stomach" && morning && !hourly && s.PRN == nil && (sc.PerDay == "" || sc.PerDay == "1") {
		return "steps.relation.empty-stomach.breakfast"
	}
	return "steps.relation." + s.Relation
}

// need says that a medicine is only for when it is needed.
func (p *printer) need(s *letter.Step) doc.Inline {
	why := value("for", p.text(s.PRN.For))
	if p.giver == ".given" {
		return p.say("steps.need.given", why)
	}
	return p.agree("steps.need.self", s, why)
}

// time is a number of hours, days, weeks or months.
func (p *printer) time(count, unit string) doc.Inline {
	n, _ := strconv.Atoi(count)
	return p.count("steps.time."+unit, n, value("count", p.figure(count)))
}

// worn reports whether a step says how long a patch stays on, rather than for
// how long patches are used.
func worn(s *letter.Step) bool { return s.Dose.Unit == "patch" && s.For != nil && s.For.Unit == "hour" }

// after prints what is to be known of a step, each sentence once.
func (p *printer) after(s *letter.Step) {
	a := actOf(s)
	once := func(id string, values ...wording.Value) {
		if !slices.Contains(p.said, id) {
			p.said = append(p.said, id)
			p.sentence(p.agree(id, s, values...))
		}
	}
	switch {
	case worn(s):
		once("steps.wear"+p.giver, value("time", p.time(s.For.Count, s.For.Unit)))
	case a.kind == "patch" && s.PRN == nil:
		once("steps.old-patch" + p.giver)
	case a.after != "":
		once(a.after + p.giver)
	}
	if rarely(&s.Schedule) && p.s.Link != "other-days" {
		once("steps.not-daily." + daily(a.kind) + p.giver)
	}
	if s.PRN != nil && s.PRN.Limit != nil {
		p.limit(a, s.PRN.Limit)
	}
}

// rarely reports whether a dose is for some days of the week only.
func rarely(s *letter.Schedule) bool { return len(s.Days) > 0 }

// daily is the verb of the warning against daily use.
func daily(kind string) string {
	if kind == "take" || kind == "patch" {
		return kind
	}
	return "use"
}

// limit is the most in a time. Whole days above the first are told in days.
func (p *printer) limit(a act, l *letter.Limit) {
	kind := a.kind
	if kind == "patch" || kind == "puff" && l.Unit != "puff" {
		kind = "use"
	}
	within := p.time(l.Hours, "hour")
	if n, _ := strconv.Atoi(l.Hours); n > 24 && n%24 == 0 {
		within = p.count("steps.time.day", n/24, value("count", wording.Words(p.w.Number(n/24), page.Request)))
	}
	p.sentence(p.say("steps.most."+kind+p.giver, value("amount", p.amount(l.Count, l.Unit)), value("time", within)))
}

// singleMeal reports whether a relation is to one meal of the day.
func singleMeal(relation string) bool { return mealOf(relation) != "" }

// mealOf returns the meal of the day that a relation names, or "".
func mealOf(relation string) string {
	switch relation {
	case "before-breakfast", "after-breakfast":
		return "breakfast"
	case "before-lunch", "after-lunch":
		return "lunch"
	case "before-dinner", "after-dinner":
		return "dinner"
	}
	return ""
}
