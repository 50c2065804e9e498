package proof_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/proof"
	"letterpress/internal/wording"
	"letterpress/locales"
	"letterpress/samples"
)

// Every sample request of every program becomes a document in both print sizes.
func TestEverySampleRequestIsThere(t *testing.T) {
	s := baseline(t, "")
	if len(s.Refused) > 0 {
		t.Errorf("refused: %v", s.Refused)
	}
	byFile := map[string][]string{}
	for _, e := range s.Documents {
		d := s.Find(e.ID)
		byFile[d.Record.Request.File] = append(byFile[d.Record.Request.File], e.Format)
	}
	names, err := fs.Glob(samples.Requests, "requests/*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range names {
		name = strings.TrimPrefix(name, "requests/")
		if path.Dir(name) == "hard" {
			if byFile[name] != nil {
				t.Errorf("%s is no sample of a program", name)
			}
			continue
		}
		found++
		if got := byFile[name]; !slices.Contains(got, "standard") {
			t.Errorf("%s: formats %v", name, got)
		}
	}
	if found < 30 || len(s.Documents) < 2*found-10 {
		t.Errorf("%d requests, %d documents", found, len(s.Documents))
	}
}

func TestSameSourcesGiveTheSameFolder(t *testing.T) {
	first, err := baseline(t, "").Files()
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	second, err := build(t, shipped(t, "")).Files()
	if err != nil {
		t.Fatal(err)
	}
	for name := range first {
		if !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s differs", name)
		}
	}
	if len(first) != len(second) || len(first) < 400 {
		t.Errorf("%d and %d files", len(first), len(second))
	}
}

// What the index points at is in the folder, and nothing lies elsewhere.
func TestIndexHoldsTogether(t *testing.T) {
	files, err := baseline(t, "aetna-2021").Files()
	if err != nil {
		t.Fatal(err)
	}
	links := regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(string(files["index.html"]), -1)
	for _, l := range links {
		name, _, _ := strings.Cut(l[1], "#")
		if name != "" && files[name] == nil {
			t.Errorf("the index points at %q, which is not there", l[1])
		}
	}
	if len(links) < 30 {
		t.Errorf("%d links", len(links))
	}
	var index proof.Index
	if err := json.Unmarshal(files["samples.json"], &index); err != nil || len(index.Documents) == 0 {
		t.Errorf("samples.json: %v", err)
	}
	for name := range files {
		if !fs.ValidPath(name) {
			t.Errorf("file %q", name)
		}
	}
}

func TestSelection(t *testing.T) {
	o := shipped(t, "")
	o.Only.Year = 2023
	for _, id := range ids(build(t, o)) {
		if !strings.HasPrefix(id, "bcbsm-2023/") && !strings.HasPrefix(id, "health-partners-2023/") {
			t.Errorf("%s is of another year", id)
		}
	}
	o.Only.Program = "cigna-2024"
	if _, err := proof.Build(context.Background(), o); err == nil {
		t.Error("a program of another year was made")
	}
}

// A request is made in the format that it asks for; only the other is derived.
func TestOwnLargePrintSampleIsNotDerived(t *testing.T) {
	o := shipped(t, "cigna-2024")
	const welcome = "cigna-2024/welcome-criteria-en.json"
	large := edited(t, o.Requests[0], welcome, `"kind": "welcome"`, `"kind": "welcome", "format": "large-print"`, "sample-cigna", "own-cigna")
	o.Requests = append(o.Requests, file("cigna-2024/welcome-large-print-criteria-en.json", string(large[welcome].Data)))
	s := build(t, o)
	for id, want := range map[string]proof.Request{
		"cigna-2024/welcome-criteria-en-large-print": {File: "cigna-2024/welcome-large-print-criteria-en.json"},
		"cigna-2024/welcome-criteria-es-large-print": {File: "cigna-2024/welcome-criteria-es.json", Derived: true},
		"cigna-2024/welcome-criteria-en-standard":    {File: welcome},
	} {
		got := s.Find(id).Record.Request
		if got.File != want.File || got.Derived != want.Derived {
			t.Errorf("%s is made from %s, derived: %v", id, got.File, got.Derived)
		}
	}
}

func TestRefusedSamplesAreTold(t *testing.T) {
	o := shipped(t, "aetna-2021")
	o.Requests = append(o.Requests,
		edited(t, o.Requests[0], "aetna-2021/welcome-criteria-en.json", `"plan_type": "mapd"`, `"plan_type": "other"`),
		file("aetna-2021/empty.json", ""),
		file("other-program/welcome-en.json", "{}"))
	s := build(t, o)
	var got []string
	for _, r := range s.Refused {
		got = append(got, r.ID)
		if len(r.Errors) == 0 {
			t.Errorf("%s: no reason", r.ID)
		}
	}
	slices.Sort(got)
	if want := []string{"aetna-2021/empty", "aetna-2021/welcome-criteria-en"}; !slices.Equal(got, want) {
		t.Errorf("refused %v, want %v", got, want)
	}
	files, err := s.Files()
	if err != nil || !strings.Contains(string(files["index.html"]), "/member/plan_type: ") {
		t.Errorf("the index does not tell, %v", err)
	}
}

func TestFoldersOfOthersAreLeftAlone(t *testing.T) {
	s := baseline(t, "aetna-2021")
	dir := t.TempDir()
	note := filepath.Join(dir, "note.txt")
	if err := os.WriteFile(note, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(dir); err == nil {
		t.Error("wrote among files of others")
	}
	if _, err := os.Stat(note); err != nil {
		t.Error(err)
	}
}

// Older samples go, and only they.
func TestOlderSamplesAreReplaced(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if err := build(t, shipped(t, "bcbsm-2023")).Write(dir); err != nil {
		t.Fatal(err)
	}
	note := filepath.Join(dir, "bcbsm-2023", "note.txt")
	if err := os.WriteFile(note, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := baseline(t, "aetna-2021")
	if err := s.Write(dir); err != nil {
		t.Fatal(err)
	}
	want, _ := s.Files()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, name)
		if err == nil && !e.IsDir() && name != note && want[filepath.ToSlash(rel)] == nil {
			t.Errorf("%s was left", rel)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(note); err != nil {
		t.Errorf("a file of someone else is gone: %v", err)
	}
}

// The messages on record are all that a document prints: with every other text
// changed it stays the same, and with one of them changed it does not.
func TestRecordedMessagesAreAllThatIsPrinted(t *testing.T) {
	words, err := wording.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"cigna-2024/cmr-summary-es.json", "connecticare-2025/welcome-both-en.json", "health-partners-2023/welcome-snp-es.json"} {
		t.Run(name, func(t *testing.T) {
			o := shipped(t, "")
			data, err := fs.ReadFile(o.Requests[0], name)
			if err != nil {
				t.Fatal(err)
			}
			o.Requests = []fs.FS{file(name, string(data))}
			before := build(t, o)
			d := before.Find(ids(before)[0])
			printed := map[string]bool{}
			for _, m := range d.Record.Messages {
				printed[m.ID] = true
			}
			if len(printed) < 20 {
				t.Fatalf("%d messages", len(printed))
			}
			after := build(t, withTexts(o, d.Language, words, func(id string) bool { return !printed[id] }))
			if r := compare(before, after); r.Differs() {
				t.Errorf("changed by messages that it does not print: %s", words0(r))
			} else if len(r.Idle) < 50 {
				t.Errorf("%d idle sources: nothing was changed", len(r.Idle))
			}
			for i, m := range d.Record.Messages {
				if i%12 != 0 {
					continue
				}
				r := compare(before, build(t, withTexts(o, d.Language, words, func(id string) bool { return id == m.ID })))
				if len(r.Changed) != len(before.Documents) {
					t.Errorf("%s is said to be printed, and changes nothing", m.ID)
				}
			}
		})
	}
}

func words0(r *proof.Report) any {
	if len(r.Changed) == 0 {
		return r.Removed
	}
	return r.Changed[0].Words
}

// withTexts lays a pack over o in which the chosen messages end in another word.
func withTexts(o proof.Options, lang string, words *wording.Catalogue, chosen func(id string) bool) proof.Options {
	type forms map[string]string
	messages := map[string]forms{}
	for _, p := range words.All(langOf(lang)) {
		if !chosen(p.ID) {
			continue
		}
		if messages[p.ID] == nil {
			messages[p.ID] = forms{}
		}
		text, _ := words.Raw(langOf(lang), p)
		messages[p.ID][p.Form.String()] = text + " X"
	}
	pack, _ := json.MarshalIndent(map[string]any{"language": lang, "messages": messages}, "", " ")
	o.Files.Locales = append(slices.Clone(o.Files.Locales), file("pack.yaml", string(pack)))
	return o
}
