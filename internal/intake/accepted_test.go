package intake

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/blueprint"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/samples"
)

// samplePaths are the sample requests, one letter a file.
func samplePaths(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("../../samples/requests/*/*.json")
	if err != nil || len(paths) < 50 {
		t.Fatalf("%d sample requests: %v", len(paths), err)
	}
	return paths
}

// hardPaths are those of them that show something out of the ordinary.
func hardPaths(t testing.TB) []string {
	t.Helper()
	return slices.DeleteFunc(samplePaths(t), func(p string) bool { return !strings.Contains(p, "/hard/") })
}

// all is the test's program beside the reference programs.
func all(t testing.TB) counter {
	t.Helper()
	reference, err := program.Load(samples.Programs, "")
	if err != nil {
		t.Fatal(err)
	}
	c := open(t)
	c.programs = c.programs.With(reference)
	return c
}

func TestSamplesAreAccepted(t *testing.T) {
	d := all(t).desk()
	for _, path := range samplePaths(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		l, faults := letter.Parse(data)
		if len(faults) == 0 {
			_, faults = d.Judge(l)
		}
		if len(faults) > 0 {
			t.Errorf("%s: %v", path, faults)
		}
	}
}

// What the desk accepts can be expanded: no letter fails after it was accepted.
func FuzzAcceptedCanBeExpanded(f *testing.F) {
	for _, path := range samplePaths(f) {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(file(f, "welcome.json"))
	f.Add(file(f, "summary.json"))
	c := all(f)
	d := c.desk()
	f.Fuzz(func(t *testing.T, data []byte) {
		l, faults := letter.Parse(data)
		if len(faults) > 0 {
			return
		}
		v, faults := d.Judge(l)
		if len(faults) > 0 {
			return
		}
		if _, err := c.set.Expand(l, "", blueprint.NewView(v.Program, c.words.Language(l.Language))); err != nil {
			t.Fatal(err)
		}
	})
}
