// Package program holds a plan's Medication Therapy Management program: who
// qualifies, whom to call, what the plan says of it.
//
// It owns program files and their checks. A fact that a plan has not stated is
// absent, never a default; a stand-in for samples is marked sample_only. It
// knows no letter and no wording: codes here become words elsewhere.
package program

import (
	"slices"
	"strings"

	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// Program is one plan's program in one contract year. A zero field is a fact
// that the plan has not stated, unless its comment says otherwise.
type Program struct {
	ID           string
	Name         Localized // of the plan
	ContractYear int
	Live         bool     // the file says so; a live program must also pass Strict
	Edition      string   // of the CMS form, as the file says; compared by Check
	PlanTypes    []string // mapd, pdp: whom the program serves
	TimeZone     string   // IANA; "" where the mailing clock takes its own default
	ProgramName  Localized
	Vendor       string // "" for the plan's own team
	Reviewer     string // one of Reviewers: who reviews medicines
	Return       letter.Address
	Lines        []Line
	FaxBack      string
	Criteria     Criteria
	Routes       []letter.Route // never RouteBoth: ask HasRoute
	AtRisk       AtRisk
	SNP          SNPRoute
	CMR          CMR
	TMR          TMR
	Prescribers  PrescriberLetters
	FirstContact FirstContact
	Enrollment   string   // one of Enrollments
	OptOut       []string // of OptOutWays; empty: by the phone line
	Statements   []string // of Statements
	Enclosures   map[letter.Kind][]string
	BlankRows    int // rows to write in; DefaultBlankRows when the file has none
	BlankList    BlankList
	Samples      []Sample // sample documents that the plan's page offers
	Disposal     []string // of DisposalTopics: what the page says of unused medicines
	PageNames    []string // document names on the plan's page; compared by Check
	ListName     string   // "" or "personal": how the welcome letter names the list

	// PageMaterialID is the id of the plan's page itself. Letters print MaterialIDs.
	PageMaterialID string
	MaterialIDs    map[letter.Kind]map[letter.Lang]string
	MailProfile    string
	Languages      []letter.Lang

	// SampleOnly lists the paths of values that stand in for facts the plan has
	// not stated, such as "lines[0].phone", in file order. A path covers
	// everything below it: ask IsSample. A strict run refuses letters of a
	// program that has any.
	SampleOnly []string

	Source string // name of the file
	Sum    string // SHA-256 of its bytes, hex: the program's part of a fingerprint

	file func() *yaml.Node // for findings and Fields: see root
}

// Localized is a plan's own words, a language each.
type Localized map[letter.Lang]string

// Line is a phone line with the plan types that it serves.
type Line struct {
	PlanTypes []string // mapd, pdp
	Name      string   // one of LineNames
	Contact   letter.Contact
	For       string // one of HoursFor: what the hours are for; "" for any call
	OnIDCard  bool   // the member's ID card carries the number
}

// Criteria is the main route into the program.
type Criteria struct {
	Conditions Conditions
	Drugs      Drugs
	Cost       Cost
}

// Conditions is the condition part: at least Least of List.
type Conditions struct {
	Least int
	List  []Condition
	Open  bool // the plan's list only names examples
}

// Condition is a code, with its sub-list and the plan types it does not count for.
type Condition struct {
	ID     string   // of KnownConditions
	Of     []string // sub-list codes the plan names
	NotFor []string // plan types
}

// Drugs is the drug part: at least Least of a kind, from Classes when given.
type Drugs struct {
	Least     int
	Kind      string   // one of DrugKinds; "" when Classes says it all
	Classes   []string // of DrugClasses
	EachMonth bool     // the drugs are counted in each month
}

// Cost is the cost part.
type Cost struct {
	Level int    // dollars in the contract year
	Test  string // one of CostTests
	Basis string // one of CostBases
	Says  string // one of CostSays

	// Together is set where the plan says that its own share and the member's
	// count together.
	Together bool
}

// AtRisk is what the plan says of the route for members of its drug management
// program. It is never printed: letters of that route keep a neutral tone.
type AtRisk struct {
	CoverageLimitation bool // only while a limit on the member's coverage is active
}

// SNPRoute is the route for members of special needs plans who take a medicine
// that an adherence measure counts.
type SNPRoute struct {
	Plans    []string // dsnp, csnp, isnp
	Measures []string // of AdherenceMeasures
}

// CMR is the comprehensive medication review.
type CMR struct {
	Minutes  Minutes
	Methods  []string // of CMRMethods: how it is held
	Possible []string // of CMRMethods: how it may be held as well
	PerYear  int
	AtLeast  bool // PerYear is the least
}

// Ways returns every way in which the review may be held, the usual ones first.
func (c CMR) Ways() []string { return slices.Concat(c.Methods, c.Possible) }

// Minutes says how long a review takes; a single length has High 0.
type Minutes struct {
	Low, High int
	About     bool
	UpTo      bool
	Average   bool

	AsLongAsNeeded bool // the plan adds that the review may take longer
}

// TMR is the targeted medication review.
type TMR struct {
	EveryMonths  int
	AtLeast      bool // reviews may come more often
	Minutes      Minutes
	ToMember     bool // a letter goes to the member when a review finds something
	ToPrescriber bool

	MayWriteMember bool // the plan says only that it may write to the member
}

// WritesMember reports whether the member may get a letter after the review.
func (t TMR) WritesMember() bool { return t.ToMember || t.MayWriteMember }

// PrescriberLetters says when the plan writes to prescribers, each one of
// PrescriberRules, and to whom else it may turn.
type PrescriberLetters struct {
	AfterCMR, AfterTMR string
	AlsoTo             []string // of AlsoContacted
	HoldRevealing      bool     // letters of a category that letter.Revealing names wait for a person
}

// BlankList is the blank medication list on the plan's page.
type BlankList struct {
	Offered bool
	Several bool // in more than one version
	Rows    int  // to write in; DefaultBlankListRows when the file has none
}

// Sample is a sample document on the plan's page.
type Sample struct {
	Document  string // one of SampleDocuments
	Languages []letter.Lang
}

// FirstContact says how the plan may get in touch.
type FirstContact struct {
	Kind        string   // one of FirstContacts
	By          []string // of ContactWays
	MayFollow   []string // of ContactWays: what may come after
	FromNumbers []string
}

// Reaches reports whether the plan may get in touch by way, at first or later.
func (f FirstContact) Reaches(way string) bool {
	return slices.Contains(f.By, way) || slices.Contains(f.MayFollow, way)
}

// In returns the words in lang, or "".
func (l Localized) In(lang letter.Lang) string { return l[lang] }

// Line returns the first phone line that serves planType.
func (p *Program) Line(planType string) (Line, bool) {
	i := p.line(planType)
	if i < 0 {
		return Line{}, false
	}
	return p.Lines[i], true
}

func (p *Program) line(planType string) int {
	return slices.IndexFunc(p.Lines, func(l Line) bool { return slices.Contains(l.PlanTypes, planType) })
}

// HasRoute reports whether members may qualify by r. RouteBoth needs the
// criteria and the at-risk route.
func (p *Program) HasRoute(r letter.Route) bool {
	if r == letter.RouteBoth {
		return p.HasRoute(letter.RouteCriteria) && p.HasRoute(letter.RouteAtRisk)
	}
	return slices.Contains(p.Routes, r)
}

// YearSlack is how far a letter's date may lie outside the contract year, in days
// (the contract, section 1).
const YearSlack = 60

// LetterDays returns the first and the last day that a letter of p may bear.
func (p *Program) LetterDays() (first, last letter.Date) {
	first = letter.Date{Year: p.ContractYear, Month: 1, Day: 1}.AddDays(-YearSlack)
	return first, letter.Date{Year: p.ContractYear, Month: 12, Day: 31}.AddDays(YearSlack)
}

// Serves reports whether letters of the program exist in lang.
func (p *Program) Serves(lang letter.Lang) bool { return slices.Contains(p.Languages, lang) }

// ReturnLines returns the street lines of the return address below the plan's
// name: a first line that repeats the name in any language is left out.
func (p *Program) ReturnLines() []string {
	lines := p.Return.Lines
	if len(lines) == 0 {
		return nil
	}
	for _, name := range p.Name {
		if strings.EqualFold(lines[0], name) {
			return lines[1:]
		}
	}
	return lines
}

// IsSample reports whether the value at path, or one that holds it, stands in
// for a fact that the plan has not stated.
func (p *Program) IsSample(path string) bool {
	return slices.ContainsFunc(p.SampleOnly, func(s string) bool { return s == path || holds(s, path) })
}

// For returns the conditions that count for members of planType.
func (c Conditions) For(planType string) []Condition {
	var out []Condition
	for _, x := range c.List {
		if !slices.Contains(x.NotFor, planType) {
			out = append(out, x)
		}
	}
	return out
}

// MaterialID returns the id of letters of a kind in a language, or "".
func (p *Program) MaterialID(kind letter.Kind, lang letter.Lang) string {
	return p.MaterialIDs[kind][lang]
}
