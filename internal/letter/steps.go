package letter

// What structured directions must satisfy beyond each member's own shape. A
// direction that cannot be said safely is refused rather than printed.

// wholeSteps judges the directions as a whole by the members given.
func (d *decoder) wholeSteps(s *Steps, given set) {
	steps := gave(stepsMembers, given, "steps")
	switch {
	case s.SetBy != "" && steps:
		d.faultAt(d.below("set_by"), CodeConflict, "stands instead of steps")
	case s.SetBy == "" && !steps && !faulted(d.faults, d.below("set_by")):
		d.lacks("unless set_by says who sets the dose", "steps")
	}
	if len(s.Steps) > 1 && !gave(stepsMembers, given, "link") {
		d.lacks("how the steps follow each other", "link")
	}
	switch {
	case s.Link == "":
	case steps && len(s.Steps) == 1:
		d.faultAt(d.below("link"), CodeConflict, "there is no other step")
	case s.Link == "other-days":
		d.otherDays(s.Steps)
	case s.Link == "then":
		d.inTurn(s.Steps)
	}
	if s.AdministeredBy == "" && !gave(stepsMembers, given, "administered_by") {
		s.AdministeredBy = "self"
	}
}

// otherDays judges steps of which the last holds for the days that the others
// do not name.
func (d *decoder) otherDays(steps []Step) {
	for i := range steps {
		last := i == len(steps)-1
		d.enter(&label{name: "steps"})
		d.enterIndex(i)
		switch named := len(steps[i].Schedule.Days) > 0; {
		case last && named:
			d.faultAt(d.below("schedule", "days"), CodeConflict, "the last step is for the other days and names none")
		case !last && !named:
			d.lacks("the days that the last step is not for", "schedule", "days")
		}
		d.leave()
		d.leave()
	}
}

// inTurn asks how long each step lasts before the next begins.
func (d *decoder) inTurn(steps []Step) {
	for i := range steps[:max(len(steps)-1, 0)] {
		d.enter(&label{name: "steps"})
		d.enterIndex(i)
		if steps[i].For == nil {
			d.lacks("how long this step lasts before the next", "for")
		}
		d.leave()
		d.leave()
	}
}

// readStep reads one step and judges it.
func readStep(d *decoder, s *Step) {
	given := object(d, stepMembers, s)
	if !gave(stepMembers, given, "dose") && counted(s.Action) {
		d.lacks("how much at a time", "dose")
	}
	if !gave(stepMembers, given, "schedule") && !gave(stepMembers, given, "prn") {
		d.lacks("when, unless it is used as needed", "schedule")
	}
	if s.Site != "" && s.Route != "" && !reaches(s.Route, s.Site) {
		d.faultAt(d.below("site"), CodeConflict, "is not reached by this route")
	}
	if s.Site == "" && (s.Route == "eye" || s.Route == "ear") {
		d.lacks("which eye or ear, or both", "site")
	}
	d.withinLimit(s)
}

// counted reports whether an action needs a dose. A cream is applied and a
// patch placed without one.
func counted(action string) bool {
	switch action {
	case "take", "chew", "dissolve", "inject", "inhale", "spray", "instill":
		return true
	}
	return false
}

// reaches reports whether a route leads to a site: drops for the ear must not
// be printed for an eye.
func reaches(route, site string) bool {
	switch site {
	case "left-eye", "right-eye", "both-eyes":
		return route == "eye"
	case "left-ear", "right-ear", "both-ears":
		return route == "ear"
	case "nostril":
		return route == "nose" || route == "inhaled"
	}
	return route != "eye" && route != "ear" && route != "nose"
}

// wholeDose judges a range of amounts.
func (d *decoder) wholeDose(x Dose) {
	if x.High != "" && x.Low != "" && !moreThan(x.High, x.Low) {
		d.faultAt(d.below("high"), CodeRange, "must be more than the low amount")
	}
}

// withinLimit refuses a dose above its own limit.
func (d *decoder) withinLimit(s *Step) {
	if s.PRN == nil || s.PRN.Limit == nil || s.PRN.Limit.Unit != s.Dose.Unit {
		return
	}
	for _, amount := range []struct{ member, value string }{{"low", s.Dose.Low}, {"high", s.Dose.High}} {
		if moreThan(amount.value, s.PRN.Limit.Count) {
			d.faultAt(d.below("dose", amount.member), CodeRange, "is above the limit of the same step")
		}
	}
}

func readInterval(d *decoder, x *Interval) {
	object(d, intervalMembers, x)
	if x.High != "" && x.Low != "" && !moreThan(x.High, x.Low) {
		d.faultAt(d.below("high"), CodeRange, "must be more than the low number")
	}
}

// readSchedule reads when a step is done and refuses what contradicts itself.
func readSchedule(d *decoder, s *Schedule) {
	given := object(d, scheduleMembers, s)
	if given == 0 && !faulted(d.faults, d.pointer()) {
		d.fault(CodeEmpty, "must say when: per_day, every, days or at")
	}
	if s.Every != nil && s.Every.Unit == "week" && !gave(scheduleMembers, given, "days") {
		d.lacks("the day of a weekly schedule", "days")
	}
	if s.Every != nil && s.PerDay != "" {
		d.faultAt(d.below("per_day"), CodeConflict, "so often a day, or every so long, not both")
	}
	if x := s.Every; x != nil && len(s.Days) > 0 && (x.Unit == "day" || x.Unit == "month") {
		d.faultAt(d.below("every"), CodeConflict, "every few days or months cannot be on days of the week")
	}
	if x := s.Every; x != nil && x.Unit == "week" && len(s.Days) > 1 && (x.Low != "1" || x.High != "") {
		d.faultAt(d.below("days"), CodeConflict, "every few weeks is on one day")
	}
	if len(s.Days) == len(dayTerms) {
		d.faultAt(d.below("days"), CodeConflict, "these are all days: leave them out")
	}
	if s.Every != nil && s.Every.Unit == "hour" && len(s.At)+len(s.Days) > 0 {
		d.faultAt(d.below("every"), CodeConflict, "every few hours cannot be on some days or at some times")
	}
	if moreThan(s.PerDay, "24") {
		d.faultAt(d.below("per_day"), CodeRange, "at most 24 times a day")
	}
	if s.PerDay != "" && len(s.At) > 0 && number(s.PerDay) != len(s.At) {
		d.faultAt(d.below("at"), CodeConflict, "must name as many times as per_day counts")
	}
}
