package draft

import (
	"letterpress/internal/letter"
)

// members are the members of a request in the contract's order: what each is for
// and, where some draft has it, its value.
var members = []struct {
	name, what string
	value      func(*form) any
}{
	{"key", "", func(*form) any {
		return fill("a name for this request that no other has; the same key is the same letter")
	}},
	{"kind", "", func(f *form) any { return string(f.kind) }},
	{"program", "", func(f *form) any { return f.program.ID }},
	{"language", "", func(f *form) any { return string(f.lang) }},
	{"format", "standard, large-print, braille, audio or data; standard when left out", func(f *form) any { return string(f.format) }},
	{"date", "", func(*form) any { return fill("the letter's date, YYYY-MM-DD") }},
	{"reference", "a number or note printed in the letter's additional-space field", nil},
	{"translation", "who translated the words: {\"source\": \"human\", \"reviewed\": true}; phrases need none", nil},
	{"member", "", (*form).member},
	{"recipient", "who gets the letter in the member's place: kind, name, relationship, authority, address", nil},
	{"welcome", "", (*form).welcome},
	{"review", "the review that the list comes from: type, date, method, participants, by", (*form).review},
	{"to_dos", "", (*form).toDos},
	{"medications", "", (*form).medications},
	{"none_confirmed", "true, in place of medications, when it was confirmed that there are none", nil},
	{"allergies_status", "", func(*form) any { return fill("none-known, not-asked, or listed (then add allergies)") }},
	{"allergies", "when listed: [{\"substance\": …, \"reaction\": …}]", nil},
	{"side_effects_status", "", func(*form) any { return fill("none-reported, not-asked, or listed (then add side_effects)") }},
	{"side_effects", "when listed: [{\"substance\": …, \"reaction\": …}]", nil},
	{"other_information", "words for the box Other information", nil},
	{"cc", "who gets a copy: [\"name, what they are\"]", nil},
	{"enclosures", "[\"safe-disposal\"] encloses the safe disposal sheet", nil},
	{"disposal", "places near the member that take back medicines: {\"sites\": [{\"name\": …, \"address\": …}]}", (*form).disposal},
	{"prescriber", "", (*form).prescriber},
	{"interventions", "", (*form).interventions},
	{"delivery", "how it goes out, mail when left out: {\"channel\": \"mail\", \"hold_until\": \"YYYY-MM-DD\"}", nil},
	{"replaces", "the letter that this one replaces: {\"letter\": \"its id\", \"reason\": \"correction\"}", nil},
}

func (f *form) member() any {
	m := object{
		{"id", fill("the plan's id of the member")},
		{"name", object{{"first", fill("the first name")}, {"last", fill("the family name")}}},
		{"birth_date", fill("the birth date, YYYY-MM-DD")},
		{"plan_type", choice(f.program.PlanTypes...)},
	}
	if f.kind == letter.PrescriberIntervention {
		return m
	}
	return append(m, field{"address", address()})
}

func address() object {
	return object{
		{"lines", []any{fill("the street or box")}},
		{"city", fill("the town")},
		{"state", fill("the state, two letters")},
		{"postal_code", fill("the ZIP code")},
	}
}

func (f *form) welcome() any {
	var routes []string
	for _, r := range []letter.Route{letter.RouteCriteria, letter.RouteAtRisk, letter.RouteBoth, letter.RouteSNP} {
		if f.program.HasRoute(r) {
			routes = append(routes, string(r))
		}
	}
	return object{{"route", choice(routes...)}}
}

func (f *form) review() any {
	types, methods := []string{"cmr", "tmr"}, []string{"telephone", "in-person", "telehealth"}
	if t := f.kind.Review(); t != "" {
		types = []string{t}
	}
	return object{
		{"type", choice(types...)},
		{"date", fill("the day of the review, YYYY-MM-DD")},
		{"method", choice(methods...)},
		{"participants", []any{object{{"role", "member"}}}},
		{"by", object{
			{"name", fill("who did the review and signs")},
			{"credentials", fill("such as PharmD")},
			{"title", fill("the signer's title in the letter's language")},
		}},
	}
}

func (f *form) toDos() any {
	return []any{object{
		{"topic", f.text("what you talked about")},
		{"actions", []any{f.text("what the member should do")}},
	}}
}

func (f *form) medications() any {
	return []any{object{
		{"name", fill("the medicine's name as on the bottle")},
		{"strength", fill("such as 500 mg")},
		{"form", fill("such as tablet, capsule, ml, puff, injection, cream")},
		{"directions", f.text("how the member takes it")},
		{"reason", f.text("why the member takes it")},
		{"prescribers", []any{object{{"name", fill("who prescribes it")}, {"credentials", fill("such as MD")}}}},
	}}
}

func (f *form) disposal() any {
	site := func() any {
		return object{{"name", fill("a place near the member that takes back medicines")}, {"address", fill("its address in one line")}}
	}
	return object{{"sites", []any{site(), site()}}}
}

func (f *form) prescriber() any {
	return object{
		{"name", fill("the prescriber's name")},
		{"credentials", fill("such as MD")},
		{"npi", fill("the National Provider Identifier, ten digits")},
		{"address", address()},
		{"fax", fill("the fax number")},
	}
}

func (f *form) interventions() any {
	return []any{object{
		{"category", fill("such as drug-interaction, adherence, dose-too-high, other")},
		{"severity", choice("urgent", "important", "routine")},
		{"medications", []any{object{{"name", fill("a medicine that it concerns")}}}},
		{"finding", f.text("what was found")},
		{"recommendation", f.text("what you recommend")},
		{"reason", f.text("why")},
	}}
}
