package blueprint

import (
	"slices"
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

// withMember reports whether the member took part. A review that names nobody
// was held with the member.
func (f *frame) withMember() bool {
	for _, p := range f.l.Review.Participants {
		if p.Role == "member" {
			return true
		}
	}
	return len(f.l.Review.Participants) == 0
}

// withRecipient reports whether the letter's recipient took part.
func (f *frame) withRecipient() bool {
	if f.l.Recipient == nil {
		return false
	}
	role := f.l.Recipient.Kind
	if role == "facility" {
		role = "facility-nurse"
	}
	for _, p := range f.l.Review.Participants {
		if p.Role == role {
			return true
		}
	}
	return false
}

// everyone names all who took part, the member by name.
func (f *frame) everyone() doc.Inline {
	var items []doc.Inline
	for _, p := range f.l.Review.Participants {
		if p.Role == "member" {
			items = append(items, f.given(f.memberName()))
			continue
		}
		items = append(items, f.participant(p))
	}
	return f.w.And(items)
}

// participants names those who took part besides the member.
func (f *frame) participants() doc.Inline {
	var items []doc.Inline
	for _, p := range f.l.Review.Participants {
		if p.Role != "member" {
			items = append(items, f.participant(p))
		}
	}
	return f.w.And(items)
}

func (f *frame) participant(p letter.Participant) doc.Inline {
	if p.Name != "" {
		return f.given(p.Name)
	}
	return f.speak("participant." + p.Role)
}

// sources names where the review's facts came from, with whoever took part in
// the member's place among them.
func (f *frame) sources() doc.Inline {
	var items []doc.Inline
	spoken := f.l.Recipient != nil || !f.withMember()
	for _, s := range f.l.Review.Sources {
		if named := f.named(s); spoken && named != nil {
			items = append(items, named...)
			continue
		}
		items = append(items, f.source(s))
	}
	if spoken {
		items = append(items, f.unlisted()...)
	}
	return f.w.And(items)
}

// source names one source. In a letter to somebody else "member" is the
// member's name, not "you".
func (f *frame) source(s string) doc.Inline {
	if s == "member" && f.l.Recipient != nil {
		return f.from(f.memberName())
	}
	return f.speak("source." + s)
}

// named is the participants who spoke for the member in a role, by name.
func (f *frame) named(role string) []doc.Inline {
	if role != "representative" && role != "caregiver" {
		return nil
	}
	var items []doc.Inline
	for _, p := range f.l.Review.Participants {
		if p.Role == role && p.Name != "" {
			items = append(items, f.from(p.Name))
		}
	}
	return items
}

func (f *frame) from(name string) doc.Inline {
	return f.speak("source.named", arg("name", f.given(name)))
}

// unlisted is who took part but is not among the sources by role.
func (f *frame) unlisted() []doc.Inline {
	var items []doc.Inline
	for _, p := range f.l.Review.Participants {
		if p.Role == "member" {
			continue
		}
		if !slices.Contains(f.l.Review.Sources, p.Role) && p.Name != "" {
			items = append(items, f.from(p.Name))
		}
	}
	return items
}

// signer is the reviewer's name with credentials.
func (f *frame) signer() doc.Inline {
	by := &f.l.Review.By
	return f.given(withCredentials(by.Name, by.Credentials))
}

func withCredentials(name, credentials string) string {
	if credentials == "" {
		return name
	}
	return name + "," + nbsp + credentials
}

// reviewContact is the reviewer's own line, else the program's for the member's
// plan type.
func (f *frame) reviewContact() doc.Inline {
	if c := f.l.Review.By.Contact; c != nil {
		return f.contact(c, "", page.Request)
	}
	return f.line().contact
}

// medications is the medicines still used on the letter's date.
func (f *frame) medications() []*letter.Medication {
	if !f.listed {
		f.listed = true
		for i := range f.l.Medications {
			if m := &f.l.Medications[i]; m.Current(f.l.Date) {
				f.current = append(f.current, m)
			}
		}
	}
	return f.current
}

// withStopped is the medicines still used, then those that were stopped: what is
// still to be taken stands together.
func (f *frame) withStopped() []*letter.Medication {
	if f.all != nil {
		return f.all
	}
	f.all = slices.Clone(f.medications())
	for i := range f.l.Medications {
		if m := &f.l.Medications[i]; !m.Current(f.l.Date) {
			f.all = append(f.all, m)
		}
	}
	return f.all
}

// fullProduct is a medicine's name, brand, strength and form in one line.
func (f *frame) fullProduct() doc.Inline {
	m := f.medication
	name := f.speak("list.product", arg("drug", f.product(m.Name)))
	if m.Brand != "" {
		name = f.speak("list.product.brand", arg("drug", f.product(m.Name)), arg("brand", f.product(m.Brand)))
	}
	amount := f.amount(m)
	if amount.Empty() {
		return name
	}
	return f.joined([]doc.Inline{name, amount}, "list.comma")
}

// details is what stands below a medicine's name: brand, strength and form.
func (f *frame) details() doc.Inline {
	m := f.medication
	amount := f.amount(m)
	switch {
	case m.Brand == "":
		return amount
	case amount == nil:
		return f.product(m.Brand)
	}
	return f.speak("list.details", arg("brand", f.product(m.Brand)), arg("amount", amount))
}

func (f *frame) amount(m *letter.Medication) doc.Inline {
	var form doc.Inline
	if m.Form != "" && m.Form != "other" && m.Form != "mg" { // a milligram is no form; the strength says it
		form = f.speak("form." + m.Form)
	}
	switch {
	case m.Strength == "":
		return form
	case form.Empty() || strings.HasSuffix(m.Strength, " "+form.String()):
		return f.given(bind(m.Strength))
	}
	id := "list.amount"
	if strings.HasSuffix(m.Strength, "%") {
		id = "list.amount.percent"
	}
	return f.speak(id, arg("strength", f.given(bind(m.Strength))), arg("form", form))
}

func (f *frame) prescribers() []doc.Inline {
	var out []doc.Inline
	for _, p := range f.medication.Prescribers {
		out = append(out, f.given(withCredentials(p.Name, p.Credentials)))
	}
	return out
}

// reactions is a line an allergy or side effect.
func (f *frame) reactions(list []letter.Reaction) []doc.Inline {
	out := make([]doc.Inline, 0, len(list))
	for i := range list {
		substance := f.text(&list[i].Substance)
		if list[i].Reaction == nil {
			out = append(out, substance)
			continue
		}
		out = append(out, f.speak("list.reaction", arg("substance", substance),
			arg("reaction", f.text(list[i].Reaction))))
	}
	return out
}

// miles is the whole number whose plural form a distance takes: one mile, and
// 0.5 or 1.5 miles as any other.
func miles(distance string) int {
	if distance == "1" {
		return 1
	}
	return 0
}

// disposalSites is a line a take-back site.
func (f *frame) disposalSites() []doc.Inline {
	out := make([]doc.Inline, 0, len(f.l.Sites))
	for _, s := range f.l.Sites {
		parts := []doc.Inline{f.speak("disposal.site", arg("name", f.given(s.Name)), arg("address", f.given(s.Address)))}
		if s.Phone != "" {
			parts = append(parts, f.speak("disposal.site.phone", arg("phone", f.given(s.Phone))))
		}
		if s.DistanceMiles != "" {
			parts = append(parts, f.speakFor("disposal.site.distance", miles(s.DistanceMiles), arg("miles", f.given(s.DistanceMiles))))
		}
		out = append(out, f.joined(parts, "list.comma"))
	}
	return out
}
