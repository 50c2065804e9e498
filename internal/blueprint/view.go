package blueprint

import (
	"slices"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// View is a program in one language: everything that letters print of it and
// that does not depend on the request, put into words once. It does not change
// and may be used by any number of goroutines.
type View struct {
	speaker
	p    *program.Program
	plan doc.Inline
	name doc.Inline

	vendor, reviewer                 doc.Inline
	lines                            []lineView
	conditions                       map[string]doc.Inline // by plan type
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
	optOut    doc.Inline // how to leave the program
	labelled  doc.Inline // with the plan types that it is for
}

// NewView puts p into the words of w.
func NewView(p *program.Program, w *wording.Language) *View {
	v := &View{p: p, speaker: speaker{w: w, Memory: new(Memory)}}
	v.plan = v.brand(p.Name)
	v.name = fact(p.ProgramName.In(w.Code))
	if p.Vendor != "" {
		v.vendor = doc.Inline{{Text: p.Vendor, Markup: v.english(), Source: page.Program}}
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

// Unsaid returns the id of the first message that p needs in lang and the
// wording does not have, or "". Letters of such a program are refused.
func (s *Set) Unsaid(p *program.Program, lang letter.Lang) string {
	w := s.words.Language(lang)
	if w == nil {
		return ""
	}
	return NewView(p, w).unsaid
}

var inEnglish = &doc.Markup{Lang: "en-US"}

// marked marks English words in a letter of another language.
func marked(of letter.Lang) *doc.Markup {
	if of == letter.English {
		return nil
	}
	return inEnglish
}

func (v *View) english() *doc.Markup { return marked(v.w.Code) }

// brand is a plan's name, marked as English where it stays the same in another
// language.
func (v *View) brand(l program.Localized) doc.Inline {
	s := doc.Span{Text: l.In(v.w.Code), Source: page.Program}
	if v.w.Code != letter.English && s.Text == l.In(letter.English) {
		s.Markup = v.english()
	}
	return doc.Inline{s}
}

// coded is the words for a code of the program file; none for "".
func (v *View) coded(family, code string) doc.Inline {
	if code == "" {
		return nil
	}
	return v.speak(family + "." + code)
}

func (v *View) codes(family string, codes []string) []doc.Inline {
	out := make([]doc.Inline, len(codes))
	for i, c := range codes {
		out[i] = v.coded(family, c)
	}
	return out
}

func (v *View) number(n int) doc.Inline { return fact(v.w.Number(n)) }

func (v *View) lineView(l *program.Line) lineView {
	x := lineView{planTypes: l.PlanTypes, phone: v.phone(&l.Contact, page.Program), contact: v.contact(&l.Contact, l.For, page.Program)}
	way := "opt-out.by-phone"
	if slices.Contains(v.p.OptOut, "through-pharmacist") {
		way = "opt-out.through-pharmacist"
	}
	if x.phone != nil {
		x.optOut = v.speak(way, arg("contact", x.contact))
		x.labelled = v.speak("contact.for", arg("plans", v.w.Or(v.codes("plan-type", l.PlanTypes))), arg("contact", x.contact))
	}
	return x
}

// line returns the first line that serves planType; an empty one when there is
// none, which intake refuses before a letter gets here.
func (v *View) line(planType string) lineView {
	for i := range v.lines {
		if slices.Contains(v.lines[i].planTypes, planType) {
			return v.lines[i]
		}
	}
	return lineView{}
}

// labelled is every line with the plan types that it is for.
func (v *View) labelled() []doc.Inline {
	var out []doc.Inline
	for i := range v.lines {
		if l := v.lines[i].labelled; l != nil {
			out = append(out, l)
		}
	}
	return out
}

// phone is a number with its TTY beside it; neither is printed alone.
func (s *speaker) phone(c *letter.Contact, src page.Source) doc.Inline {
	if c.Phone == "" || c.TTY == "" {
		return nil
	}
	return s.speak("contact.phone", arg("phone", wording.Words(c.Phone, src)), arg("tty", wording.Words(c.TTY, src)))
}

// contact is a number, its TTY, and its days and hours. purpose says what the
// hours are for, "" for any call.
func (s *speaker) contact(c *letter.Contact, purpose string, src page.Source) doc.Inline {
	number := s.phone(c, src)
	if number == nil || len(c.Hours) == 0 {
		return number
	}
	id := "contact.line"
	if purpose != "" {
		id = "contact." + purpose
	}
	return s.speak(id, arg("phone", number), arg("hours", wording.Words(s.w.Hours(c.Hours, c.Zone), src)))
}

// returning is the return block below the plan's name.
func (v *View) returning() {
	for _, s := range v.p.ReturnLines() {
		v.returnLines = append(v.returnLines, fact(s))
	}
	a := &v.p.Return
	if a.City != "" {
		v.returnLines = append(v.returnLines, fact(a.City+", "+a.State+" "+a.PostalCode))
	}
}
