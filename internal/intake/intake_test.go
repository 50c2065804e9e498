package intake

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/letter"
	"letterpress/internal/wording"
	"letterpress/locales"
)

func TestSoundLetters(t *testing.T) {
	c := open(t)
	for _, name := range []string{"welcome.json", "summary.json"} {
		v, faults := c.desk().Judge(request(t, name, nil))
		same(t, name+": faults", faults)
		same(t, name+": warnings", v.Warnings)
		if v.Program == nil || v.Program.ID != "example-2026" || v.Hold != "" {
			t.Errorf("%s: verdict %+v", name, v)
		}
	}
}

// What a letter must be to its program, the wording and the templates.
func TestRefusals(t *testing.T) {
	d := open(t).desk()
	for name, c := range map[string]struct {
		letter string
		change func(*letter.Letter)
		want   []string
	}{
		"unknown program":         {"welcome.json", func(l *letter.Letter) { l.Program = "example-2027" }, []string{"/program unknown-program"}},
		"kind without a template": {"welcome.json", func(l *letter.Letter) { l.Kind, l.Route, l.Enclosures = "postcard", "", nil }, []string{"/kind not-offered"}},
		"day before the year":     {"welcome.json", func(l *letter.Letter) { l.Date = day("2025-11-01") }, []string{"/date contract-year"}},
		"day after the year":      {"welcome.json", func(l *letter.Letter) { l.Date = day("2027-03-02") }, []string{"/date contract-year"}},
		"first day":               {"welcome.json", func(l *letter.Letter) { l.Date = day("2025-11-02") }, nil},
		"last day":                {"welcome.json", func(l *letter.Letter) { l.Date = day("2027-03-01") }, nil},
		"day of no edition":       {"welcome.json", func(l *letter.Letter) { l.Date = day("2012-12-31") }, []string{"/date no-edition", "/date contract-year"}},
		"review of no edition":    {"summary.json", func(l *letter.Letter) { l.Review.Date = day("2012-12-31") }, []string{"/review/date no-edition"}},
		"special needs plan":      {"welcome.json", func(l *letter.Letter) { l.Route = letter.RouteSNP }, nil},
		"special needs plan of another kind": {"welcome.json", func(l *letter.Letter) { l.Route, l.Member.SNP = letter.RouteSNP, "isnp" }, []string{
			"/member/snp not-offered"}},
		"no special needs plan": {"welcome.json", func(l *letter.Letter) { l.Route, l.Member.SNP = letter.RouteSNP, "" }, []string{"/member/snp not-offered"}},
		"both routes":           {"welcome.json", func(l *letter.Letter) { l.Route = letter.RouteBoth }, nil},
		"route that nobody has": {"welcome.json", func(l *letter.Letter) { l.Route = "other" }, []string{"/welcome/route not-offered"}},
		"plan type nobody has":  {"welcome.json", func(l *letter.Letter) { l.Member.PlanType = "other" }, []string{"/member/plan_type not-offered"}},
		"language nobody has":   {"welcome.json", func(l *letter.Letter) { l.Language = "fr" }, []string{"/language language"}},
		"enclosure nobody has":  {"welcome.json", func(l *letter.Letter) { l.Enclosures = []string{"safe-disposal", "cover-letter"} }, []string{"/enclosures/1 not-offered"}},
		"structured directions": {"summary.json", func(l *letter.Letter) {
			l.Medications[1].Directions = letter.Directions{Steps: steps("inhale", "tablet", "inhaled")}
		}, []string{"/medications/1/directions/steps/0/dose/unit conflict"}},
		"stopped medicines alone":            {"summary.json", func(l *letter.Letter) { l.Medications = l.Medications[1:] }, []string{"/none_confirmed required"}},
		"stopped medicines alone, confirmed": {"summary.json", func(l *letter.Letter) { l.Medications, l.NoneConfirmed = l.Medications[1:], true }, nil},
		"stopped on the day":                 {"summary.json", func(l *letter.Letter) { l.Medications = l.Medications[1:]; l.Medications[0].Stopped = l.Date }, []string{"/none_confirmed required"}},
		"stopped tomorrow": {"summary.json", func(l *letter.Letter) {
			l.Medications = l.Medications[1:]
			l.Medications[0].Stopped = l.Date.AddDays(1)
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			v, faults := d.Judge(request(t, c.letter, c.change))
			same(t, "faults", faults, c.want...)
			if (v.Program == nil) != (len(faults) > 0) {
				t.Errorf("verdict %+v beside faults %v", v, faults)
			}
		})
	}
}

// Every kind that has no template yet, or that the program does not send, is
// refused at its place, and no other.
func TestKinds(t *testing.T) {
	sends := []string{"tmr: {every_months: 3}", "tmr: {every_months: 3, to_member: true}", "blank_rows: 4", "blank_medication_list: {offered: true}"}
	for name, c := range map[string]struct {
		desk    *Desk
		refused []letter.Kind
	}{
		"sends neither": {open(t).desk(), []letter.Kind{letter.TMRMember, letter.BlankMedicationList}},
		"may send one": {open(t, sends[0], "tmr: {every_months: 3, may_write_member: true}").desk(),
			[]letter.Kind{letter.BlankMedicationList}},
		"sends both": {open(t, sends...).desk(), nil},
	} {
		for _, k := range letter.Kinds() {
			_, faults := c.desk.Judge(request(t, "welcome.json", func(l *letter.Letter) { l.Kind, l.Enclosures, l.Sites = k, nil, nil }))
			refused := len(faults) > 0 && faults[0].Pointer == "/kind" && faults[0].Code == CodeNotOffered
			if refused != slices.Contains(c.refused, k) || refused && len(faults) > 1 {
				t.Errorf("%s, %s: %v", name, k, faults)
			}
		}
	}
}

// What a program does not do is told at the member that asks for it.
func TestRefusalsByProgram(t *testing.T) {
	for name, c := range map[string]struct {
		program []string
		letter  string
		change  func(*letter.Letter)
		want    []string
	}{
		"no at-risk route": {[]string{"[criteria, at-risk, snp]", "[criteria, snp]"}, "welcome.json", func(l *letter.Letter) { l.Route = letter.RouteAtRisk },
			[]string{"/welcome/route not-offered"}},
		"one of both routes": {[]string{"[criteria, at-risk, snp]", "[at-risk, snp]"}, "welcome.json", func(l *letter.Letter) { l.Route = letter.RouteBoth },
			[]string{"/welcome/route not-offered"}},
		"no special needs route": {[]string{", snp]", "]", "snp_route: {plans: [dsnp, csnp], measures: [diabetes]}\n", ""}, "welcome.json",
			func(l *letter.Letter) { l.Route = letter.RouteSNP }, []string{"/welcome/route not-offered"}},
		"plan type": {[]string{"plan_types: [mapd, pdp]", "plan_types: [mapd]", ", {id: cardiovascular, not_for: [pdp]}", ""}, "summary.json", nil,
			[]string{"/member/plan_type not-offered"}},
		"plan type, line of the program": {[]string{"plan_types: [mapd, pdp]", "plan_types: [mapd]", ", {id: cardiovascular, not_for: [pdp]}", ""}, "summary.json",
			func(l *letter.Letter) { l.Review.By.Contact = nil }, []string{"/member/plan_type not-offered"}},
		"language":           {[]string{"languages: [en, es]", "languages: [en]"}, "summary.json", nil, []string{"/language language"}},
		"vendor is optional": {[]string{"vendor: Example Reviews\n", ""}, "welcome.json", nil, nil},
		"zone is optional":   {[]string{"    zone: ET\n", ""}, "welcome.json", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := open(t, c.program...).desk().Judge(request(t, c.letter, c.change))
			same(t, "faults", faults, c.want...)
		})
	}
}

// A fact that a letter prints and a program lacks is told by its path.
func TestProgramLacks(t *testing.T) {
	own := func(l *letter.Letter) { l.Review.By.Contact = nil }
	for name, c := range map[string]struct {
		program []string
		letter  string
		change  func(*letter.Letter)
		want    []string // the paths that are named
	}{
		"phone": {[]string{"    phone: 1-800-555-0100\n", ""}, "welcome.json", nil, []string{"lines[0].phone"}},
		"TTY":   {[]string{"    tty: \"711\"\n", ""}, "summary.json", own, []string{"lines[0].tty"}},
		"hours": {[]string{"    hours: [{days: mon-fri, open: \"08:00\", close: \"17:00\"}]\n", ""}, "summary.json", own, []string{"lines[0].hours"}},
		"phone on the sheet": {[]string{"    phone: 1-800-555-0100\n", ""}, "summary.json", func(l *letter.Letter) { l.Enclosures = []string{"safe-disposal"} },
			[]string{"lines[0].phone"}},
		"phone to leave by": {[]string{"    phone: 1-800-555-0100\n", "", "{every_months: 3}", "{every_months: 3, to_member: true}"}, "summary.json",
			func(l *letter.Letter) { l.Kind, l.Review.Type = letter.TMRMember, "tmr" }, []string{"lines[0].phone"}},
		"phone, not printed":    {[]string{"    phone: 1-800-555-0100\n", ""}, "summary.json", nil, nil},
		"reviewer":              {[]string{"reviewer: clinical-pharmacist\n", ""}, "welcome.json", nil, []string{"reviewer"}},
		"reviewer, not printed": {[]string{"reviewer: clinical-pharmacist\n", ""}, "summary.json", nil, nil},
		"name of the program": {[]string{"program_name: {en: Medication Therapy Management (MTM) Program, es:", "program_name: {es:"}, "welcome.json", nil,
			[]string{"program_name.en"}},
		"return address": {[]string{"return_address: {lines: [PO Box 100], city: Springfield, state: IL, postal_code: \"62701\"}\n", ""}, "welcome.json", nil,
			[]string{"return_address"}},
		"cost and minutes": {[]string{"  cost: {level: 1276, test: at-least, basis: year}\n", "", "minutes: {low: 20, high: 30, about: true}, ", ""}, "welcome.json", nil,
			[]string{"criteria.cost.level", "criteria.cost.test", "criteria.cost.basis", "cmr.minutes"}},
		"cost, another route": {[]string{"  cost: {level: 1276, test: at-least, basis: year}\n", ""}, "welcome.json", func(l *letter.Letter) { l.Route = letter.RouteAtRisk }, nil},
		"material id":         {[]string{"welcome: {en: H0000_26_example_C, es:", "welcome: {es:"}, "welcome.json", nil, []string{"material_ids.welcome.en"}},
		"words for the rule":  {[]string{"basis: year}", "basis: year, plan_and_member_together: true}"}, "welcome.json", nil, []string{"criteria.cost.shared.likely.at-least"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := open(t, c.program...).desk().Judge(request(t, c.letter, c.change))
			if len(faults) != len(c.want) {
				t.Fatalf("got %v, want %q", faults, c.want)
			}
			for i, f := range faults {
				if f.Pointer != "/program" || f.Code != CodeProgramLacks || !strings.Contains(f.Detail, " "+c.want[i]+",") {
					t.Errorf("got %+v, want %s", f, c.want[i])
				}
			}
		})
	}
}

// A language that lacks a single message prints no letter.
func TestIncompleteLanguage(t *testing.T) {
	c := open(t)
	words, err := wording.Load(locales.FS, fstest.MapFS{"pack.yaml": {Data: []byte("language: en\nmessages: {test.only: here}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	c.words = words
	_, faults := c.desk().Judge(request(t, "summary.json", nil))
	same(t, "Spanish", faults, "/language language")
	_, faults = c.desk().Judge(request(t, "welcome.json", nil))
	same(t, "English", faults)
}

// All faults of a request are told together, also when its program is unknown.
func TestAllAtOnce(t *testing.T) {
	wrong := func(l *letter.Letter) {
		l.Date, l.Review.Date, l.Member.PlanType = day("2028-01-01"), day("2012-01-01"), "other"
		l.Medications = l.Medications[1:]
		l.Member.Name.Last = "M\U0001F600"
		l.OtherInformation = &letter.Text{Phrase: &letter.Phrase{ID: "x"}}
		l.Enclosures = []string{"cover-letter"}
	}
	anyway := []string{"/review/date no-edition", "/none_confirmed required", "/other_information/phrase unknown-phrase", "/enclosures/0 not-offered", "/member/name/last glyph"}
	d := open(t).desk()
	_, faults := d.Judge(request(t, "summary.json", wrong))
	same(t, "known program", faults, append(anyway, "/date contract-year", "/member/plan_type not-offered")...)
	_, faults = d.Judge(request(t, "summary.json", func(l *letter.Letter) { wrong(l); l.Program = "none" }))
	same(t, "unknown program", faults, append(anyway, "/program unknown-program")...)
}
