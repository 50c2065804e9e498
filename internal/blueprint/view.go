package blueprint

import (
	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// View is a program in one language: everything that letters print of it and
// that does not depend on the request, put into words once.
type View struct {
	p    *program.Program
	w    *wording.Language
	plan doc.Inline
	name doc.Inline

	vendor, reviewer                 doc.Inline
	lines                            []lineView
	drugs, cost, snp                 doc.Inline
	cmrTimes, cmrMinutes, cmrMethods doc.Inline
	tmrInterval, ways, numbers       doc.Inline
	statements, returnLines          []doc.Inline
}

// lineView is a phone line in words.
type lineView struct {
	planTypes []string
	phone     doc.Inline // number and TTY
	contact   doc.Inline // with days and hours
}

// NewView puts p into the words of w.
func NewView(p *program.Program, w *wording.Language) *View {
	v := &View{p: p, w: w}
	v.plan = v.brand(p.Name)
	v.name = v.fact(p.ProgramName.In(w.Code))
	if p.Vendor != "" {
		v.vendor = doc.Inline{{Text: p.Vendor, Lang: v.english(), Source: page.Program}}
	}
	v.reviewer = v.coded("reviewer", p.Reviewer)
	for i := range p.Lines {
		v.lines = append(v.lines, v.lineView(&p.Lines[i]))
	}
	v.criteria()
	v.reviews()
	v.contacting()
	for _, s := range p.Statements {
		v.statements = append(v.statements, v.coded("statement", s))
	}
	v.returning()
	return v
}

func (v *View) english() string {
	if v.w.Code == letter.English {
		return ""
	}
	return "en-US"
}

// brand is a plan's name, marked as English where it stays the same in another
// language.
func (v *View) brand(l program.Localized) doc.Inline {
	s := doc.Span{Text: l.In(v.w.Code), Source: page.Program}
	if v.w.Code != letter.English && s.Text == l.In(letter.English) {
		s.Lang = v.english()
	}
	return doc.Inline{s}
}

func (v *View) fact(s string) doc.Inline {
	if s == "" {
		return nil
	}
	return doc.Inline{{Text: s, Source: page.Program}}
}

// coded is the words for a code of the program file; none for "".
func (v *View) coded(family, code string) doc.Inline {
	if code == "" {
		return nil
	}
	return v.w.Say(family + "." + code)
}

func (v *View) codes(family string, codes []string) []doc.Inline {
	out := make([]doc.Inline, len(codes))
	for i, c := range codes {
		out[i] = v.coded(family, c)
	}
	return out
}

func (v *View) number(n int) doc.Inline { return v.fact(v.w.Number(n)) }

func (v *View) lineView(l *program.Line) lineView {
	return lineView{planTypes: l.PlanTypes, phone: phone(v.w, &l.Contact, page.Program), contact: contactLine(v.w, &l.Contact, l.For, page.Program)}
}

// line returns the first line that serves planType; an empty one when there is
// none, which intake refuses before a letter gets here.
func (v *View) line(planType string) lineView {
	for i := range v.lines {
		for _, t := range v.lines[i].planTypes {
			if t == planType {
				return v.lines[i]
			}
		}
	}
	return lineView{}
}

// phone is a number with its TTY beside it.
func phone(w *wording.Language, c *letter.Contact, src page.Source) doc.Inline {
	return w.Say("contact.phone", wording.Value{Name: "phone", Text: wording.Words(c.Phone, src)}, wording.Value{Name: "tty", Text: wording.Words(c.TTY, src)})
}

// contactLine is a number, its TTY, and its days and hours. purpose says what
// the hours are for, "" for any call.
func contactLine(w *wording.Language, c *letter.Contact, purpose string, src page.Source) doc.Inline {
	number := phone(w, c, src)
	if len(c.Hours) == 0 {
		return number
	}
	id := "contact.line"
	if purpose != "" {
		id = "contact." + purpose
	}
	hours := wording.Words(w.Hours(c.Hours, c.Zone), src)
	return w.Say(id, wording.Value{Name: "phone", Text: number}, wording.Value{Name: "hours", Text: hours})
}

// returning is the return block below the plan's name.
func (v *View) returning() {
	for _, s := range v.p.ReturnLines() {
		v.returnLines = append(v.returnLines, v.fact(s))
	}
	a := &v.p.Return
	if a.City != "" {
		v.returnLines = append(v.returnLines, v.fact(a.City+", "+a.State+" "+a.PostalCode))
	}
}
