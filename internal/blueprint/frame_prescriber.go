package blueprint

import (
	"cmp"
	"slices"
	"strconv"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

// Paths of letters to prescribers.

// interventions is what the letter asks for, the urgent first, then the
// important, then the routine, each in the request's order.
func (f *frame) interventions() []*letter.Intervention {
	if f.asked == nil {
		for i := range f.l.Interventions {
			f.asked = append(f.asked, &f.l.Interventions[i])
		}
		slices.SortStableFunc(f.asked, func(a, b *letter.Intervention) int {
			return cmp.Compare(urgency[a.Severity], urgency[b.Severity])
		})
	}
	return f.asked
}

// urgency is the place of a severity in the order of a letter.
var urgency = map[string]int{"urgent": 0, "important": 1, "routine": 2}

// anyUrgent reports whether the letter asks for something urgent.
func (f *frame) anyUrgent() bool {
	return slices.ContainsFunc(f.interventions(), func(n *letter.Intervention) bool { return n.Severity == "urgent" })
}

// prescriberName is the name with credentials of whoever gets the letter.
func (f *frame) prescriberName() doc.Inline {
	p := f.l.Prescriber
	return f.given(withCredentials(p.Name, p.Credentials))
}

// respondBy is the day by which all answers are asked for; none when that is not
// one day, so that each point must name its own.
func (f *frame) respondBy() letter.Date {
	all := f.interventions()
	for _, n := range all {
		if n.RespondBy != all[0].RespondBy {
			return letter.Date{}
		}
	}
	return all[0].RespondBy
}

// drugNames names the medicines that a point concerns.
func (f *frame) drugNames() doc.Inline {
	var items []doc.Inline
	for i := range f.point.Medications {
		items = append(items, f.product(f.point.Medications[i].Name))
	}
	return f.joined(items, "list.comma")
}

// drugs is a line a medicine that a point concerns: name and strength, then what
// is known of its last fill.
func (f *frame) drugs() []doc.Inline {
	var out []doc.Inline
	for i := range f.point.Medications {
		d := &f.point.Medications[i]
		name := f.speak("drug.name", arg("drug", f.product(d.Name)))
		if d.Strength != "" {
			name = f.speak("drug.name.strength", arg("drug", f.product(d.Name)), arg("strength", f.given(bind(d.Strength))))
		}
		if fill := f.lastFill(d); len(fill) > 0 {
			name = f.speak("drug.filled", arg("drug", name), arg("fill", f.joined(fill, "list.comma")))
		}
		out = append(out, name)
	}
	return out
}

func (f *frame) lastFill(d *letter.InterventionDrug) []doc.Inline {
	var out []doc.Inline
	if !d.LastFilled.IsZero() {
		out = append(out, f.speak("fill.last", arg("date", f.date(d.LastFilled))))
	}
	if d.Quantity != "" {
		out = append(out, f.speak("fill.quantity", arg("quantity", f.given(d.Quantity))))
	}
	if d.DaysSupply > 0 {
		out = append(out, f.speakFor("fill.supply", d.DaysSupply, arg("count", f.given(strconv.Itoa(d.DaysSupply)))))
	}
	return out
}

// why is the reason with the reference that supports it.
func (f *frame) why() doc.Inline {
	why := f.text(f.point.Reason)
	if why.Empty() || f.point.Reference == "" {
		return why
	}
	return f.speak("intervention.why", arg("why", why), arg("reference", f.given(f.point.Reference)))
}

// bareReference is the reference of a point that gives no reason.
func (f *frame) bareReference() doc.Inline {
	if f.point.Reason != nil {
		return nil
	}
	return f.given(f.point.Reference)
}

// ordinal is a point's number in the letter.
func (f *frame) ordinal() doc.Inline {
	return f.spans.one(doc.Span{Text: strconv.Itoa(1 + slices.Index(f.interventions(), f.point)), Source: page.Layout})
}

// prescriberFields are the paths that only letters to prescribers have.
var prescriberFields = []*field{
	words("prescriber.name", (*frame).prescriberName),
	words("prescriber.npi", func(f *frame) doc.Inline { return f.given(f.l.Prescriber.NPI) }),
	words("prescriber.phone", func(f *frame) doc.Inline { return f.given(f.l.Prescriber.Phone) }),
	words("prescriber.fax", func(f *frame) doc.Inline { return f.given(f.l.Prescriber.Fax) }),
	loop("interventions", interventionScope, func(f *frame) int { return len(f.interventions()) }, func(f *frame, i int) { f.point = f.interventions()[i] }),
	count("interventions.count", func(f *frame) int { return len(f.interventions()) }),
	flag("interventions.urgent", (*frame).anyUrgent),
	words("interventions.respond_by", func(f *frame) doc.Inline { return f.date(f.respondBy()) }),
	flag("interventions.respond_together", func(f *frame) bool { return !f.respondBy().IsZero() }),
}

var interventionScope = scopeOf(
	words("number", (*frame).ordinal),
	word("severity", "urgent important routine", func(f *frame) string { return f.point.Severity }),
	words("severity_name", func(f *frame) doc.Inline { return f.speak("severity." + f.point.Severity) }),
	&field{path: "category", kind: wordField, known: letter.Categories(), word: func(f *frame) string { return f.point.Category }},
	words("category_name", func(f *frame) doc.Inline { return f.speak("category." + f.point.Category) }),
	words("drug_names", (*frame).drugNames),
	lines("drugs", (*frame).drugs),
	words("finding", func(f *frame) doc.Inline { return f.text(&f.point.Finding) }),
	words("recommendation", func(f *frame) doc.Inline { return f.text(&f.point.Recommendation) }),
	words("why", (*frame).why),
	words("reference", (*frame).bareReference),
	words("respond_by", func(f *frame) doc.Inline { return f.date(f.point.RespondBy) }),
)
