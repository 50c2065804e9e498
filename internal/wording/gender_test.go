package wording

import (
	"testing"

	"letterpress/internal/letter"
)

const (
	enNeed = "need: {one: if you need it, other: if you need them}\ntablet: tablet\nhalf: half"
	esNeed = "need: {one: si lo necesita, many: si los necesita, other: si los necesita, feminine: {one: si la necesita, many: si las necesita, other: si las necesita}}\n" +
		"tablet: {gender: feminine, text: tableta}\nhalf: {text: medio, feminine: media}"
)

// The words agree with what is counted; a gender that a message does not name
// gets those for every other.
func TestTextOf(t *testing.T) {
	c := loaded(t, both(enNeed, esNeed))
	for _, x := range []struct {
		lang letter.Lang
		id   string
		g    Gender
		n    int
		want string
	}{
		{"es", "need", Masculine, 1, "si lo necesita"}, {"es", "need", Masculine, 2, "si los necesita"},
		{"es", "need", Feminine, 1, "si la necesita"}, {"es", "need", Feminine, 2, "si las necesita"},
		{"es", "need", Genderless, 2, "si los necesita"}, {"es", "need", Neuter, 1, "si lo necesita"},
		{"es", "half", Feminine, 2, "media"}, {"es", "half", Masculine, 1, "medio"},
		{"en", "need", Feminine, 1, "if you need it"}, {"en", "need", Genderless, 2, "if you need them"},
		{"en", "nothing", Feminine, 1, ""},
	} {
		if got := c.Language(x.lang).TextOf(x.id, x.g, x.n).Raw; got != x.want {
			t.Errorf("%s %s %s %d: got %q, want %q", x.lang, x.id, x.g, x.n, got, x.want)
		}
	}
	if g := c.Language(letter.Spanish).Message("tablet").Gender; g != Feminine {
		t.Errorf("a tableta is %q", g)
	}
	expect(t, c.Check(nil, nil))
}

func TestGenderFaults(t *testing.T) {
	for name, x := range map[string]struct {
		es   string
		want []string
	}{
		"no gender":     {"a: {gender: female, text: x}", []string{`locales/es/a.yaml:4:15: error: "female" is no grammatical gender`}},
		"no such form":  {"a: {text: x, feminine: {on: y, other: y}}", []string{`locales/es/a.yaml:4:27: error: unknown key "on"`}},
		"without other": {"a: {text: x, feminine: {one: y}}", []string{`locales/es/a.yaml:4:3: error: message "a" has no text`}},
		"blank":         {"a: {text: x, feminine: ' '}", []string{`locales/es/a.yaml:4:3: error: message "a" has no text`}},
		"markup":        {"a: {text: x, feminine: 'y }}'}", []string{`locales/es/a.yaml:4:3: error: message "a": }} without {{`}},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := load(both("a: x", x.es))
			expect(t, c.found, x.want...)
		})
	}
}

// Words that agree are checked as all others are, and change the sum.
func TestCheckGenders(t *testing.T) {
	covers := func(r rune) bool { return r < 0x250 }
	expect(t, loaded(t, both("a: x", "a: {text: x, feminine: 'y {{.v}}'}")).Check(covers, nil),
		`locales/es/a.yaml:4:3: error: message "a" takes {v} in language es and {} elsewhere`)
	expect(t, loaded(t, both("a: x", "a: {text: x, feminine: \"y \U0001F600\"}")).Check(covers, nil),
		`locales/es/a.yaml:4:3: error: message "a" has the character U+1F600, which the fonts lack`)
	expect(t, loaded(t, both("a: {one: x, other: x}", "a: {one: x, many: x, other: x, feminine: {one: y, other: y}}")).Check(covers, nil),
		`locales/es/a.yaml:4:3: error: message "a" lacks the plural form feminine many`)
	sums := map[string]bool{}
	for _, es := range []string{"a: x", "a: {text: x, gender: feminine}", "a: {text: x, gender: masculine}", "a: {text: x, feminine: y}", "a: {text: x, masculine: y}"} {
		sums[loaded(t, both("a: x", es)).Sum()] = true
	}
	if len(sums) != 5 {
		t.Errorf("%d sums of 5 catalogues", len(sums))
	}
}
