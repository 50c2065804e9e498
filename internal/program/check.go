package program

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"letterpress/internal/fault"
)

// materialShape is a CMS marketing material id: a contract or parent number, the
// plan's own part, and C (communication) or M (marketing) at the end.
var materialShape = regexp.MustCompile(`^[A-Z]\d{4}_[A-Za-z0-9_-]+_[CM]$`)

// checker gathers what is odd about one program.
type checker struct {
	p     *Program
	found fault.Diagnostics
}

func (c *checker) warn(path, code, message, hint string) {
	d := c.p.finding(path, code, message, hint)
	d.Severity = fault.Warning
	c.found = append(c.found, d)
}

func (c *checker) warnf(path, code, format string, args ...any) {
	c.warn(path, code, fmt.Sprintf(format, args...), "")
}

// Check returns warnings, in order of place: what a plan states but a compliance
// office would question, and what a caller needs but no page states. Letters
// print what the file says all the same.
func Check(p *Program) fault.Diagnostics {
	c := &checker{p: p}
	c.lines()
	c.languages()
	c.counts()
	c.coreConditions()
	c.costLevel()
	c.edition()
	c.pageNames()
	c.interval()
	c.materials()
	c.found.Sort()
	return c.found
}

// lines warns of each phone line that lacks what must be printed with it.
func (c *checker) lines() {
	for _, t := range c.p.PlanTypes {
		if c.p.line(t) < 0 {
			c.warnf("lines", "program-no-line", "no phone line serves %s members", t)
		}
	}
	for i, l := range c.p.Lines {
		at := fmt.Sprintf("lines[%d]", i)
		c.stated(at+".phone", "phone number", l.Contact.Phone != "")
		c.stated(at+".tty", "TTY number", l.Contact.TTY != "")
		c.stated(at+".hours", "days and hours", len(l.Contact.Hours) > 0)
		c.stated(at+".zone", "time zone", l.Contact.Zone != "")
	}
}

// stated warns when the plan has not stated a fact of a phone line.
func (c *checker) stated(path, what string, given bool) {
	switch {
	case !given && strings.HasSuffix(path, ".zone"):
		c.warn(path, "program-absent", "the plan states no "+what+" for this line", "letters print its hours without one")
	case !given:
		c.warn(path, "program-absent", "the plan states no "+what+" for this line", "letters that print it are refused")
	case c.p.IsSample(path):
		c.warn(path, "program-absent", "the plan states no "+what+" for this line: a sample value stands in",
			"put in the plan's own, without sample_only")
	}
}

// languages warns of a language in which the program has no name for itself.
func (c *checker) languages() {
	for _, lang := range c.p.Languages {
		if c.p.Name.In(lang) == "" {
			c.warnf("name", "program-absent", "the plan has no name in %q: letters in it are refused", lang)
		}
		if c.p.ProgramName.In(lang) == "" {
			c.warnf("program_name", "program-absent", "the program has no name in %q: letters that print it are refused", lang)
		}
	}
}

// counts warns of least numbers outside what CMS lets a program ask for.
func (c *checker) counts() {
	for _, x := range []struct {
		path, what  string
		least, most int
	}{
		{"criteria.conditions.least", "conditions", c.p.Criteria.Conditions.Least, mostConditions},
		{"criteria.drugs.least", "drugs", c.p.Criteria.Drugs.Least, mostDrugs},
	} {
		if x.least != 0 && (x.least < leastAsked || x.least > x.most) {
			c.warnf(x.path, "program-count", "a program may ask for at least %d to %d %s, this one asks for %d",
				leastAsked, x.most, x.what, x.least)
		}
	}
}

// coreConditions warns of what is missing from the ten conditions that every
// program targets, in the years in which it must.
func (c *checker) coreConditions() {
	if c.p.ContractYear < coreSince || len(c.p.Criteria.Conditions.List) == 0 {
		return
	}
	for _, k := range KnownConditions {
		if k.Core {
			c.coreCondition(k)
		}
	}
}

func (c *checker) coreCondition(k KnownCondition) {
	const path, code = "criteria.conditions.list", "program-core-condition"
	list := c.p.Criteria.Conditions.List
	i := slices.IndexFunc(list, func(x Condition) bool { return x.ID == k.Code })
	if i < 0 {
		c.warnf(path, code, "from %d every program targets %s", coreSince, k.Code)
		return
	}
	at := fmt.Sprintf("%s[%d]", path, i)
	for _, part := range k.Of {
		if len(list[i].Of) > 0 && !slices.Contains(list[i].Of, part) {
			c.warnf(at+".of", code, "from %d %s includes %s", coreSince, k.Code, part)
		}
	}
	if len(list[i].NotFor) > 0 {
		c.warnf(at+".not_for", code, "from %d every program targets %s for all its members", coreSince, k.Code)
	}
}

func (c *checker) costLevel() {
	const path = "criteria.cost.level"
	level := c.p.Criteria.Cost.Level
	if level == 0 {
		return
	}
	year, ok := CostLevel(c.p.ContractYear)
	if !ok {
		c.warnf(path, "program-cost-level", "no cost level is on record for %d, so this one is unchecked", c.p.ContractYear)
		return
	}
	if level != year {
		c.warnf(path, "program-cost-level", "the cost level of %d is $%d, this one is $%d", c.p.ContractYear, year, level)
	}
}

// edition warns of an edition that was not in force in the contract year.
func (c *checker) edition() {
	known := editionsOf(formsOf(c.p.ContractYear))
	if c.p.Edition != "" && !slices.Contains(known, c.p.Edition) {
		c.warnf("edition", "program-edition", "in %d edition %s of the form is in force, not %s",
			c.p.ContractYear, strings.Join(known, " or "), c.p.Edition)
	}
}

// pageNames warns of document names that the year's edition does not have. A
// short form in brackets after a name is passed over.
func (c *checker) pageNames() {
	known := namesOf(formsOf(c.p.ContractYear))
	for i, name := range c.p.PageNames {
		bare, _, _ := strings.Cut(name, " (")
		if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, bare) }) {
			c.warn(fmt.Sprintf("page_names[%d]", i), "program-page-name",
				fmt.Sprintf("the plan's page says %q, which is no document of the form in %d", name, c.p.ContractYear),
				"the form has "+strings.Join(known, ", "))
		}
	}
}

func (c *checker) interval() {
	if n := c.p.TMR.EveryMonths; n > mostTMRMonths {
		c.warn("tmr.every_months", "program-tmr-interval",
			fmt.Sprintf("medicines are reviewed every %d months, CMS asks for every %d", n, mostTMRMonths),
			"letters print the plan's own interval")
	}
}

// materials warns of material ids of another shape than CMS gives them.
func (c *checker) materials() {
	const code, message = "program-material-id", "not of the form contract_anything_C or contract_anything_M"
	if id := c.p.PageMaterialID; id != "" && !materialShape.MatchString(id) {
		c.warn("page_material_id", code, message, "")
	}
	for _, kind := range letterKinds {
		for _, lang := range languages {
			if id := c.p.MaterialIDs[kind][lang]; id != "" && !materialShape.MatchString(id) {
				c.warn(fmt.Sprintf("material_ids.%s.%s", kind, lang), code, message, "")
			}
		}
	}
}

// Strict returns faults that keep letters of p from members: every sample value,
// and a program that calls itself live while it has one.
func Strict(p *Program) fault.Diagnostics {
	var found fault.Diagnostics
	for _, path := range p.SampleOnly {
		found = append(found, p.finding(path, "program-sample-only", path+" is a sample value", "put in the plan's own, without sample_only"))
	}
	if p.Live && len(found) > 0 {
		found = append(found, p.finding("live", "program-live", "a live program has no sample values", "write live: false until the plan's own are in"))
	}
	found.Sort()
	return found
}
