package blueprint

import (
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// Words of this test, so short that each message shows in what is made of it.
const viewWords = `language: en
tag: en-US
messages:
  list.comma: ", "
  list.semicolon: "; "
  list.and: "{{.list}} and {{.last}}"
  list.or: "{{.list}} or {{.last}}"
  format.money: "${{.amount}}"
  format.am: "{{.time}}am"
  format.pm: "{{.time}}pm"
  format.noon: noon
  format.days: "{{.from}}-{{.to}}"
  format.hours: "{{.days}} {{.open}}-{{.close}}"
  format.zone: "{{.hours}} {{.zone}}"
  day.mon: Mon
  day.fri: Fri
  zone.ET: Eastern
  contact.phone: "{{.phone}} (TTY {{.tty}})"
  contact.line: "{{.phone}}, {{.hours}}"
  contact.appointments: "{{.phone}}; appointments {{.hours}}"
  opt-out.by-phone: "leave at {{.contact}}"
  opt-out.through-pharmacist: "leave with us or at {{.contact}}"
  condition.diabetes: diabetes
  condition.hypertension: pressure
  condition.cardiovascular: heart
  condition.bone-disease: bones
  condition.osteoporosis: weak bones
  criteria.conditions.closed: "{{.least}} of: {{.list}}"
  criteria.conditions.open: "{{.least}} such as {{.list}}"
  criteria.condition_of: "{{.condition}} ({{.list}})"
  criteria.any_drugs: drugs
  criteria.each_month: "{{.kind}} monthly"
  criteria.drugs: "{{.least}} {{.kind}}"
  criteria.drugs.classes: "{{.least}} {{.kind}} from {{.list}}"
  drug-kind.maintenance-part-d: steady drugs
  drug-class.insulins: insulins
  drug-class.arbs: ARBs
  criteria.cost.likely.more-than: "likely over {{.level}} in {{.year}}"
  criteria.cost.likely.at-least: "likely {{.level}} in {{.year}}"
  criteria.cost.spends.more-than: "over {{.level}} in {{.year}}"
  criteria.cost.spends.at-least: "{{.level}} in {{.year}}"
  criteria.cost.shared: "together over {{.level}} in {{.year}}"
  criteria.cost.quarter: "over a quarter of {{.level}} in {{.year}}"
  cmr.yearly: yearly
  cmr.at_least_yearly: at least yearly
  tmr.every_months: {one: each month, other: "each {{.count}} months"}
  tmr.at_least_every_months: {one: at least each month, other: "at least each {{.count}} months"}
  minutes.one_length: {one: "{{.count}} minute", other: "{{.count}} minutes"}
  minutes.range: "{{.low}} to {{.high}} minutes"
  minutes.about: "about {{.minutes}}"
  minutes.up_to: "up to {{.minutes}}"
  minutes.average: "{{.minutes}} on average"
  minutes.as_needed: "{{.minutes}} or more"
  cmr-method.telephone: by phone
  cmr-method.in-person: in person
  contact-way.telephone: by phone
  contact-way.email: by email
  contact-way.text: by text
  adherence-measure.diabetes: sugar
  adherence-measure.cholesterol: fat
  reviewer.pharmacist: a pharmacist
  statement.voluntary: You choose.
`

func english(t *testing.T) *wording.Language {
	t.Helper()
	c, err := wording.Load(fstest.MapFS{"en.yaml": {Data: []byte(viewWords)}})
	if err != nil {
		t.Fatal(err)
	}
	return c.Language(letter.English)
}

func TestMinutes(t *testing.T) {
	v := &View{p: &program.Program{}, speaker: speaker{w: english(t), Memory: new(Memory)}}
	for want, m := range map[string]program.Minutes{
		"":                                {},
		"30 minutes":                      {Low: 30},
		"1 minute":                        {Low: 1},
		"20 to 30 minutes":                {Low: 20, High: 30},
		"about 30 minutes":                {Low: 30, About: true},
		"about 20 to 30 minutes":          {Low: 20, High: 30, About: true},
		"up to 30 minutes":                {Low: 30, UpTo: true},
		"up to 15 to 20 minutes":          {Low: 15, High: 20, UpTo: true},
		"20 minutes on average":           {Low: 20, Average: true},
		"20 minutes or more":              {Low: 20, AsLongAsNeeded: true},
		"20 minutes on average or more":   {Low: 20, Average: true, AsLongAsNeeded: true},
		"about 20 to 30 minutes or more":  {Low: 20, High: 30, About: true, AsLongAsNeeded: true},
		"up to 20 to 120 minutes or more": {Low: 20, High: 120, UpTo: true, AsLongAsNeeded: true},
	} {
		if got := v.minutes(&m).String(); got != want {
			t.Errorf("%+v: got %q, want %q", m, got, want)
		}
	}
}

// A cost rule is said as the program means it, or not at all: the sentence for
// "more than" must never stand for "at least".
func TestCost(t *testing.T) {
	const year, quarter = "year", "quarter-of-level"
	for _, c := range []struct {
		cost   program.Cost
		want   string
		unsaid string
	}{
		{program.Cost{}, "", ""},
		{program.Cost{Level: 1276}, "", ""},
		{program.Cost{Level: 1276, Test: "more-than"}, "", ""},
		{program.Cost{Level: 1276, Test: "more-than", Basis: year}, "likely over $1,276 in 2026", ""},
		{program.Cost{Level: 1276, Test: "at-least", Basis: year}, "likely $1,276 in 2026", ""},
		{program.Cost{Level: 1276, Test: "more-than", Basis: year, Says: "likely"}, "likely over $1,276 in 2026", ""},
		{program.Cost{Level: 1276, Test: "more-than", Basis: year, Says: "spends"}, "over $1,276 in 2026", ""},
		{program.Cost{Level: 1276, Test: "at-least", Basis: year, Says: "spends"}, "$1,276 in 2026", ""},
		{program.Cost{Level: 1276, Test: "more-than", Basis: year, Together: true}, "together over $1,276 in 2026", ""},
		{program.Cost{Level: 1276, Test: "at-least", Basis: year, Together: true}, "", "criteria.cost.shared.likely.at-least"},
		{program.Cost{Level: 1276, Test: "more-than", Basis: year, Says: "spends", Together: true}, "", "criteria.cost.shared.spends.more-than"},
		{program.Cost{Level: 1276, Test: "more-than", Basis: quarter}, "over a quarter of $1,276 in 2026", ""},
		{program.Cost{Level: 1276, Test: "more-than", Basis: quarter, Says: "spends"}, "over a quarter of $1,276 in 2026", ""},
		{program.Cost{Level: 1276, Test: "at-least", Basis: quarter}, "", "criteria.cost.quarter.spends.at-least"},
		{program.Cost{Level: 1276, Test: "more-than", Basis: quarter, Says: "likely"}, "", "criteria.cost.quarter.likely.more-than"},
		{program.Cost{Level: 1276, Test: "more-than", Basis: quarter, Together: true}, "", "criteria.cost.quarter.shared.spends.more-than"},
	} {
		v := NewView(&program.Program{ContractYear: 2026, Criteria: program.Criteria{Cost: c.cost}}, english(t))
		if got := v.cost.String(); got != c.want || v.unsaid != c.unsaid {
			t.Errorf("%+v: got %q, %q, want %q, %q", c.cost, got, v.unsaid, c.want, c.unsaid)
		}
	}
}

func TestConditionsAndDrugs(t *testing.T) {
	list := []program.Condition{{ID: "diabetes"}, {ID: "bone-disease", Of: []string{"osteoporosis", "hypertension"}}, {ID: "cardiovascular", NotFor: []string{"pdp"}}}
	for _, c := range []struct {
		criteria         program.Criteria
		mapd, pdp, drugs string
	}{
		{program.Criteria{}, "", "", ""},
		{program.Criteria{Conditions: program.Conditions{Least: 3, List: list}, Drugs: program.Drugs{Least: 8, Kind: "maintenance-part-d"}},
			"3 of: diabetes; bones (weak bones, pressure); heart", "3 of: diabetes; bones (weak bones, pressure)", "8 steady drugs"},
		{program.Criteria{Conditions: program.Conditions{Least: 2, List: list, Open: true}, Drugs: program.Drugs{Least: 8, Kind: "maintenance-part-d", EachMonth: true}},
			"2 such as diabetes, bones (weak bones, pressure) or heart", "2 such as diabetes or bones (weak bones, pressure)", "8 steady drugs monthly"},
		{program.Criteria{Drugs: program.Drugs{Least: 7, Classes: []string{"insulins", "arbs"}}}, "", "", "7 drugs from insulins; ARBs"},
		{program.Criteria{Drugs: program.Drugs{Least: 7, Kind: "maintenance-part-d", Classes: []string{"arbs"}, EachMonth: true}}, "", "", "7 steady drugs monthly from ARBs"},
		{program.Criteria{Drugs: program.Drugs{Least: 1234}}, "", "", "1,234 drugs"},
	} {
		v := NewView(&program.Program{PlanTypes: []string{"mapd", "pdp"}, Criteria: c.criteria}, english(t))
		for _, x := range []struct{ got, want string }{
			{v.conditions["mapd"].String(), c.mapd}, {v.conditions["pdp"].String(), c.pdp}, {v.conditions["other"].String(), ""},
			{v.drugs.String(), c.drugs}, {v.unsaid, ""},
		} {
			if x.got != x.want {
				t.Errorf("%+v: got %q, want %q", c.criteria, x.got, x.want)
			}
		}
	}
}

func TestReviewsAndContacts(t *testing.T) {
	w := english(t)
	for name, c := range map[string]struct {
		program program.Program
		read    func(v *View) string
		want    string
	}{
		"no frequency":           {program.Program{}, func(v *View) string { return v.cmrTimes.String() }, ""},
		"yearly":                 {program.Program{CMR: program.CMR{PerYear: 1}}, func(v *View) string { return v.cmrTimes.String() }, "yearly"},
		"at least yearly":        {program.Program{CMR: program.CMR{PerYear: 1, AtLeast: true}}, func(v *View) string { return v.cmrTimes.String() }, "at least yearly"},
		"twice a year, unsaid":   {program.Program{CMR: program.CMR{PerYear: 2}}, func(v *View) string { return v.unsaid }, "cmr.times_a_year"},
		"each month":             {program.Program{TMR: program.TMR{EveryMonths: 1}}, func(v *View) string { return v.tmrInterval.String() }, "each month"},
		"each 4 months":          {program.Program{TMR: program.TMR{EveryMonths: 4}}, func(v *View) string { return v.tmrInterval.String() }, "each 4 months"},
		"at least each 3 months": {program.Program{TMR: program.TMR{EveryMonths: 3, AtLeast: true}}, func(v *View) string { return v.tmrInterval.String() }, "at least each 3 months"},
		"no interval":            {program.Program{}, func(v *View) string { return v.tmrInterval.String() }, ""},
		"usual ways first": {program.Program{CMR: program.CMR{Methods: []string{"telephone"}, Possible: []string{"in-person"}}},
			func(v *View) string { return v.cmrMethods.String() }, "by phone or in person"},
		"mail is no way to name": {program.Program{FirstContact: program.FirstContact{By: []string{"mail"}}}, func(v *View) string { return v.ways.String() }, ""},
		"first and later ways": {program.Program{FirstContact: program.FirstContact{By: []string{"mail", "telephone"}, MayFollow: []string{"text", "email"}}},
			func(v *View) string { return v.ways.String() }, "by phone, by email or by text"},
		"numbers":       {program.Program{FirstContact: program.FirstContact{FromNumbers: []string{"555-0100", "555-0101"}}}, func(v *View) string { return v.numbers.String() }, "555-0100 or 555-0101"},
		"measures":      {program.Program{SNP: program.SNPRoute{Measures: []string{"diabetes", "cholesterol"}}}, func(v *View) string { return v.snp.String() }, "sugar or fat"},
		"no reviewer":   {program.Program{}, func(v *View) string { return v.reviewer.String() }, ""},
		"reviewer":      {program.Program{Reviewer: "pharmacist"}, func(v *View) string { return v.reviewer.String() }, "a pharmacist"},
		"statements":    {program.Program{Statements: []string{"voluntary"}}, func(v *View) string { return v.statements[0].String() }, "You choose."},
		"unknown words": {program.Program{Statements: []string{"rumor"}}, func(v *View) string { return v.unsaid }, "statement.rumor"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.read(NewView(&c.program, w)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLines(t *testing.T) {
	full := letter.Contact{Phone: "555-0100", TTY: "711", Zone: "ET", Hours: []letter.Hours{{Days: "mon-fri", Open: "08:00", Close: "12:00"}}}
	bare := letter.Contact{Phone: "555-0101", TTY: "711"}
	p := program.Program{Lines: []program.Line{
		{PlanTypes: []string{"mapd"}, Contact: full, For: "appointments"},
		{PlanTypes: []string{"mapd", "pdp"}, Contact: full},
		{PlanTypes: []string{"bare"}, Contact: bare},
		{PlanTypes: []string{"no-phone"}, Contact: letter.Contact{TTY: "711", Hours: full.Hours}},
		{PlanTypes: []string{"no-tty"}, Contact: letter.Contact{Phone: "555-0102", Hours: full.Hours}},
	}}
	v := NewView(&p, english(t))
	for planType, want := range map[string][3]string{
		"mapd":     {"555-0100 (TTY 711)", "555-0100 (TTY 711); appointments Mon-Fri 8am-noon Eastern", "leave at 555-0100 (TTY 711); appointments Mon-Fri 8am-noon Eastern"},
		"pdp":      {"555-0100 (TTY 711)", "555-0100 (TTY 711), Mon-Fri 8am-noon Eastern", "leave at 555-0100 (TTY 711), Mon-Fri 8am-noon Eastern"},
		"bare":     {"555-0101 (TTY 711)", "555-0101 (TTY 711)", "leave at 555-0101 (TTY 711)"},
		"no-phone": {}, "no-tty": {}, "nobody": {}, "": {},
	} {
		l := v.line(planType)
		if got := [3]string{l.phone.String(), l.contact.String(), l.optOut.String()}; got != want {
			t.Errorf("%q: got %q, want %q", planType, got, want)
		}
	}
	p.OptOut = []string{"any-time", "through-pharmacist"}
	if got := NewView(&p, english(t)).line("pdp").optOut.String(); got != "leave with us or at 555-0100 (TTY 711), Mon-Fri 8am-noon Eastern" {
		t.Errorf("got %q", got)
	}
}

// The return block shows the address below the name, and all of it is the
// program's.
func TestReturnBlock(t *testing.T) {
	p := program.Program{Name: program.Localized{"en": "Example Health"}, Return: letter.Address{
		Lines: []string{"Example Health", "PO Box 1"}, City: "Springfield", State: "IL", PostalCode: "62701"}}
	v := NewView(&p, english(t))
	var got []string
	for _, l := range v.returnLines {
		got = append(got, l.String())
		if l[0].Source != page.Program {
			t.Errorf("%q is of source %v", l, l[0].Source)
		}
	}
	if want := "PO Box 1|Springfield, IL 62701"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A plan's name that is the same in both languages is marked as English; one
// that has words of its own in Spanish is not.
func TestBrand(t *testing.T) {
	c, err := wording.Load(fstest.MapFS{"es.yaml": {Data: []byte("language: es\ntag: es-US\nmessages: {a: b}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	es := c.Language(letter.Spanish)
	for _, x := range []struct {
		name program.Localized
		w    *wording.Language
		text string
		mark *doc.Markup
	}{
		{program.Localized{"en": "Example Health", "es": "Example Health"}, es, "Example Health", inEnglish},
		{program.Localized{"en": "Example Health", "es": "Salud Ejemplo"}, es, "Salud Ejemplo", nil},
		{program.Localized{"en": "Example Health", "es": "Salud Ejemplo"}, english(t), "Example Health", nil},
	} {
		if got := NewView(&program.Program{Name: x.name}, x.w).plan; got[0].Text != x.text || got[0].Markup != x.mark {
			t.Errorf("got %+v, want %q with %v", got, x.text, x.mark)
		}
	}
}
