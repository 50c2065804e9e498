package blueprint_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"letterpress/internal/blueprint"
	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/wording"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"
)

// shipped is what letters are made of as it is built in.
type shipped struct {
	words    *wording.Catalogue
	set      *blueprint.Set
	programs *program.Set
	err      error
}

var loadShipped = sync.OnceValue(func() (s shipped) {
	if s.words, s.err = wording.Load(locales.FS); s.err != nil {
		return s
	}
	if s.set, s.err = blueprint.Load(s.words, templates.FS); s.err != nil {
		return s
	}
	s.programs, s.err = program.Load(samples.Programs, "")
	return s
})

func builtIn(t testing.TB) shipped {
	t.Helper()
	s := loadShipped()
	if s.err != nil {
		t.Fatal(s.err)
	}
	return s
}

const requests = "../../samples/requests"

func samplePaths(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob(requests + "/*/*.json")
	if err != nil || len(paths) < 50 {
		t.Fatalf("%d sample requests: %v", len(paths), err)
	}
	return paths
}

func sample(t testing.TB, path string) *letter.Letter {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	l, faults := letter.Parse(data)
	if len(faults) > 0 {
		t.Fatalf("%s: %v", path, faults)
	}
	return l
}

func (s shipped) expand(t testing.TB, l *letter.Letter) *doc.Document {
	t.Helper()
	p, ok := s.programs.Find(l.Program)
	if !ok {
		t.Fatalf("no program %s", l.Program)
	}
	d, err := s.set.Expand(l, "", blueprint.NewView(p, s.words.Language(l.Language)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
