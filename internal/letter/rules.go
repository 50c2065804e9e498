package letter

import "letterpress/internal/fault"

// rules judges members against each other ("Between members", the contract
// section 1). A rule says nothing about a value that is at fault already: such
// values are zero, and need skips them.
type rules struct {
	letter *Letter
	given  set // of requestMembers
	faults *fault.Fields
}

func (r *rules) all() {
	r.kind()
	r.names()
	r.preference()
	r.dates()
	r.review()
	r.medicines()
	r.reactions("/allergies", r.letter.AllergiesStatus, r.letter.Allergies)
	r.reactions("/side_effects", r.letter.SideEffectsStatus, r.letter.SideEffects)
	r.fax()
	r.language()
}

func (r *rules) add(pointer, code, detail string) { r.faults.Add(pointer, code, detail) }

// need notes that a value is missing, unless its place is at fault already.
func (r *rules) need(pointer, wanted string) {
	if !faulted(*r.faults, pointer) {
		r.add(pointer, CodeRequired, requiredDetail(wanted))
	}
}

// kind holds the members given against those that the kind has.
func (r *rules) kind() {
	col := r.letter.Kind.column()
	if col < 0 {
		return
	}
	for i, row := range kindTable {
		switch given := r.given.has(i); {
		case given && row.marks[col] == notUsed:
			r.add("/"+row.member, CodeNotUsed, "this kind of letter does not use it")
		case !given && row.marks[col] == needed && !(row.member == "medications" && r.letter.NoneConfirmed):
			r.need("/"+row.member, "for this kind of letter")
		}
	}
	if r.letter.Kind != CMRSummary && r.letter.ToDos != nil && len(r.letter.ToDos) == 0 {
		r.add("/to_dos", CodeEmpty, "at least one entry; only a CMR summary may have none")
	}
}

// names asks for what a person needs to be written to. A facility goes by its
// display name and has no family name.
func (r *rules) names() {
	if m := r.letter.Member; m != nil {
		if m.Name.Last == "" {
			r.need("/member/name/last", "the family name")
		}
		if m.Address.blank() && r.letter.Kind != PrescriberIntervention {
			r.need("/member/address", "where the member lives")
		}
	}
	c := r.letter.Recipient
	if c == nil {
		return
	}
	if c.Name.Last == "" && !(c.Kind == "facility" && c.Name.Display != "") {
		r.need("/recipient/name/last", "the family name, or the display name of a facility")
	}
	if c.Relationship == "" && c.Kind != "facility" {
		r.need("/recipient/relationship", "what the recipient is to the member")
	}
}

func (a *Address) blank() bool {
	return len(a.Lines) == 0 && a.City == "" && a.State == "" && a.PostalCode == ""
}

// preference refuses a language or a format against the member's standing
// wish. A letter to a prescriber is not the member's to read.
func (r *rules) preference() {
	l := r.letter
	if l.Member == nil || l.Member.Preference == nil || l.Kind == PrescriberIntervention {
		return
	}
	wish := l.Member.Preference
	if wish.Language != "" && l.Language != "" && wish.Language != l.Language {
		r.add("/language", CodePreference, "the member asked for another language")
	}
	format := l.Format
	if !gave(requestMembers, r.given, "format") {
		format = Standard
	}
	if wish.Format != "" && format != "" && wish.Format != format {
		r.add("/format", CodePreference, "the member asked for another format")
	}
}

// dates holds the days of a request against the letter's.
func (r *rules) dates() {
	l := r.letter
	if l.Date.IsZero() {
		return
	}
	if m := l.Member; m != nil && !m.BirthDate.IsZero() && !m.BirthDate.Before(l.Date) {
		r.add("/member/birth_date", CodeRange, "must be before the letter's date")
	}
	for i := range l.Interventions {
		if by := l.Interventions[i].RespondBy; !by.IsZero() && by.Before(l.Date) {
			r.add(fault.AtIndex("/interventions", i)+"/respond_by", CodeRange, "must not be before the letter's date")
		}
	}
	if l.Review == nil || l.Review.Date.IsZero() {
		return
	}
	yearBefore := Date{l.Date.Year - 1, l.Date.Month, l.Date.Day}
	switch {
	case l.Review.Date.After(l.Date):
		r.add("/review/date", CodeRange, "must not be after the letter's date")
	case l.Review.Date.Before(yearBefore):
		r.add("/review/date", CodeRange, "must not be over a year before the letter's date")
	}
}

// review judges the type of review, its method and who took part.
func (r *rules) review() {
	v := r.letter.Review
	if v == nil {
		return
	}
	if want := r.letter.Kind.review(); want != "" && v.Type != "" && v.Type != want {
		r.add("/review/type", CodeConflict, "must be "+want+" for this kind of letter")
	}
	records := v.Method == "records-only"
	if records && v.Type == "cmr" {
		r.add("/review/method", CodeConflict, "records alone are no comprehensive review")
	}
	switch {
	case records && len(v.Participants) > 0:
		r.add("/review/participants", CodeConflict, "a review of records alone has none")
	case !records && v.Method != "" && len(v.Participants) == 0:
		r.need("/review/participants", "at least one")
	case len(v.Participants) > 0 && v.UnableToParticipate == nil && !r.tookPart(v.Participants):
		r.need("/review/unable_to_participate", "why the member could not take part")
	}
}

// tookPart reports whether the member or the letter's recipient is among the
// participants. A participant whose role is at fault may be either.
func (r *rules) tookPart(all []Participant) bool {
	recipient := r.letter.Recipient.role()
	for _, p := range all {
		if p.Role == "" || p.Role == "member" || p.Role == recipient {
			return true
		}
	}
	return false
}

// role returns what a recipient is called among participants.
func (c *Recipient) role() string {
	switch {
	case c == nil:
		return "member"
	case c.Kind == "facility":
		return "facility-nurse"
	}
	return c.Kind
}

// medicines asks that a list without medicines was confirmed to be so. Whether
// only stopped ones remain depends on the form's edition and is intake's.
func (r *rules) medicines() {
	l := r.letter
	listed := gave(requestMembers, r.given, "medications")
	if listed && len(l.Medications) == 0 && !l.NoneConfirmed && !faulted(*r.faults, "/medications") {
		r.need("/none_confirmed", "true, when it was confirmed that there are no medicines")
	}
	if !l.NoneConfirmed {
		return
	}
	for i := range l.Medications {
		if l.Medications[i].Current(l.Date) {
			r.add("/none_confirmed", CodeConflict, "says that there are no medicines, and there are")
			return
		}
	}
}

// reactions asks for entries when the status says that they are listed, and
// for none otherwise.
func (r *rules) reactions(pointer string, status Status, all []Reaction) {
	switch {
	case status == Listed && len(all) == 0:
		r.need(pointer, "since the status says that they are listed")
	case status != Listed && status != "" && len(all) > 0:
		r.add(pointer, CodeConflict, "has entries, and the status says that there are none")
	}
}

// fax asks for a number where a prescriber's letter is to be faxed.
func (r *rules) fax() {
	p := r.letter.Prescriber
	if p != nil && p.Fax == "" && r.letter.Delivery.Channel == "fax" {
		r.need("/prescriber/fax", "since the letter is to be faxed")
	}
}

// language refuses words in another language than the letter's.
func (r *rules) language() {
	want := r.letter.Language
	if want == "" {
		return
	}
	r.letter.Texts(func(at Place, t *Text) {
		if _, ok := t.In(want); ok || len(t.Words) == 0 {
			return
		}
		if t.Bare {
			r.add(at.Pointer(), CodeLanguage, "a string is English; give the letter's language, {\"en\": …, \"es\": …}")
			return
		}
		r.need(fault.At(at.Pointer(), string(want)), "the words in the letter's language")
	})
}
