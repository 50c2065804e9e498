package letter

// requestMembers are the members of a request, in the contract's order; which
// of them a kind needs or refuses stands in kindTable.
var requestMembers = []member[Letter]{
	may("key", func(d *decoder, l *Letter) { l.Key = d.key() }),
	must("kind", "which letter", func(d *decoder, l *Letter) { l.Kind = Kind(d.term(kindTerms)) }),
	must("program", "the id of a program", func(d *decoder, l *Letter) { l.Program = d.filledShape(identShape) }),
	must("language", "the letter's language", func(d *decoder, l *Letter) { l.Language = Lang(d.term(languageTerms)) }),
	may("format", func(d *decoder, l *Letter) { l.Format = Format(d.term(formatTerms)) }),
	must("date", "the letter's date, YYYY-MM-DD", func(d *decoder, l *Letter) { l.Date = d.date() }),
	may("reference", func(d *decoder, l *Letter) { l.Reference = d.line(maxName) }),
	may("translation", func(d *decoder, l *Letter) {
		l.Translation = new(Translation)
		object(d, translationMembers, l.Translation)
	}),
	may("member", func(d *decoder, l *Letter) { l.Member = new(Member); object(d, personMembers, l.Member) }),
	may("recipient", func(d *decoder, l *Letter) { l.Recipient = new(Recipient); object(d, recipientMembers, l.Recipient) }),
	may("welcome", func(d *decoder, l *Letter) { object(d, welcomeMembers, &l.Route) }),
	may("review", func(d *decoder, l *Letter) { l.Review = new(Review); object(d, reviewMembers, l.Review) }),
	may("to_dos", func(d *decoder, l *Letter) { l.ToDos = list(d, 0, maxToDos, readToDo) }),
	may("medications", func(d *decoder, l *Letter) { l.Medications = list(d, 0, maxMedications, readMedication) }),
	may("none_confirmed", func(d *decoder, l *Letter) { l.NoneConfirmed = d.boolean() }),
	may("allergies_status", func(d *decoder, l *Letter) { l.AllergiesStatus = Status(d.term(allergyStatusTerms)) }),
	may("allergies", func(d *decoder, l *Letter) { l.Allergies = list(d, 0, maxReactions, readReaction) }),
	may("side_effects_status", func(d *decoder, l *Letter) { l.SideEffectsStatus = Status(d.term(sideEffectStatusTerms)) }),
	may("side_effects", func(d *decoder, l *Letter) { l.SideEffects = list(d, 0, maxReactions, readReaction) }),
	may("other_information", func(d *decoder, l *Letter) { l.OtherInformation = readTextPointer(d) }),
	may("cc", func(d *decoder, l *Letter) { l.CC = d.entries(maxPeople, maxLine) }),
	may("enclosures", func(d *decoder, l *Letter) { l.Enclosures = d.termList(0, enclosedTerms) }),
	may("disposal", func(d *decoder, l *Letter) { object(d, disposalMembers, &l.Sites) }),
	may("prescriber", func(d *decoder, l *Letter) {
		l.Prescriber = new(Prescriber)
		object(d, prescriberMembers, l.Prescriber)
	}),
	may("interventions", func(d *decoder, l *Letter) {
		l.Interventions = list(d, 1, maxInterventions, readIntervention)
	}),
	may("delivery", func(d *decoder, l *Letter) { object(d, deliveryMembers, &l.Delivery) }),
	may("replaces", func(d *decoder, l *Letter) { l.Replaces = new(Replaces); object(d, replacesMembers, l.Replaces) }),
}

// key reads the idempotency key; "" is not a key, and not the same as none.
func (d *decoder) key() string {
	if d.sketch != nil {
		d.sketch.shaped(keyShape)
		return ""
	}
	s, ok := d.text("a string")
	if !ok {
		return ""
	}
	return d.fit(s, keyShape)
}

var translationMembers = []member[Translation]{
	must("source", "human or machine", func(d *decoder, t *Translation) { t.Source = d.term(originTerms) }),
	may("reviewed", func(d *decoder, t *Translation) { t.Reviewed = d.boolean() }),
}

var welcomeMembers = []member[Route]{
	must("route", "how the member qualifies", func(d *decoder, r *Route) { *r = Route(d.term(routeTerms)) }),
}

var disposalMembers = []member[[]Site]{
	must("sites", "places that take medicines back", func(d *decoder, s *[]Site) { *s = list(d, 0, maxSites, readSite) }),
}

var siteMembers = []member[Site]{
	must("name", "the place's name", func(d *decoder, s *Site) { s.Name = d.filled(maxLine) }),
	must("address", "the place's address in one line", func(d *decoder, s *Site) { s.Address = d.filled(maxLine) }),
	may("phone", func(d *decoder, s *Site) { s.Phone = d.shaped(phoneShape) }),
	may("distance_miles", func(d *decoder, s *Site) { s.DistanceMiles = d.shaped(distanceShape) }),
}

func readSite(d *decoder, s *Site) { object(d, siteMembers, s) }

var deliveryMembers = []member[Delivery]{
	may("channel", func(d *decoder, x *Delivery) { x.Channel = d.term(channelTerms) }),
	may("hold_until", func(d *decoder, x *Delivery) { x.HoldUntil = d.dateOrNone() }),
	may("confidential", func(d *decoder, x *Delivery) { x.Confidential = d.boolean() }),
}

var replacesMembers = []member[Replaces]{
	must("letter", "the id of the letter that this one replaces", func(d *decoder, r *Replaces) { r.Letter = d.filledShape(letterShape) }),
	must("reason", "why it is replaced", func(d *decoder, r *Replaces) { r.Reason = d.term(replaceTerms) }),
}
