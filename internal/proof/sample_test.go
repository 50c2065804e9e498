package proof_test

import (
	"context"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"letterpress/internal/letter"
	"letterpress/internal/proof"
	"letterpress/internal/render"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"
)

// shipped is what the binary makes samples from, of all programs, or of one:
// then the welcome letters and summaries alone, so that tests that count do not
// change with every sample that is added.
func shipped(t testing.TB, program string) proof.Options {
	t.Helper()
	requests := sub(t, samples.Requests, "requests")
	if program != "" {
		requests = few(t, requests, program+"/welcome-*.json", program+"/cmr-summary-*.json")
	}
	return proof.Options{
		Files:    render.Files{Programs: []fs.FS{sub(t, samples.Programs, "programs")}, Locales: []fs.FS{locales.FS}, Templates: []fs.FS{templates.FS}},
		Requests: []fs.FS{requests}, Tenant: "default", Only: proof.Selection{Program: program},
	}
}

// few is the files that match one of the patterns.
func few(t testing.TB, fsys fs.FS, patterns ...string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for _, p := range patterns {
		names, err := fs.Glob(fsys, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			out[name] = &fstest.MapFile{Data: data}
		}
	}
	return out
}

func sub(t testing.TB, fsys fs.FS, dir string) fs.FS {
	t.Helper()
	out, err := fs.Sub(fsys, dir)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func build(t testing.TB, o proof.Options) *proof.Samples {
	t.Helper()
	s, err := proof.Build(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var (
	baselineMu sync.Mutex
	baselines  = map[string]*proof.Samples{}
)

// baseline is the shipped samples of a program, made once: samples do not change.
func baseline(t testing.TB, program string) *proof.Samples {
	t.Helper()
	baselineMu.Lock()
	defer baselineMu.Unlock()
	if baselines[program] == nil {
		baselines[program] = build(t, shipped(t, program))
	}
	return baselines[program]
}

// file is a layer of one file.
func file(name, text string) fstest.MapFS { return fstest.MapFS{name: {Data: []byte(text)}} }

// edited is a layer that has one file of another with some words replaced.
func edited(t testing.TB, fsys fs.FS, name string, oldnew ...string) fstest.MapFS {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(oldnew); i += 2 {
		if !strings.Contains(text, oldnew[i]) {
			t.Fatalf("%s has no %q", name, oldnew[i])
		}
		text = strings.ReplaceAll(text, oldnew[i], oldnew[i+1])
	}
	return file(name, text)
}

// reread writes s to a folder and opens it again: what a later run compares with.
func reread(t testing.TB, s *proof.Samples) *proof.Samples {
	t.Helper()
	dir := t.TempDir()
	if err := s.Write(dir); err != nil {
		t.Fatal(err)
	}
	out, err := proof.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func compare(before, after *proof.Samples) *proof.Report {
	return proof.Compare(before, after, [2]string{"before", "after"})
}

// causes are the names of causes with how many documents each changed.
func causes(list []*proof.Cause) map[string]int {
	out := map[string]int{}
	for _, c := range list {
		out[c.Called()] = len(c.Changed)
	}
	return out
}

func expectCauses(t *testing.T, r *proof.Report, want map[string]int) {
	t.Helper()
	if got := causes(r.Causes); !maps.Equal(got, want) {
		t.Errorf("causes\n got %v\nwant %v", got, want)
	}
}

// html returns the report as a page.
func html(t testing.TB, r *proof.Report) string {
	t.Helper()
	page, err := r.HTML()
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func ids(s *proof.Samples) []string {
	var out []string
	for _, d := range s.Documents {
		out = append(out, d.ID)
	}
	slices.Sort(out)
	return out
}

func langOf(s string) letter.Lang { return letter.Lang(s) }
