package packet_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"letterpress/bench/packet"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/render"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"
)

func renderer(t *testing.T) *render.Renderer {
	t.Helper()
	src, err := render.Load(render.Files{Programs: []fs.FS{samples.Programs}, Locales: []fs.FS{locales.FS}, Templates: []fs.FS{templates.FS}})
	if err != nil {
		t.Fatal(err)
	}
	return render.New(src)
}

func set(t *testing.T, seed uint64) *packet.Set {
	t.Helper()
	s, err := packet.New(seed)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// extent is the words and pages of the letters of one set.
type extent struct {
	words, pages      float64 // of a letter, on average
	shortest, longest int     // pages
}

// measure lays every request out; none may be refused.
func measure(t *testing.T, requests [][]byte) extent {
	t.Helper()
	r := renderer(t)
	e := extent{shortest: 1 << 30}
	for _, data := range requests {
		l, faults := letter.Parse(data)
		if len(faults) == 0 {
			_, faults = r.Judge(l)
		}
		if len(faults) > 0 {
			t.Fatalf("%v in %s", faults, data)
		}
		d, err := r.Pages(l, letter.ID("default", l.Key))
		if err != nil {
			t.Fatal(err)
		}
		n := len(d.Pages)
		e.words += float64(words(d)) / float64(len(requests))
		e.pages += float64(n) / float64(len(requests))
		e.shortest, e.longest = min(e.shortest, n), max(e.longest, n)
	}
	return e
}

// words counts the words of the letter itself, without running heads, footers
// and bullets.
func words(d *page.Document) int {
	n := 0
	for p := range d.Pages {
		for i := range d.Pages[p].Items {
			if it := &d.Pages[p].Items[i]; it.Element >= 0 && it.Words != "•" {
				n += len(strings.Fields(it.Words))
			}
		}
	}
	return n
}

// The reference packet is meant to have about 940 words. Each part begins on a
// page of its own, which makes 7 pages of what could be set on 5.
func TestSummaries(t *testing.T) {
	e := measure(t, set(t, 1).Summaries(500))
	if e.words < 900 || e.words > 1040 || e.pages > 7.7 || e.shortest < 6 || e.longest > 9 {
		t.Errorf("not the reference packet: %+v", e)
	}
}

func TestWelcomes(t *testing.T) {
	e := measure(t, set(t, 1).Welcomes(500))
	if e.words < 550 || e.words > 700 || e.shortest < 2 || e.longest > 3 {
		t.Errorf("not the welcome letter: %+v", e)
	}
}

// Growth is measured on packets of any size, up to more medications than the
// samples have.
func TestSizes(t *testing.T) {
	s := set(t, 1)
	small, large := measure(t, [][]byte{s.Summary(1, 1)}), measure(t, [][]byte{s.Summary(200, 4)})
	if small.words >= large.words || large.longest < 12 {
		t.Errorf("1 medication makes %+v, 200 make %+v", small, large)
	}
}

func TestSeeded(t *testing.T) {
	a, b, c := set(t, 1).Summaries(20), set(t, 1).Summaries(20), set(t, 2).Summaries(20)
	if !bytes.Equal(bytes.Join(a, nil), bytes.Join(b, nil)) {
		t.Error("one seed gives two sets")
	}
	if bytes.Equal(bytes.Join(a, nil), bytes.Join(c, nil)) {
		t.Error("two seeds give one set")
	}
}
