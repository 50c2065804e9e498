package directions

import (
	"slices"
	"testing"

	"letterpress/internal/letter"
)

// Directions that make no sense, and near them some that do. A want is the
// pointer below the directions, and the code.
func TestSense(t *testing.T) {
	for _, c := range []struct {
		short, form string
		want        []string
	}{
		// Action and route.
		{"inject 1:ml mouth day=1", "", []string{"/steps/0/route conflict"}},
		{"inject 1:ml muscle day=1", "", nil},
		{"take 1:tablet skin day=1", "", []string{"/steps/0/route conflict"}},
		{"take 1:tablet rectal day=1", "", []string{"/steps/0/route conflict"}},
		{"chew 1:tablet under-tongue day=1", "", []string{"/steps/0/route conflict"}},
		{"inhale 2:puff mouth day=1", "", []string{"/steps/0/route conflict"}},
		{"instill 1:drop mouth day=1", "", []string{"/steps/0/route conflict"}},
		{"insert 1:suppository mouth day=1", "", []string{"/steps/0/route conflict"}},
		{"use 1:tablet mouth day=1", "", nil},
		// Action and unit.
		{"inhale 1:tablet inhaled day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"inhale 1:capsule inhaled day=1", "", nil},
		{"inject 1:tablet under-skin day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"chew 5:ml mouth day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"take 2:puff mouth day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"dissolve 5:ml mouth day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"apply 1:tablet skin day=1", "", []string{"/steps/0/dose/unit conflict"}},
		// Unit and route.
		{"use 2:puff ear site=left-ear day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"place 1:patch under-tongue day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"place 1:patch skin day=1", "", nil},
		{"use 1:tablet eye site=left-eye day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"use 1:suppository mouth day=1", "", []string{"/steps/0/dose/unit conflict"}},
		{"place 1:gram eye site=left-eye day=1", "", []string{"/steps/0/dose/unit conflict"}},
		// Form and unit.
		{"take 1:capsule mouth day=1", "tablet", []string{"/steps/0/dose/unit conflict"}},
		{"take 500:mg mouth day=1", "tablet", nil},
		{"take 1:tablet mouth day=1", "liquid", []string{"/steps/0/dose/unit conflict"}},
		{"take 5:ml mouth day=1", "liquid", nil},
		{"inhale 2:puff inhaled day=1", "inhaler", nil},
		{"inhale 2:puff inhaled day=1", "tablet", []string{"/steps/0/dose/unit conflict"}},
		{"inject 10:unit under-skin day=1", "injection", nil},
		{"take 1:tablet mouth day=1", "other", nil},
		// Sites.
		{"apply rectal site=affected-area day=1", "", []string{"/steps/0/site conflict"}},
		{"apply skin site=affected-area day=1", "", nil},
		{"apply other day=1", "", []string{"/note required"}},
		{"apply other day=1 note=nails", "", nil},
		// Amounts.
		{"take 0.5:capsule mouth day=1", "", []string{"/steps/0/dose/low format"}},
		{"take 0.3:tablet mouth day=1", "", []string{"/steps/0/dose/low format"}},
		{"take 1..1.3333:tablet mouth day=1", "", []string{"/steps/0/dose/high format"}},
		{"take 1..1.5:tablet mouth day=1", "", nil},
		{"inhale 1.5:puff inhaled day=1", "", []string{"/steps/0/dose/low format"}},
		{"take 0.33:ml mouth day=1", "", nil},
		{"take 1:tablet mouth prn=pain max=2.2:tablet/24", "", []string{"/steps/0/prn/limit/count format"}},
		{"take 1:tablet mouth day=1 eq=10_U", "", []string{"/steps/0/dose/equals format"}},
		{"take 1:tablet mouth day=1 eq=10_IU", "", []string{"/steps/0/dose/equals format"}},
		{"take 1:tablet mouth day=1 eq=10_cc", "", []string{"/steps/0/dose/equals format"}},
		{"take 1:tablet mouth day=1 eq=10_mg/", "", []string{"/steps/0/dose/equals format"}},
		{"take 1:tablet mouth day=1 eq=10_units", "", nil},
		{"place 1:patch skin day=1 eq=25_mcg/h", "", nil},
		// Meals.
		{"take 1:tablet mouth day=2 rel=before-breakfast", "", []string{"/steps/0/relation conflict"}},
		{"take 1:tablet mouth day=2 rel=before-meals", "", nil},
		{"take 1:tablet mouth at=morning,noon rel=after-lunch", "", []string{"/steps/0/relation conflict"}},
		{"take 1:tablet mouth every=8:hour rel=before-dinner", "", []string{"/steps/0/relation conflict"}},
		{"take 1:tablet mouth at=bedtime rel=before-breakfast", "", []string{"/steps/0/relation conflict"}},
		{"take 1:tablet mouth at=evening rel=before-dinner", "", nil},
		// Spans.
		{"take 1:tablet mouth every=3:day for=2:day", "", []string{"/steps/0/for range"}},
		{"take 1:tablet mouth every=3:day for=3:day", "", nil},
		{"take 1:tablet mouth on=monday for=3:day", "", []string{"/steps/0/for range"}},
		{"take 1:tablet mouth on=monday for=1:month", "", nil},
		{"place 1:patch skin every=24:hour for=12:hour", "", nil}, // how long it is worn
		// Limits. Doses at intervals may reach above: that is what limits are for.
		{"take 2:tablet mouth every=4:hour prn=pain max=8:tablet/24", "", nil},
		{"take 1..2:tablet mouth every=6:hour prn=pain max=8:tablet/24", "", nil},
		{"take 1..2:tablet mouth every=4..6:hour prn=pain max=8:tablet/24", "", nil},
		{"take 2:tablet mouth day=4 prn=pain max=6:tablet/24", "", []string{"/steps/0/prn/limit/count above-limit"}},
		{"take 2:tablet mouth day=3 prn=pain max=6:tablet/24", "", nil},
		{"instill 1:drop eye site=both-eyes every=6:hour prn=itch max=4:drop/24", "", nil},
		{"instill 1:drop eye site=left-eye every=6:hour prn=itch max=4:drop/24", "", nil},
		{"take 1:tablet mouth prn=pain max=400:mg/24 eq=500_mg", "", []string{"/steps/0/prn/limit/count range"}},
		{"take 1:tablet mouth prn=pain max=500:mg/24 eq=500_mg", "", nil},
		{"take 1:tablet mouth prn=pain max=8:puff/24", "", []string{"/steps/0/prn/limit/unit conflict"}},
		{"take 1:tablet mouth prn=pain", "", []string{"/steps/0/prn no-limit"}},
		{"take 1:tablet mouth day=2 prn=pain", "", nil},
		// Other days.
		{"take 1:tablet mouth on=monday,tuesday,wednesday,thursday / other-days take 2:tablet mouth on=friday,saturday,sunday / other-days take 3:tablet mouth day=1", "", []string{"/link conflict"}},
		{"take 1:tablet mouth on=monday / other-days take 2:tablet mouth on=tuesday,monday / other-days take 3:tablet mouth day=1", "", []string{"/steps/1/schedule/days/1 conflict"}},
		{"take 1:tablet mouth on=monday / other-days take 2:tablet mouth day=1", "", nil},
		{"set=pump", "", nil},
	} {
		m := medicine(t, c.short, c.form, letter.Spanish)
		faults, warnings := Sense(m, "/medications/0")
		got := []string{}
		for _, f := range append(faults, warnings...) {
			got = append(got, f.Pointer+" "+f.Code)
		}
		want := []string{}
		for _, w := range c.want {
			want = append(want, "/medications/0/directions"+w)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s %s\n got %q\nwant %q", c.short, c.form, got, want)
		}
	}
}

// Above the limit is a warning, below one dose a refusal.
func TestWhichIsRefused(t *testing.T) {
	m := medicine(t, "take 2:tablet mouth day=4 prn=pain max=6:tablet/24", "", letter.English)
	if faults, warnings := Sense(m, ""); len(faults) != 0 || len(warnings) != 1 {
		t.Errorf("faults %v, warnings %v", faults, warnings)
	}
	_, faults := request(t, directionsOf(t, "take 2:tablet mouth every=4:hour prn=pain max=1:tablet/24"), "", letter.English)
	if len(faults) != 1 || faults[0].Code != letter.CodeRange {
		t.Errorf("a limit below one dose: %v", faults)
	}
}

// Steps whose shape is at fault are not whole, and judged all the same.
func TestSenseOfWhatIsNotWhole(t *testing.T) {
	m := &letter.Medication{Directions: letter.Directions{Steps: &letter.Steps{Link: "other-days", Steps: []letter.Step{
		{}, {PRN: &letter.AsNeeded{}}, {PRN: &letter.AsNeeded{Limit: &letter.Limit{}}, For: &letter.Span{}, Relation: "before-dinner"},
		{Schedule: letter.Schedule{Days: []string{"", ""}, Every: &letter.Interval{}}, For: &letter.Span{Count: "1"}},
	}}}}
	if faults, _ := Sense(m, ""); len(faults) > 0 {
		t.Errorf("got %v", faults)
	}
	if faults, warnings := Sense(&letter.Medication{}, ""); faults != nil || warnings != nil {
		t.Error("a medicine without steps is judged")
	}
}
