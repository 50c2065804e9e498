package blueprint_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/face"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// Templates and wording as they are built in have nothing to report: every
// message is there in each language, is used and can be printed.
func TestBuiltInHasNoFindings(t *testing.T) {
	s := builtIn(t)
	if found := s.set.Found(); len(found) > 0 {
		t.Errorf("templates:\n%s", listing(found))
	}
	if found := s.words.Check(face.Covers, s.set.Used()); len(found) > 0 {
		t.Errorf("wording:\n%s", listing(found))
	}
	for _, lang := range s.words.Languages() {
		if lacks := s.set.Unspoken(lang); len(lacks) > 0 {
			t.Errorf("%s lacks %q", lang, lacks)
		}
		for _, p := range s.programs.All() {
			if id := s.set.Unsaid(p, lang); id != "" {
				t.Errorf("%s in %s: no message %s", p.ID, lang, id)
			}
		}
	}
}

// unprinted are the codes of programs that no letter of this release prints.
var unprinted = []string{"line", "first-contact", "enrollment", "route"}

// unsaid are codes that print nothing by themselves: mail and "any time" need no
// words, a milligram and "other" are no form.
var unsaid = []string{"contact-way.mail", "opt-out.any-time", "form.mg", "form.other"}

func TestEveryCodeHasWords(t *testing.T) {
	s := builtIn(t)
	codes := program.Vocabulary()
	for _, family := range unprinted {
		delete(codes, family)
	}
	codes["contact"] = codes["hours-for"]
	delete(codes, "hours-for")
	codes["participant"] = []string{"representative", "caregiver", "prescriber", "facility-nurse"}
	codes["source"] = []string{"claims", "member", "representative", "caregiver", "prescriber", "pharmacy", "medical-record"}
	codes["form"] = strings.Fields("tablet capsule ml drop puff spray patch unit gram mg lozenge suppository packet applicator " +
		"liquid cream ointment gel inhaler injection powder device other")
	for family, list := range codes {
		for _, code := range list {
			id := family + "." + code
			for _, lang := range s.words.Languages() {
				if said := s.words.Language(lang).Plain(id) != ""; said == slices.Contains(unsaid, id) {
					t.Errorf("%s in %s: words %v", id, lang, said)
				}
			}
		}
	}
}

// welcome is a welcome letter of a program by a route, in a language.
type welcome struct {
	program  *program.Program
	planType string
	letter   *letter.Letter
	words    *wording.Language
	doc      *doc.Document
	dump     string // the document in lower case, spaces plain
	text     string // the same without marks of strong words and expansions
}

// eachWelcome expands the welcome letter of each program by each of its routes,
// in each language, with and without the disposal sheet.
func eachWelcome(t *testing.T, test func(t *testing.T, w welcome)) {
	s := builtIn(t)
	for _, p := range s.programs.All() {
		for _, route := range append(slices.Clone(p.Routes), letter.RouteBoth) {
			if !p.HasRoute(route) {
				continue
			}
			for _, lang := range p.Languages {
				for _, planType := range p.PlanTypes {
					for _, enclosed := range [][]string{nil, {"safe-disposal"}} {
						w := welcome{program: p, planType: planType, words: s.words.Language(lang), letter: welcomeLetter(t, p, route, lang, planType, enclosed)}
						t.Run(fmt.Sprint(p.ID, " ", route, " ", lang, " ", planType, " ", enclosed), func(t *testing.T) {
							w.doc = s.expand(t, w.letter)
							w.dump = strings.ToLower(strings.ReplaceAll(plain(w.doc.Dump()), "~", " "))
							w.text = unmarked(w.dump)
							test(t, w)
						})
					}
				}
			}
		}
	}
}

func welcomeLetter(t *testing.T, p *program.Program, route letter.Route, lang letter.Lang, planType string, enclosed []string) *letter.Letter {
	l := sample(t, requests+"/cigna-2024/welcome-criteria-en.json")
	l.Program, l.Route, l.Language, l.Enclosures = p.ID, route, lang, enclosed
	l.Date = letter.Date{Year: p.ContractYear, Month: 2, Day: 3}
	l.Member.PlanType, l.Member.SNP = planType, "dsnp"
	l.Sites = []letter.Site{{Name: "Example Pharmacy", Address: "1 Main St", Phone: "860-555-0150", DistanceMiles: "1"}}
	return l
}

// never are words that no welcome letter may use, by any route (a letter must
// not tell who opens it that the member is watched for the use of opioids).
var never = regexp.MustCompile(`opioid|opiáceo|opiaceo|overdos|sobredosis|misus|abus|mal uso|uso indebido|at[- ]risk|riesgo` +
	`|drug management|(manejo|administración|gestión) de (los )?medicamentos|narcotic|narcótic|addict|adicci`)

func TestWelcomeNeverSays(t *testing.T) {
	eachWelcome(t, func(t *testing.T, w welcome) {
		if found := never.FindString(w.dump); found != "" {
			t.Errorf("says %q", found)
		}
	})
}

func TestNeverKnowsTheWords(t *testing.T) {
	for _, s := range []string{"opioids", "an overdose", "misuse", "at-risk", "at risk", "drug management program", "opioides", "sobredosis",
		"uso indebido", "en riesgo", "programa de manejo de medicamentos"} {
		if !never.MatchString(s) {
			t.Errorf("%q passes", s)
		}
	}
	for _, s := range []string{"medication therapy management", "manejo de terapias con medicamentos", "tome sus medicamentos"} {
		if never.MatchString(s) {
			t.Errorf("%q is refused", s)
		}
	}
}

// What every welcome letter must say, whatever its words are.
func TestWelcomeSays(t *testing.T) {
	eachWelcome(t, func(t *testing.T, w welcome) {
		p, lang := w.program, w.letter.Language
		line, _ := p.Line(w.planType)
		for what, words := range map[string]string{
			"plan": p.Name.In(lang), "program": p.ProgramName.In(lang), "vendor": p.Vendor, "phone": line.Contact.Phone, "TTY": line.Contact.TTY,
			"days and hours": w.words.Hours(line.Contact.Hours, line.Contact.Zone), "14 days": "14", "material id": p.MaterialID(letter.Welcome, lang),
			"reviewer": w.words.Plain("reviewer." + p.Reviewer), "documents": w.words.Plain(documents[p.ContractYear >= 2022]),
			"greeting": "Sample", "member's street": w.letter.Member.Address.Lines[0],
		} {
			w.says(t, what, words)
		}
		for _, code := range p.Statements {
			w.says(t, "statement "+code, w.words.Plain("statement."+code))
		}
		for _, n := range p.FirstContact.FromNumbers {
			w.says(t, "number we call from", n)
		}
		for _, id := range []string{"welcome.enrolled", "welcome.what", "welcome.offer.review", "welcome.offer.at_hand", "welcome.offer.after",
			"welcome.offer.targeted", "welcome.call", "welcome.choice", "welcome.help"} {
			w.saysMessage(t, id)
		}
		w.saysRoute(t)
		w.saysDisposal(t)
	})
}

// documents names a message of the documents that a review brings, by whether
// the edition of 2022 is in force.
var documents = map[bool]string{true: "doc.to-do-list", false: "doc.action-plan"}

func (w welcome) says(t *testing.T, what, words string) {
	t.Helper()
	if !strings.Contains(w.text, strings.ToLower(plain(words))) {
		t.Errorf("%s: %q is not printed", what, words)
	}
}

// saysMessage asks for each run of words between a message's values.
func (w welcome) saysMessage(t *testing.T, id string) {
	t.Helper()
	for _, words := range regexp.MustCompile(`\{\{[^}]*\}\}|\*\*`).Split(w.words.Text(id).Raw, -1) {
		words = strings.TrimRight(strings.ReplaceAll(words, "~", " "), ". ")
		if w.words.Text(id).Raw == "" || !strings.Contains(w.text, strings.ToLower(words)) {
			t.Errorf("%s: %q is not printed", id, words)
		}
	}
}

// unmarked takes a dump's marks of strong words and expansions away.
func unmarked(dump string) string {
	dump = regexp.MustCompile(`\[([^\]=]*)=[^\]]*\]`).ReplaceAllString(dump, "$1")
	return strings.ReplaceAll(dump, "*", "")
}

// saysRoute holds the letter to what its route may tell.
func (w welcome) saysRoute(t *testing.T) {
	t.Helper()
	level, conditions := strings.ToLower(w.words.Money(w.program.Criteria.Cost.Level)), w.program.Criteria.Conditions.For(w.planType)
	switch w.letter.Route {
	case letter.RouteCriteria, letter.RouteBoth:
		w.says(t, "cost level", level)
		w.says(t, "drugs", w.words.Number(w.program.Criteria.Drugs.Least))
		for _, c := range conditions {
			w.says(t, "condition", w.words.Plain("condition."+c.ID))
			for _, of := range c.Of {
				w.says(t, "condition", w.words.Plain("condition."+of))
			}
		}
		for _, c := range w.program.Criteria.Drugs.Classes {
			w.says(t, "drug class", w.words.Plain("drug-class."+c))
		}
	case letter.RouteSNP:
		for _, m := range w.program.SNP.Measures {
			w.says(t, "measure", w.words.Plain("adherence-measure."+m))
		}
		w.hides(t, level)
	case letter.RouteAtRisk:
		w.hides(t, level)
		for _, c := range conditions {
			w.hides(t, w.words.Plain("condition."+c.ID))
		}
	}
}

func (w welcome) hides(t *testing.T, words string) {
	t.Helper()
	if strings.Contains(w.text, strings.ToLower(words)) {
		t.Errorf("%q is printed, which this route does not tell", words)
	}
}

func (w welcome) saysDisposal(t *testing.T) {
	t.Helper()
	if len(w.letter.Enclosures)+len(w.program.Enclosures[letter.Welcome]) == 0 {
		w.saysMessage(t, "welcome.disposal")
		return
	}
	w.saysMessage(t, "welcome.disposal.sheet")
	for _, id := range []string{"disposal.why", "disposal.mail", "disposal.home.mix", "disposal.home.label", "disposal.flush", "disposal.days"} {
		w.saysMessage(t, id)
	}
	w.says(t, "site", "Example Pharmacy")
	w.says(t, "enclosure", w.words.Plain("enclosure.safe-disposal"))
	if len(w.doc.Parts) != 2 {
		t.Errorf("%d parts", len(w.doc.Parts))
	}
}

// By both routes the letter is that of the criteria, word for word.
func TestBothRoutesPrintAsCriteria(t *testing.T) {
	s := builtIn(t)
	for _, p := range s.programs.All() {
		if !p.HasRoute(letter.RouteBoth) {
			continue
		}
		for _, lang := range p.Languages {
			both := s.expand(t, welcomeLetter(t, p, letter.RouteBoth, lang, p.PlanTypes[0], nil)).Dump()
			if both != s.expand(t, welcomeLetter(t, p, letter.RouteCriteria, lang, p.PlanTypes[0], nil)).Dump() {
				t.Errorf("%s in %s: another letter", p.ID, lang)
			}
		}
	}
}

// A reader who moves by headings finds one H1 a part, and no level left out.
func TestHeadings(t *testing.T) {
	s := builtIn(t)
	for _, path := range samplePaths(t) {
		d := s.expand(t, sample(t, path))
		for i := range d.Parts {
			p := &d.Parts[i]
			h := headings{}
			h.blocks(t, p.Blocks)
			if p.Opening && h.titles == 0 && len(d.Letterhead.Aside) > 0 {
				h.titles++ // the first line at the right of page 1 is the heading
			}
			if h.titles != 1 || p.Title == "" || p.Continued == p.Title {
				t.Errorf("%s, %s: %d titles, running heads %q and %q", path, p.ID, h.titles, p.Title, p.Continued)
			}
			if p.Opening != (i == 0 && len(d.Letterhead.Address) > 0) {
				t.Errorf("%s, %s: opening is %v", path, p.ID, p.Opening)
			}
		}
	}
}

type headings struct{ titles, level int }

func (h *headings) blocks(t *testing.T, blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Title:
			h.titles, h.level = h.titles+1, 1
		case *doc.Heading:
			if b.Level > max(h.level, 1)+1 || b.Level < 2 {
				t.Errorf("%q is of level %d below level %d", b.Text, b.Level, h.level)
			}
			h.level = b.Level
		case *doc.Keep:
			h.blocks(t, b.Blocks)
		case *doc.Box:
			for _, c := range b.Cells {
				h.blocks(t, c.Blocks)
			}
		}
	}
}
