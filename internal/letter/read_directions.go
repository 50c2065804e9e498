package letter

import "github.com/go-json-experiment/json/jsontext"

const directionsWanted = "how the medicine is used: words, a phrase or steps"

var stepsMembers = []member[Steps]{
	may("steps", func(d *decoder, s *Steps) { s.Steps = list(d, 1, maxSteps, readStep) }),
	may("link", func(d *decoder, s *Steps) { s.Link = d.term(linkTerms) }),
	may("set_by", func(d *decoder, s *Steps) { s.SetBy = d.termOrNone(setByTerms) }),
	may("administered_by", func(d *decoder, s *Steps) { s.AdministeredBy = d.term(giverTerms) }),
	may("device", func(d *decoder, s *Steps) { s.Device = readTextPointer(d) }),
	may("note", func(d *decoder, s *Steps) { s.Note = readTextPointer(d) }),
}

// directionsMembers are those of a text and of steps: which of the two an
// object is shows only when it has been read.
var directionsMembers = append(
	via(textMembers, func(x *Directions) *Text {
		if x.Words == nil {
			x.Words = &Text{}
		}
		return x.Words
	}),
	via(stepsMembers, func(x *Directions) *Steps {
		if x.Steps == nil {
			x.Steps = &Steps{}
		}
		return x.Steps
	})...,
)

var stepMembers = []member[Step]{
	must("action", "what to do", func(d *decoder, s *Step) { s.Action = d.term(actionTerms) }),
	may("dose", func(d *decoder, s *Step) { object(d, doseMembers, &s.Dose); d.wholeDose(s.Dose) }),
	must("route", "where it goes; it is never inferred", func(d *decoder, s *Step) { s.Route = d.term(bodyRouteTerms) }),
	may("site", func(d *decoder, s *Step) { s.Site = d.term(siteTerms) }),
	may("schedule", func(d *decoder, s *Step) { readSchedule(d, &s.Schedule) }),
	may("relation", func(d *decoder, s *Step) { s.Relation = d.term(relationTerms) }),
	may("for", func(d *decoder, s *Step) { s.For = new(Span); object(d, spanMembers, s.For) }),
	may("prn", func(d *decoder, s *Step) { s.PRN = new(AsNeeded); object(d, asNeededMembers, s.PRN) }),
}

var doseMembers = []member[Dose]{
	must("low", "an amount", func(d *decoder, x *Dose) { x.Low = d.filledShape(amountShape) }),
	may("high", func(d *decoder, x *Dose) { x.High = d.shaped(amountShape) }),
	must("unit", "what is counted", func(d *decoder, x *Dose) { x.Unit = d.term(unitTerms) }),
	may("equals", func(d *decoder, x *Dose) { x.Equals = d.shaped(measureShape) }),
}

var scheduleMembers = []member[Schedule]{
	may("per_day", func(d *decoder, s *Schedule) { s.PerDay = d.shaped(countShape) }),
	may("every", func(d *decoder, s *Schedule) { s.Every = new(Interval); readInterval(d, s.Every) }),
	may("days", func(d *decoder, s *Schedule) { s.Days = d.termList(1, dayTerms) }),
	may("at", func(d *decoder, s *Schedule) { s.At = d.termList(1, timeTerms) }),
}

var intervalMembers = []member[Interval]{
	must("low", "a number of hours, days, weeks or months", func(d *decoder, x *Interval) { x.Low = d.filledShape(countShape) }),
	may("high", func(d *decoder, x *Interval) { x.High = d.shaped(countShape) }),
	must("unit", "hour, day, week or month", func(d *decoder, x *Interval) { x.Unit = d.term(spanTerms) }),
}

var spanMembers = []member[Span]{
	must("count", "a number of hours, days, weeks or months", func(d *decoder, s *Span) { s.Count = d.filledShape(countShape) }),
	must("unit", "hour, day, week or month", func(d *decoder, s *Span) { s.Unit = d.term(spanTerms) }),
}

var asNeededMembers = []member[AsNeeded]{
	must("for", "what it is needed for", func(d *decoder, a *AsNeeded) { a.For = readTextPointer(d) }),
	may("limit", func(d *decoder, a *AsNeeded) { a.Limit = new(Limit); object(d, limitMembers, a.Limit) }),
}

var limitMembers = []member[Limit]{
	must("count", "the most that may be used", func(d *decoder, l *Limit) { l.Count = d.filledShape(amountShape) }),
	must("unit", "what is counted", func(d *decoder, l *Limit) { l.Unit = d.term(unitTerms) }),
	must("hours", "the hours that it holds for", func(d *decoder, l *Limit) { l.Hours = d.filledShape(countShape) }),
}

// readDirections reads words, a phrase, or structured steps.
func readDirections(d *decoder, x *Directions) {
	if d.sketch != nil {
		d.sketchEither("Directions", func(d *decoder) { d.given(maxText) }, func(d *decoder) { object(d, directionsMembers, x) })
		return
	}
	switch d.peek() {
	case jsontext.KindString:
		x.Words = readTextPointer(d)
		return
	case jsontext.KindBeginObject:
	default:
		d.wrongType(directionsWanted)
		return
	}
	before := len(d.faults)
	given := object(d, directionsMembers, x)
	words := given & (1<<len(textMembers) - 1)
	switch {
	case d.broken:
	case x.Words != nil && x.Steps != nil:
		d.fault(CodeConflict, "words or steps, not both")
	case x.Steps != nil:
		d.wholeSteps(x.Steps, given>>len(textMembers))
	case len(d.faults) > before:
	case x.Words == nil:
		d.fault(CodeEmpty, "must say "+directionsWanted)
	default:
		d.wholeText(x.Words, words)
	}
}
