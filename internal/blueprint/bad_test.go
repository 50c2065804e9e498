package blueprint_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"letterpress/internal/blueprint"
	"letterpress/internal/fault"
	"letterpress/internal/wording"
)

var update = flag.Bool("update", false, "rewrite the expected findings and the goldens")

// base is a sound set of files with words of its own. A test lays its files
// over it.
var base = map[string]string{
	"letters/summary.yaml": "id: summary\nversion: 1\nkind: cmr-summary\ntitle: t.title\nsubject: t.title\nparts: [p]\n",
	"parts/p.yaml":         "id: p\nversion: 1\nname: t.title\nblocks:\n  - para: say\n",
	"editions/e.yaml": "id: e\nversion: 1\nfrom: 2000-01-01\nform_number: Form 1\nomb_number: \"2\"\nburden_minutes: 40\n" +
		"names: {plan: t.plan, list: t.list}\nparts: {}\n",
	"locales/en.yaml": "language: en\ntag: en-US\nmessages:\n  t.title: Title\n  t.plan: Plan\n  t.list: List\n  say: Hello\n  named: Hello {{.name}}\n" +
		"  counted: {one: '{{.n}} thing', other: '{{.n}} things'}\n  list.comma: \", \"\n  list.semicolon: \"; \"\n" +
		"  list.and: \"{{.list}} and {{.last}}\"\n  letter.page: Page {{.page}} of {{.pages}}\n  letter.continued: More of {{.title}}\n" +
		"  salutation.name: \"Dear {{.name}}:\"\n",
	"locales/es.yaml": "language: es\ntag: es-US\nmessages:\n  t.title: Título\n  t.plan: Plan\n  t.list: Lista\n  say: Hola\n  named: Hola {{.name}}\n" +
		"  counted: {one: '{{.n}} cosa', many: '{{.n}} de cosas', other: '{{.n}} cosas'}\n  list.comma: \", \"\n  list.semicolon: \"; \"\n" +
		"  list.and: \"{{.list}} y {{.last}}\"\n  letter.page: Página {{.page}} de {{.pages}}\n  letter.continued: Más de {{.title}}\n" +
		"  salutation.name: \"Estimado(a) {{.name}}:\"\n",
}

// loadOver compiles base with other files over it.
func loadOver(t testing.TB, over map[string]string) (*blueprint.Set, error) {
	t.Helper()
	locales, templates := fstest.MapFS{}, fstest.MapFS{}
	files := maps.Clone(base)
	maps.Copy(files, over)
	for name, text := range files {
		if rest, ok := strings.CutPrefix(name, "locales/"); ok {
			locales[rest] = &fstest.MapFile{Data: []byte(text)}
			continue
		}
		templates[name] = &fstest.MapFile{Data: []byte(text)}
	}
	words, err := wording.Load(locales)
	if err != nil {
		t.Fatalf("words of the test: %v", err)
	}
	return blueprint.Load(words, templates)
}

func TestBaseIsSound(t *testing.T) {
	s, err := loadOver(t, nil)
	if err != nil || len(s.Found()) > 0 {
		t.Fatalf("%v, %v", err, s.Found())
	}
}

// Each archive holds files to lay over the base, and under "want" what is found
// in them.
func TestBadTemplates(t *testing.T) {
	names, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil || len(names) < 30 {
		t.Fatalf("%d archives, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			over, want := map[string]string{}, -1
			for i, f := range a.Files {
				if f.Name == "want" {
					want = i
					continue
				}
				over[f.Name] = string(f.Data)
			}
			if want < 0 {
				want = len(a.Files)
				a.Files = append(a.Files, txtar.File{Name: "want"})
			}
			s, _ := loadOver(t, over)
			if len(s.Found()) == 0 {
				t.Fatal("nothing is found")
			}
			got := []byte(listing(s.Found()))
			if *update {
				a.Files[want].Data = got
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(got, a.Files[want].Data) {
				t.Errorf("got\n%s\nwant\n%s", got, a.Files[want].Data)
			}
		})
	}
}

// listing writes each finding with its line and hint.
func listing(d fault.Diagnostics) string {
	var b strings.Builder
	for _, x := range d {
		b.WriteString(x.Format() + "\n")
	}
	return b.String()
}
