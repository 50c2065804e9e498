package render_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"letterpress/internal/letter"
	"letterpress/internal/render"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"
)

func files() render.Files {
	return render.Files{Programs: []fs.FS{samples.Programs}, Locales: []fs.FS{locales.FS}, Templates: []fs.FS{templates.FS}}
}

func newRenderer(tb testing.TB) *render.Renderer {
	tb.Helper()
	src, err := render.Load(files())
	if err != nil {
		tb.Fatal(err)
	}
	return render.New(src)
}

// sampleLetters parses every sample request, by path.
func sampleLetters(t *testing.T) map[string]*letter.Letter {
	t.Helper()
	out := map[string]*letter.Letter{}
	err := filepath.WalkDir("../../samples/requests", func(name string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".json" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		l, faults := letter.Parse(data)
		if len(faults) > 0 {
			t.Errorf("%s: %v", name, faults)
			return nil
		}
		out[filepath.Base(filepath.Dir(name))+"/"+filepath.Base(name)] = l
		return nil
	})
	if err != nil || len(out) < 50 {
		t.Fatalf("%d samples, %v", len(out), err)
	}
	return out
}

func TestEverySampleIsMade(t *testing.T) {
	r := newRenderer(t)
	for name, l := range sampleLetters(t) {
		if _, faults := r.Judge(l); len(faults) > 0 {
			t.Errorf("%s: refused: %v", name, faults)
			continue
		}
		out, err := r.Render(l, letter.ID("default", l.Key))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.HasPrefix(out.PDF, []byte("%PDF-1.7")) || out.Pages < 1 || out.Sheets != (out.Pages+1)/2 || len(out.Parts) == 0 {
			t.Errorf("%s: %d pages, %d sheets, parts %v", name, out.Pages, out.Sheets, out.Parts)
		}
	}
}

// The same letters, made one after another by one renderer and in parallel and
// in another order by another, have the same bytes: no worker keeps anything of
// a letter.
func TestSameInputSameBytes(t *testing.T) {
	letters := sampleLetters(t)
	alone, together := newRenderer(t), newRenderer(t)
	want := map[string][32]byte{}
	for name, l := range letters {
		want[name] = mustRender(t, alone, l).Sum
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(8))
	var wg sync.WaitGroup
	for range 3 {
		for name, l := range letters {
			wg.Go(func() {
				if got := mustRender(t, together, l).Sum; got != want[name] {
					t.Errorf("%s: other bytes in parallel", name)
				}
			})
		}
	}
	wg.Wait()
}

func mustRender(t *testing.T, r *render.Renderer, l *letter.Letter) *render.Letter {
	t.Helper()
	out, err := r.Render(l, letter.ID("default", l.Key))
	if err != nil {
		t.Error(err)
		return &render.Letter{}
	}
	return out
}

// A thousand letters made at once: no file holds a word of another's member.
func TestNothingOfAnotherMember(t *testing.T) {
	r := newRenderer(t)
	base, err := os.ReadFile("../../samples/requests/hard/reference-packet-en.json")
	if err != nil {
		t.Fatal(err)
	}
	const n = 1000
	words := make([]string, n)
	var g crew
	for i := range n {
		g.run(func() { words[i] = wordsOf(t, mustRender(t, r, withCanary(t, base, canary(i))).PDF) })
	}
	g.wait()
	for i, text := range words {
		if got := strings.Count(text, "Canary"); got < 5 || got != strings.Count(text, canary(i)) {
			t.Fatalf("letter %d: %d canaries, %d of its own", i, got, strings.Count(text, canary(i)))
		}
	}
}

// crew runs functions, a few at once.
type crew struct {
	wg   sync.WaitGroup
	once sync.Once
	gate chan struct{}
}

func (g *crew) run(f func()) {
	g.once.Do(func() { g.gate = make(chan struct{}, 4*runtime.GOMAXPROCS(0)) })
	g.gate <- struct{}{}
	g.wg.Go(func() {
		defer func() { <-g.gate }()
		f()
	})
}

func (g *crew) wait() { g.wg.Wait() }

func canary(i int) string {
	s := ""
	for n := i + 1; n > 0; n /= 26 {
		s += string(rune('a' + n%26))
	}
	return "Canary" + s + "Z"
}

// withCanary puts a word of its own into the name, a medicine, a direction and
// a to-do of a request.
func withCanary(t *testing.T, base []byte, word string) *letter.Letter {
	var m map[string]any
	if err := json.Unmarshal(base, &m); err != nil {
		t.Error(err)
	}
	m["key"] = "canary-" + word
	name := m["member"].(map[string]any)["name"].(map[string]any)
	clear(name)
	name["last"] = word
	drug := m["medications"].([]any)[0].(map[string]any)
	drug["name"], drug["directions"] = word, "Take "+word+" once a day."
	m["to_dos"].([]any)[0].(map[string]any)["topic"] = "About " + word
	data, err := json.Marshal(m)
	if err != nil {
		t.Error(err)
	}
	l, faults := letter.Parse(data)
	if len(faults) > 0 {
		t.Error(faults)
	}
	return l
}

// wordsOf returns everything that can be read in a PDF file: its plain bytes
// and its inflated streams, text (two bytes a character) as ASCII.
func wordsOf(t *testing.T, pdf []byte) string {
	t.Helper()
	all := bytes.Clone(pdf)
	for rest := pdf; ; {
		_, after, found := bytes.Cut(rest, []byte("stream\n"))
		if !found {
			break
		}
		rest = after
		z, err := zlib.NewReader(bytes.NewReader(after))
		if err != nil {
			continue // the end of a stream, or metadata, which is plain
		}
		plain, err := io.ReadAll(z)
		if err != nil {
			t.Errorf("a stream cannot be read: %v", err)
		}
		all = append(all, plain...)
	}
	return string(bytes.ReplaceAll(all, []byte{0}, nil))
}

func TestFingerprintNamesWhatChanged(t *testing.T) {
	l := sampleLetters(t)["cigna-2024/cmr-summary-en.json"]
	before := newRenderer(t).Fingerprint(l)
	pack := fstest.MapFS{"en/mine.yaml": {Data: []byte("language: en\nmessages:\n  cover.wish: We at {{.plan}} wish you well.\n")}}
	f := files()
	f.Locales = append(f.Locales, pack)
	src, err := render.Load(f)
	if err != nil {
		t.Fatal(err)
	}
	if got := before.Changed(render.New(src).Fingerprint(l)); len(got) != 1 || got[0] != "wording" {
		t.Errorf("changed %v, want wording alone", got)
	}
	if got := before.Changed(newRenderer(t).Fingerprint(l)); got != nil {
		t.Errorf("the same sources differ in %v", got)
	}
}

// Words that the fonts cannot print, or that lack a plural form, stop the work
// before the first letter.
func TestLoadChecksPacks(t *testing.T) {
	for name, pack := range map[string]string{
		"U+1F600":      "language: en\nmessages:\n  cover.wish: \"{{.plan}} \U0001F600\"\n",
		"given {plan}": "language: es\nmessages:\n  cover.wish: sin valor\n",
		"plural form":  "language: es\nmessages:\n  tmr.every_months: {one: cada mes, other: \"cada {{.count}} meses\"}\n",
	} {
		f := files()
		f.Locales = append(f.Locales, fstest.MapFS{"pack.yaml": {Data: []byte(pack)}})
		if _, err := render.Load(f); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestLoadNamesEveryFaultyFile(t *testing.T) {
	f := files()
	f.Locales = append(f.Locales, fstest.MapFS{"en/bad.yaml": {Data: []byte("language: en\nmessages:\n  cover.wish: \"**never closed\"\n")}})
	f.Templates = append(f.Templates, fstest.MapFS{"parts/cover-letter.yaml": {Data: []byte("id: cover-letter\nversion: 1\nname: cover.name\nblocks:\n  - paar: cover.wish\n")}})
	_, err := render.Load(f)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"en/bad.yaml:3:", "cover-letter.yaml:5:", "did you mean para?"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("missing %q in:\n%v", want, err)
		}
	}
}
