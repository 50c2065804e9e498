package program

import (
	"fmt"

	"letterpress/internal/letter"
)

// Need says which letter is to be made of a program.
type Need struct {
	Kind       letter.Kind
	Lang       letter.Lang
	PlanType   string       // of the member; not used for a blank medication list
	Route      letter.Route // of a welcome letter
	OwnContact bool         // the request names whom to call, and nothing prints the program's line
}

// Lacks returns the paths of the fields that such a letter prints and p has not,
// such as "lines[0].phone", in the order of a program file. A letter with any is
// refused. A sample value counts as there.
func (p *Program) Lacks(n Need) []string {
	var l lack
	l.unless(p.Name.In(n.Lang) != "", "name."+string(n.Lang))
	switch n.Kind {
	case letter.Welcome:
		l.programName(p, n.Lang)
		l.unless(p.Reviewer != "", "reviewer")
	case letter.TMRMember:
		l.programName(p, n.Lang)
	}
	if n.Kind != letter.BlankMedicationList {
		l.unless(len(p.Return.Lines) > 0, "return_address")
	}
	l.contact(p, n)
	l.reviews(p, n)
	l.unless(p.MaterialID(n.Kind, n.Lang) != "", fmt.Sprintf("material_ids.%s.%s", n.Kind, n.Lang))
	return l.fields
}

// lack gathers the fields that are needed and absent.
type lack struct{ fields []string }

func (l *lack) unless(given bool, field string) {
	if !given {
		l.fields = append(l.fields, field)
	}
}

func (l *lack) programName(p *Program, lang letter.Lang) {
	l.unless(p.ProgramName.In(lang) != "", "program_name."+string(lang))
}

// contact asks for what a caller needs. The blank list prints every line; other
// letters the first that serves the member's plan type, unless the request names
// someone to call; a prescriber answers by fax.
func (l *lack) contact(p *Program, n Need) {
	switch {
	case n.Kind == letter.PrescriberIntervention:
		l.unless(p.FaxBack != "", "fax_back")
	case n.Kind == letter.BlankMedicationList:
		l.unless(len(p.Lines) > 0, "lines")
		for i := range p.Lines {
			l.line(p, i, n.Kind)
		}
	case n.OwnContact:
	case p.line(n.PlanType) < 0:
		l.unless(false, "lines")
	default:
		l.line(p, p.line(n.PlanType), n.Kind)
	}
}

// line asks for phone and TTY, and where a letter must say whom to call and when
// (the cover letter and the letters around it), for name, days and hours.
func (l *lack) line(p *Program, i int, kind letter.Kind) {
	x, at := p.Lines[i], fmt.Sprintf("lines[%d]", i)
	var named, hours bool
	switch kind {
	case letter.Welcome, letter.CMRSummary, letter.TMRMember:
		named, hours = true, true
	}
	l.unless(!named || x.Name != "", at+".name")
	l.unless(x.Contact.Phone != "", at+".phone")
	l.unless(x.Contact.TTY != "", at+".tty")
	l.unless(!hours || len(x.Contact.Hours) > 0, at+".hours")
}

// reviews asks for what a welcome letter says of the program: the member's way
// into it, and the reviews to come.
func (l *lack) reviews(p *Program, n Need) {
	if n.Kind != letter.Welcome {
		return
	}
	switch n.Route {
	case letter.RouteCriteria, letter.RouteBoth:
		l.criteria(p.Criteria)
	case letter.RouteSNP:
		l.unless(len(p.SNP.Measures) > 0, "snp_route.measures")
	}
	l.unless(p.CMR.Minutes.Low > 0, "cmr.minutes")
	l.unless(len(p.CMR.Ways()) > 0, "cmr.methods")
	l.unless(p.TMR.EveryMonths > 0, "tmr.every_months")
}

func (l *lack) criteria(c Criteria) {
	l.unless(c.Conditions.Least > 0, "criteria.conditions.least")
	l.unless(len(c.Conditions.List) > 0, "criteria.conditions.list")
	l.unless(c.Drugs.Least > 0, "criteria.drugs.least")
	l.unless(c.Drugs.Kind != "" || len(c.Drugs.Classes) > 0, "criteria.drugs.kind")
	l.unless(c.Cost.Level > 0, "criteria.cost.level")
	l.unless(c.Cost.Test != "", "criteria.cost.test")
	l.unless(c.Cost.Basis != "", "criteria.cost.basis")
}
