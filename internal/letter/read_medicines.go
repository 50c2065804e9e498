package letter

var toDoMembers = []member[ToDo]{
	must("topic", "what was talked about", func(d *decoder, t *ToDo) { readText(d, &t.Topic) }),
	must("actions", "what to do", func(d *decoder, t *ToDo) { t.Actions = list(d, 1, maxActions, readText) }),
}

func readToDo(d *decoder, t *ToDo) { object(d, toDoMembers, t) }

var medicationMembers = []member[Medication]{
	must("name", "the medicine's name", func(d *decoder, m *Medication) { m.Name = d.filled(maxName) }),
	may("brand", func(d *decoder, m *Medication) { m.Brand = d.line(maxName) }),
	may("strength", func(d *decoder, m *Medication) { m.Strength = d.line(maxName) }),
	may("form", func(d *decoder, m *Medication) { m.Form = d.termOrNone(formTerms) }),
	may("type", func(d *decoder, m *Medication) { m.Type = d.term(medicineTerms) }),
	must("directions", directionsWanted, func(d *decoder, m *Medication) { readDirections(d, &m.Directions) }),
	may("reason", func(d *decoder, m *Medication) { m.Reason = readTextPointer(d) }),
	may("prescribers", func(d *decoder, m *Medication) { m.Prescribers = list(d, 0, maxPeople, readPerson) }),
	may("prescriber_status", func(d *decoder, m *Medication) { m.PrescriberStatus = d.term(prescriberStatusTerms) }),
	may("status", func(d *decoder, m *Medication) { m.Status = d.term(medicineStatusTerms) }),
	may("started", func(d *decoder, m *Medication) { m.Started = d.dateOrNone() }),
	may("stopped", func(d *decoder, m *Medication) { m.Stopped = d.dateOrNone() }),
	may("stopped_reason", func(d *decoder, m *Medication) { m.StoppedReason = readTextPointer(d) }),
	may("rxcui", func(d *decoder, m *Medication) { m.RxCUI = d.shaped(rxcuiShape) }),
	may("ndc", func(d *decoder, m *Medication) { m.NDC = d.shaped(ndcShape) }),
	may("schedule", func(d *decoder, m *Medication) { m.Schedule = d.termOrNone(scheduleTerms) }),
	may("sensitive", func(d *decoder, m *Medication) { m.Sensitive = d.termList(0, sensitiveTerms) }),
}

// readMedication reads a medicine and fills in what the contract says of a
// member left out. Without prescribers and without a status the prescriber is
// unknown: a cell to write in, never a guess.
func readMedication(d *decoder, m *Medication) {
	given := object(d, medicationMembers, m)
	if !gave(medicationMembers, given, "status") {
		m.Status = "active"
	}
	if !gave(medicationMembers, given, "prescriber_status") {
		m.PrescriberStatus = "unknown"
		if len(m.Prescribers) > 0 {
			m.PrescriberStatus = "known"
		}
	}
	d.prescribed(m)
	if !m.Stopped.IsZero() && m.Stopped.Before(m.Started) {
		d.faultAt(d.below("stopped"), CodeRange, "must not be before the start")
	}
}

// prescribed holds the prescribers against what is said of them.
func (d *decoder) prescribed(m *Medication) {
	named := len(m.Prescribers) > 0
	switch m.PrescriberStatus {
	case "known":
		if !named {
			d.lacks("since the prescriber is said to be known", "prescribers")
		}
	case "self", "unknown":
		if named {
			d.faultAt(d.below("prescribers"), CodeConflict, "names a prescriber that prescriber_status says there is none of")
		}
	}
}

var personNameMembers = []member[Person]{
	must("name", "the prescriber's name", func(d *decoder, p *Person) { p.Name = d.filled(maxLine) }),
	may("credentials", func(d *decoder, p *Person) { p.Credentials = d.line(maxName) }),
}

func readPerson(d *decoder, p *Person) { object(d, personNameMembers, p) }

var reactionMembers = []member[Reaction]{
	must("substance", "what caused it", func(d *decoder, r *Reaction) { readText(d, &r.Substance) }),
	may("reaction", func(d *decoder, r *Reaction) { r.Reaction = readTextPointer(d) }),
}

func readReaction(d *decoder, r *Reaction) { object(d, reactionMembers, r) }

var interventionMembers = []member[Intervention]{
	must("category", "what kind of finding", func(d *decoder, v *Intervention) { v.Category = d.term(categoryTerms) }),
	must("severity", "urgent, important or routine", func(d *decoder, v *Intervention) { v.Severity = d.term(severityTerms) }),
	may("medications", func(d *decoder, v *Intervention) { v.Medications = list(d, 0, maxPeople, readDrug) }),
	must("finding", "what was found", func(d *decoder, v *Intervention) { readText(d, &v.Finding) }),
	must("recommendation", "what is recommended", func(d *decoder, v *Intervention) { readText(d, &v.Recommendation) }),
	may("reason", func(d *decoder, v *Intervention) { v.Reason = readTextPointer(d) }),
	may("reference", func(d *decoder, v *Intervention) { v.Reference = d.line(maxLine) }),
	may("respond_by", func(d *decoder, v *Intervention) { v.RespondBy = d.dateOrNone() }),
}

func readIntervention(d *decoder, v *Intervention) { object(d, interventionMembers, v) }

var drugMembers = []member[InterventionDrug]{
	must("name", "the medicine's name", func(d *decoder, x *InterventionDrug) { x.Name = d.filled(maxName) }),
	may("strength", func(d *decoder, x *InterventionDrug) { x.Strength = d.line(maxName) }),
	may("last_filled", func(d *decoder, x *InterventionDrug) { x.LastFilled = d.dateOrNone() }),
	may("quantity", func(d *decoder, x *InterventionDrug) { x.Quantity = d.shaped(amountShape) }),
	may("days_supply", func(d *decoder, x *InterventionDrug) { x.DaysSupply = d.whole(maxDaySupply) }),
	may("schedule", func(d *decoder, x *InterventionDrug) { x.Schedule = d.termOrNone(scheduleTerms) }),
	may("sensitive", func(d *decoder, x *InterventionDrug) { x.Sensitive = d.termList(0, sensitiveTerms) }),
}

func readDrug(d *decoder, x *InterventionDrug) { object(d, drugMembers, x) }
