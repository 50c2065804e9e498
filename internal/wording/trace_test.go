package wording

import (
	"slices"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
)

func TestTracedTextsNameTheirMessages(t *testing.T) {
	en, _ := formats(t)
	c := loaded(t, files(map[string]string{"en.yaml": enFormats + "  months: {one: '{{.n}} month', other: '**{{.n}}** months'}\n", "es.yaml": esFormats}))
	l := c.Traced().Language(letter.English)
	date := l.Date(letter.Date{Year: 2025, Month: 2, Day: 3}) // months are worked out at load
	months := l.TextFor("months", 1).Fill([]Value{given("n", "1")}).String() + l.TextFor("months", 2).Fill([]Value{given("n", "2")}).String()
	want := []Print{{"format.date", Other}, {"month.2", Other}, {"months", One}, {"months", Other}}
	if got := Prints(date + " and " + months + date); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if strings.Contains(en.Date(letter.Date{Year: 2025, Month: 2, Day: 3}), markOpen) {
		t.Error("the catalogue itself is traced")
	}
	if got := Prints("no mark"); got != nil {
		t.Errorf("got %v", got)
	}
}

// A list joins its last item by the sound it begins with, traced or not.
func TestTracingKeepsWhatIsChosen(t *testing.T) {
	c := loaded(t, files(map[string]string{"en.yaml": enFormats, "es.yaml": esFormats + "  a: azúcar\n  i: insulina\n"}))
	l := c.Traced().Language(letter.Spanish)
	joined := l.And([]doc.Inline{l.Say("a"), l.Say("i")}).String()
	if got := Prints(joined); !slices.Contains(got, Print{"list.and.soft", Other}) {
		t.Errorf("got %v of %q", got, joined)
	}
}

func TestRaw(t *testing.T) {
	c := loaded(t, both("a: {one: '**x**~y', other: z}", "a: {one: u, many: v, other: w}"))
	for p, want := range map[Print]string{{"a", One}: "**x**~y", {"a", Other}: "z", {"a", Many}: "", {"b", Other}: ""} {
		if got, ok := c.Raw(letter.English, p); got != want || ok != (want != "") {
			t.Errorf("%v: %q, %v", p, got, ok)
		}
	}
	if got := c.All(letter.Spanish); !slices.Equal(got, []Print{{"a", One}, {"a", Many}, {"a", Other}}) {
		t.Errorf("all: %v", got)
	}
	if got := c.All("fr"); got != nil {
		t.Errorf("all of no language: %v", got)
	}
	if _, ok := c.Raw("fr", Print{"a", Other}); ok {
		t.Error("words of no language")
	}
	if c.Abbreviations("fr") != nil {
		t.Error("abbreviations of no language")
	}
}
