package blueprint

import (
	"slices"
	"testing"
	"testing/fstest"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

const frameWords = `language: en
tag: en-US
messages:
  list.comma: ", "
  list.semicolon: "; "
  list.and: "{{.list}} and {{.last}}"
  salutation.given: "{{.salutation}}:"
  salutation.mr: "Dear Mr. {{.last}}:"
  salutation.mrs: "Dear Mrs. {{.last}}:"
  salutation.ms: "Dear Ms. {{.last}}:"
  salutation.miss: "Dear Miss {{.last}}:"
  salutation.dr: "Dear Dr. {{.last}}:"
  salutation.name: "Dear {{.name}}:"
  source.claims: from claims
  source.member: from you
  source.representative: from your representative
  source.caregiver: from your caregiver
  source.named: "from {{.name}}"
  participant.caregiver: your caregiver
  participant.facility-nurse: a nurse
  list.details: "{{.brand}}, {{.amount}}"
  list.amount: "{{.strength}} {{.form}}"
  list.amount.percent: "{{.strength}} {{.form}}"
  list.reaction: "{{.substance}}: {{.reaction}}"
  form.tablet: tablet
  disposal.site: "{{.name}}, {{.address}}"
  disposal.site.phone: "phone {{.phone}}"
  disposal.site.distance: {one: "{{.miles}} mile", other: "{{.miles}} miles"}
  doc.medication-list: List
  doc.personal-list: Own List
  form.number: "{{.form}}"
  form.number_expires: "{{.form}} until {{.expires}}"
`

// framed is a frame of a letter with these words.
func framed(t *testing.T, l *letter.Letter) *frame {
	t.Helper()
	c, err := wording.Load(fstest.MapFS{"en.yaml": {Data: []byte(frameWords)}})
	if err != nil {
		t.Fatal(err)
	}
	l.Language = letter.English
	w := c.Language(letter.English)
	return &frame{speaker: speaker{w: w, Memory: new(Memory)}, l: l, view: NewView(&program.Program{}, w), ed: &Edition{FormNumber: "Form 1", ListName: "doc.medication-list"}}
}

func TestSalutation(t *testing.T) {
	ana := letter.Name{First: "Ana", Middle: "B.", Last: "Sample", Suffix: "Jr."}
	with := func(change func(*letter.Name)) letter.Name { n := ana; change(&n); return n }
	for name, c := range map[string]struct {
		name letter.Name
		want string
	}{
		"no prefix":              {ana, "Dear Ana B. Sample Jr.:"},
		"Mr.":                    {with(func(n *letter.Name) { n.Prefix = "Mr." }), "Dear Mr. Sample:"},
		"MRS":                    {with(func(n *letter.Name) { n.Prefix = "MRS" }), "Dear Mrs. Sample:"},
		"ms.":                    {with(func(n *letter.Name) { n.Prefix = "ms." }), "Dear Ms. Sample:"},
		"Miss":                   {with(func(n *letter.Name) { n.Prefix = "Miss" }), "Dear Miss Sample:"},
		"Dra.":                   {with(func(n *letter.Name) { n.Prefix = "Dra." }), "Dear Dr. Sample:"},
		"Sra.":                   {with(func(n *letter.Name) { n.Prefix = "Sra." }), "Dear Mrs. Sample:"},
		"Srta.":                  {with(func(n *letter.Name) { n.Prefix = "Srta." }), "Dear Miss Sample:"},
		"Doña":                   {with(func(n *letter.Name) { n.Prefix = "Doña" }), "Dear Mrs. Sample:"},
		"a prefix of no sex":     {with(func(n *letter.Name) { n.Prefix = "Rev." }), "Dear Ana B. Sample Jr.:"},
		"display":                {with(func(n *letter.Name) { n.Display = "SAMPLE, ANA" }), "Dear SAMPLE, ANA:"},
		"prefix and display":     {with(func(n *letter.Name) { n.Display, n.Prefix = "SAMPLE, ANA", "Ms." }), "Dear Ms. Sample:"},
		"prefix, no family name": {letter.Name{Prefix: "Dr.", Display: "Example Clinic"}, "Dear Example Clinic:"},
		"given":                  {with(func(n *letter.Name) { n.Salutation, n.Prefix = "Dear Ana", "Ms." }), "Dear Ana:"},
		"given with a colon":     {with(func(n *letter.Name) { n.Salutation = "Dear Ana:" }), "Dear Ana:"},
		"given with a comma":     {with(func(n *letter.Name) { n.Salutation = "Dear Ana," }), "Dear Ana,"},
		"given with a space":     {with(func(n *letter.Name) { n.Salutation = "Dear Ana " }), "Dear Ana:"},
		"given with spaces":      {with(func(n *letter.Name) { n.Salutation = "Dear Ana:  " }), "Dear Ana:"},
	} {
		t.Run(name, func(t *testing.T) {
			f := framed(t, &letter.Letter{Member: &letter.Member{Name: c.name}})
			if got := f.salutation().String(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A recipient is greeted and addressed; the member is who the letter is about.
func TestRecipient(t *testing.T) {
	l := &letter.Letter{
		Member:    &letter.Member{Name: letter.Name{Prefix: "Mr.", First: "Leo", Last: "Sample"}, Address: letter.Address{City: "Sampleton"}},
		Recipient: &letter.Recipient{Name: letter.Name{First: "Ana", Last: "Example"}, Address: letter.Address{City: "Exampleton"}},
	}
	f := framed(t, l)
	if got := f.salutation().String() + f.memberName() + f.address().City; got != "Dear Ana Example:Leo SampleExampleton" {
		t.Errorf("got %q", got)
	}
}

func TestSources(t *testing.T) {
	leo := &letter.Member{Name: letter.Name{First: "Leo", Last: "Sample"}}
	ana := &letter.Recipient{Kind: "caregiver", Name: letter.Name{First: "Ana", Last: "Example"}}
	for name, c := range map[string]struct {
		review    letter.Review
		recipient *letter.Recipient
		want      string
	}{
		"the member":        {letter.Review{Participants: people("member"), Sources: []string{"claims", "member"}}, nil, "from claims and from you"},
		"none":              {letter.Review{Participants: people("member")}, nil, ""},
		"with a caregiver":  {letter.Review{Participants: people("member", "caregiver Ana"), Sources: []string{"member", "caregiver"}}, nil, "from you and from your caregiver"},
		"a caregiver alone": {letter.Review{Participants: people("caregiver Ana"), Sources: []string{"claims", "caregiver"}}, nil, "from claims and from Ana"},
		"two caregivers":    {letter.Review{Participants: people("caregiver Ana", "caregiver Ben"), Sources: []string{"caregiver"}}, nil, "from Ana and from Ben"},
		"one of no name":    {letter.Review{Participants: people("caregiver"), Sources: []string{"caregiver"}}, nil, "from your caregiver"},
		"not among sources": {letter.Review{Participants: people("facility-nurse Ana", "facility-nurse"), Sources: []string{"claims"}}, nil, "from claims and from Ana"},
		"to a recipient":    {letter.Review{Participants: people("member", "caregiver Ana Example"), Sources: []string{"member", "caregiver"}}, ana, "from Leo Sample and from Ana Example"},
	} {
		t.Run(name, func(t *testing.T) {
			f := framed(t, &letter.Letter{Member: leo, Recipient: c.recipient, Review: &c.review})
			if got := f.sources().String(); got != c.want || f.unsaid != "" {
				t.Errorf("got %q, want %q (%s)", got, c.want, f.unsaid)
			}
		})
	}
}

// people reads "role" or "role name".
func people(list ...string) []letter.Participant {
	var out []letter.Participant
	for _, s := range list {
		role, name := cut(s, " ")
		out = append(out, letter.Participant{Role: role, Name: name})
	}
	return out
}

func TestDetails(t *testing.T) {
	for want, m := range map[string]letter.Medication{
		"":                        {Name: "x"},
		"tablet":                  {Form: "tablet"},
		"500\u00a0mg":             {Strength: "500 mg"},
		"500\u00a0mg tablet":      {Strength: "500 mg", Form: "tablet"},
		"5\u00a0mg":               {Strength: "5 mg", Form: "mg"},
		"6\u00a0mg":               {Strength: "6 mg", Form: "other"},
		"Brand":                   {Brand: "Brand"},
		"Brand, tablet":           {Brand: "Brand", Form: "tablet"},
		"Brand, 7\u00a0mg":        {Brand: "Brand", Strength: "7 mg"},
		"Brand, 7\u00a0mg tablet": {Brand: "Brand", Strength: "7 mg", Form: "tablet"},
		"1% tablet":               {Strength: "1%", Form: "tablet"},
	} {
		f := framed(t, &letter.Letter{})
		f.medication = &m
		if got := f.details().String(); got != want || f.unsaid != "" {
			t.Errorf("%+v: got %q, want %q (%s)", m, got, want, f.unsaid)
		}
	}
}

func TestDisposalSites(t *testing.T) {
	f := framed(t, &letter.Letter{Sites: []letter.Site{
		{Name: "A", Address: "1 St"}, {Name: "B", Address: "2 St", Phone: "555-0100", DistanceMiles: "1"}, {Name: "C", Address: "3 St", DistanceMiles: "1.5"}}})
	var got []string
	for _, l := range f.disposalSites() {
		got = append(got, l.String())
	}
	if want := []string{"A, 1 St", "B, 2 St, phone 555-0100, 1 mile", "C, 3 St, 1.5 miles"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestReactions(t *testing.T) {
	text := func(s string) letter.Text { return letter.Text{Words: []letter.Worded{{Lang: "en", Text: s}}} }
	rash := text("rash")
	f := framed(t, &letter.Letter{Allergies: []letter.Reaction{{Substance: text("nuts")}, {Substance: text("latex"), Reaction: &rash}}})
	got := f.reactions(f.l.Allergies)
	if len(got) != 2 || got[0].String() != "nuts" || got[1].String() != "latex: rash" {
		t.Errorf("got %v", got)
	}
}

func TestNamesOfTheForm(t *testing.T) {
	f := framed(t, &letter.Letter{})
	if got := f.listName().String() + f.formLine().String(); got != "ListForm 1" {
		t.Errorf("got %q", got)
	}
	f.ed.Expires = "01/2027"
	f.view.p.ListName = "personal"
	if got := f.listName().String() + f.formLine().String(); got != "Own ListForm 1 until 01/2027" {
		t.Errorf("got %q", got)
	}
}

// A path of a letter without a review gives nothing, and takes nobody down.
func TestPathsWithoutAReview(t *testing.T) {
	for path, f := range rootScope {
		fr := framed(t, &letter.Letter{Kind: letter.MedicationList, Member: &letter.Member{Name: letter.Name{Last: "Sample"}}})
		fr.set = &Set{letters: map[letter.Kind]*letterTemplate{letter.MedicationList: {}}}
		if !has(letter.MedicationList, path) {
			continue
		}
		if given := f.present(fr); given && len(path) > 7 && path[:7] == "review." {
			t.Errorf("%s gives something", path)
		}
	}
}

// Inside a loop a path is the item's, elsewhere the root's; none is both.
func TestScopesDoNotClash(t *testing.T) {
	for name, s := range map[string]scope{"to_dos": toDoScope, "medications": medicationScope} {
		for path := range s {
			if rootScope[path] != nil {
				t.Errorf("%s is a path of %s and of the root", path, name)
			}
		}
	}
}

func TestHas(t *testing.T) {
	for _, c := range []struct {
		kind letter.Kind
		path string
		want bool
	}{
		{letter.Welcome, "welcome.route", true}, {letter.Welcome, "review.date", false}, {letter.Welcome, "letter.date", true},
		{letter.CMRSummary, "review.date", true}, {letter.CMRSummary, "welcome.route", false}, {letter.CMRSummary, "other_lines", true},
		{letter.MedicationList, "to_dos", false}, {letter.BlankMedicationList, "member.full_name", false},
		{letter.SafeDisposal, "disposal_sites", true}, {letter.SafeDisposal, "letter.encloses_disposal", false},
	} {
		if got := has(c.kind, c.path); got != c.want {
			t.Errorf("%s of %s: got %v", c.path, c.kind, got)
		}
	}
}

func TestBlankCellsToWriteIn(t *testing.T) {
	for status, want := range map[letter.Status]int{letter.NotAsked: 3, letter.NoneKnown: 0, letter.NoneReported: 0, letter.Listed: 0} {
		if got := linesToWrite(status); got != want {
			t.Errorf("%s: %d lines", status, got)
		}
	}
}

// The page's numbers are cut out of the words, wherever these have them.
func TestPageLabel(t *testing.T) {
	for text, want := range map[string]doc.PageLabel{
		"Page {{.page}} of {{.pages}}":     {Before: "Page ", Between: " of "},
		"{{.page}}/{{.pages}}":             {Between: "/"},
		"{{.page}} ({{.pages}} pages)":     {Between: " (", After: " pages)"},
		"**{{.page}}** out of {{.pages}}.": {Between: " out of ", After: "."},
	} {
		c, err := wording.Load(fstest.MapFS{"en.yaml": {Data: []byte("language: en\ntag: en\nmessages: {letter.page: \"" + text + "\"}\n")}})
		if err != nil {
			t.Fatal(err)
		}
		x := &expansion{frame: frame{speaker: speaker{w: c.Language("en"), Memory: new(Memory)}}}
		if got := x.pageLabel(); got != want {
			t.Errorf("%s: got %+v", text, got)
		}
	}
}
