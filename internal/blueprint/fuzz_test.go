package blueprint_test

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"letterpress/internal/blueprint"
	"letterpress/internal/letter"
	"letterpress/templates"
)

// A part of any text is refused, or expands for every letter without a panic.
func FuzzPart(f *testing.F) {
	s := builtIn(f)
	rest := fstest.MapFS{}
	for name, text := range map[string]string{
		"letters/s.yaml":  "id: s\nversion: 1\nkind: cmr-summary\ntitle: welcome.title\nsubject: letter.subject\nparts: [p]\n",
		"editions/e.yaml": strings.Replace(base["editions/e.yaml"], "plan: t.plan, list: t.list", "plan: doc.to-do-list, list: doc.medication-list", 1),
		"shared/a.yaml":   "blocks: [{para: todo.why}, {include: shared/b}]\n", "shared/b.yaml": "blocks: [{para: todo.share}]\n",
		"shared/c.yaml": "blocks: [{include: shared/c}]\n",
	} {
		rest[name] = &fstest.MapFile{Data: []byte(text)}
	}
	seedParts(f)
	letters := []*letter.Letter{sample(f, requests+"/hard/reference-packet-es.json"), sample(f, requests+"/hard/representative-en.json")}
	f.Fuzz(func(t *testing.T, text string) {
		files := maps.Clone(rest)
		files["parts/p.yaml"] = &fstest.MapFile{Data: []byte(text)}
		set, err := blueprint.Load(s.words, files)
		if set == nil {
			t.Fatal("no set")
		}
		set.Used()
		if err != nil {
			return
		}
		for _, l := range letters {
			p, _ := s.programs.Find(l.Program)
			if d, err := set.Expand(l, "", blueprint.NewView(p, s.words.Language(l.Language))); (d == nil) == (err == nil) {
				t.Fatalf("document %v, error %v", d, err)
			}
		}
	})
}

// seedParts adds the built-in parts, cut short, and the bad ones of the tests.
func seedParts(f *testing.F) {
	f.Add("id: p\nversion: 1\nname: todo.head\nblocks: [{include: shared/a}, {each: to_dos, do: [{value: topic, when: not letter.cc}]}]\n")
	err := fs.WalkDir(templates.FS, "parts", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates.FS, name)
		text := strings.Replace(string(data), "id: "+strings.TrimSuffix(path.Base(name), ".yaml"), "id: p", 1)
		f.Add(text)
		f.Add(text[:len(text)/3])
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	names, _ := filepath.Glob("testdata/bad/*.txtar")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range txtar.Parse(data).Files {
			if x.Name == "parts/p.yaml" {
				f.Add(strings.NewReplacer("id: safe-disposal", "id: p", "t.title", "todo.head", ": say", ": todo.why").Replace(string(x.Data)))
			}
		}
	}
}
