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
	"sync"

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
	// Undated reports whether the letter prints a form of CMS whose expiration
	// date is not on record.
	Undated(l *letter.Letter) bool
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
	unsaid    map[saying]func() string // worked out when a letter asks
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
		complete: map[letter.Lang]bool{}, unsaid: map[saying]func() string{}}
	for _, lang := range words.Languages() {
		d.complete[lang] = words.Complete(lang)
		for _, p := range programs.All() {
			d.unsaid[saying{p, lang}] = sync.OnceValue(func() string { return templates.Unsaid(p, lang) })
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
	CodeUnknownPhrase  = "unknown-phrase"
	CodePhraseUse      = "phrase-use"
	CodeLanguage       = "language"
	CodeSample         = "sample-only"
	CodeUnverified     = "unverified-wording"
	CodeLate           = "late"
	CodeFewSites       = "few-sites"
	CodeNotPrinted     = "not-printed"
	CodeExpires        = "edition-expires"
)

// Judge returns what is to be known of l, or every fault that refuses it. l has
// passed letter.Parse.
func (d *Desk) Judge(l *letter.Letter) (Verdict, fault.Fields) {
	j := &judge{desk: d, l: l}
	j.kind()
	j.language()
	j.medicines()
	j.directions()
	j.phrases()
	j.enclosures()
	j.glyphs()
	j.sense()
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
// date outside its year, a kind that is not made, characters without a glyph,
// what would embarrass a plan. So nobody mends a request twice. A place that is
// at fault already gets no second
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
	if j.p != nil {
		j.offered()
	}
	if !l.Date.IsZero() && j.p != nil {
		j.date()
	}
	j.phrases()
	j.directions()
	j.glyphs()
	j.sense()
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
	j.offered()
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
	at := j.editionBy()
	switch {
	case !onRecord:
		j.refuse(at, CodeNoEdition, "no edition of the CMS form is on record for this day")
	case !offered:
		j.refuse(at, CodeNoEdition, "the edition of the CMS form in force on this day is not offered yet")
	}
}

// editionBy is the pointer of the day that decides which edition is in force.
func (j *judge) editionBy() string {
	if j.l.Review != nil {
		return "/review/date"
	}
	return "/date"
}

func (j *judge) language() {
	if !j.desk.complete[j.l.Language] {
		j.refuse("/language", CodeLanguage, "the wording of this language is not complete")
	}
}

// date holds the letter's date to the program's contract year.
func (j *judge) date() {
	first, last := j.p.LetterDays()
	if j.l.Date.Before(first) || j.l.Date.After(last) {
		j.refuse("/date", CodeContractYear, "must lie in the program's contract year %d or within %d days of it", j.p.ContractYear, program.YearSlack)
	}
}

// offered asks whether the program sends letters of this kind.
func (j *judge) offered() {
	if why := j.unsent(); why != "" {
		j.refuse("/kind", CodeNotOffered, "%s", why)
	}
}

// unsent says why the program has no letters of this kind, or "".
func (j *judge) unsent() string {
	switch {
	case j.l.Kind == letter.BlankMedicationList && !j.p.BlankList.Offered:
		return "the program offers no blank medication list"
	case j.l.Kind == letter.TMRMember && !j.p.TMR.WritesMember():
		return "the program does not write to members after a targeted review"
	}
	return ""
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

// program asks for what the letter prints of the program. What the program does
// not do at all is told once, and not also what it would need for it.
func (j *judge) program() {
	switch {
	case !j.desk.templates.Offers(j.l.Kind) || j.unsent() != "" || !j.desk.complete[j.l.Language]:
		return
	case !j.p.Serves(j.l.Language):
		j.refuse("/language", CodeLanguage, "the program has no letters in this language")
		return
	}
	for _, field := range j.p.Lacks(j.need()) {
		j.refuse("/program", CodeProgramLacks, "the program does not state %s, which this letter prints", field)
	}
	if unsaid := j.desk.unsaid[saying{j.p, j.l.Language}]; unsaid != nil && unsaid() != "" {
		j.refuse("/program", CodeProgramLacks, "the wording has no message %s, which the program's facts need", unsaid())
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
	ownLine := j.l.Review != nil && j.l.Review.By.Contact != nil && !j.programLine()
	need.OwnContact = ownLine || !contains(j.p.PlanTypes, need.PlanType)
	return need
}

// programLine reports whether the letter prints the program's own phone line
// beside a reviewer's: how to leave the program, or whom to ask about the
// disposal sheet.
func (j *judge) programLine() bool {
	return j.l.Kind == letter.TMRMember || j.encloses(disposalSheet)
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
	if j.desk.templates.Undated(j.l) {
		j.refuse(j.editionBy(), CodeExpires, "the expiration date of this day's edition of the CMS form is not on record")
	}
}
