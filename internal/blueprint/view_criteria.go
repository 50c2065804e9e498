package blueprint

import (
	"strconv"

	"letterpress/internal/doc"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// criteria puts who qualifies into words.
func (v *View) criteria() {
	c := &v.p.Criteria
	v.drugs = v.drugRule(&c.Drugs)
	v.cost = v.costRule(&c.Cost)
	v.snp = v.w.Or(v.codes("adherence-measure", v.p.SNP.Measures))
}

// conditions is the condition part for members of planType.
func (v *View) conditions(planType string) doc.Inline {
	c := &v.p.Criteria.Conditions
	if c.Least == 0 {
		return nil
	}
	var items []doc.Inline
	for _, x := range c.For(planType) {
		items = append(items, v.condition(&x))
	}
	id, list := "criteria.conditions.closed", joined(v.w, items, "list.semicolon")
	if c.Open {
		id, list = "criteria.conditions.open", v.w.Or(items)
	}
	return v.w.Say(id, v.arg("least", v.number(c.Least)), v.arg("list", list))
}

// condition is one condition with its sub-list in brackets.
func (v *View) condition(c *program.Condition) doc.Inline {
	words := v.coded("condition", c.ID)
	if len(c.Of) == 0 {
		return words
	}
	return v.w.Say("criteria.condition_of", v.arg("condition", words), v.arg("list", joined(v.w, v.codes("condition", c.Of), "list.comma")))
}

func (v *View) drugRule(d *program.Drugs) doc.Inline {
	if d.Least == 0 {
		return nil
	}
	kind := v.w.Say("criteria.any_drugs")
	if d.Kind != "" {
		kind = v.coded("drug-kind", d.Kind)
	}
	if d.EachMonth {
		kind = v.w.Say("criteria.each_month", v.arg("kind", kind))
	}
	if len(d.Classes) == 0 {
		return v.w.Say("criteria.drugs", v.arg("least", v.number(d.Least)), v.arg("kind", kind))
	}
	return v.w.Say("criteria.drugs.classes", v.arg("least", v.number(d.Least)), v.arg("kind", kind),
		v.arg("list", joined(v.w, v.codes("drug-class", d.Classes), "list.semicolon")))
}

func (v *View) costRule(c *program.Cost) doc.Inline {
	if c.Level == 0 {
		return nil
	}
	id := "criteria.cost." + c.Says + "." + c.Test
	switch {
	case c.Basis == "quarter-of-level":
		id = "criteria.cost.quarter"
	case c.Together:
		id = "criteria.cost.shared"
	case c.Says == "":
		id = "criteria.cost.likely." + c.Test
	}
	return v.w.Say(id, v.arg("level", v.fact(v.w.Money(c.Level))), v.arg("year", v.fact(strconv.Itoa(v.p.ContractYear))))
}

// reviews puts the comprehensive and the targeted review into words.
func (v *View) reviews() {
	c := &v.p.CMR
	if c.PerYear == 1 {
		id := "cmr.yearly"
		if c.AtLeast {
			id = "cmr.at_least_yearly"
		}
		v.cmrTimes = v.w.Say(id)
	}
	v.cmrMinutes = v.minutes(&c.Minutes)
	v.cmrMethods = v.w.Or(v.codes("cmr-method", c.Ways()))
	if n := v.p.TMR.EveryMonths; n > 0 {
		id := "tmr.every_months"
		if v.p.TMR.AtLeast {
			id = "tmr.at_least_every_months"
		}
		v.tmrInterval = v.w.TextFor(id, n).Fill([]wording.Value{v.arg("count", v.number(n))})
	}
}

func (v *View) minutes(m *program.Minutes) doc.Inline {
	if m.Low == 0 {
		return nil
	}
	words := v.w.Say("minutes.one_length", v.arg("count", v.number(m.Low)))
	if m.High != 0 {
		words = v.w.Say("minutes.range", v.arg("low", v.number(m.Low)), v.arg("high", v.number(m.High)))
	}
	switch {
	case m.UpTo:
		words = v.w.Say("minutes.up_to", v.arg("minutes", words))
	case m.Average:
		words = v.w.Say("minutes.average", v.arg("minutes", words))
	case m.About:
		words = v.w.Say("minutes.about", v.arg("minutes", words))
	}
	if m.AsLongAsNeeded {
		words = v.w.Say("minutes.as_needed", v.arg("minutes", words))
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
		numbers = append(numbers, v.fact(n))
	}
	v.numbers = v.w.Or(numbers)
}

// optOut says how to leave: by the ways that the plan names, each with the
// phone line of planType.
func (v *View) optOut(planType string) doc.Inline {
	call := v.arg("phone", v.line(planType).phone)
	for _, way := range v.p.OptOut {
		if way == "through-pharmacist" {
			return v.w.Say("opt-out.through-pharmacist", call)
		}
	}
	return v.w.Say("opt-out.by-phone", call)
}

func (v *View) arg(name string, text doc.Inline) wording.Value {
	return wording.Value{Name: name, Text: text}
}
