package wording

import (
	"slices"
	"sync"
	"testing"

	"letterpress/internal/letter"
)

// The forms of CLDR 48 for whole numbers.
func TestForms(t *testing.T) {
	c := loaded(t, both("a: x", "a: y"))
	for n, want := range map[int]map[letter.Lang]Form{
		0: {"en": Other, "es": Other}, 1: {"en": One, "es": One}, 2: {"en": Other, "es": Other}, 11: {"en": Other, "es": Other},
		21: {"en": Other, "es": Other}, 200: {"en": Other, "es": Other}, 201: {"en": Other, "es": Other}, 1000: {"en": Other, "es": Other},
		1_000_000: {"en": Other, "es": Many}, 1_000_001: {"en": Other, "es": Other}, 2_000_000: {"en": Other, "es": Many}, -1: {"en": One, "es": One},
	} {
		for code, form := range want {
			if got := c.Language(code).Form(n); got != form {
				t.Errorf("%s, %d: got %s, want %s", code, n, got, form)
			}
		}
	}
}

// Languages that the letters may learn one day, by rules unlike these two.
func TestFormsElsewhere(t *testing.T) {
	c := loaded(t, files(map[string]string{
		"ru.yaml": "language: ru\ntag: ru\nmessages: {a: x}\n", "ar.yaml": "language: ar\ntag: ar\nmessages: {a: x}\n",
		"ja.yaml": "language: ja\ntag: ja\nmessages: {a: x}\n",
	}))
	for code, want := range map[letter.Lang][]Form{
		"ru": {One, Few, Many}, "ar": {Zero, One, Two, Few, Many, Other}, "ja": {Other},
	} {
		if got := c.Language(code).Needed(); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", code, got, want)
		}
	}
}

func TestNeeded(t *testing.T) {
	c := loaded(t, both("a: x", "a: y"))
	for code, want := range map[letter.Lang][]Form{"en": {One, Other}, "es": {One, Many, Other}} {
		if got := c.Language(code).Needed(); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", code, got, want)
		}
	}
}

func TestTextFor(t *testing.T) {
	c := loaded(t, both(
		"m: {one: '{{.n}} month', other: '{{.n}} months'}\nplain: always",
		"m: {one: '{{.n}} mes', many: '{{.n}} de meses', other: '{{.n}} meses'}\nplain: siempre"))
	for n, want := range map[int][2]string{
		0: {"0 months", "0 meses"}, 1: {"1 month", "1 mes"}, 4: {"4 months", "4 meses"}, 1_000_000: {"1,000,000 months", "1,000,000 de meses"},
	} {
		for i, code := range []letter.Lang{letter.English, letter.Spanish} {
			l := c.Language(code)
			if got := l.TextFor("m", n).Fill([]Value{given("n", l.Number(n))}).String(); got != want[i] {
				t.Errorf("%s: got %q, want %q", code, got, want[i])
			}
			if got := l.TextFor("plain", n).Fill(nil).String(); got != l.Plain("plain") {
				t.Errorf("%s: got %q of a message without forms", code, got)
			}
		}
	}
}

// The rule is asked by every goroutine that renders.
func TestFormFromManyGoroutines(t *testing.T) {
	es := loaded(t, both("a: x", "a: y")).Language(letter.Spanish)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for n := 900_000; n < 901_000; n++ {
				if es.Form(n) != Other {
					t.Errorf("%d: %s", n, es.Form(n))
				}
			}
		})
	}
	wg.Wait()
}

// go-i18n answers for no message with that of another language.
func TestChooserHasNothingToFallBackTo(t *testing.T) {
	c := loaded(t, both("a: x\nb: x", "b: y"))
	if got := c.Language(letter.Spanish).Text("b").Raw; got != "y" {
		t.Errorf("got %q", got)
	}
	d := &draft{raw: map[string]*rawMessage{"b": {forms: written{{Other, "y {{.x}} <no value>"}}}}}
	ch, err := newChooser(languageTag(t, "es-US"), d.finished())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := ch.words("a"); err == nil || got != "" {
		t.Errorf("a message that is not there: %q", got)
	}
	if got, err := ch.words("b"); err != nil || got != "y {{.x}} <no value>" {
		t.Errorf("words are changed: %q, %v", got, err)
	}
}
