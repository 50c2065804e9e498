package layout

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

var update = flag.Bool("update", false, "rewrite the goldens under testdata")

func profile(t testing.TB) *Profile {
	t.Helper()
	const file = "../../templates/profiles/ten-double-window.yaml"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, err := ParseProfile(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func laid(t testing.TB, d *doc.Document) *page.Document {
	t.Helper()
	var out page.Document
	if err := NewEngine().Lay(d, &out, profile(t)); err != nil {
		t.Fatal(err)
	}
	return &out
}

// linesOn returns the tagged words of a page, what stands on one baseline
// joined, in reading order.
func linesOn(out *page.Document, p int) []string {
	return textLines(out, p, func(it *page.Item) bool { return it.Element >= 0 })
}

// headLinesOn returns the running heads and repeated column heads of a page.
func headLinesOn(out *page.Document, p int) []string {
	return textLines(out, p, func(it *page.Item) bool { return it.Element == page.Header })
}

func textLines(out *page.Document, p int, want func(*page.Item) bool) []string {
	var lines []string
	y := page.Unit(-1)
	for i := range out.Pages[p].Items {
		it := &out.Pages[p].Items[i]
		if it.Kind != page.Text || !want(it) {
			continue
		}
		if it.Y != y || len(lines) == 0 {
			lines = append(lines, "")
		}
		y = it.Y
		lines[len(lines)-1] += it.Words
	}
	return lines
}

func itemsOf(out *page.Document, p int, k page.Kind) []page.Item {
	var items []page.Item
	for _, it := range out.Pages[p].Items {
		if it.Kind == k {
			items = append(items, it)
		}
	}
	return items
}

// find returns the first text item that contains s, and its page.
func find(t testing.TB, out *page.Document, s string) (page.Item, int) {
	t.Helper()
	for p := range out.Pages {
		for _, it := range out.Pages[p].Items {
			if it.Kind == page.Text && strings.Contains(it.Words, s) {
				return it, p
			}
		}
	}
	t.Fatalf("%q is on no page", s)
	return page.Item{}, 0
}

func pageOf(t testing.TB, out *page.Document, s string) int {
	t.Helper()
	_, p := find(t, out, s)
	return p
}

// filler returns n one-line paragraphs, each of which takes a line and the space
// after a paragraph.
func filler(n int) []doc.Block {
	out := make([]doc.Block, n)
	for i := range out {
		out[i] = para("filler")
	}
	return out
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at the change.\n%s", file, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			old := "(end)"
			if i < len(w) {
				old = w[i]
			}
			return "got:  " + g[i] + "\nwant: " + old
		}
	}
	return "got is shorter"
}

// The reference packet in each format: where everything is, and the tag tree.
func TestGoldens(t *testing.T) {
	formats := map[string]func(*doc.Document){
		"packet":       func(*doc.Document) {},
		"packet-large": func(d *doc.Document) { d.LargePrint = true },
		"packet-dense": func(d *doc.Document) { d.Dense = true },
	}
	for name, set := range formats {
		t.Run(name, func(t *testing.T) {
			d := packet()
			set(d)
			out := laid(t, d)
			golden(t, name+".pages.txt", out.DumpPages())
			golden(t, name+".tags.txt", out.DumpTags())
		})
	}
}

// What an engine laid out before does not show in what it lays out next.
func TestEngineCarriesNothingOver(t *testing.T) {
	e, m := NewEngine(), profile(t)
	var out page.Document
	dump := func(d *doc.Document) string {
		if err := e.Lay(d, &out, m); err != nil {
			t.Fatal(err)
		}
		return out.DumpPages() + out.DumpTags()
	}
	large := packet()
	large.LargePrint = true
	first, between, again := dump(packet()), dump(large), dump(packet())
	if first != again {
		t.Error("the second layout differs from the first")
	}
	if first == between {
		t.Error("large print is the same as standard")
	}
	bad := packet()
	bad.Parts[0].Blocks = []doc.Block{para("an emoji: \U0001F600")}
	if err := e.Lay(bad, &out, m); err == nil {
		t.Error("an emoji was laid out")
	}
	if dump(packet()) != first {
		t.Error("a refused letter left something behind")
	}
}

func TestDocumentFields(t *testing.T) {
	out := laid(t, packet())
	if out.Title != "Sample letter" || out.Subject != "Medicines" || out.Lang != "en-US" || out.Date != "2025-03-06" {
		t.Errorf("got %q %q %q %q", out.Title, out.Subject, out.Lang, out.Date)
	}
	if len(out.Parts) != 3 {
		t.Fatalf("%d parts", len(out.Parts))
	}
	next := 0
	for _, p := range out.Parts {
		if p.First != next || p.Count < 1 {
			t.Errorf("part %s starts on page %d, want %d", p.ID, p.First, next)
		}
		next += p.Count
		if r := out.Tags.Elements[p.Elem].Role; r != page.RoleSect {
			t.Errorf("part %s is a %v", p.ID, r)
		}
	}
	if next != len(out.Pages) {
		t.Errorf("parts have %d pages of %d", next, len(out.Pages))
	}
}

func BenchmarkLay(b *testing.B) {
	d, m, e := packet(), profile(b), NewEngine()
	var out page.Document
	b.ReportAllocs()
	for b.Loop() {
		if err := e.Lay(d, &out, m); err != nil {
			b.Fatal(err)
		}
	}
	words := 0
	for p := range out.Pages {
		words += len(strings.Fields(strings.Join(linesOn(&out, p), " ")))
	}
	b.ReportMetric(float64(words), "words")
	b.ReportMetric(float64(len(out.Pages)), "pages")
}
