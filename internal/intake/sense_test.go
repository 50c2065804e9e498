package intake

import (
	"os"
	"strings"
	"testing"

	"letterpress/internal/letter"
	"letterpress/internal/sense"
)

// embarrassing is a change to the Spanish summary for each rule, and where it is
// told.
var embarrassing = map[string]struct {
	change func(*letter.Letter)
	at     string
}{
	sense.CodeNobody:         {func(l *letter.Letter) { l.Member.Name.Last = "Test" }, "/member/name/last"},
	sense.CodeNameCapitals:   {func(l *letter.Letter) { l.Member.Name.Last = "MUESTRA" }, "/member/name/last"},
	sense.CodeNameCut:        {func(l *letter.Letter) { l.Member.Name.Last = "MUESTRA DE LOS EJEMPLARES" }, "/member/name/last"},
	sense.CodeBirthDate:      {func(l *letter.Letter) { l.Member.BirthDate = day("1900-01-01") }, "/member/birth_date"},
	sense.CodeClaims:         {func(l *letter.Letter) { l.Medications[0].Name = "METFORMIN HCL ER 500MG TB24" }, "/medications/0/name"},
	sense.CodeAbbreviation:   {func(l *letter.Letter) { l.OtherInformation = words("", "Tome 1 PRN") }, "/other_information/es"},
	sense.CodeDecimal:        {func(l *letter.Letter) { l.Medications[0].Strength = "5.0 mg" }, "/medications/0/strength"},
	sense.CodeDiagnosis:      {func(l *letter.Letter) { l.OtherInformation = words("", "Su E11.9") }, "/other_information/es"},
	sense.CodeEnglish:        {func(l *letter.Letter) { l.OtherInformation = words("", "Tome 1 once al día") }, "/other_information/es"},
	sense.CodeEnglishLooking: {func(l *letter.Letter) { l.OtherInformation = words("", "Ask your doctor") }, "/other_information/es"},
	sense.CodeNoPrescriber:   {func(l *letter.Letter) { l.ToDos[0].Actions[0] = *words("", "Baje la dosis.") }, "/to_dos/0/actions/0/es"},
	sense.CodeBlaming:        {func(l *letter.Letter) { l.ToDos[0].Topic = *words("", "Por su culpa") }, "/to_dos/0/topic/es"},
	sense.CodeSameDrug: {func(l *letter.Letter) {
		l.Medications[0].Brand, l.Medications[1] = "", letter.Medication{Name: "Glucophage"}
	},
		"/medications/1"},
}

// Each rule refuses or warns as it says, and a strict desk refuses what it says.
func TestSense(t *testing.T) {
	c := open(t)
	c.words = verified(t)
	c.set = dated(t, c.words)
	lax := c.desk()
	c.strict = true
	strict := c.desk()
	for _, r := range sense.Rules() {
		e, ok := embarrassing[r.Code]
		if !ok {
			t.Errorf("no letter breaks %s", r.Code)
			continue
		}
		l := request(t, "summary.json", e.change)
		v, faults := lax.Judge(l)
		has(t, r.Code, e.at, r.Refuses, lines(faults))
		has(t, r.Code, e.at, !r.Refuses, lines(v.Warnings))
		v, faults = strict.Judge(l)
		has(t, r.Code+" strictly", e.at, r.Strict, lines(faults))
		has(t, r.Code+" strictly", e.at, !r.Strict && len(faults) == 0, lines(v.Warnings))
	}
}

func has(t *testing.T, code, at string, want bool, got []string) {
	t.Helper()
	found := false
	for _, g := range got {
		found = found || g == at+" "+strings.TrimSuffix(code, " strictly")
	}
	if found != want {
		t.Errorf("%s: %v, want it %v", code, got, want)
	}
}

// A request that is refused by its shape is told of what would embarrass too.
func TestSenseFurther(t *testing.T) {
	l := request(t, "summary.json", func(l *letter.Letter) { l.Date, l.Medications[0].Strength = letter.Date{}, ".5 mg" })
	same(t, "further", open(t).desk().Further(l, nil), "/medications/0/strength decimal")
}

// The page of the rules has a row for each, in order, with what it does.
func TestSensePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/sense.md")
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, r := range sense.Rules() {
		row := "| `" + r.Code + "` | " + does(r) + " |"
		i := strings.Index(string(page), row)
		if i < at {
			t.Errorf("the page has no row %q, or not in its place", row)
		}
		at = max(at, i)
	}
}

func does(r sense.Rule) string {
	switch {
	case r.Refuses:
		return "refuses"
	case r.Strict:
		return "warns; strict refuses"
	}
	return "warns"
}
