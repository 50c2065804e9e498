package blueprint

import (
	flags "flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/wording"
	"letterpress/locales"
)

// speaking is a frame of a letter in a language of the built-in wording.
func speaking(t testing.TB, lang letter.Lang) *frame {
	t.Helper()
	c, err := wording.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return &frame{speaker: speaker{w: c.Language(lang), Memory: new(Memory)}, l: &letter.Letter{Language: lang}}
}

// exampleOf is a value for a slot. Two slots of a phrase get different ones.
func exampleOf(p *wording.Phrase, s wording.Slot, n int) letter.PhraseValue {
	v := s.Example()
	switch {
	case s.Name == "other":
		v.Text = "ibuprofen"
	case s.Type == wording.Count:
		v.Text = fmt.Sprint(n)
	case s.Type == wording.Person:
		v.Parts = []letter.PhrasePart{{Name: "name", Text: "Modelo"}, {Name: "title", Text: []string{"dra", "dr"}[len(p.ID)%2]}}
	case s.Name == "level" && s.Units[0] == "mmHg":
		v.Parts[1].Text = "142/88"
	}
	return v
}

// shown is a phrase with example values, the count being n.
func shown(t *testing.T, f *frame, id string, n int) doc.Inline {
	t.Helper()
	p := f.w.Phrase(id)
	given := &letter.Phrase{ID: id}
	for i := range p.Slots {
		given.Values = append(given.Values, exampleOf(p, p.Slots[i], n))
	}
	if faults := p.Misfits(given.Values); len(faults) > 0 {
		t.Fatalf("%s: %v", id, faults)
	}
	out := f.phrase(given)
	if f.missing || f.unsaid != "" {
		t.Fatalf("%s in %s: missing %t, unsaid %q", id, f.l.Language, f.missing, f.unsaid)
	}
	return out
}

// Every phrase in both languages, as a pharmacist of each would read it: id,
// use, English, Spanish. A phrase that counts stands there for one and for three.
func TestEveryPhrase(t *testing.T) {
	en, es := speaking(t, letter.English), speaking(t, letter.Spanish)
	var b strings.Builder
	for _, use := range letter.Uses() {
		for _, id := range en.w.PhraseIDs() {
			p := en.w.Phrase(id)
			if p.Use != use {
				continue
			}
			for _, n := range []int{3, 1} {
				if n == 3 || p.Counted() != "" {
					fmt.Fprintf(&b, "%s | %s | %s | %s\n", id, use, shown(t, en, id, n), shown(t, es, id, n))
				}
			}
		}
	}
	got := strings.ReplaceAll(b.String(), nbsp, "~")
	const file = "testdata/phrases.txt"
	if flags.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at the change\n%s", file, got)
	}
}

// The catalogue has what pharmacists write most.
func TestCatalogueIsLarge(t *testing.T) {
	per := map[letter.Use]int{}
	f := speaking(t, letter.English)
	for _, id := range f.w.PhraseIDs() {
		per[f.w.Phrase(id).Use]++
	}
	for use, least := range map[letter.Use]int{letter.UseTopic: 30, letter.UseAction: 40, letter.UseReason: 20, letter.UseSubstance: 5,
		letter.UseReaction: 10, letter.UseOther: 5, letter.UseFinding: 5, letter.UseRecommendation: 5, letter.UseRationale: 5} {
		if per[use] < least {
			t.Errorf("%d phrases for %s, want %d", per[use], use, least)
		}
	}
}

// What a name would break: a sentence that begins with it would want a capital
// that the bottle does not have; in Spanish an article would have to know its
// gender, and "y" and "o" its first sound.
func TestNamesStandWhereAnyNameCan(t *testing.T) {
	begins := regexp.MustCompile(`(^|[.!?:] )\{\{`)
	agrees := regexp.MustCompile(`(?i)(^| )(el|la|los|las|un|una|al|del|y|e|o|u)[ ~]\{\{\.(drug|other|doctor|name)\}\}`)
	for _, lang := range []letter.Lang{letter.English, letter.Spanish} {
		w := speaking(t, lang).w
		for _, id := range w.PhraseIDs() {
			p := w.Phrase(id)
			if p.Use == letter.UseSubstance {
				continue
			}
			p.Forms(func(_ wording.Form, raw string) {
				if m := begins.FindString(raw); m != "" && !strings.HasPrefix(m, ":") {
					t.Errorf("%s in %s begins a sentence with a value: %s", id, lang, raw)
				}
				if lang == letter.Spanish && agrees.MatchString(raw) {
					t.Errorf("%s agrees with a name: %s", id, raw)
				}
			})
		}
	}
}

// Nothing tells the member to stop or to take less, unless the sentence sends
// them to a prescriber.
func TestNoPhraseStopsAMedicine(t *testing.T) {
	less := regexp.MustCompile(`(?i)\b(stop|stopping|lower|less|cut|skip|deje|dejar|suspenda|reduzca|baje|tome menos)\b`)
	for _, lang := range []letter.Lang{letter.English, letter.Spanish} {
		w := speaking(t, lang).w
		for _, id := range w.PhraseIDs() {
			p := w.Phrase(id)
			if p.Use != letter.UseAction || id == "action.emergency-bleeding" { // bleeding that does not stop
				continue
			}
			p.Forms(func(_ wording.Form, raw string) {
				if less.MatchString(raw) && !strings.Contains(raw, "{{.doctor}}") {
					t.Errorf("%s in %s: %s", id, lang, raw)
				}
			})
		}
	}
}

// Values of each type, as each language prints them.
func TestValuesInPrint(t *testing.T) {
	text := func(name, s string) letter.PhraseValue { return letter.PhraseValue{Name: name, Text: s} }
	parts := func(name string, kv ...string) letter.PhraseValue {
		v := letter.PhraseValue{Name: name}
		for i := 0; i < len(kv); i += 2 {
			v.Parts = append(v.Parts, letter.PhrasePart{Name: kv[i], Text: kv[i+1]})
		}
		return v
	}
	for name, c := range map[string]struct {
		phrase string
		values []letter.PhraseValue
		en, es string
	}{
		"a name alone": {"action.ask-statin", []letter.PhraseValue{text("doctor", "Ana Modelo")},
			"Ask Ana Modelo if a statin is right for you.", "Pregúntele a Ana Modelo si le conviene tomar una estatina."},
		"a man": {"action.ask-statin", []letter.PhraseValue{parts("doctor", "name", "Ejemplo", "title", "dr")},
			"Ask Dr.~Ejemplo if a statin is right for you.", "Pregúntele al Dr.~Ejemplo si le conviene tomar una estatina."},
		"a woman": {"action.ask-statin", []letter.PhraseValue{parts("doctor", "name", "Modelo", "title", "dra")},
			"Ask Dr.~Modelo if a statin is right for you.", "Pregúntele a la Dra.~Modelo si le conviene tomar una estatina."},
		"behind de": {"other.gets-help", []letter.PhraseValue{parts("name", "name", "Muestra", "title", "mr")},
			"You get help with your medicines from Mr.~Muestra.", "Para usar sus medicamentos, usted cuenta con la ayuda del Sr.~Muestra."},
		"a subject": {"directions.as-told", []letter.PhraseValue{parts("doctor", "name", "Ejemplo", "title", "dr")},
			"Use it the way Dr.~Ejemplo told you.", "Use este medicamento como le indicó el Dr.~Ejemplo."},
		"a name that looks like an article": {"action.ask-statin", []letter.PhraseValue{text("doctor", "el Ejemplo")},
			"Ask el Ejemplo if a statin is right for you.", "Pregúntele a el Ejemplo si le conviene tomar una estatina."},
		"thousands": {"action.most-a-day", []letter.PhraseValue{text("drug", "acetaminophen 500 mg"), parts("most", "unit", "mg", "value", "3000")},
			"Do not take more than 3,000~mg of acetaminophen 500~mg in 24~hours.", "No tome más de 3,000~mg de acetaminophen 500~mg en 24~horas."},
		"a decimal": {"topic.weight-gain", []letter.PhraseValue{parts("weight", "unit", "pound", "value", "2.5")},
			"Your weight went up by 2.5~pounds. Your body may be holding water.", "Usted subió 2.5~libras de peso. Tal vez su cuerpo esté reteniendo líquidos."},
		"one pound": {"topic.weight-gain", []letter.PhraseValue{parts("weight", "unit", "pound", "value", "1")},
			"Your weight went up by 1~pound. Your body may be holding water.", "Usted subió 1~libra de peso. Tal vez su cuerpo esté reteniendo líquidos."},
		"a form without its number": {"action.check-blood-sugar", []letter.PhraseValue{text("times", "1")},
			"Check your blood sugar once a day and write down the number.", "Mídase el azúcar en la sangre una vez al día y anote el número."},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, want := range map[letter.Lang]string{letter.English: c.en, letter.Spanish: c.es} {
				f := speaking(t, lang)
				got := f.phrase(&letter.Phrase{ID: c.phrase, Values: c.values})
				if s := strings.ReplaceAll(got.String(), nbsp, "~"); s != want || f.missing {
					t.Errorf("%s\n got %s\nwant %s", lang, s, want)
				}
			}
		})
	}
}

// Words of the catalogue are the wording's, values the request's; a drug's name
// stays English in a Spanish letter.
func TestWhereAPhraseComesFrom(t *testing.T) {
	f := speaking(t, letter.Spanish)
	got := f.phrase(&letter.Phrase{ID: "action.with-food", Values: []letter.PhraseValue{{Name: "drug", Text: "metformin"}}})
	want := doc.Inline{{Text: "Tome ", Source: page.Wording}, {Text: "metformin", Markup: inEnglish, Source: page.Request}, {Text: " con comida.", Source: page.Wording}}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("span %d: got %+v, want %+v", i, got[i], want[i])
		}
	}
}

// A phrase or a value that is not there leaves a hole that is noticed.
func TestPhraseThatIsNotThere(t *testing.T) {
	for _, p := range []letter.Phrase{{ID: "action.nowhere"}, {ID: "action.with-food"},
		{ID: "topic.new-medicine", Values: []letter.PhraseValue{{Name: "drug", Text: "x"}, {Name: "date", Text: "soon"}}}} {
		f := speaking(t, letter.English)
		if f.phrase(&p); !f.missing {
			t.Errorf("%+v leaves no trace", p)
		}
	}
}

// Filling a phrase writes nothing into the catalogue.
func TestCatalogueStaysAsItIs(t *testing.T) {
	f := speaking(t, letter.Spanish)
	doctor := letter.PhraseValue{Name: "doctor", Parts: []letter.PhrasePart{{Name: "name", Text: "Ejemplo"}, {Name: "title", Text: "dr"}}}
	first := f.phrase(&letter.Phrase{ID: "action.ask-statin", Values: []letter.PhraseValue{doctor}}).String()
	if second := f.phrase(&letter.Phrase{ID: "action.ask-statin", Values: []letter.PhraseValue{doctor}}).String(); second != first {
		t.Errorf("first %q, then %q", first, second)
	}
}
