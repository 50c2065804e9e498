package directions

import (
	"slices"
	"strconv"
	"strings"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

// Codes of warnings about directions.
const (
	CodeAboveLimit = "above-limit" // the doses of a day are more than the limit
	CodeNoLimit    = "no-limit"    // used as needed, and neither how often nor how much at most is said
)

// Sense returns what makes no sense in the structured directions of m, and what
// is odd. at is the pointer of the medicine. A value that is missing is a fault
// of shape, told elsewhere, and judged by nobody here.
func Sense(m *letter.Medication, at string) (faults, warnings fault.Fields) {
	s := m.Directions.Steps
	if s == nil {
		return nil, nil
	}
	c := &critic{s: s, at: at + "/directions"}
	for i := range s.Steps {
		c.step(&s.Steps[i], i, m.Form)
	}
	c.otherDays()
	return c.faults, c.warnings
}

// critic judges the directions of one medicine.
type critic struct {
	s                *letter.Steps
	at               string
	faults, warnings fault.Fields
}

func (c *critic) pointer(i int, member string) string {
	return fault.AtIndex(c.at+"/steps", i) + member
}

func (c *critic) refuse(i int, member, code, detail string) {
	c.faults.Add(c.pointer(i, member), code, detail)
}

func (c *critic) step(s *letter.Step, i int, form string) {
	c.ways(s, i, form)
	c.amounts(s, i)
	c.meals(s, i)
	c.span(s, i)
	if s.PRN != nil {
		c.limit(s, i)
	}
	if s.Route == "other" && c.s.Note == nil {
		c.faults.Add(c.at+"/note", letter.CodeRequired, "required, where the medicine goes, since the route is another")
	}
}

// ways holds action, unit, route, site and form against each other. Of several
// contradictions the first is told: the others mostly follow from it.
func (c *critic) ways(s *letter.Step, i int, form string) {
	unit := s.Dose.Unit
	switch {
	case !fits(actionRoutes, s.Action, s.Route):
		c.refuse(i, "/route", letter.CodeConflict, "this action does not go with the route")
	case !fits(actionUnits, s.Action, unit):
		c.refuse(i, "/dose/unit", letter.CodeConflict, "this action is not done with such a unit")
	case !fits(unitRoutes, unit, s.Route):
		c.refuse(i, "/dose/unit", letter.CodeConflict, "this unit does not go by the route")
	case !fits(formUnits, form, unit):
		c.refuse(i, "/dose/unit", letter.CodeConflict, "is not how the medicine's form is counted")
	case s.Site == "affected-area" && !fits(siteRoutes, s.Site, s.Route):
		c.refuse(i, "/site", letter.CodeConflict, "is not reached by this route")
	}
}

// amounts asks that what is counted can be had in that number: no third of a
// tablet, no half a puff.
func (c *critic) amounts(s *letter.Step, i int) {
	for _, a := range []struct{ member, number string }{{"/dose/low", s.Dose.Low}, {"/dose/high", s.Dose.High}} {
		if detail := countable(a.number, s.Dose.Unit); detail != "" {
			c.refuse(i, a.member, letter.CodeFormat, detail)
		}
	}
	if s.PRN != nil && s.PRN.Limit != nil {
		if detail := countable(s.PRN.Limit.Count, s.PRN.Limit.Unit); detail != "" {
			c.refuse(i, "/prn/limit/count", letter.CodeFormat, detail)
		}
	}
	if _, symbol, given := strings.Cut(s.Dose.Equals, " "); given && !known(symbol) {
		c.refuse(i, "/dose/equals", letter.CodeFormat, "the unit must be "+strings.Join(symbols, ", ")+", or two of them with a / between")
	}
}

// countable returns what is wrong with a number of a unit, or "".
func countable(number, unit string) string {
	n, ok := letter.Amount(number)
	part := n % letter.Whole
	switch {
	case !ok || part == 0 || unit == "" || slices.Contains(measures, unit):
		return ""
	case !slices.Contains(parts, unit):
		return "must be a whole number: this unit is not divided"
	}
	if _, named := fractions[part]; !named {
		return "must be a whole number, or one with a half or a quarter"
	}
	return ""
}

// known reports whether a symbol is one that every language writes alike. U, IU
// and cc are misread and are none of them.
func known(symbol string) bool {
	a, b, two := strings.Cut(symbol, "/")
	if two && (a == "unit" || a == "units") {
		return false // "units/mL" is a word in one language alone
	}
	return slices.Contains(symbols, a) && (!two || slices.Contains(symbols, b) && b != "unit" && b != "units")
}

// meals holds a meal of the day against how often and when.
func (c *critic) meals(s *letter.Step, i int) {
	meal := mealOf(s.Relation)
	if meal == "" {
		return
	}
	sc := &s.Schedule
	perDay, _ := strconv.Atoi(sc.PerDay)
	switch {
	case perDay > 1 || len(sc.At) > 1:
		c.refuse(i, "/relation", letter.CodeConflict, "that meal is once a day, and the schedule is more often")
	case sc.Every != nil && sc.Every.Unit == "hour":
		c.refuse(i, "/relation", letter.CodeConflict, "that meal is once a day, and the schedule is every few hours")
	case len(sc.At) == 1 && !slices.Contains(mealTimes[meal], sc.At[0]):
		c.refuse(i, "/relation", letter.CodeConflict, "that meal is at another time of day than the schedule")
	}
}

// span asks that a step lasts at least until its second dose is due.
func (c *critic) span(s *letter.Step, i int) {
	x := s.Schedule.Every
	if s.For == nil || x == nil && len(s.Schedule.Days) == 0 || worn(s) {
		return
	}
	least := 7 * 24
	if x != nil {
		least = hours(x.Low, x.Unit)
	}
	if lasts := hours(s.For.Count, s.For.Unit); lasts > 0 && lasts < least {
		c.refuse(i, "/for", letter.CodeRange, "ends before the second dose is due")
	}
}

// hours returns the hours of a span, 0 when it has none. A month is 30 days.
func hours(count, unit string) int {
	n, _ := strconv.Atoi(count)
	return n * map[string]int{"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24}[unit]
}

// limit holds the most in a time against one dose, and against the doses of a
// day where their number is given. Doses at intervals are what limits are for:
// "every 4 hours, no more than 8 a day" contradicts nothing.
func (c *critic) limit(s *letter.Step, i int) {
	l := s.PRN.Limit
	sc := &s.Schedule
	switch {
	case l == nil:
		if sc.Every == nil && sc.PerDay == "" && len(sc.At) == 0 {
			c.warnings.Add(c.pointer(i, "/prn"), CodeNoLimit, "says neither how often nor how much at most it may be used")
		}
		return
	case !fits(unitRoutes, l.Unit, s.Route) || !fits(actionUnits, s.Action, l.Unit):
		c.refuse(i, "/prn/limit/unit", letter.CodeConflict, "is not how this step is counted")
		return
	}
	most, _ := letter.Amount(l.Count)
	dose, ok := doseIn(&s.Dose, l.Unit)
	switch {
	case !ok || most == 0:
	case dose > most && l.Unit != s.Dose.Unit: // told with the shape when the units are the same
		c.refuse(i, "/prn/limit/count", letter.CodeRange, "is below one dose")
	case sc.Every == nil && dose*times(sc, l.Hours)*sides(s.Site) > most:
		c.warnings.Add(c.pointer(i, "/prn/limit/count"), CodeAboveLimit, "the doses of a day are more than the limit")
	}
}

// doseIn returns the highest dose in a unit, from its own or from what it
// equals. ok is false when neither says.
func doseIn(d *letter.Dose, unit string) (n int64, ok bool) {
	if d.Unit == unit {
		if d.High != "" {
			return letter.Amount(d.High)
		}
		return letter.Amount(d.Low)
	}
	number, symbol, _ := strings.Cut(d.Equals, " ")
	if d.High != "" || !strings.EqualFold(symbol, unit) && !(symbol == "g" && unit == "gram") {
		return 0, false
	}
	return letter.Amount(number)
}

// sides is how often a dose is given at a time: once in each eye.
func sides(site string) int64 {
	switch site {
	case "both-eyes", "both-ears", "nostril":
		return 2
	}
	return 1
}

// times is how many doses a schedule has in so many hours, at least one.
func times(s *letter.Schedule, in string) int64 {
	h, _ := strconv.Atoi(in)
	perDay, _ := strconv.Atoi(s.PerDay)
	return int64(max(max(perDay, len(s.At))*h/24, 1))
}

// otherDays asks that some days are left for the last step, and that no day has
// two.
func (c *critic) otherDays() {
	if c.s.Link != "other-days" {
		return
	}
	named := map[string]bool{}
	for i := range c.s.Steps {
		for k, d := range c.s.Steps[i].Schedule.Days {
			if named[d] {
				c.refuse(i, fault.AtIndex("/schedule/days", k), letter.CodeConflict, "another step is for this day")
			}
			named[d] = d != ""
		}
	}
	if len(named) == 7 {
		c.faults.Add(c.at+"/link", letter.CodeConflict, "no other day is left")
	}
}
