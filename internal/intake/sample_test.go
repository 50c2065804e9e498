package intake

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/blueprint"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/wording"
	"letterpress/locales"
	"letterpress/templates"
)

// counter is what a desk is made of, with the built-in wording and templates
// and one fictional program.
type counter struct {
	programs *program.Set
	words    *wording.Catalogue
	set      *blueprint.Set
	strict   bool
}

func (c counter) desk() *Desk { return NewDesk(c.programs, c.words, c.set, c.strict) }

// open loads the counter. Each pair of changes replaces text of the program
// file, which must be there.
func open(t testing.TB, changes ...string) counter {
	t.Helper()
	words, err := wording.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return counter{programs: programs(t, changes...), words: words, set: blueprints(t, words)}
}

func blueprints(t testing.TB, words *wording.Catalogue) *blueprint.Set {
	t.Helper()
	set, err := blueprint.Load(words, templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func programs(t testing.TB, changes ...string) *program.Set {
	t.Helper()
	text := string(file(t, "program.yaml"))
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the program of the test has no %q", changes[i])
		}
		text = strings.ReplaceAll(text, changes[i], changes[i+1])
	}
	set, err := program.Load(fstest.MapFS{"p.yaml": {Data: []byte(text)}}, "")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// request reads one of the test's letters, changed as asked.
func request(t testing.TB, name string, change func(*letter.Letter)) *letter.Letter {
	t.Helper()
	l, faults := letter.Parse(file(t, name))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if change != nil {
		change(l)
	}
	return l
}

// lines returns faults or warnings as "pointer code".
func lines(f fault.Fields) []string {
	out := []string{}
	for _, x := range f {
		out = append(out, x.Pointer+" "+x.Code)
	}
	return out
}

func same(t *testing.T, what string, got fault.Fields, want ...string) {
	t.Helper()
	if g := lines(got); !slices.Equal(g, append([]string{}, want...)) {
		t.Errorf("%s\n got %q\nwant %q\n%v", what, g, want, got)
	}
}

func day(s string) letter.Date {
	d, err := letter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func words(en, es string) *letter.Text {
	t := &letter.Text{}
	if en != "" {
		t.Words = append(t.Words, letter.Worded{Lang: letter.English, Text: en})
	}
	if es != "" {
		t.Words = append(t.Words, letter.Worded{Lang: letter.Spanish, Text: es})
	}
	return t
}
