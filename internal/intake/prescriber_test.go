package intake

import (
	"slices"
	"testing"

	"letterpress/internal/letter"
)

// A letter waits for a person when a medicine of it is sensitive or controlled,
// and when its program asks so of the category.
func TestPrescriberHolds(t *testing.T) {
	plain := open(t)
	careful := open(t, "blank_rows: 4", "prescriber_letters: {hold_revealing: true}")
	drug := func(k int, change func(*letter.InterventionDrug)) func(*letter.Letter) {
		return func(l *letter.Letter) { change(&l.Interventions[0].Medications[k]) }
	}
	opioid := func(l *letter.Letter) { l.Interventions[0].Category = "opioid-benzodiazepine" }
	both := func(l *letter.Letter) {
		opioid(l)
		l.Interventions[0].Medications[1].Schedule = "II"
		l.Delivery.HoldUntil = day("2026-04-01")
	}
	for name, c := range map[string]struct {
		counter counter
		change  func(*letter.Letter)
		hold    string
		want    []string
	}{
		"nothing to hide":              {plain, nil, "", nil},
		"controlled":                   {plain, drug(0, func(d *letter.InterventionDrug) { d.Schedule = "IV" }), HoldSensitive, []string{"/interventions/0/medications/0 sensitive-medicine"}},
		"sensitive":                    {plain, drug(1, func(d *letter.InterventionDrug) { d.Sensitive = []string{"hiv"} }), HoldSensitive, []string{"/interventions/0/medications/1 sensitive-medicine"}},
		"a revealing category":         {plain, opioid, "", nil},
		"one that the program holds":   {careful, opioid, HoldCategory, []string{"/interventions/0/category sensitive-category"}},
		"another of such a program":    {careful, nil, "", nil},
		"all of it, and a day as well": {careful, both, HoldCategory, []string{"/interventions/0/category sensitive-category", "/interventions/0/medications/1 sensitive-medicine"}},
		"a day alone":                  {plain, func(l *letter.Letter) { l.Delivery.HoldUntil = day("2026-04-01") }, HoldUntil, nil},
		"a translation comes first": {plain, func(l *letter.Letter) {
			l.Translation = &letter.Translation{Source: "machine"}
			l.Interventions[0].Medications[0].Schedule = "V"
		}, HoldTranslation, []string{"/interventions/0/medications/0 sensitive-medicine"}},
	} {
		t.Run(name, func(t *testing.T) {
			v, faults := c.counter.desk().Judge(request(t, "prescriber.json", c.change))
			same(t, "faults", faults)
			same(t, "warnings", v.Warnings, c.want...)
			if v.Hold != c.hold {
				t.Errorf("held for %q, want %q", v.Hold, c.hold)
			}
		})
	}
}

// Without a number to answer to, the letter cannot be made; other letters can.
func TestNoFaxBack(t *testing.T) {
	d := open(t, "fax_back: 1-800-555-0109\n", "").desk()
	_, faults := d.Judge(request(t, "prescriber.json", nil))
	same(t, "letter to a prescriber", faults, "/program program-lacks")
	if len(faults) != 1 || faults[0].Detail != "the program does not state fax_back, which this letter prints" {
		t.Errorf("the field is not named: %v", faults)
	}
	_, faults = d.Judge(request(t, "summary.json", nil))
	same(t, "summary", faults)
	_, faults = open(t).desk().Judge(request(t, "prescriber.json", nil))
	same(t, "with a number", faults)
}

// Every string that the letter prints is looked at for characters without a
// glyph, those of the envelope in capitals too.
func TestPrescriberGlyphs(t *testing.T) {
	d := open(t).desk()
	const odd = "a\u4e2d"
	for pointer, change := range map[string]func(*letter.Letter){
		"/prescriber/name":                        func(l *letter.Letter) { l.Prescriber.Name = odd },
		"/prescriber/credentials":                 func(l *letter.Letter) { l.Prescriber.Credentials = odd },
		"/prescriber/practice":                    func(l *letter.Letter) { l.Prescriber.Practice = odd },
		"/prescriber/address/lines/0":             func(l *letter.Letter) { l.Prescriber.Address.Lines[0] = odd },
		"/prescriber/address/city":                func(l *letter.Letter) { l.Prescriber.Address.City = odd },
		"/interventions/0/reference":              func(l *letter.Letter) { l.Interventions[0].Reference = odd },
		"/interventions/0/medications/1/name":     func(l *letter.Letter) { l.Interventions[0].Medications[1].Name = odd },
		"/interventions/0/medications/0/strength": func(l *letter.Letter) { l.Interventions[0].Medications[0].Strength = odd },
		"/interventions/0/recommendation/en":      func(l *letter.Letter) { l.Interventions[0].Recommendation = *words(odd, "") },
	} {
		t.Run(pointer, func(t *testing.T) {
			_, faults := d.Judge(request(t, "prescriber.json", change))
			if got := lines(faults); !slices.Equal(got, []string{pointer + " " + CodeGlyph}) {
				t.Errorf("got %q", got)
			}
		})
	}
}
