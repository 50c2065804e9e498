package blueprint

import (
	"cmp"
	"strconv"

	"letterpress/internal/doc"
	"letterpress/internal/program"
)

// criteria puts who qualifies into words.
func (v *View) criteria() {
	c := &v.p.Criteria
	v.conditions = map[string]doc.Inline{}
	for _, t := range v.p.PlanTypes {
		v.conditions[t] = v.conditionRule(&c.Conditions, t)
	}
	v.drugs = v.drugRule(&c.Drugs)
	v.cost = v.costRule(&c.Cost)
	v.snp = v.w.Or(v.codes("adherence-measure", v.p.SNP.Measures))
}

// conditionRule is the condition part for members of planType.
func (v *View) conditionRule(c *program.Conditions, planType string) doc.Inline {
	if c.Least == 0 {
		return nil
	}
	var items []doc.Inline
	for _, x := range c.For(planType) {
		items = append(items, v.condition(&x))
	}
	least := arg("least", v.number(c.Least))
	if c.Open {
		return v.speak("criteria.conditions.open", least, arg("list", v.w.Or(items)))
	}
	return v.speak("criteria.conditions.closed", least, arg("list", v.joined(items, "list.semicolon")))
}

// condition is one condition with its sub-list in brackets.
func (v *View) condition(c *program.Condition) doc.Inline {
	words := v.coded("condition", c.ID)
	if len(c.Of) == 0 {
		return words
	}
	return v.speak("criteria.condition_of", arg("condition", words), arg("list", v.joined(v.codes("condition", c.Of), "list.comma")))
}

func (v *View) drugRule(d *program.Drugs) doc.Inline {
	if d.Least == 0 {
		return nil
	}
	kind := v.coded("drug-kind", d.Kind)
	if d.Kind == "" {
		kind = v.speak("criteria.any_drugs")
	}
	if d.EachMonth {
		kind = v.speak("criteria.each_month", arg("kind", kind))
	}
	least := arg("least", v.number(d.Least))
	if len(d.Classes) == 0 {
		return v.speak("criteria.drugs", least, arg("kind", kind))
	}
	return v.speak("criteria.drugs.classes", least, arg("kind", kind), arg("list", v.joined(v.codes("drug-class", d.Classes), "list.semicolon")))
}

// costRule is the cost part; nothing of one that the program states in part.
func (v *View) costRule(c *program.Cost) doc.Inline {
	if c.Level == 0 || c.Test == "" || c.Basis == "" {
		return nil
	}
	level, year := arg("level", fact(v.w.Money(c.Level))), arg("year", fact(strconv.Itoa(v.p.ContractYear)))
	if c.Basis == "quarter-of-level" {
		return v.speak(costMessage(c), level, year, arg("quarter", fact(v.w.Cents(25*c.Level))))
	}
	return v.speak(costMessage(c), level, year)
}

// costMessage names the sentence that says what c says, no more and no less. A
// rule that nobody has found words for yet gets the id that they would have.
func costMessage(c *program.Cost) string {
	quarter := c.Basis == "quarter-of-level"
	says := cmp.Or(c.Says, map[bool]string{true: "spends", false: "likely"}[quarter])
	switch rule := says + "." + c.Test; {
	case quarter && !c.Together && rule == "spends.more-than":
		return "criteria.cost.quarter"
	case c.Together && !quarter && rule == "likely.more-than":
		return "criteria.cost.shared"
	case quarter && c.Together:
		return "criteria.cost.quarter.shared." + rule
	case quarter:
		return "criteria.cost.quarter." + rule
	case c.Together:
		return "criteria.cost.shared." + rule
	default:
		return "criteria.cost." + rule
	}
}

// reviews puts the comprehensive and the targeted review into words.
func (v *View) reviews() {
	c := &v.p.CMR
	if n := c.PerYear; n > 0 {
		id := "cmr.yearly"
		switch {
		case n > 1:
			id = "cmr.times_a_year"
		case c.AtLeast:
			id = "cmr.at_least_yearly"
		}
		v.cmrTimes = v.speak(id)
	}
	v.cmrMinutes = v.minutes(&c.Minutes)
	v.cmrMethods = v.w.Or(v.codes("cmr-method", c.Ways()))
	if n := v.p.TMR.EveryMonths; n > 0 {
		id := "tmr.every_months"
		if v.p.TMR.AtLeast {
			id = "tmr.at_least_every_months"
		}
		v.tmrInterval = v.speakFor(id, n, arg("count", v.number(n)))
	}
}

func (v *View) minutes(m *program.Minutes) doc.Inline {
	if m.Low == 0 {
		return nil
	}
	words := v.speakFor("minutes.one_length", m.Low, arg("count", v.number(m.Low)))
	if m.High != 0 {
		words = v.speakFor("minutes.range", m.High, arg("low", v.number(m.Low)), arg("high", v.number(m.High)))
	}
	switch {
	case m.UpTo:
		words = v.speak("minutes.up_to", arg("minutes", words))
	case m.Average:
		words = v.speak("minutes.average", arg("minutes", words))
	case m.About:
		words = v.speak("minutes.about", arg("minutes", words))
	}
	if m.AsLongAsNeeded {
		words = v.speak("minutes.as_needed", arg("minutes", words))
	}
	return words
}

// contacting puts the ways in which the plan may get in touch into words.
func (v *View) contacting() {
	var ways []doc.Inline
	for _, way := range program.ContactWays {
		if way != "mail" && v.p.FirstContact.Reaches(way) {
			ways = append(ways, v.coded("contact-way", way))
		}
	}
	v.ways = v.w.Or(ways)
	var numbers []doc.Inline
	for _, n := range v.p.FirstContact.FromNumbers {
		numbers = append(numbers, fact(n))
	}
	v.numbers = v.w.Or(numbers)
}
