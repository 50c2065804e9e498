// Package intake judges a request against everything it will be made from: its
// program, the wording, the templates and the fonts.
//
// It owns the refusals, warnings and holds that shape alone cannot tell. It
// refuses to mend a request: what is wrong is named with its place, and what is
// merely odd goes out as given, with a warning.
package intake

import (
	"fmt"
	"slices"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// Templates is what intake asks of the letter templates.
type Templates interface {
	// Offers reports whether letters of a kind can be made at all.
	Offers(kind letter.Kind) bool
	// Makes reports whether an edition of the form is on record for the
	// letter's day, and whether its parts of this kind are there.
	Makes(l *letter.Letter) (onRecord, offered bool)
	// Encloses reports whether letters of a kind may carry the extra part.
	Encloses(kind letter.Kind, part string) bool
	// Unsaid returns the id of a message that the program's facts need in a
	// language and the wording lacks, or "".
	Unsaid(p *program.Program, lang letter.Lang) string
}

// Desk judges requests. It does not change and may be used by any number of
// goroutines.
type Desk struct {
	programs  *program.Set
	words     *wording.Catalogue
	templates Templates
	complete  map[letter.Lang]bool
	unsaid    map[saying]string
	strict    bool
}

// saying is a program in a language.
type saying struct {
	program *program.Program
	lang    letter.Lang
}

// NewDesk returns a desk. A strict one also refuses letters that print values
// standing in for facts of a plan, or fixed strings of the CMS form that nobody
// has confirmed, and some that others only warn of.
func NewDesk(programs *program.Set, words *wording.Catalogue, templates Templates, strict bool) *Desk {
	d := &Desk{programs: programs, words: words, templates: templates, strict: strict,
		complete: map[letter.Lang]bool{}, unsaid: map[saying]string{}}
	for _, lang := range words.Languages() {
		d.complete[lang] = words.Complete(lang)
		for _, p := range programs.All() {
			d.unsaid[saying{p, lang}] = templates.Unsaid(p, lang)
		}
	}
	return d
}

// Verdict is what is to be known of a request that can be made.
type Verdict struct {
	Program  *program.Program
	Warnings fault.Fields
	Hold     string // why the letter is held back from mailing, a code; "" when it is not
}

// Codes of refusals and warnings that this package gives.
const (
	CodeUnknownProgram = "unknown-program"
	CodeNotOffered     = "not-offered"
	CodeContractYear   = "contract-year"
	CodeNoEdition      = "no-edition"
	CodeProgramLacks   = "program-lacks"
	CodeGlyph          = "glyph"
	CodeLanguage       = "language"
	CodeSample         = "sample-only"
	CodeUnverified     = "unverified-wording"
	CodeLate           = "late"
	CodeFewSites       = "few-sites"
	CodeNotPrinted     = "not-printed"
)

// yearSlack is how far a letter's date may lie outside the contract year, in
// days (the contract, section 1).
const yearSlack = 60

// Judge returns what is to be known of l, or every fault that refuses it. l has
// passed letter.Parse.
func (d *Desk) Judge(l *letter.Letter) (Verdict, fault.Fields) {
	j := &judge{desk: d, l: l}
	j.kind()
	j.language()
	j.medicines()
	j.directions()
	j.enclosures()
	j.glyphs()
	j.p, _ = d.programs.Find(l.Program)
	if j.p == nil {
		j.refuse("/program", CodeUnknownProgram, unknownProgram)
		return Verdict{}, j.faults
	}
	j.against()
	if len(j.faults) > 0 {
		return Verdict{}, j.faults
	}
	return Verdict{Program: j.p, Warnings: j.warnings, Hold: j.hold()}, nil
}

// Further returns known, the faults by which letter.Parse refused l, with those
// added that can be told of a letter that is not whole: an unknown program, a
// date outside its year, a kind that is not made, characters without a glyph. So
// nobody mends a request twice. A place that is at fault already gets no second
// one.
func (d *Desk) Further(l *letter.Letter, known fault.Fields) fault.Fields {
	j := &judge{desk: d, l: l}
	j.p, _ = d.programs.Find(l.Program)
	if j.p == nil && l.Program != "" {
		j.refuse("/program", CodeUnknownProgram, unknownProgram)
	}
	if !l.Date.IsZero() && l.Kind != "" {
		j.kind()
	}
	if !l.Date.IsZero() && j.p != nil {
		j.date()
	}
	j.glyphs()
	out := slices.Clip(known)
	for _, f := range j.faults {
		if !slices.ContainsFunc(known, func(k fault.Field) bool { return k.Pointer == f.Pointer }) {
			out = append(out, f)
		}
	}
	return out
}

const unknownProgram = "no such program is loaded; letterpress check lists them"

// against holds the letter to its program.
func (j *judge) against() {
	j.date()
	j.route()
	j.planType()
	j.program()
	j.late()
	j.reviewFirst()
	j.sites()
	if j.desk.strict {
		j.strictly()
	}
}

// judge looks at one letter.
type judge struct {
	desk     *Desk
	l        *letter.Letter
	p        *program.Program
	faults   fault.Fields
	warnings fault.Fields
	look     string // why a person must look at the letter first, a hold; "" for no reason
}

// oddly warns of what a strict desk refuses.
func (j *judge) oddly(pointer, code, detail string) {
	if j.desk.strict {
		j.faults.Add(pointer, code, detail)
		return
	}
	j.warnings.Add(pointer, code, detail)
}

func (j *judge) refuse(pointer, code, format string, args ...any) {
	j.faults.Add(pointer, code, fmt.Sprintf(format, args...))
}

// kind asks whether the letter can be made, and by which edition of the form.
func (j *judge) kind() {
	if !j.desk.templates.Offers(j.l.Kind) {
		j.refuse("/kind", CodeNotOffered, "letters of this kind are not offered yet")
		return
	}
	onRecord, offered := j.desk.templates.Makes(j.l)
	at := "/date"
	if j.l.Review != nil {
		at = "/review/date"
	}
	switch {
	case !onRecord:
		j.refuse(at, CodeNoEdition, "no edition of the CMS form is on record for this day")
	case !offered:
		j.refuse(at, CodeNoEdition, "the edition of the CMS form in force on this day is not offered yet")
	}
}

func (j *judge) language() {
	if !j.desk.complete[j.l.Language] {
		j.refuse("/language", CodeLanguage, "the wording of this language is not complete")
	}
}

// date holds the letter's date to the program's contract year.
func (j *judge) date() {
	y := j.p.ContractYear
	first := letter.Date{Year: y, Month: 1, Day: 1}.AddDays(-yearSlack)
	last := letter.Date{Year: y, Month: 12, Day: 31}.AddDays(yearSlack)
	if j.l.Date.Before(first) || j.l.Date.After(last) {
		j.refuse("/date", CodeContractYear, "must lie in the program's contract year %d or within %d days of it", y, yearSlack)
	}
}

// route asks whether the program has the welcome letter's route, and whether
// this member can have come by it.
func (j *judge) route() {
	r := j.l.Route
	if r == "" {
		return
	}
	if !j.p.HasRoute(r) {
		j.refuse("/welcome/route", CodeNotOffered, "the program has no such route")
		return
	}
	if m := j.l.Member; r == letter.RouteSNP && m != nil && !contains(j.p.SNP.Plans, m.SNP) {
		j.refuse("/member/snp", CodeNotOffered, "this route is for members of: %s", list(j.p.SNP.Plans))
	}
}

func (j *judge) planType() {
	m := j.l.Member
	if m == nil || m.PlanType == "" {
		return
	}
	if !contains(j.p.PlanTypes, m.PlanType) {
		j.refuse("/member/plan_type", CodeNotOffered, "the program serves: %s", list(j.p.PlanTypes))
	}
}

// medicines asks that a list on which only stopped medicines remain was
// confirmed to have no current ones.
func (j *judge) medicines() {
	if len(j.l.Medications) == 0 || j.l.NoneConfirmed {
		return
	}
	for i := range j.l.Medications {
		if j.l.Medications[i].Current(j.l.Date) {
			return
		}
	}
	j.refuse("/none_confirmed", "required", "true, when it was confirmed that no medicine is still used")
}

// directions refuses what this version cannot put into words.
func (j *judge) directions() {
	for i := range j.l.Medications {
		if j.l.Medications[i].Directions.Steps != nil {
			j.refuse(fault.AtIndex("/medications", i)+"/directions", CodeNotOffered, "structured directions are not offered yet; give words")
		}
	}
	j.l.Texts(func(at letter.Place, t *letter.Text) {
		if t.Phrase != nil {
			j.refuse(at.Pointer(), CodeNotOffered, "phrases are not offered yet; give words")
		}
	})
}

// program asks for what the letter prints of the program. What the program does
// not do at all is told once, and not also what it would need for it.
func (j *judge) program() {
	switch {
	case !j.desk.templates.Offers(j.l.Kind) || !j.desk.complete[j.l.Language]:
		return
	case !j.p.Serves(j.l.Language):
		j.refuse("/language", CodeLanguage, "the program has no letters in this language")
		return
	}
	for _, field := range j.p.Lacks(j.need()) {
		j.refuse("/program", CodeProgramLacks, "the program does not state %s, which this letter prints", field)
	}
	if id := j.desk.unsaid[saying{j.p, j.l.Language}]; id != "" {
		j.refuse("/program", CodeProgramLacks, "the wording has no message %s, which the program's facts need", id)
	}
}

func (j *judge) need() program.Need {
	need := program.Need{Kind: j.l.Kind, Lang: j.l.Language}
	if j.p.HasRoute(j.l.Route) {
		need.Route = j.l.Route
	}
	if m := j.l.Member; m != nil {
		need.PlanType = m.PlanType
	}
	ownLine := j.l.Review != nil && j.l.Review.By.Contact != nil
	need.OwnContact = ownLine || !contains(j.p.PlanTypes, need.PlanType)
	return need
}

func (j *judge) enclosures() {
	for i, e := range j.l.Enclosures {
		if !j.desk.templates.Encloses(j.l.Kind, e) {
			j.refuse(fault.AtIndex("/enclosures", i), CodeNotOffered, "letters of this kind do not carry it")
		}
	}
}

// strictly refuses what stands in for something that nobody has confirmed.
func (j *judge) strictly() {
	for _, field := range j.p.SampleOnly {
		j.refuse("/program", CodeSample, "%s is a sample value", field)
	}
	if n := len(j.desk.words.Unverified(j.l.Language)); n > 0 {
		j.refuse("/language", CodeUnverified, "%d fixed strings of the CMS form are not confirmed in this language; letterpress check --strict lists them", n)
	}
}
