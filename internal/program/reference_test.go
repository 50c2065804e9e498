package program

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/letter"
)

func TestReferenceProgramsCheck(t *testing.T) {
	var b strings.Builder
	for _, p := range reference(t).All() {
		fmt.Fprintf(&b, "== %s: check\n%s== %s: strict\n%s", p.ID, listing(Check(p)), p.ID, listing(Strict(p)))
	}
	golden(t, "reference.txt", b.String())
}

// Each of the five programs gives all that every letter of each of its routes
// needs, so that samples of all kinds can be made.
func TestReferenceProgramsLackNothing(t *testing.T) {
	for _, p := range reference(t).All() {
		for _, kind := range letterKinds {
			for _, lang := range p.Languages {
				for _, planType := range p.PlanTypes {
					for _, route := range p.Routes {
						n := Need{Kind: kind, Lang: lang, PlanType: planType, Route: route}
						if lacks := p.Lacks(n); len(lacks) > 0 {
							t.Errorf("%s: %+v lacks %q", p.ID, n, lacks)
						}
					}
				}
			}
		}
	}
}

// The facts as the plans' pages give them, told apart from the files.
func TestReferenceFacts(t *testing.T) {
	type facts struct {
		year            int
		edition         string
		types           []string
		least, drugs    int
		conditions      string
		open            bool
		kind            string
		classes         int
		cost            Cost
		routes          []letter.Route
		phone, tty      string
		hours, zone     string
		vendor          string
		reviewer        string
		cmr             Minutes
		tmr             int
		toMember        bool
		enrollment      string
		optOut          string
		statements      string
		pageID, spanish string
	}
	const es = "Programa de manejo de terapias con medicamentos (MTM)"
	want := map[string]facts{
		"cigna-2024": {2024, "2022", []string{"mapd", "pdp"}, 3, 7,
			"diabetes dyslipidemia hypertension chronic-heart-failure bone-disease(osteoporosis)", false, "", 13,
			Cost{5330, "more-than", "quarter-of-level", "spends", false},
			[]letter.Route{"criteria", "at-risk"}, "sample", "711", "mon-fri 08:00 17:00", "ET", "", "clinical-pharmacist",
			Minutes{Low: 20, Average: true, AsLongAsNeeded: true}, 3, true, "automatic", "",
			"no-extra-cost not-a-medicare-benefit not-under-medicare-contract not-subject-to-appeals", "Y0036_24_1037312_M", es},
		"connecticare-2025": {2025, "2022", []string{"mapd"}, 3, 8,
			"alzheimers-disease bone-disease-arthritis(osteoporosis osteoarthritis rheumatoid-arthritis) " +
				"chronic-congestive-heart-failure diabetes dyslipidemia end-stage-renal-disease hiv-aids hypertension " +
				"mental-health(depression schizophrenia bipolar-disorder other-mental-health) " +
				"respiratory-disease(asthma copd other-lung-disorders)", false, "part-d-for-ongoing-conditions", 0,
			Cost{1623, "at-least", "year", "likely", false},
			[]letter.Route{"criteria", "at-risk"}, "888-830-6831", "711", "mon-fri 09:00 17:00", "", "", "clinical-pharmacist",
			Minutes{Low: 15, High: 20, UpTo: true}, 4, false, "automatic", "any-time",
			"no-extra-cost voluntary required-by-cms not-a-benefit", "Y0026_203648_C", "sample"},
		"aetna-2021": {2021, "2017", []string{"mapd", "pdp"}, 3, 8,
			"osteoporosis chronic-heart-failure diabetes depression asthma copd cardiovascular-pdp", false, "maintenance-part-d", 0,
			Cost{4376, "more-than", "year", "likely", true},
			[]letter.Route{"criteria"}, "1-855-905-4689", "711", "mon-fri 08:00 18:00", "CT", "Outcomes MTM", "sample",
			Minutes{Low: 30, About: true}, 3, false, "automatic", "any-time by-phone",
			"no-extra-cost voluntary not-a-benefit", "", "sample"},
		"bcbsm-2023": {2023, "2022", []string{"mapd", "pdp"}, 3, 8,
			"diabetes copd rheumatoid-arthritis alzheimers-disease heart-failure", true, "maintenance-part-d", 0,
			Cost{4935, "at-least", "year", "spends", false},
			[]letter.Route{"criteria", "at-risk"}, "sample", "sample", "sample", "", "", "pharmacists-and-pharmacy-staff",
			Minutes{Low: 30, About: true}, 3, false, "confirmed-by-letter", "",
			"no-cost voluntary not-a-benefit no-effect-on-coverage", "", "sample"},
		"health-partners-2023": {2023, "2022", []string{"mapd"}, 3, 7,
			"bone-disease-arthritis(osteoporosis) chronic-heart-failure diabetes dyslipidemia hypertension asthma copd", false,
			"chronic-or-maintenance-part-d", 0, Cost{4935, "more-than", "year", "likely", false},
			[]letter.Route{"criteria", "at-risk", "snp"}, "1-866-901-8000", "1-877-454-8477", "sample", "", "Outcomes",
			"pharmacist-or-mtm-professional", Minutes{Low: 30, About: true}, 3, false, "automatic", "through-pharmacist by-phone",
			"no-cost required-by-cms not-a-benefit voluntary no-effect-on-part-d-coverage", "", "sample"},
	}
	for _, p := range reference(t).All() {
		stated := func(path, value string) string {
			if p.IsSample(path) {
				return "sample"
			}
			return value
		}
		l := p.Lines[0]
		got := facts{
			year: p.ContractYear, edition: p.Edition, types: p.PlanTypes,
			least: p.Criteria.Conditions.Least, drugs: p.Criteria.Drugs.Least,
			conditions: spell(p.Criteria.Conditions.List), open: p.Criteria.Conditions.Open,
			kind: p.Criteria.Drugs.Kind, classes: len(p.Criteria.Drugs.Classes), cost: p.Criteria.Cost, routes: p.Routes,
			phone: stated("lines[0].phone", l.Contact.Phone), tty: stated("lines[0].tty", l.Contact.TTY),
			hours: stated("lines[0].hours", strings.Trim(fmt.Sprint(l.Contact.Hours), "[{}]")), zone: l.Contact.Zone,
			vendor: p.Vendor, reviewer: stated("reviewer", p.Reviewer), cmr: p.CMR.Minutes,
			tmr: p.TMR.EveryMonths, toMember: p.TMR.ToMember, enrollment: p.Enrollment,
			optOut: strings.Join(p.OptOut, " "), statements: strings.Join(p.Statements, " "),
			pageID: p.PageMaterialID, spanish: stated("program_name.es", p.ProgramName.In(letter.Spanish)),
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want[p.ID]) {
			t.Errorf("%s:\n got %+v\nwant %+v", p.ID, got, want[p.ID])
		}
	}
}

func spell(list []Condition) string {
	var out []string
	for _, c := range list {
		s := c.ID
		if len(c.Of) > 0 {
			s += "(" + strings.Join(c.Of, " ") + ")"
		}
		for _, t := range c.NotFor {
			s += "-" + t
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// What the table above has no column for.
func TestReferenceParticulars(t *testing.T) {
	s := reference(t)
	get := func(id string) *Program {
		p, ok := s.Find(id)
		if !ok {
			t.Fatalf("no %s", id)
		}
		return p
	}
	cigna, connecticare, aetna := get("cigna-2024"), get("connecticare-2025"), get("aetna-2021")
	bcbsm, partners := get("bcbsm-2023"), get("health-partners-2023")
	for name, ok := range map[string]bool{
		"Cigna has a line for each plan type":  len(cigna.Lines) == 2 && cigna.Lines[1].PlanTypes[0] == "pdp",
		"Cigna's hours are for appointments":   cigna.Lines[0].For == "appointments" && cigna.Lines[1].For == "appointments",
		"Cigna sends a welcome packet":         cigna.FirstContact.Kind == "welcome-packet",
		"Cigna's own TTYs are no samples":      !cigna.IsSample("lines[0].tty") && !cigna.IsSample("lines[1].tty"),
		"ConnectiCare's coverage limitation":   connecticare.AtRisk.CoverageLimitation,
		"ConnectiCare may text":                connecticare.FirstContact.Reaches("text") && !aetna.FirstContact.Reaches("text"),
		"Aetna calls":                          slices.Equal(aetna.FirstContact.By, []string{"mail", "telephone"}),
		"Aetna and BCBSM may write to members": aetna.TMR.WritesMember() && bcbsm.TMR.WritesMember() && !partners.TMR.WritesMember(),
		"Aetna offers three samples":           len(aetna.Samples) == 3 && !aetna.BlankList.Offered,
		"BCBSM counts drugs each month":        bcbsm.Criteria.Drugs.EachMonth && !aetna.Criteria.Drugs.EachMonth,
		"BCBSM's number is on the card":        bcbsm.Lines[0].OnIDCard,
		"Health Partners' SNP route":           slices.Equal(partners.SNP.Plans, []string{"dsnp"}) && len(partners.SNP.Measures) == 3,
		"Health Partners' short TMR":           partners.TMR.Minutes == Minutes{Low: 5, High: 15},
		"Health Partners' ways":                slices.Equal(partners.CMR.Ways(), []string{"telephone", "in-person", "telehealth"}),
		"Health Partners' list versions":       partners.BlankList.Several,
	} {
		if !ok {
			t.Errorf("not so: %s", name)
		}
	}
}
