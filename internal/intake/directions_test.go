package intake

import (
	"testing"

	"letterpress/internal/letter"
)

// steps are directions of one step, once a day.
func steps(action, unit, route string) *letter.Steps {
	return &letter.Steps{AdministeredBy: "self", Steps: []letter.Step{{Action: action, Route: route,
		Dose: letter.Dose{Low: "1", Unit: unit}, Schedule: letter.Schedule{PerDay: "1"}}}}
}

// given is a request whose second medicine has these directions.
func given(t testing.TB, s *letter.Steps) *letter.Letter {
	t.Helper()
	return request(t, "summary.json", func(l *letter.Letter) {
		l.Medications[1].Form, l.Medications[1].Directions = "", letter.Directions{Steps: s}
	})
}

func TestDirectionsAreJudged(t *testing.T) {
	d := open(t).desk()
	v, faults := d.Judge(given(t, steps("take", "tablet", "mouth")))
	same(t, "sound", faults)
	same(t, "sound", v.Warnings)

	s := steps("take", "tablet", "mouth")
	s.Steps[0].PRN = &letter.AsNeeded{For: words("pain", "el dolor"), Limit: &letter.Limit{Count: "2", Unit: "tablet", Hours: "24"}}
	s.Steps[0].Schedule = letter.Schedule{PerDay: "4"}
	v, faults = d.Judge(given(t, s))
	same(t, "odd", faults)
	same(t, "odd", v.Warnings, "/medications/1/directions/steps/0/prn/limit/count above-limit")
	same(t, "of a letter that is not whole", d.Further(given(t, steps("instill", "puff", "ear")), nil), "/medications/1/directions/steps/0/dose/unit conflict")
}

// A text in the middle of a sentence does not end it.
func TestTextsInsideSentences(t *testing.T) {
	d := open(t).desk()
	for text, wrong := range map[string]bool{"pain": false, "pain.": true, "pain; ": true, "pain (back)": false, "": false, "el dolor, ": true} {
		s := steps("take", "tablet", "mouth")
		s.Device = words(text, text)
		s.Note = words("Shake well.", "Agite bien.")
		s.Steps[0].PRN = &letter.AsNeeded{For: words(text, text)}
		_, faults := d.Judge(given(t, s))
		want := []string{}
		if wrong {
			want = []string{"/medications/1/directions/steps/0/prn/for/es format", "/medications/1/directions/device/es format"}
		}
		same(t, text, faults, want...)
	}
}
