package sense

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"letterpress/internal/letter"
	"letterpress/internal/wording"
	"letterpress/locales"
)

// The sample requests are good requests: nothing is found in them. What this
// counts stands in docs/sense.md.
func TestSamplesPassUntouched(t *testing.T) {
	letters, texts := 0, map[letter.Lang]int{}
	for _, l := range samples(t) {
		letters++
		l.Texts(func(letter.Place, *letter.Text) { texts[l.Language]++ })
		for _, f := range Look(l) {
			t.Errorf("%s: %s %s: %s", l.Key, f.Pointer, f.Code, f.Detail)
		}
	}
	t.Logf("%d letters, texts: %v", letters, texts)
	if letters < 80 {
		t.Errorf("only %d letters", letters)
	}
}

func samples(t testing.TB) []*letter.Letter {
	t.Helper()
	paths, err := filepath.Glob("../../samples/requests/*/*json")
	if err != nil {
		t.Fatal(err)
	}
	var out []*letter.Letter
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.SplitSeq(bytes.TrimSpace(data), []byte("\n")) {
			if filepath.Ext(p) == ".json" {
				line = data
			}
			l, faults := letter.Parse(line)
			if len(faults) > 0 {
				t.Fatalf("%s: %v", p, faults)
			}
			if out = append(out, l); filepath.Ext(p) == ".json" {
				break
			}
		}
	}
	return out
}

// Nor is anything found in our own sentences, were they written by a pharmacist
// as things to do.
func TestOwnSentencesPassUntouched(t *testing.T) {
	words, err := wording.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range words.Languages() {
		l := words.Language(code)
		n := 0
		for _, id := range l.IDs() {
			if strings.HasPrefix(id, "steps.stop.") {
				continue // ends a course in directions; nobody is asked to do it
			}
			n++
			for _, c := range action(code, placeholder.ReplaceAllString(l.Text(id).Raw, "X")) {
				t.Errorf("%s, message %s: %s", code, id, c)
			}
		}
		t.Logf("%s: %d messages", code, n)
	}
}

var placeholder = regexp.MustCompile(`{{[^}]*}}`)

// BenchmarkLook measures what the rules cost a letter of the usual size.
func BenchmarkLook(b *testing.B) {
	for _, l := range samples(b) {
		if l.Key != "sample-hard-reference-packet-en" && l.Key != "sample-hard-reference-packet-es" {
			continue
		}
		b.Run(string(l.Language), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if len(Look(l)) > 0 {
					b.Fatal("the reference packet is a good request")
				}
			}
		})
	}
}
