package wording

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/locales"
)

// What is wrong with a locale file, by its lines after "language" and "tag".
var badLocales = map[string]struct {
	body string
	want []string // after "locales/en.yaml:"
}{
	"unknown key":      {"mesages:\n  a: x\n", []string{`3:1: error: unknown key "mesages"`}},
	"no text":          {"messages:\n  a: ''\n", []string{`4:3: error: message "a" has no text`}},
	"blank text":       {"messages:\n  a: '~'\n  b: '  '\n", []string{`5:3: error: message "b" has no text`}},
	"null":             {"messages:\n  a:\n", []string{`4:3: error: message "a" has no text`, "4:6: error: a map is wanted here"}},
	"a list":           {"messages:\n  a: [x]\n", []string{`4:3: error: message "a" has no text`, "4:6: error: a map is wanted here"}},
	"no form other":    {"messages:\n  a: {one: x}\n", []string{`4:3: error: message "a" has no text`}},
	"an empty form":    {"messages:\n  a: {one: '', other: x}\n", []string{`4:3: error: message "a" has no text`}},
	"text and forms":   {"messages:\n  a: {text: x, other: y}\n", []string{"4:13: error: a message has either a text or plural forms"}},
	"unknown form":     {"messages:\n  a: {othr: x, other: y}\n", []string{`4:7: error: unknown key "othr"`}},
	"markup":           {"messages:\n  a: x\n  b: a **b\n", []string{`5:3: error: message "b": ** opens strong words that are never closed`}},
	"markup in a form": {"messages:\n  a: {one: 'x {{', other: y}\n", []string{`4:3: error: message "a": {{ without }}`}},
	"id given twice":   {"messages:\n  a: x\n  a: y\n", []string{`5:3: error: mapping key "a" already defined at [4:3]`}},
	"abbreviation":     {"abbreviations: {Rx: prescription, MTM: therapy}\n", []string{`3:17: error: "Rx" is never found in a text`}},
	"another value":    {"messages:\n  format.am: 'at {{.tme}}'\n", []string{`4:3: error: message "format.am" takes {tme} and is given {time}`}},
	"a value left out": {"messages:\n  list.and.soft: '{{.list}} e'\n", []string{`4:3: error: message "list.and.soft" takes {list} and is given {last list}`}},
	"all at once": {"messages:\n  a: '}}'\n  b: ''\nnote: x\n", []string{
		`4:3: error: message "a": }} without {{`, `5:3: error: message "b" has no text`, `6:1: error: unknown key "note"`}},
}

func TestLocaleFaults(t *testing.T) {
	for name, x := range badLocales {
		t.Run(name, func(t *testing.T) {
			c, err := load(files(map[string]string{"en.yaml": "language: en\ntag: en-US\n" + x.body}))
			if err == nil {
				t.Fatal("no fault")
			}
			var want []string
			for _, w := range x.want {
				want = append(want, "locales/en.yaml:"+w)
			}
			expect(t, c.found, want...)
		})
	}
}

func TestLanguageFaults(t *testing.T) {
	for name, x := range map[string]struct{ text, want string }{
		"no language":      {"tag: en-US\n", `locales/x.yaml:1:1: error: "language" is required here`},
		"no tag":           {"language: en\n", "locales/x.yaml:1:11: error: language en names no BCP 47 tag"},
		"no such tag":      {"language: en\ntag: english\n", "locales/x.yaml:1:11: error: language en names no BCP 47 tag"},
		"no plural rule":   {"language: tlh\ntag: tlh\n", "locales/x.yaml:1:11: error: language tlh: no plural rule registered for tlh"},
		"not YAML":         {"a: [", "locales/x.yaml:1:4: error: "},
		"empty":            {"", "locales/x.yaml:1:1: error: the file is empty"},
		"a list":           {"- a\n", "locales/x.yaml:1:1: error: a map is wanted here"},
		"a map for a word": {"language: {a: b}\n", "locales/x.yaml:1:12: error: a single value is wanted here"},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := load(files(map[string]string{"x.yaml": x.text}))
			if err == nil || !strings.HasPrefix(err.Error(), x.want) {
				t.Errorf("got %v, want %q", err, x.want)
			}
			if len(c.Languages()) > 0 {
				t.Errorf("languages %v all the same", c.Languages())
			}
		})
	}
}

func TestMissingFolder(t *testing.T) {
	_, err := Load(os.DirFS("testdata/no-such-folder"))
	if err == nil || !strings.Contains(err.Error(), "cannot read the locale files") {
		t.Errorf("got %v", err)
	}
}

func TestFilesThatAreRead(t *testing.T) {
	head := "language: en\ntag: en-US\nmessages:\n  "
	c := loaded(t, files(map[string]string{
		"a.yaml": head + "a: x\n", "deep/er/b.yml": head + "b: x\n", "README.md": "not: [yaml", "c.yaml.bak": "not: [yaml",
		"._a.yaml": "not: [yaml", ".git/d.yaml": "not: [yaml", "e.json": "{",
	}))
	if got := c.Language("en").IDs(); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("got messages %q", got)
	}
}

// A message stands once in a layer; a pack replaces it, whatever its file is
// called.
func TestLayers(t *testing.T) {
	builtIn := both("a: built in\nb: {one: 'one {{.n}}', other: 'more {{.n}}'}\nc: stays", "a: de fábrica\nb: {one: 'un {{.n}}', many: 'millones {{.n}}', other: 'más {{.n}}'}\nc: queda")
	pack := files(map[string]string{
		"en/a.yaml": "language: en\nmessages:\n  a: of the pack\n  b: plain {{.n}}\n",
	})
	c := loaded(t, builtIn, pack)
	en, es := c.Language(letter.English), c.Language(letter.Spanish)
	for _, x := range []struct{ got, want string }{
		{en.Plain("a"), "of the pack"}, {en.Plain("c"), "stays"}, {es.Plain("a"), "de fábrica"},
		{en.TextFor("b", 1).Fill([]Value{given("n", "1")}).String(), "plain 1"}, // the whole entry is replaced
		{es.TextFor("b", 1).Fill([]Value{given("n", "1")}).String(), "un 1"},
		{en.Tag, "en-US"},
	} {
		if x.got != x.want {
			t.Errorf("got %q, want %q", x.got, x.want)
		}
	}
	if c.Sum() == loaded(t, builtIn).Sum() {
		t.Error("the same sum with and without the pack")
	}
	if en.Message("a").node.File() != "wording/en/a.yaml" {
		t.Errorf("the pack's message stands in %s", en.Message("a").node.File())
	}
}

func TestTwiceInALayer(t *testing.T) {
	c, _ := load(files(map[string]string{
		"en/a.yaml": "language: en\ntag: en-US\nmessages: {x: a}\n", "en/b.yaml": "language: en\nmessages: {x: b}\n",
	}))
	expect(t, c.found, `locales/en/b.yaml:2:12: error: message "x" stands already in locales/en/a.yaml:3`)

	pack := files(map[string]string{"1.yaml": "language: en\nmessages: {x: c}\n", "2.yaml": "language: en\nmessages: {x: d}\n"})
	c, _ = load(files(map[string]string{"en/a.yaml": "language: en\ntag: en-US\nmessages: {x: a}\n"}), pack)
	expect(t, c.found, `wording/2.yaml:2:12: error: message "x" stands already in wording/1.yaml:2`)
}

// Fixed strings of the form must not get confirmed by being replaced.
func TestFormStringsUnderAPack(t *testing.T) {
	builtIn := files(map[string]string{"en.yaml": "language: en\ntag: en-US\nmessages:\n" +
		"  a: {text: A, verified_against: ''}\n  b: {text: B, verified_against: ''}\n  c: {text: C, verified_against: the form of 2022}\n  d: D\n"})
	pack := files(map[string]string{"p.yaml": "language: en\nmessages:\n" +
		"  a: AA\n  b: {text: BB, verified_against: CMS-10396 of 2022}\n  c: CC\n  d: DD\n"})
	for _, x := range []struct {
		c    *Catalogue
		want []string
	}{
		{loaded(t, builtIn), []string{"a", "b"}},
		{loaded(t, builtIn, pack), []string{"a", "c"}},
	} {
		if got := x.c.Unverified(letter.English); !slices.Equal(got, x.want) {
			t.Errorf("unverified %q, want %q", got, x.want)
		}
	}
	if got := loaded(t, builtIn).Unverified("fr"); got != nil {
		t.Errorf("unverified %q in a language that is not there", got)
	}
}

// The sum changes with everything that letters get from the wording, and with
// nothing else.
func TestSum(t *testing.T) {
	sum := func(text string) string { return loaded(t, files(map[string]string{"en.yaml": text})).Sum() }
	const base = "language: en\ntag: en-US\nabbreviations: {MTM: therapy}\nmessages: {a: {one: x, other: y}}\n"
	for name, text := range map[string]string{
		"words": strings.Replace(base, "other: y", "other: z", 1), "a form": strings.Replace(base, "one: x", "one: z", 1),
		"an id": strings.Replace(base, "{a:", "{b:", 1), "the tag": strings.Replace(base, "en-US", "en-GB", 1),
		"an abbreviation": strings.Replace(base, "MTM: therapy", "MTM: terapia", 1), "another": strings.Replace(base, "MTM:", "CMR:", 1),
	} {
		if sum(text) == sum(base) {
			t.Errorf("%s: the sum does not change", name)
		}
	}
	for name, text := range map[string]string{
		"a comment": "# x\n" + base, "spacing": strings.ReplaceAll(base, ": ", ":   "),
		"a note": strings.Replace(base, "one: x", "one: x, note: n", 1),
	} {
		if sum(text) != sum(base) {
			t.Errorf("%s: the sum changes", name)
		}
	}
}

// What is not there has no words, in no language's.
func TestNothingIsBorrowed(t *testing.T) {
	c := loaded(t, both("a: only here\nb: x", "b: y"))
	es := c.Language(letter.Spanish)
	if got := es.Plain("a"); got != "" {
		t.Errorf("a missing message prints %q", got)
	}
	if got := es.TextFor("a", 2).Fill(nil).String(); got != "" {
		t.Errorf("a missing message prints %q", got)
	}
	if es.Message("a") != nil || es.Text("a") != emptyText {
		t.Error("a missing message has an entry")
	}
	if !c.Complete(letter.English) || c.Complete(letter.Spanish) || c.Complete("fr") {
		t.Error("complete: want English alone")
	}
	if got := c.Missing(letter.Spanish, []string{"b", "a", "z"}); !slices.Equal(got, []string{"a", "z"}) {
		t.Errorf("missing %q", got)
	}
	if got := c.Missing("fr", []string{"a"}); !slices.Equal(got, []string{"a"}) {
		t.Errorf("missing %q", got)
	}
}

// The built-in wording loads, whole in both languages.
func TestBuiltIn(t *testing.T) {
	c, err := Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []letter.Lang{letter.English, letter.Spanish} {
		if !c.Complete(code) {
			t.Errorf("%s is not complete", code)
		}
	}
	es := c.Language(letter.Spanish)
	for _, x := range []struct{ got, want string }{ // as the reference of the letters has them
		{es.Date(letter.Date{Year: 2025, Month: 2, Day: 3}), "3 de febrero de 2025"},
		{es.Money(1623), "$1,623"}, {es.Plain("zone.ET"), "hora del Este"}, {es.Tag, "es-US"},
		{c.Language(letter.English).Date(letter.Date{Year: 2025, Month: 2, Day: 3}), "February 3, 2025"},
	} {
		if got := strings.ReplaceAll(x.got, "\u00a0", " "); got != x.want {
			t.Errorf("got %q, want %q", got, x.want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	_ = fs.WalkDir(locales.FS, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			data, _ := fs.ReadFile(locales.FS, name)
			f.Add(string(data[:min(len(data), 600)]))
		}
		return err
	})
	for _, x := range badLocales {
		f.Add("language: en\ntag: en-US\n" + x.body)
	}
	f.Add(esFormats)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := load(files(map[string]string{"x.yaml": text}))
		if c == nil {
			t.Fatal("no catalogue")
		}
		for _, code := range c.Languages() {
			speak(t, c.Language(code), err == nil)
		}
		c.Check(func(r rune) bool { return r < 0x250 }, map[string]bool{})
	})
}

// speak has a language say everything, which must not fail whatever its file is
// like; in a good one no message is without words.
func speak(t *testing.T, l *Language, good bool) {
	l.Hours([]letter.Hours{{Days: "mon-fri", Open: "08:00", Close: "17:00"}, {Days: "sat", Open: "12:00", Close: "13:30"}}, "ET")
	l.Date(letter.Date{Year: 2025, Month: 2, Day: 3})
	l.Money(1623)
	for _, id := range l.IDs() {
		for _, n := range []int{-1, 0, 1, 2, 1_000_000} {
			if l.TextFor(id, n).Fill([]Value{{"x", Words("x", page.Request)}}); good && l.TextFor(id, n).Raw == "" {
				t.Fatalf("message %q has no words for %d", id, n)
			}
		}
	}
}
