package letter

var nameMembers = []member[Name]{
	may("display", func(d *decoder, n *Name) { n.Display = d.line(maxLine) }),
	may("salutation", func(d *decoder, n *Name) { n.Salutation = d.line(maxLine) }),
	may("prefix", func(d *decoder, n *Name) { n.Prefix = d.line(maxName) }),
	may("first", func(d *decoder, n *Name) { n.First = d.line(maxName) }),
	may("middle", func(d *decoder, n *Name) { n.Middle = d.line(maxName) }),
	may("last", func(d *decoder, n *Name) { n.Last = d.line(maxName) }), // needed: see rules.names
	may("suffix", func(d *decoder, n *Name) { n.Suffix = d.line(maxName) }),
}

var personMembers = []member[Member]{
	must("id", "the plan's id of the member", func(d *decoder, m *Member) { m.ID = d.filled(maxIdent) }),
	must("name", "the member's name", func(d *decoder, m *Member) { object(d, nameMembers, &m.Name) }),
	must("birth_date", "YYYY-MM-DD", func(d *decoder, m *Member) { m.BirthDate = d.date() }),
	must("plan_type", "mapd or pdp", func(d *decoder, m *Member) { m.PlanType = d.term(planTerms) }),
	may("snp", func(d *decoder, m *Member) { m.SNP = d.termOrNone(snpTerms) }),
	may("contract", func(d *decoder, m *Member) { object(d, contractMembers, &m.Contract) }),
	may("mtm", func(d *decoder, m *Member) { object(d, enrolledMembers, m) }),
	may("preference", func(d *decoder, m *Member) {
		m.Preference = new(Preference)
		object(d, preferenceMembers, m.Preference)
	}),
	may("address", func(d *decoder, m *Member) { object(d, addressMembers, &m.Address) }), // needed: see rules.names
}

var contractMembers = []member[Contract]{
	must("id", "the contract number", func(d *decoder, c *Contract) { c.ID = d.filledShape(contractShape) }),
	may("pbp", func(d *decoder, c *Contract) { c.PBP = d.shaped(pbpShape) }),
}

var enrolledMembers = []member[Member]{
	may("targeted_on", func(d *decoder, m *Member) { m.TargetedOn = d.dateOrNone() }),
	may("enrolled_on", func(d *decoder, m *Member) { m.EnrolledOn = d.dateOrNone() }),
}

var preferenceMembers = []member[Preference]{
	may("language", func(d *decoder, p *Preference) { p.Language = Lang(d.term(languageTerms)) }),
	may("format", func(d *decoder, p *Preference) { p.Format = Format(d.term(formatTerms)) }),
	may("since", func(d *decoder, p *Preference) { p.Since = d.dateOrNone() }),
}

var addressMembers = []member[Address]{
	may("care_of", func(d *decoder, a *Address) { a.CareOf = d.line(maxName) }),
	may("urbanization", func(d *decoder, a *Address) { a.Urbanization = d.line(maxName) }),
	must("lines", "the street or box", func(d *decoder, a *Address) { a.Lines = d.addressLines() }),
	must("city", "the town", func(d *decoder, a *Address) { a.City = d.filled(maxName) }),
	must("state", "two letters", func(d *decoder, a *Address) { a.State = d.filledShape(stateShape) }),
	must("postal_code", "five or nine digits", func(d *decoder, a *Address) { a.PostalCode = d.filledShape(postalShape) }),
}

func (d *decoder) addressLines() []string {
	return list(d, 1, maxAddressLines, func(d *decoder, s *string) { *s = d.entry(maxName) })
}

var recipientMembers = []member[Recipient]{
	must("kind", "who gets the letter", func(d *decoder, r *Recipient) { r.Kind = d.term(recipientTerms) }),
	must("name", "the recipient's name", func(d *decoder, r *Recipient) { object(d, nameMembers, &r.Name) }),
	may("relationship", func(d *decoder, r *Recipient) { r.Relationship = d.term(relationshipTerms) }), // needed: see rules.names
	must("authority", "why the letter may go to another person", func(d *decoder, r *Recipient) { r.Authority = d.term(authorityTerms) }),
	must("address", "where the letter goes", func(d *decoder, r *Recipient) { object(d, addressMembers, &r.Address) }),
}

var prescriberMembers = []member[Prescriber]{
	must("name", "the prescriber's name", func(d *decoder, p *Prescriber) { p.Name = d.filled(maxLine) }),
	may("credentials", func(d *decoder, p *Prescriber) { p.Credentials = d.line(maxName) }),
	must("npi", "ten digits", func(d *decoder, p *Prescriber) { p.NPI = d.npi() }),
	may("practice", func(d *decoder, p *Prescriber) { p.Practice = d.line(maxLine) }),
	must("address", "where the letter goes", func(d *decoder, p *Prescriber) { object(d, addressMembers, &p.Address) }),
	may("phone", func(d *decoder, p *Prescriber) { p.Phone = d.shaped(phoneShape) }),
	may("fax", func(d *decoder, p *Prescriber) { p.Fax = d.shaped(phoneShape) }),
}

// npi reads a National Provider Identifier; a digit mistyped is told apart from
// something else altogether.
func (d *decoder) npi() string {
	s, ok := d.text("a string of ten digits")
	switch {
	case !ok:
	case s == "":
		d.missing()
	case !npiDigits(s):
		d.fault(CodeFormat, "must be ten digits that begin with 1 or 2")
	case !npiCheck(s):
		d.fault(CodeCheckDigit, "is not a National Provider Identifier: a digit is wrong")
	default:
		return s
	}
	return ""
}

var reviewMembers = []member[Review]{
	must("type", "cmr or tmr", func(d *decoder, r *Review) { r.Type = d.term(reviewTerms) }),
	must("date", "the day of the review, YYYY-MM-DD", func(d *decoder, r *Review) { r.Date = d.date() }),
	must("method", "how the review was done", func(d *decoder, r *Review) { r.Method = d.term(methodTerms) }),
	may("participants", func(d *decoder, r *Review) { r.Participants = list(d, 0, maxPeople, readParticipant) }),
	must("by", "who did the review", func(d *decoder, r *Review) { object(d, reviewerMembers, &r.By) }),
	may("unable_to_participate", func(d *decoder, r *Review) { r.UnableToParticipate = readTextPointer(d) }),
	may("sources", func(d *decoder, r *Review) { r.Sources = d.termList(0, sourceTerms) }),
}

var participantMembers = []member[Participant]{
	must("role", "who it is", func(d *decoder, p *Participant) { p.Role = d.term(roleTerms) }),
	may("name", func(d *decoder, p *Participant) { p.Name = d.line(maxLine) }),
	may("relationship", func(d *decoder, p *Participant) { p.Relationship = d.termOrNone(relationshipTerms) }),
}

func readParticipant(d *decoder, p *Participant) { object(d, participantMembers, p) }

var reviewerMembers = []member[Reviewer]{
	must("name", "who signs", func(d *decoder, r *Reviewer) { r.Name = d.filled(maxLine) }),
	may("credentials", func(d *decoder, r *Reviewer) { r.Credentials = d.line(maxName) }),
	may("title", func(d *decoder, r *Reviewer) { r.Title = d.line(maxName) }),
	may("contact", func(d *decoder, r *Reviewer) { r.Contact = new(Contact); object(d, contactMembers, r.Contact) }),
}

var contactMembers = []member[Contact]{
	must("phone", "a phone number", func(d *decoder, c *Contact) { c.Phone = d.filledShape(phoneShape) }),
	must("tty", "the number for TTY, often 711", func(d *decoder, c *Contact) { c.TTY = d.filledShape(ttyShape) }),
	must("hours", "days and hours", func(d *decoder, c *Contact) { c.Hours = list(d, 1, maxCodes, readHours) }),
	may("zone", func(d *decoder, c *Contact) { c.Zone = d.termOrNone(zoneTerms) }),
}

var hoursMembers = []member[Hours]{
	must("days", "such as mon-fri", func(d *decoder, h *Hours) { h.Days = d.filledShape(daysShape) }),
	must("open", "such as 09:00", func(d *decoder, h *Hours) { h.Open = d.filledShape(clockShape) }),
	must("close", "such as 17:00", func(d *decoder, h *Hours) { h.Close = d.filledShape(clockShape) }),
}

func readHours(d *decoder, h *Hours) {
	object(d, hoursMembers, h)
	if h.Open != "" && h.Close != "" && h.Close <= h.Open {
		d.faultAt(d.below("close"), CodeRange, "must be later than the opening")
	}
}
