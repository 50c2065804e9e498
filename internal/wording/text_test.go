package wording

import (
	"slices"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

var short = map[string]string{"MTM": "therapy", "TTY": "teletype", "CMR": "review"}

func TestMarkup(t *testing.T) {
	values := []Value{given("name", "Ana"), given("stop", "5 p.m."), given("none", "")}
	for in, want := range map[string]string{
		"plain":                            "plain",
		"**all**":                          "*all*",
		"a **b** c **d**":                  "a *b* c *d*",
		"**a {{.name}} b**, c":             "*a **Ana** b*, c",
		"{{.name}}":                        "Ana",
		"{{ .name }}{{.name}}":             "AnaAna",
		"a~b":                              "a~b",
		"one * two ** three ** four":       "one * two * three * four",
		"{ {.name} }":                      "{ {.name} }",
		"line\nline":                       "line\nline",
		"until {{.stop}}.":                 "until 5 p.m.",
		"until **{{.stop}}**. Then":        "until *5 p.m.* Then",
		"until {{.stop}}, then {{.none}}.": "until 5 p.m., then .",
		"{{.name}}. {{.name}}.":            "Ana. Ana.",
		"({{.stop}}).":                     "(5 p.m.).",
	} {
		text, err := parseText(in, nil)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if got := spans(text.Fill(values)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestMarkupFaults(t *testing.T) {
	for in, want := range map[string]string{
		"a **b":               "** opens",
		"**a** b **":          "** opens",
		"a ****b":             "**** makes nothing strong",
		"a {{.name":           "{{ without }}",
		"a {{name}}":          "a placeholder is written",
		"a {{.}}":             "a placeholder is written",
		"a {{.Name}}":         "a placeholder is written",
		"a {{.1st}}":          "a placeholder is written",
		"a {{.na me}}":        "a placeholder is written",
		"a {{.name | upper}}": "a placeholder is written",
		"a {{if .name}}":      "a placeholder is written",
		"a {{{{.name}}}}":     "a placeholder is written",
		"a }}":                "}} without {{",
		"{{.name}} }}":        "}} without {{",
	} {
		if _, err := parseText(in, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", in, err, want)
		}
	}
}

func TestAbbreviations(t *testing.T) {
	for in, want := range map[string]string{
		"the MTM program":       "the [MTM=therapy] program",
		"MTM":                   "[MTM=therapy]",
		"(MTM)":                 "([MTM=therapy])",
		"MTM, CMR.":             "[MTM=therapy], [CMR=review].",
		"**MTM** x":             "*[MTM=therapy]* x",
		"“MTM”":                 "“[MTM=therapy]”",
		"¿MTM?":                 "¿[MTM=therapy]?",
		"x~TTY~711":             "x~[TTY=teletype]~711",
		"MTM’s":                 "[MTM=therapy]’s",
		"MTMs":                  "MTMs",
		"xMTM":                  "xMTM",
		"ÑMTM":                  "ÑMTM",
		"MTMÑ":                  "MTMÑ",
		"MTM2":                  "MTM2",
		"2MTM":                  "2MTM",
		"MTMTTY":                "MTMTTY",
		"mtm":                   "mtm",
		"MTM-TTY/CMR":           "[MTM=therapy]-[TTY=teletype]/[CMR=review]",
		"{{.x}} (TTY~{{.tty}})": "X ([TTY=teletype]~711)",
	} {
		text, err := parseText(in, short)
		if err != nil {
			t.Fatalf("%q: %v", in, err)
		}
		if got := spans(text.Fill([]Value{given("x", "X"), given("tty", "711")})); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// What a value says is never markup, an abbreviation to explain, or wording.
func TestValuesAreNeverMarkup(t *testing.T) {
	const nasty = "**Ana** {{.x}} <b> ~ MTM }}"
	text, err := parseText("Dear **{{.name}}**, {{.name}}:", short)
	if err != nil {
		t.Fatal(err)
	}
	got := text.Fill([]Value{given("name", nasty), given("x", "no")})
	want := doc.Inline{
		{Text: "Dear ", Source: page.Wording}, {Text: nasty, Strong: true, Source: page.Request},
		{Text: ", ", Source: page.Wording}, {Text: nasty, Source: page.Request}, {Text: ":", Source: page.Wording},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

// Filling must not write to the values: the next letter uses them again.
func TestFillLeavesValuesAlone(t *testing.T) {
	text, err := parseText("**{{.v}}**. ", nil)
	if err != nil {
		t.Fatal(err)
	}
	v := given("v", "a.")
	text.Fill([]Value{v})
	if v.Text[0].Strong || spans(text.Fill([]Value{v})) != "*a.* " {
		t.Errorf("changed to %+v", v.Text)
	}
}

func FuzzParseText(f *testing.F) {
	for _, s := range []string{"a **b** {{.c}}~d", "{{", "}}", "****", "**a{{.b}}**.", "MTM TTYx ÑMTM", "{{.a}}.{{.b}}.", "**"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		text, err := parseText(raw, short)
		if err != nil {
			return
		}
		if again := rebuilt(text); plainer(again) != plainer(raw) {
			t.Fatalf("%q is read as %q", raw, again)
		}
		values := make([]Value, len(text.Vars))
		for i, name := range text.Vars {
			values[i] = given(name, "\x01")
		}
		n := strings.Count(text.Fill(values).String(), "\x01")
		if slots := countSlots(text); !strings.Contains(raw, "\x01") && n != slots {
			t.Fatalf("%q: %d values printed in %d places", raw, n, slots)
		}
	})
}

// rebuilt writes a text as its pieces say it was.
func rebuilt(t *Text) string {
	var b strings.Builder
	for _, p := range t.pieces {
		if p.slot >= 0 {
			b.WriteString("{{." + t.Vars[p.slot] + "}}")
			continue
		}
		b.WriteString(p.span.Text)
	}
	return b.String()
}

// plainer drops what the pieces do not keep: stars, and how spaces are written.
func plainer(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "**", ""), "~", "\u00a0")
	return strings.Join(strings.Fields(s), "")
}

func countSlots(t *Text) int {
	n := 0
	for _, p := range t.pieces {
		if p.slot >= 0 {
			n++
		}
	}
	return n
}
