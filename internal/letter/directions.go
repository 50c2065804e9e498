package letter

// Steps are structured directions (the contract, section 2).
type Steps struct {
	Steps          []Step
	Link           string // then, and, other-days
	SetBy          string // pump, sliding-scale, clinic, instead of steps
	AdministeredBy string // self, caregiver, staff
	Device         *Text
	Note           *Text
}

// Step is one thing to do with a medicine.
type Step struct {
	Action   string
	Dose     Dose
	Route    string
	Site     string
	Schedule Schedule
	Relation string
	For      *Span
	PRN      *AsNeeded
}

// Dose is an amount or a range, as decimal strings.
type Dose struct{ Low, High, Unit, Equals string }

// Schedule says when: so often a day, every so long, on days, or at times.
type Schedule struct {
	PerDay string
	Every  *Interval
	Days   []string
	At     []string
}

// Interval is a time or a range of times.
type Interval struct{ Low, High, Unit string }

// Span is how long a step lasts.
type Span struct{ Count, Unit string }

// AsNeeded says what a medicine is for and how much is too much.
type AsNeeded struct {
	For   *Text
	Limit *Limit
}

// Limit is the most in a number of hours.
type Limit struct{ Count, Unit, Hours string }
