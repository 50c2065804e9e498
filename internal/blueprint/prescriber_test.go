package blueprint_test

import (
	"slices"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
)

// fivePoints is a letter with a point of each severity and more, not in order.
func fivePoints(t *testing.T) *letter.Letter {
	return sample(t, requests+"/hard/prescriber-five-en.json")
}

// pointHeads returns the headings of the boxes that name a point.
func pointHeads(d *doc.Document) []string {
	var out []string
	for _, b := range d.Parts[0].Blocks {
		box, ok := b.(*doc.Box)
		if !ok {
			continue
		}
		out = append(out, box.Cells[0].Blocks[0].(*doc.Heading).Text.String())
	}
	return out
}

// The urgent comes first, then the important, then the routine; within one of
// them the request's order stays, and the numbers follow.
func TestPointsAreInOrderOfUrgency(t *testing.T) {
	s, l := builtIn(t), fivePoints(t)
	var want []string
	for _, severity := range []string{"urgent", "important", "routine"} {
		for i := range l.Interventions {
			if n := &l.Interventions[i]; n.Severity == severity {
				want = append(want, n.Recommendation.Words[0].Text)
			}
		}
	}
	d := s.expand(t, l)
	if got := asks(d); !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
	heads := pointHeads(d)
	if len(heads) != 5 || !strings.HasPrefix(heads[0], "1. URGENT: ") || !strings.HasPrefix(heads[4], "5. Routine: ") {
		t.Errorf("heads %q", heads)
	}
}

// asks is the first field of each point: what is recommended.
func asks(d *doc.Document) []string {
	var out []string
	for _, b := range d.Parts[0].Blocks {
		if box, ok := b.(*doc.Box); ok {
			out = append(out, plain(box.Cells[1].Blocks[0].(*doc.Fields).Items[0].Lines[0].String()))
		}
	}
	return out
}

// Only an urgent point stands in a heavy frame, and page 1 says that there is one.
func TestUrgentStandsOut(t *testing.T) {
	s, l := builtIn(t), fivePoints(t)
	d := s.expand(t, l)
	for i, b := range d.Parts[0].Blocks {
		if box, ok := b.(*doc.Box); ok && box.Heavy != (i == 1) { // the first point, below the paragraph that leads in
			t.Errorf("block %d is heavy: %v", i, box.Heavy)
		}
	}
	if got := d.Letterhead.Aside[0].String(); !strings.HasPrefix(got, "URGENT") {
		t.Errorf("page 1 says %q", got)
	}
	for i := range l.Interventions {
		l.Interventions[i].Severity = "routine"
	}
	if got := s.expand(t, l); strings.Contains(got.Dump(), "URGENT") || strings.Contains(got.Dump(), "heavy") {
		t.Error("a routine letter stands out")
	}
}

// One day for all answers stands in the head of the form, else each names its own.
func TestDaysToAnswerBy(t *testing.T) {
	s := builtIn(t)
	days := func(list ...string) string {
		l := fivePoints(t)
		l.Interventions = l.Interventions[:len(list)]
		for i, d := range list {
			l.Interventions[i].RespondBy = letter.Date{}
			if d != "" {
				l.Interventions[i].RespondBy = day(t, d)
			}
		}
		return plain(s.expand(t, l).Dump())
	}
	for name, c := range map[string]struct {
		got     string
		head    int // how often the head names a day
		own     int
		without bool
	}{
		"the same":       {days("2026-03-20", "2026-03-20"), 1, 0, false},
		"several":        {days("2026-03-20", "2026-03-27"), 0, 2, false},
		"one of the two": {days("", "2026-03-27"), 0, 1, false},
		"none":           {days("", ""), 0, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			if n := strings.Count(c.got, "fax it to 1-800-555-0122 by "); n != c.head {
				t.Errorf("the head names a day %d times", n)
			}
			if n := strings.Count(c.got, "Please answer by "); n != c.own {
				t.Errorf("%d points name a day", n)
			}
			if !strings.Contains(c.got, "1-800-555-0122") {
				t.Error("the fax number is missing")
			}
			if c.without == strings.Contains(c.got, "2026") {
				t.Error("a day is printed or missing")
			}
		})
	}
}

// What is known of a medicine's last fill is printed, and nothing else.
func TestDrugLines(t *testing.T) {
	s := builtIn(t)
	for name, c := range map[string]struct {
		drug letter.InterventionDrug
		lang letter.Lang
		want string
	}{
		"all":          {letter.InterventionDrug{Name: "warfarin", Strength: "5 mg", LastFilled: letter.Date{Year: 2025, Month: 1, Day: 2}, Quantity: "30", DaysSupply: 30}, letter.English, "warfarin 5 mg: last filled January 2, 2025, quantity 30, 30 days’ supply"},
		"one day":      {letter.InterventionDrug{Name: "azithromycin", DaysSupply: 1}, letter.English, "azithromycin: 1 day’s supply"},
		"name alone":   {letter.InterventionDrug{Name: "warfarin"}, letter.English, "warfarin"},
		"in Spanish":   {letter.InterventionDrug{Name: "warfarin", Strength: "5 mg", LastFilled: letter.Date{Year: 2025, Month: 1, Day: 2}, Quantity: "0.5", DaysSupply: 30}, letter.Spanish, "warfarin 5 mg: surtido el 2 de enero de 2025, cantidad 0.5, para 30 días"},
		"a brand kept": {letter.InterventionDrug{Name: "Bystolic", Strength: "5 mg"}, letter.Spanish, "Bystolic 5 mg"},
	} {
		t.Run(name, func(t *testing.T) {
			l := sample(t, requests+"/hard/prescriber-five-"+string(c.lang)+".json")
			l.Interventions = l.Interventions[:1]
			l.Interventions[0].Medications = []letter.InterventionDrug{c.drug}
			d := s.expand(t, l)
			for _, b := range d.Parts[0].Blocks {
				if box, ok := b.(*doc.Box); ok {
					for _, f := range box.Cells[1].Blocks[0].(*doc.Fields).Items {
						if len(f.Lines) == 1 && plain(f.Lines[0].String()) == c.want {
							return
						}
					}
				}
			}
			t.Errorf("%q is not printed:\n%s", c.want, d.Dump())
		})
	}
}

// A statin's point asks why a statin does not suit, and no other does.
func TestStatinExclusions(t *testing.T) {
	s := builtIn(t)
	for _, category := range letter.Categories() {
		l := fivePoints(t)
		l.Interventions = l.Interventions[:1]
		l.Interventions[0].Category = category
		got := s.expand(t, l).Dump()
		if asked := strings.Contains(got, "ESRD or dialysis"); asked != (category == "statin-use-in-diabetes") {
			t.Errorf("%s asks for exclusions: %v", category, asked)
		}
		for _, answer := range []string{"Will send a new prescription to the pharmacy", "Will make another change", "Will discuss at next visit",
			"Already addressed", "No longer taking it", "Not my patient", "Decline, because: ____"} {
			if strings.Count(got, "[] "+answer) != 1 {
				t.Errorf("%s: %q is offered %d times", category, answer, strings.Count(got, "[] "+answer))
			}
		}
	}
}

// The inside address is the practice, and each later page names both people.
func TestPrescriberAddressAndHead(t *testing.T) {
	d := builtIn(t).expand(t, fivePoints(t))
	var lines []string
	for _, l := range d.Letterhead.Address {
		lines = append(lines, l.String())
	}
	l := fivePoints(t)
	want := l.Prescriber.Address.Block(l.Prescriber.Name+", "+l.Prescriber.Credentials, l.Prescriber.Practice)
	if !slices.Equal(lines, want) {
		t.Errorf("address %q, want %q", lines, want)
	}
	p := d.Parts[0]
	for _, who := range []string{l.Prescriber.Name, l.Member.Name.Last} {
		if !strings.Contains(p.Continued, who) {
			t.Errorf("the head of later pages %q does not name %q", p.Continued, who)
		}
	}
	if !p.Named || !d.Dense {
		t.Errorf("named %v, dense %v", p.Named, d.Dense)
	}
}

// The letter says that it is advice and whose decision it is.
func TestAdviceNotOrder(t *testing.T) {
	s := builtIn(t)
	for file, says := range map[string][]string{
		"/hard/prescriber-five-en.json": {"not an order", "decision is yours", "Confidential"},
		"/hard/prescriber-five-es.json": {"no una orden médica", "decisión es suya", "confidencial"},
	} {
		got := strings.ReplaceAll(s.expand(t, sample(t, requests+file)).Dump(), "*", "")
		for _, w := range says {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %q", file, w)
			}
		}
	}
}
