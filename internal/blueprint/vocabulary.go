package blueprint

import (
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

// The vocabulary: every path that a template may read. A path that is not here
// does not exist, and a template that names it is refused at load.

var rootScope = scopeOf(append(prescriberFields,
	words("letter.date", func(f *frame) doc.Inline { return f.date(f.l.Date) }),
	words("letter.reference", func(f *frame) doc.Inline { return f.given(f.l.Reference) }),
	words("letter.salutation", (*frame).salutation),
	words("letter.material_id", (*frame).materialID),
	words("letter.enclosures", (*frame).enclosures),
	words("letter.cc", (*frame).copies),
	flag("letter.lists_medicines", func(f *frame) bool { return len(f.medications()) > 0 }),
	flag("letter.encloses_disposal", func(f *frame) bool { return f.encloses("safe-disposal") }),

	words("member.full_name", func(f *frame) doc.Inline { return f.given(f.memberName()) }),
	words("member.birth_date", func(f *frame) doc.Inline { return f.date(f.l.Member.BirthDate) }),
	flag("recipient.given", func(f *frame) bool { return f.l.Recipient != nil }),

	words("program.plan", func(f *frame) doc.Inline { return f.view.plan }),
	words("program.name", func(f *frame) doc.Inline { return f.view.name }),
	words("program.vendor", func(f *frame) doc.Inline { return f.view.vendor }),
	words("program.reviewer", func(f *frame) doc.Inline { return f.view.reviewer }),
	words("program.contact", func(f *frame) doc.Inline { return f.line().contact }),
	flag("program.several_lines", func(f *frame) bool { return len(f.view.lines) > 1 }),
	lines("program.lines", func(f *frame) []doc.Inline { return f.view.labelled() }),
	words("program.phone", func(f *frame) doc.Inline { return f.line().phone }),
	words("program.fax_back", func(f *frame) doc.Inline { return fact(f.view.p.FaxBack) }),
	words("program.criteria_conditions", func(f *frame) doc.Inline { return f.view.conditions[f.planType()] }),
	words("program.criteria_drugs", func(f *frame) doc.Inline { return f.view.drugs }),
	words("program.criteria_cost", func(f *frame) doc.Inline { return f.view.cost }),
	words("program.snp_conditions", func(f *frame) doc.Inline { return f.view.snp }),
	words("program.cmr_frequency", func(f *frame) doc.Inline { return f.view.cmrTimes }),
	words("program.cmr_minutes", func(f *frame) doc.Inline { return f.view.cmrMinutes }),
	words("program.cmr_methods", func(f *frame) doc.Inline { return f.view.cmrMethods }),
	words("program.tmr_interval", func(f *frame) doc.Inline { return f.view.tmrInterval }),
	words("program.contact_ways", func(f *frame) doc.Inline { return f.view.ways }),
	words("program.from_numbers", func(f *frame) doc.Inline { return f.view.numbers }),
	words("program.opt_out", func(f *frame) doc.Inline { return f.line().optOut }),
	lines("program.statements", func(f *frame) []doc.Inline { return f.view.statements }),
	count("program.blank_rows", func(f *frame) int { return f.view.p.BlankRows }),
	count("program.blank_list_rows", func(f *frame) int { return f.view.p.BlankList.Rows }),

	words("edition.plan_name", func(f *frame) doc.Inline { return f.speak(f.ed.PlanName) }),
	words("edition.list_name", (*frame).listName),
	words("edition.form_line", (*frame).formLine),
	words("edition.omb_line", func(f *frame) doc.Inline { return f.speak("form.omb", arg("omb", f.wording(f.ed.OMBNumber))) }),
	words("edition.omb_number", func(f *frame) doc.Inline { return f.wording(f.ed.OMBNumber) }),
	words("edition.burden_minutes", func(f *frame) doc.Inline { return f.wording(f.ed.BurdenMinutes) }),

	word("welcome.route", "criteria at-risk both snp", func(f *frame) string { return string(f.l.Route) }),

	flag("review.given", func(f *frame) bool { return f.l.Review != nil }),
	ofReview(flag("review.of_records", func(f *frame) bool { return f.l.Review.Method == "records-only" })),
	ofReview(words("review.date", func(f *frame) doc.Inline { return f.date(f.l.Review.Date) })),
	ofReview(flag("review.with_member", (*frame).withMember)),
	ofReview(flag("review.with_recipient", (*frame).withRecipient)),
	ofReview(words("review.participants", (*frame).participants)),
	ofReview(words("review.everyone", (*frame).everyone)),
	ofReview(words("review.unable_to_participate", func(f *frame) doc.Inline { return f.text(f.l.Review.UnableToParticipate) })),
	ofReview(words("review.sources", (*frame).sources)),
	ofReview(words("review.type_name", func(f *frame) doc.Inline { return f.speak("review-type." + f.l.Review.Type) })),
	ofReview(words("review.method_name", func(f *frame) doc.Inline { return f.speak("review-method." + f.l.Review.Method) })),
	ofReview(words("review.reviewer", func(f *frame) doc.Inline { return f.given(f.l.Review.By.Name) })),
	ofReview(words("review.signer", (*frame).signer)),
	ofReview(words("review.signer_title", func(f *frame) doc.Inline { return f.given(f.l.Review.By.Title) })),
	ofReview(words("review.contact", (*frame).reviewContact)),

	loop("to_dos", toDoScope, func(f *frame) int { return len(f.l.ToDos) }, func(f *frame, i int) { f.toDo = &f.l.ToDos[i] }),
	loop("medications", medicationScope, func(f *frame) int { return len(f.medications()) }, func(f *frame, i int) { f.medication = f.medications()[i] }),
	loop("medications.with_stopped", medicationScope, func(f *frame) int { return len(f.l.Medications) }, func(f *frame, i int) { f.medication = f.withStopped()[i] }),

	word("allergies_status", "listed none-known not-asked", func(f *frame) string { return string(f.l.AllergiesStatus) }),
	lines("allergies", func(f *frame) []doc.Inline { return f.reactions(f.l.Allergies) }),
	count("allergies_lines", func(f *frame) int { return linesToWrite(f.l.AllergiesStatus) }),
	word("side_effects_status", "listed none-reported not-asked", func(f *frame) string { return string(f.l.SideEffectsStatus) }),
	lines("side_effects", func(f *frame) []doc.Inline { return f.reactions(f.l.SideEffects) }),
	count("allergies_or_side_effects_lines", func(f *frame) int {
		return max(linesToWrite(f.l.AllergiesStatus), linesToWrite(f.l.SideEffectsStatus))
	}),
	count("side_effects_lines", func(f *frame) int { return linesToWrite(f.l.SideEffectsStatus) }),
	words("other_information", func(f *frame) doc.Inline { return f.text(f.l.OtherInformation) }),
	count("other_lines", func(f *frame) int {
		if f.l.OtherInformation == nil {
			return 2
		}
		return 0
	}),

	lines("disposal_sites", (*frame).disposalSites),
)...)

// ofReview makes a path give nothing in a letter without a review, which some
// kinds may have.
func ofReview(f *field) *field {
	g := *f
	if f.words != nil {
		g.words = func(fr *frame) doc.Inline {
			if fr.l.Review == nil {
				return nil
			}
			return f.words(fr)
		}
	}
	if f.flag != nil {
		g.flag = func(fr *frame) bool { return fr.l.Review != nil && f.flag(fr) }
	}
	return &g
}

var toDoScope = scopeOf(
	words("topic", func(f *frame) doc.Inline { return f.text(&f.toDo.Topic) }),
	lines("actions", func(f *frame) []doc.Inline {
		out := make([]doc.Inline, len(f.toDo.Actions))
		for i := range f.toDo.Actions {
			out[i] = f.text(&f.toDo.Actions[i])
		}
		return out
	}),
)

var medicationScope = scopeOf(
	words("name", func(f *frame) doc.Inline { return f.product(f.medication.Name) }),
	words("details", (*frame).details),
	words("product", (*frame).fullProduct),
	flag("no_longer", func(f *frame) bool { return !f.medication.Current(f.l.Date) }),
	flag("on_hold", func(f *frame) bool { return f.medication.Status == "on-hold" }),
	words("directions", (*frame).directions),
	words("reason", func(f *frame) doc.Inline { return f.text(f.medication.Reason) }),
	lines("prescribers", (*frame).prescribers),
	words("started", func(f *frame) doc.Inline { return f.dateWhole(f.medication.Started) }),
	words("stopped", func(f *frame) doc.Inline { return f.dateWhole(f.medication.Stopped) }),
	words("stopped_reason", func(f *frame) doc.Inline { return f.text(f.medication.StoppedReason) }),
	flag("self_chosen", func(f *frame) bool { return f.medication.PrescriberStatus == "self" }),
)

// linesToWrite is the room left for a question that was not asked.
func linesToWrite(s letter.Status) int {
	if s == letter.NotAsked {
		return 3
	}
	return 0
}

// given is words of the request, printed as they are.
func (f *frame) given(s string) doc.Inline {
	if s == "" {
		return nil
	}
	return f.spans.one(doc.Span{Text: s, Source: page.Request})
}

// product is the name of a medicine: it stays as on the bottle, so in a letter
// of another language it is marked as English.
func (f *frame) product(s string) doc.Inline {
	if s == "" {
		return nil
	}
	return f.spans.one(doc.Span{Text: s, Markup: f.english(), Source: page.Request})
}

// wording is words of an edition record.
func (f *frame) wording(s string) doc.Inline { return doc.Inline{{Text: s, Source: page.Wording}} }

func (f *frame) date(d letter.Date) doc.Inline {
	if d.IsZero() {
		return nil
	}
	return f.spans.one(doc.Span{Text: f.w.Date(d), Source: page.Request})
}

// dateWhole is a date in a narrow cell, all on one line.
func (f *frame) dateWhole(d letter.Date) doc.Inline {
	if d.IsZero() {
		return nil
	}
	return f.given(strings.ReplaceAll(f.w.Date(d), " ", nbsp))
}

// text is words that the request gives in the letter's language, or a phrase.
// Intake refuses a letter that lacks them, so a gap here is a fault of ours.
func (f *frame) text(t *letter.Text) doc.Inline {
	if t == nil {
		return nil
	}
	if t.Phrase != nil {
		return f.phrase(t.Phrase)
	}
	s, ok := t.In(f.l.Language)
	if !ok {
		f.missing = true
		return nil
	}
	return f.given(bind(s))
}

func (f *frame) english() *doc.Markup { return marked(f.l.Language) }
