package yaml

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// places writes a tree with every place, a node a line.
func places(n *Node, indent string) string {
	s := fmt.Sprintf("%s%d:%d %d %q %v\n", indent, n.Line, n.Col, n.Kind, n.Text, n.Quoted)
	for _, it := range n.Items {
		s += places(it, indent+" ")
	}
	for _, p := range n.Pairs {
		s += places(p.Key, indent+" ") + places(p.Value, indent+"  ")
	}
	return s
}

// byLibrary is what the library makes of a text, "" when it finds a fault.
func byLibrary(text string) string {
	f, r := &file{name: "f", text: text}, &Reader{}
	n := f.contained(r, func() *Node { return f.document(r) })
	if r.Err() != nil {
		return ""
	}
	return places(n, "")
}

// readAlike holds that a text is read plainly as the library reads it, or not at
// all. It reports whether it was.
func readAlike(t *testing.T, text string) bool {
	t.Helper()
	f := &file{name: "f", text: text}
	if f.unreadable() != "" {
		return false
	}
	n := f.plain()
	if n == nil {
		return false
	}
	if got, want := places(n, ""), byLibrary(text); got != want {
		t.Errorf("%q is read as\n%s\nand by the library as\n%s", text, got, want)
	}
	return true
}

// shipped returns the files of ours by name.
func shipped(t testing.TB) map[string]string {
	all := map[string]string{}
	for _, g := range []string{"../../locales/*/*.yaml", "../../templates/*/*.yaml", "../../samples/programs/*.yaml"} {
		names, _ := filepath.Glob(g)
		if len(names) == 0 {
			t.Errorf("no files %s", g)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(data)
		}
	}
	return all
}

// Every file that is shipped is read plainly, whole: a cold start waits for it.
func TestShippedFilesArePlain(t *testing.T) {
	for name, text := range shipped(t) {
		if !readAlike(t, text) {
			t.Errorf("%s is not plain", name)
		}
	}
}

// pieces are what the texts of TestPlainIsAsTheLibrary are made of.
var pieces = strings.Split("a|b|c d|1|-2|x.y|true|null|~|é|ñ|: |:|- |-|\n|\n|\n  |\n    |\n\n| |  |[|]|{|}|, |,|\"|\"q\"|\\|\\n|\\\"|'|#| # c|"+
	">-\n  |>-|&|*|!|%|?|(|)|.|/|\u00a0|a: |b: |\na: |\nb: |\n  c: |\n- |\n  - |{a: 1}|[a, b]|>-\n    one\n    two\n|---|...|<<|\t|\r\n", "|")

// made makes a text of pieces.
func made(random *rand.Rand) string {
	var text strings.Builder
	for range 1 + random.IntN(20) {
		text.WriteString(pieces[random.IntN(len(pieces))])
	}
	return text.String() + "\n"
}

// spoiled takes a few lines of those that are shipped and puts pieces into them.
func spoiled(random *rand.Rand, lines []string) string {
	from := random.IntN(len(lines))
	text := outdented(lines[from:min(len(lines), from+1+random.IntN(8))])
	for range random.IntN(4) {
		i := random.IntN(len(text) + 1)
		text = text[:i] + pieces[random.IntN(len(pieces))] + text[min(len(text), i+random.IntN(3)):]
	}
	return text
}

// outdented joins lines, moved to the left as far as the first one is indented.
func outdented(lines []string) string {
	indent := strings.Repeat(" ", len(lines[0])-len(strings.TrimLeft(lines[0], " ")))
	var text strings.Builder
	for _, l := range lines {
		text.WriteString(strings.TrimPrefix(l, indent))
	}
	return text.String()
}

// Whatever is read plainly, the library reads alike: texts that are nearly YAML,
// and texts that are nearly ours.
func TestPlainIsAsTheLibrary(t *testing.T) {
	const texts = 10_000 // held once for a million of each kind
	random := rand.New(rand.NewPCG(1, 2))
	files := shipped(t)
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		lines = append(lines, strings.SplitAfter(files[name], "\n")...)
	}
	plain := 0
	for range texts {
		readAlike(t, made(random))
		if readAlike(t, spoiled(random, lines)) {
			plain++
		}
	}
	if plain < texts/5 {
		t.Errorf("%d of %d texts were read plainly: too few to tell", plain, texts)
	}
}

func TestPlainGivesUp(t *testing.T) {
	for name, text := range map[string]string{
		"key twice": "a: 1\na: 2\n", "key twice in braces": "{a: 1, a: 2}\n", "no value": "a:\n", "no value in braces": "{a: }\n",
		"null key": "null: 1\n", "two documents": "a: 1\n---\nb: 2\n", "open bracket": "a: [1\n", "open quote": "a: \"b\n", "tab": "a:\tb\n",
		"block kept": "a: |\n  b\n", "single quotes": "a: 'b'\n", "colon in words": "a: b: c\n", "anchor": "a: &b c\n", "alias": "a: *b\n", "tag": "a: !b c\n",
		"empty": "", "comments alone": "# a\n", "no line end": "a: b", "Windows": "a: b\r\n", "other escapes": "a: \"\\t\"\n",
		"wide": manyKeys(maxPairs + 1), "deep": strings.Repeat("- ", maxBlocks+1) + "a\n", "less indented": "  a: 1\nb: 2\n", "more indented": "a: {b: 1}\n  c: 2\n",
	} {
		t.Run(name, func(t *testing.T) {
			f := &file{name: "f", text: text}
			if n := f.plain(); n != nil {
				t.Errorf("read as\n%s", places(n, ""))
			}
		})
	}
}

// manyKeys is a map of n members.
func manyKeys(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "k%d: v\n", i)
	}
	return text.String()
}

func FuzzPlain(f *testing.F) {
	for _, s := range pieces {
		f.Add("a: " + s + "\n")
	}
	f.Fuzz(func(t *testing.T, text string) { readAlike(t, text) })
}

// BenchmarkShipped reads every file that is shipped.
func BenchmarkShipped(b *testing.B) {
	files := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		for name, text := range files {
			if _, err := Parse(name, []byte(text)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
