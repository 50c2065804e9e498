package blueprint

import (
	"maps"
	"slices"

	"letterpress/internal/directions"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// spoken is the messages that the fields of this package print, with the values
// that they are given, sorted.
var spoken = map[string]string{
	"letter.page": "page pages", "letter.continued": "title", "letter.continued.of": "name title",
	"salutation.given": "salutation", "salutation.name": "name", "salutation.mr": "last", "salutation.mrs": "last",
	"salutation.ms": "last", "salutation.miss": "last", "salutation.dr": "last",
	"contact.phone": "phone tty", "contact.line": "hours phone", "contact.appointments": "hours phone", "contact.for": "contact plans",
	"form.number": "form", "form.number_expires": "expires form", "form.omb": "omb", "doc.personal-list": "",
	"list.details": "amount brand", "list.amount": "form strength", "list.amount.percent": "form strength",
	"list.product": "drug", "list.product.brand": "brand drug",
	"list.reaction": "reaction substance", "source.named": "name",
	"disposal.site": "address name", "disposal.site.phone": "phone", "disposal.site.distance": "miles",
	"drug.name": "drug", "drug.name.strength": "drug strength", "drug.filled": "drug fill",
	"intervention.why": "reference why", "fill.last": "date", "fill.quantity": "quantity", "fill.supply": "count",
	"criteria.conditions.closed": "least list", "criteria.conditions.open": "least list", "criteria.condition_of": "condition list",
	"criteria.any_drugs": "", "criteria.each_month": "kind", "criteria.drugs": "kind least", "criteria.drugs.classes": "kind least list",
	"criteria.cost.quarter": "level quarter year", "criteria.cost.shared": "level year",
	"criteria.cost.likely.more-than": "level year", "criteria.cost.likely.at-least": "level year",
	"criteria.cost.spends.more-than": "level year", "criteria.cost.spends.at-least": "level year",
	"cmr.yearly": "", "cmr.at_least_yearly": "", "tmr.every_months": "count", "tmr.at_least_every_months": "count",
	"minutes.one_length": "count", "minutes.range": "high low", "minutes.about": "minutes", "minutes.up_to": "minutes",
	"minutes.average": "minutes", "minutes.as_needed": "minutes",
}

// family is the codes of requests and programs that become words, and the
// values that their messages are given.
type family struct {
	codes  []string
	values string
}

// families are the codes by the first part of their message ids. Mail is no way
// that a letter needs to name.
func families() map[string]family {
	all := map[string]family{
		"opt-out":     {[]string{"by-phone", "through-pharmacist"}, "contact"},
		"contact-way": {[]string{"telephone", "email", "text"}, ""},
		"participant": {[]string{"representative", "caregiver", "prescriber", "facility-nurse"}, ""},
		"source":      {[]string{"claims", "member", "representative", "caregiver", "prescriber", "pharmacy", "medical-record"}, ""},
		"form": {[]string{"tablet", "capsule", "ml", "drop", "puff", "spray", "patch", "unit", "gram", "lozenge", "suppository",
			"packet", "applicator", "liquid", "cream", "ointment", "gel", "inhaler", "injection", "powder", "device"}, ""},
		"person":  {wording.Titles(), "name"},
		"measure": {wording.Units(), "value"},
	}
	all["plan-type"] = family{codes: program.PlanTypes}
	all["category"] = family{codes: letter.Categories()}
	all["severity"] = family{codes: []string{"urgent", "important", "routine"}}
	all["review-type"] = family{codes: []string{"cmr", "tmr"}}
	all["review-method"] = family{codes: []string{"telephone", "in-person", "telehealth", "records-only"}}
	codes := program.Vocabulary()
	for _, f := range []string{"condition", "drug-class", "drug-kind", "adherence-measure", "statement", "reviewer", "zone", "cmr-method", "enclosure"} {
		all[f] = family{codes: codes[f]}
	}
	return all
}

// given returns the values of each message that Go code prints, by id.
func given() map[string]string {
	all := maps.Clone(spoken)
	maps.Copy(all, directions.Messages())
	for name, f := range families() {
		for _, c := range f.codes {
			all[name+"."+c] = f.values
		}
	}
	return all
}

// Used returns the ids of all messages that some letter can print.
func (s *Set) Used() map[string]bool {
	used := map[string]bool{}
	for _, c := range s.calls {
		used[c.id] = true
	}
	for id := range given() {
		used[id] = true
	}
	for _, id := range wording.Own() {
		used[id] = true
	}
	for _, n := range s.named {
		used[n.id] = true
	}
	return used
}

// Unspoken returns the messages that letters need and lang lacks, sorted.
func (s *Set) Unspoken(lang letter.Lang) []string {
	return s.words.Missing(lang, slices.Sorted(maps.Keys(s.Used())))
}
