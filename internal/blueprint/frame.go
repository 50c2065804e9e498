package blueprint

import (
	"strings"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

// frame is what the paths read while one letter is expanded.
type frame struct {
	speaker
	l    *letter.Letter
	view *View
	ed   *Edition
	set  *Set

	toDo       *letter.ToDo
	medication *letter.Medication
	point      *letter.Intervention

	current []*letter.Medication   // medicines still used on the letter's date
	listed  bool                   // current has been filled
	all     []*letter.Medication   // those, then the ones stopped; nil until it is asked for
	asked   []*letter.Intervention // most urgent first
	missing bool                   // the request's words that should have been there were not
}

func (f *frame) planType() string {
	if f.l.Member == nil {
		return ""
	}
	return f.l.Member.PlanType
}

// line is the program's phone line for the member's plan type. A letter to nobody
// has none: it takes the only line there is, or lists them all.
func (f *frame) line() lineView {
	if f.l.Member == nil && len(f.view.lines) == 1 {
		return f.view.lines[0]
	}
	return f.view.line(f.planType())
}

// addressee is the name of whoever the letter is sent to, in a letter to a member.
func (f *frame) addressee() *letter.Name {
	if f.l.Recipient != nil {
		return &f.l.Recipient.Name
	}
	return &f.l.Member.Name
}

// address is where the letter is sent.
func (f *frame) address() *letter.Address {
	if f.l.Recipient != nil {
		return &f.l.Recipient.Address
	}
	return &f.l.Member.Address
}

// prefixes tells which greeting a form of address asks for. A prefix that is
// not here gives no hint of gender, and none is guessed.
var prefixes = map[string]string{
	"mr": "mr", "sr": "mr", "don": "mr", "mrs": "mrs", "sra": "mrs", "doña": "mrs", "ms": "ms",
	"miss": "miss", "srta": "miss", "dr": "dr", "dra": "dr",
}

// salutation is the request's own, else by prefix, else by the full name. It
// ends in a colon, unless the request's own ends as a greeting does.
func (f *frame) salutation() doc.Inline {
	if f.l.Prescriber != nil {
		return f.speak("salutation.name", arg("name", f.prescriberName()))
	}
	n := f.addressee()
	if n.Salutation != "" {
		s := strings.TrimRight(n.Salutation, " ")
		if strings.HasSuffix(s, ":") || strings.HasSuffix(s, ",") {
			return f.given(s)
		}
		return f.speak("salutation.given", arg("salutation", f.given(s)))
	}
	key := strings.ToLower(strings.TrimRight(n.Prefix, ". "))
	if code := prefixes[key]; code != "" && n.Last != "" {
		return f.speak("salutation."+code, arg("last", f.given(n.Last)))
	}
	return f.speak("salutation.name", arg("name", f.given(plainName(n))))
}

func (f *frame) memberName() string { return plainName(&f.l.Member.Name) }

// plainName is a name as it stands in a sentence: the display name, else the
// parts without a form of address, which Spanish would want an article for.
func plainName(n *letter.Name) string {
	if n.Display != "" {
		return n.Display
	}
	bare := *n
	bare.Prefix = ""
	return bare.Full()
}

func (f *frame) materialID() doc.Inline {
	id := f.view.p.MaterialID(f.l.Kind, f.l.Language)
	if id == "" {
		return nil
	}
	return doc.Inline{{Text: id, Source: page.Program}}
}

// encloses reports whether the letter carries the extra part, by its request or
// by its program.
func (f *frame) encloses(part string) bool {
	for _, e := range f.l.Enclosures {
		if e == part {
			return true
		}
	}
	for _, e := range f.view.p.Enclosures[f.l.Kind] {
		if e == part {
			return f.set.Encloses(f.l.Kind, part)
		}
	}
	return false
}

// enclosures names what comes with the letter, in order.
func (f *frame) enclosures() doc.Inline {
	var items []doc.Inline
	for _, id := range f.ed.Parts[f.l.Kind] {
		if t := f.set.parts[id]; t != nil && !t.opening {
			items = append(items, t.name.words(f))
		}
	}
	for _, id := range f.set.letters[f.l.Kind].enclosures {
		if f.encloses(id) {
			items = append(items, f.speak("enclosure."+id))
		}
	}
	return f.commas(items)
}

func (f *frame) copies() doc.Inline {
	var items []doc.Inline
	for _, c := range f.l.CC {
		items = append(items, f.given(c))
	}
	return f.commas(items)
}

func (f *frame) commas(items []doc.Inline) doc.Inline { return f.joined(items, "list.semicolon") }

// listName is the edition's name of the medication list, unless the program
// calls it the personal one.
func (f *frame) listName() doc.Inline {
	if f.view.p.ListName == "personal" {
		return f.speak("doc.personal-list")
	}
	return f.speak(f.ed.ListName)
}

func (f *frame) formLine() doc.Inline {
	if f.ed.Expires == "" {
		return f.speak("form.number", arg("form", f.wording(f.ed.FormNumber)))
	}
	return f.speak("form.number_expires", arg("form", f.wording(f.ed.FormNumber)), arg("expires", f.wording(f.ed.Expires)))
}

func (n nameSource) words(f *frame) doc.Inline {
	if n.field != nil {
		return n.field.words(f)
	}
	return f.speak(n.call.id)
}
