package wording

import (
	"testing"

	"golang.org/x/text/language"

	"letterpress/internal/face"
)

func languageTag(t *testing.T, s string) language.Tag {
	t.Helper()
	tag, err := language.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return tag
}

func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		en, es string
		want   []string
	}{
		"sound":                {"a: x {{.v}}", "a: y {{.v}}", nil},
		"missing":              {"a: x\nb: x", "a: y", []string{`locales/en/a.yaml:5:3: error: message "b" has no words in language es`}},
		"missing in English":   {"a: x", "a: y\nb: y", []string{`locales/es/a.yaml:5:3: error: message "b" has no words in language en`}},
		"soft links are extra": {"a: x", "a: y\nlist.and.soft: '{{.list}} e {{.last}}'", nil},
		"another value":        {"a: x {{.v}}", "a: y {{.w}}", []string{`locales/es/a.yaml:4:3: error: message "a" takes {w} in language es and {v} elsewhere`}},
		"a value too many":     {"a: x {{.v}}", "a: y {{.v}} {{.w}}", []string{`locales/es/a.yaml:4:3: error: message "a" takes {v, w} in language es and {v} elsewhere`}},
		"in another order":     {"a: x {{.v}} {{.w}}", "a: y {{.w}} {{.v}}", nil},
		"no form many":         {"a: {one: x, other: x}", "a: {one: y, other: y}", []string{`locales/es/a.yaml:4:3: error: message "a" lacks the plural form many`}},
		"a plural in one alone": {"a: {one: x, other: x}", "a: y", []string{
			`locales/es/a.yaml:4:3: error: message "a" lacks the plural form one`, `locales/es/a.yaml:4:3: error: message "a" lacks the plural form many`}},
		"a value in one form":      {"a: {one: x, other: 'x {{.n}}'}", "a: {one: y, many: 'y {{.n}}', other: 'y {{.n}}'}", nil},
		"a fixed string in one":    {"a: {text: x, verified_against: ''}", "a: y", []string{`locales/es/a.yaml:4:3: error: message "a" is a fixed string of the form in another language, and not in this one`}},
		"emoji":                    {"a: x", "a: y \U0001F600", []string{`locales/es/a.yaml:4:3: error: message "a" has the character U+1F600, which the fonts lack`}},
		"emoji in a form":          {"a: {one: 'x \U0001F600', other: x}", "a: {one: y, many: y, other: y}", []string{`locales/en/a.yaml:4:3: error: message "a" has the character U+1F600, which the fonts lack`}},
		"a line break and a tilde": {`a: "x\nx~x"`, `a: "y\ny~y"`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, loaded(t, both(c.en, c.es)).Check(face.Covers, nil), c.want...)
		})
	}
}

func TestCheckUnused(t *testing.T) {
	c := loaded(t, both("a: x\nb: x", "a: y\nb: y\nlist.or.soft: '{{.list}} u {{.last}}'"))
	d := c.Check(nil, map[string]bool{"a": true})
	expect(t, d, `locales/en/a.yaml:5:3: warning: nothing prints message "b"`)
	if d.Err() != nil {
		t.Errorf("a warning is an error: %v", d.Err())
	}
}

// What loading found is told by Check too, in order of place.
func TestCheckTellsWhatLoadFound(t *testing.T) {
	c, _ := load(both("a: x\nb: '}}'", "a: y"))
	expect(t, c.Check(nil, nil),
		`locales/en/a.yaml:5:3: error: message "b": }} without {{`,
		`locales/en/a.yaml:5:3: error: message "b" has no words in language es`)
}
