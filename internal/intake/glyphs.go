package intake

import (
	"fmt"
	"strings"

	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

// glyphs refuses every string that the fonts cannot print, each at its place.
func (j *judge) glyphs() {
	l := j.l
	j.see(l.Reference, "/reference")
	if l.Member != nil {
		j.name(&l.Member.Name, "/member/name")
		j.address(&l.Member.Address, "/member/address")
	}
	if l.Recipient != nil {
		j.name(&l.Recipient.Name, "/recipient/name")
		j.address(&l.Recipient.Address, "/recipient/address")
	}
	if l.Review != nil {
		j.review(l.Review)
	}
	for i := range l.Medications {
		j.medication(&l.Medications[i], i)
	}
	j.prescriberGlyphs()
	for i, s := range l.CC {
		j.see(s, "/cc", i)
	}
	for i := range l.Sites {
		s := &l.Sites[i]
		j.see(s.Name, "/disposal/sites", i, "/name")
		j.see(s.Address, "/disposal/sites", i, "/address")
		j.see(s.Phone, "/disposal/sites", i, "/phone")
		j.see(s.DistanceMiles, "/disposal/sites", i, "/distance_miles")
	}
	j.l.Texts(func(at letter.Place, t *letter.Text) {
		if s, ok := t.In(l.Language); ok && !face.CoversAll(s) {
			pointer := at.Pointer()
			if !t.Bare {
				pointer = fault.At(pointer, string(l.Language))
			}
			j.noGlyph(s, pointer)
		}
		if t.Phrase != nil {
			j.phraseGlyphs(at, t.Phrase)
		}
	})
}

func (j *judge) name(n *letter.Name, at string) {
	j.see(n.Salutation, at, "/salutation")
	j.capital(n.Display, at, "/display")
	j.capital(n.Prefix, at, "/prefix")
	j.capital(n.First, at, "/first")
	j.capital(n.Middle, at, "/middle")
	j.capital(n.Last, at, "/last")
	j.capital(n.Suffix, at, "/suffix")
}

func (j *judge) address(a *letter.Address, at string) {
	j.capital(a.CareOf, at, "/care_of")
	j.capital(a.Urbanization, at, "/urbanization")
	for i, s := range a.Lines {
		j.capital(s, at, "/lines", i)
	}
	j.capital(a.City, at, "/city")
	j.see(a.State, at, "/state")
	j.see(a.PostalCode, at, "/postal_code")
}

func (j *judge) review(r *letter.Review) {
	j.see(r.By.Name, "/review/by/name")
	j.see(r.By.Credentials, "/review/by/credentials")
	j.see(r.By.Title, "/review/by/title")
	if c := r.By.Contact; c != nil {
		j.see(c.Phone, "/review/by/contact/phone")
		j.see(c.TTY, "/review/by/contact/tty")
		for i, h := range c.Hours {
			j.see(h.Open, "/review/by/contact/hours", i, "/open")
			j.see(h.Close, "/review/by/contact/hours", i, "/close")
		}
	}
	for i := range r.Participants {
		j.see(r.Participants[i].Name, "/review/participants", i, "/name")
	}
}

func (j *judge) medication(m *letter.Medication, i int) {
	j.see(m.Name, "/medications", i, "/name")
	j.see(m.Brand, "/medications", i, "/brand")
	j.see(m.Strength, "/medications", i, "/strength")
	for k := range m.Prescribers {
		j.see(m.Prescribers[k].Name, "/medications", i, "/prescribers", k, "/name")
		j.see(m.Prescribers[k].Credentials, "/medications", i, "/prescribers", k, "/credentials")
	}
}

// see looks at one string. The pointer is put together only when it is needed.
func (j *judge) see(s string, pointer ...any) {
	if s != "" && !face.CoversAll(s) {
		j.noGlyph(s, joined(pointer))
	}
}

// capital looks at a string that is printed as it is, and on the envelope in
// capitals.
func (j *judge) capital(s string, pointer ...any) {
	j.see(s, pointer...)
	if upper := strings.ToUpper(s); face.CoversAll(s) && !face.CoversAll(upper) {
		j.noGlyph(upper, joined(pointer))
	}
}

func joined(pointer []any) string {
	at := ""
	for _, p := range pointer {
		if n, ok := p.(int); ok {
			at = fault.AtIndex(at, n)
			continue
		}
		at += p.(string)
	}
	return at
}

// noGlyph names the first character that cannot be printed, by its number in
// Unicode and its place, never by the word it stands in.
func (j *judge) noGlyph(s, pointer string) {
	n := 0
	for _, r := range s {
		n++
		if !face.Covers(r) {
			j.faults.Add(pointer, CodeGlyph, fmt.Sprintf("the fonts have no character U+%04X (character %d)", r, n))
			return
		}
	}
}
