package intake

import (
	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

// Letters to prescribers. A medicine of another prescriber may be one that the
// member did not tell this one of, so a sensitive or controlled one is looked at
// by a person before the letter leaves. A request does not say who prescribed a
// medicine: any of them may be another's.

// reviewFirst warns of what a person must look at, each at its place, and notes
// that the letter waits for it. A faxed letter has no piece of mail to hold back,
// so there the warning is all that says so.
func (j *judge) reviewFirst() {
	for i := range j.l.Interventions {
		n, at := &j.l.Interventions[i], fault.AtIndex("/interventions", i)
		if j.p.Prescribers.HoldRevealing && letter.Revealing(n.Category) {
			j.waits(HoldCategory, at+"/category", "the program looks at letters of this category before they are sent")
		}
		for k := range n.Medications {
			if m := &n.Medications[k]; m.Schedule != "" || len(m.Sensitive) > 0 {
				j.waits(HoldSensitive, fault.AtIndex(at+"/medications", k),
					"sensitive or controlled, and perhaps another prescriber's: have it looked at before the letter is sent")
			}
		}
	}
}

func (j *judge) waits(hold, pointer, detail string) {
	if j.look == "" {
		j.look = hold
	}
	j.warnings.Add(pointer, hold, detail)
}

// prescriberGlyphs refuses what the fonts cannot print of a letter to a
// prescriber. The name and the practice stand in capitals on the envelope.
func (j *judge) prescriberGlyphs() {
	if p := j.l.Prescriber; p != nil {
		j.capital(p.Name, "/prescriber/name")
		j.capital(p.Credentials, "/prescriber/credentials")
		j.capital(p.Practice, "/prescriber/practice")
		j.address(&p.Address, "/prescriber/address")
		j.see(p.Phone, "/prescriber/phone")
		j.see(p.Fax, "/prescriber/fax")
	}
	for i := range j.l.Interventions {
		n := &j.l.Interventions[i]
		j.see(n.Reference, "/interventions", i, "/reference")
		for k := range n.Medications {
			m := &n.Medications[k]
			j.see(m.Name, "/interventions", i, "/medications", k, "/name")
			j.see(m.Strength, "/interventions", i, "/medications", k, "/strength")
		}
	}
}
