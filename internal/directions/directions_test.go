package directions

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"pgregory.net/rapid"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/wording"
	"letterpress/locales"
)

// Numbers and texts are the request's, all other words the catalogue's, and a
// number stays on the line of what it counts.
func TestWhereWordsComeFrom(t *testing.T) {
	m := medicine(t, "take 1..2:tablet mouth every=4..6:hour prn=pain max=8:tablet/24 eq=500_mg", "", letter.English)
	got := printed(t, m.Directions.Steps, builtIn(t).Language(letter.English))
	var request []string
	for _, s := range got {
		if s.Source == page.Request {
			request = append(request, s.Text)
		}
	}
	if want := []string{"1", "2", "500", "\u00a0mg", "4", "6", "pain", "8", "24"}; !slices.Equal(request, want) {
		t.Errorf("of the request: %q, want %q", request, want)
	}
	if s := got.String(); !strings.Contains(s, "2\u00a0tablets (500\u00a0mg)") || !strings.Contains(s, "6\u00a0hours") {
		t.Errorf("numbers come apart: %q", s)
	}
}

// The catalogue's own words stay as they are, however often they are printed.
func TestCatalogueStaysAsItIs(t *testing.T) {
	es := builtIn(t).Language(letter.Spanish)
	for _, short := range []string{"apply skin site=affected-area day=2", "take 2:capsule mouth day=1", "set=pump"} {
		s := medicine(t, short, "", letter.Spanish).Directions.Steps
		if first, second := shown(t, s, es), shown(t, s, es); first != second {
			t.Errorf("first %q, then %q", first, second)
		}
	}
	if got := es.Plain("steps.apply.it.self"); got != "aplíqueselo" {
		t.Errorf("the catalogue holds %q", got)
	}
}

// A pack that calls a tablet a comprimido replaces the noun and its gender, and
// all that agrees with it follows.
func TestPackChangesANoun(t *testing.T) {
	pack := fstest.MapFS{"es.yaml": {Data: []byte("language: es\nmessages:\n" +
		"  unit.tablet: {gender: masculine, one: comprimido, many: de comprimidos, other: comprimidos}\n" +
		"  unit.tablet.part: comprimido\n  unit.tablet.mixed: {one: comprimido, many: de comprimidos, other: comprimidos}\n")}}
	c, err := wording.Load(locales.FS, pack)
	if err != nil {
		t.Fatal(err)
	}
	for short, want := range map[string]string{
		"take 0.5:tablet mouth day=1":                                                    "Tome medio comprimido por la boca una vez al día.",
		"take 1.5:tablet mouth day=1":                                                    "Tome 1 comprimido y medio por la boca una vez al día.",
		"take 2:tablet mouth on=monday":                                                  "Tome 2 comprimidos por la boca una vez a la semana, solo los lunes. No los tome todos los días.",
		"take 1:tablet mouth prn=pain max=2:tablet/24":                                   "Tome 1 comprimido por la boca, solo si lo necesita para el dolor. No tome más de 2 comprimidos en 24 horas.",
		"place 2:tablet under-tongue day=1":                                              "Póngase 2 comprimidos debajo de la lengua una vez al día. Deje que se disuelvan. No los mastique ni los trague.",
		"take 2:tablet mouth day=1 for=2:day / then take 1:tablet mouth day=1 for=2:day": "Tome 2 comprimidos por la boca una vez al día durante 2 días; luego, 1 comprimido una vez al día durante 2 días; después, deje de tomarlo.",
	} {
		if got := shown(t, medicine(t, short, "", letter.Spanish).Directions.Steps, c.Language(letter.Spanish)); got != want {
			t.Errorf("%s\n got %s\nwant %s", short, got, want)
		}
	}
}

// A note is a sentence, with its full stop or with ours.
func TestNoteEndsOnce(t *testing.T) {
	en := builtIn(t).Language(letter.English)
	for note, want := range map[string]string{"Shake well": "Shake well.", "Shake well.": "Shake well.", "Is it late? Call!": "Is it late? Call!",
		"(Shake well.)": "(Shake well.)", "Keep cold (not frozen)": "Keep cold (not frozen)."} {
		s := &letter.Steps{SetBy: "pump", Note: &letter.Text{}}
		words, _ := Print(s, en, func(*letter.Text) doc.Inline { return wording.Words(note, page.Request) }, room)
		if got := words.String(); !strings.HasSuffix(got, " "+want) {
			t.Errorf("%q ends as %q", note, got)
		}
	}
}

// A language that lacks a message is told of, not printed with a hole.
func TestUnsaid(t *testing.T) {
	c, err := wording.Load(fstest.MapFS{"en.yaml": {Data: []byte("language: en\ntag: en-US\nmessages: {a: x}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, unsaid := Print(&letter.Steps{SetBy: "pump"}, c.Language(letter.English), nil, room); unsaid != "steps.set.pump.self" {
		t.Errorf("unsaid %q", unsaid)
	}
}

// Every message that the package prints is in both languages, and takes the
// values that it is given.
func TestMessages(t *testing.T) {
	c := builtIn(t)
	for _, lang := range []letter.Lang{letter.English, letter.Spanish} {
		for id, values := range Messages() {
			m := c.Language(lang).Message(id)
			if m == nil || strings.Join(m.Vars(), " ") != values {
				t.Errorf("%s: message %s is not there, or does not take {%s}", lang, id, values)
			}
		}
	}
}

// pick draws one of the words of a list; - stands for none.
func pick(r *rapid.T, name, words string) string {
	w := rapid.SampledFrom(strings.Fields(words)).Draw(r, name)
	if w == "-" {
		return ""
	}
	return w
}

// ways are what goes together; what is drawn beside them need not.
var ways = []string{
	"take A:tablet mouth", "take A:capsule mouth", "take A:ml mouth", "take A:drop mouth", "take A:packet mouth", "take A:mg mouth",
	"take A:lozenge mouth", "chew A:tablet mouth", "dissolve A:packet mouth", "dissolve A:tablet mouth", "place A:tablet under-tongue",
	"spray A:spray under-tongue", "inject A:unit under-skin", "inject A:mg muscle", "inject A:ml vein", "inhale A:puff inhaled",
	"inhale A:capsule inhaled", "inhale A:ml inhaled", "inhale A:spray nose", "spray A:spray nose site=nostril", "instill A:drop eye site=both-eyes",
	"instill A:drop ear site=left-ear", "apply skin", "apply skin site=affected-area", "apply A:gram skin", "place A:patch skin", "apply mouth site=affected-area",
	"insert A:suppository rectal", "insert A:applicator vaginal", "insert vaginal", "use A:spray nose", "use inhaled", "apply A:gram other", "place A:drop nose",
}

func drawStep(r *rapid.T) string {
	way := rapid.SampledFrom(ways).Draw(r, "way")
	out := []string{strings.ReplaceAll(way, "A:", pick(r, "amount", "1 2 0.5 1.5 10 2.75 0.75 1..2 0.5..1 1000")+":")}
	for _, words := range []string{
		"day=1 day=2 day=5 every=4..6:hour every=2:day every=1:week every=2:week every=1:month -",
		"on=monday on=tuesday,saturday - - -", "at=bedtime at=morning at=morning,evening - - -",
		"rel=with-food rel=empty-stomach rel=before-dinner rel=after-meals - - -", "for=7:day for=1:month for=12:hour - -",
		"prn=pain - - -",
	} {
		out = append(out, pick(r, "member", words))
	}
	if slices.Contains(out, "prn=pain") {
		out = append(out, pick(r, "limit", "max=8:tablet/24 max=3000:mg/168 max=12:puff/24 - -"))
	}
	if strings.Contains(way, "A:") {
		out = append(out, pick(r, "equals", "eq=5_mg eq=10_units - - -"))
	}
	return strings.Join(out, " ")
}

// Directions that pass the rules print whole sentences in both languages.
func TestWhatPassesIsPrinted(t *testing.T) {
	c := builtIn(t)
	printedSteps := 0
	rapid.Check(t, func(r *rapid.T) {
		short := drawStep(r)
		if rapid.Bool().Draw(r, "two steps") {
			next := drawStep(r)
			if rapid.Bool().Draw(r, "alike") {
				next = short
			}
			short += " / " + pick(r, "link", "then and other-days") + " " + next
		}
		if who := pick(r, "who", "self caregiver staff"); who != "self" {
			short = who + ": " + short
		}
		short += " " + pick(r, "device", "device=spacer - -") + " " + pick(r, "note", "note=shake -")
		for _, lang := range []letter.Lang{letter.English, letter.Spanish} {
			l, faults := request(t, directionsOf(t, short), "", lang)
			if len(faults) > 0 {
				return
			}
			m := &l.Medications[0]
			if faults, _ := Sense(m, ""); len(faults) > 0 {
				return
			}
			sound(r, short, shown(t, m.Directions.Steps, c.Language(lang)), m.Directions.Steps)
			printedSteps++
		}
	})
	if printedSteps < 20 {
		t.Errorf("of what was drawn only %d passed the rules", printedSteps)
	}
}

// sound asks of a printed text what is true of every one.
func sound(r *rapid.T, short, got string, s *letter.Steps) {
	for _, bad := range []string{"{{", "}}", "<no value>", "  ", " .", " ,", "..", ",,", " ;", "de de ", " a a "} {
		if strings.Contains(got, bad) {
			r.Fatalf("%q in %s\n%s", bad, got, short)
		}
	}
	if !strings.HasSuffix(got, ".") || got == "." || unicode.IsLower([]rune(got)[0]) {
		r.Fatalf("no sentence: %s\n%s", got, short)
	}
	for i := range s.Steps {
		d := &s.Steps[i].Dose
		for _, number := range []string{d.Low, d.High} {
			if !strings.Contains(number, ".") && !strings.Contains(strings.ReplaceAll(got, ",", ""), number) {
				r.Fatalf("the number %s is not in %s\n%s", number, got, short)
			}
		}
	}
}
