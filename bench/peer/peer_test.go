package peer_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"letterpress/bench/chromium"
	"letterpress/bench/fonts"
	"letterpress/bench/gopdf"
	"letterpress/bench/maroto"
	"letterpress/bench/ours"
	"letterpress/bench/packet"
	"letterpress/bench/peer"
	"letterpress/bench/plainfpdf"
	"letterpress/bench/typst"
)

// inputs are packets with both what we get and what the peers get.
func inputs(t *testing.T, n int) ([]peer.Input, *ours.Press) {
	t.Helper()
	set, err := packet.New(1)
	if err != nil {
		t.Fatal(err)
	}
	p, err := ours.New()
	if err != nil {
		t.Fatal(err)
	}
	out := make([]peer.Input, n)
	for i, request := range set.Summaries(n) {
		d, err := p.Content(request)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = peer.Input{Request: request, Content: d}
	}
	return out, p
}

// Every peer prints the words of the content, no more and no fewer, which are
// the words of our own letter, on about as many pages.
func TestPeersPrintTheSame(t *testing.T) {
	in, us := inputs(t, 5)
	makers := here(t)
	for i := range in {
		want := spaceless(in[i])
		words, pages := read(t, must(t)(us.Make(in[i])))
		if !holds(words, want) {
			t.Errorf("ours, letter %d: words of the content are missing", i)
		}
		for name, m := range makers {
			words, n := read(t, must(t)(m.Make(in[i])))
			if words != want && !(repeatsHeads[name] && holds(words, want)) {
				t.Errorf("%s, letter %d: other words:\n%s\n%s", name, i, words, want)
			}
			if n < pages-2 || n > pages+2 {
				t.Errorf("%s, letter %d: %d pages, ours has %d", name, i, n, pages)
			}
		}
	}
}

// repeatsHeads are the peers that print a table's heads on each page of it.
var repeatsHeads = map[string]bool{"typst": true, "chromium": true}

// here returns a maker of each peer that this machine has.
func here(t *testing.T) map[string]peer.Maker {
	t.Helper()
	dir := t.TempDir()
	if err := fonts.Write(dir); err != nil {
		t.Fatal(err)
	}
	out := map[string]peer.Maker{}
	add := func(name string, m peer.Maker, err error) {
		if err != nil {
			t.Logf("%s: %v", name, err)
			return
		}
		t.Cleanup(func() { m.Close() })
		out[name] = m
	}
	add("fpdf", peer.Func(plainfpdf.Make), nil)
	m, err := maroto.New()
	add("maroto", m, err)
	m, err = gopdf.New()
	add("gopdf", m, err)
	script, err := typst.Script("..")
	if err == nil {
		m, err = typst.New(script, dir)
	}
	add("typst", m, err)
	browser, err := chromium.Find("chromium-headless-shell")
	if err == nil {
		m, err = chromium.New(browser, filepath.Join(dir, fonts.Settings))
	}
	add("chromium", m, err)
	return out
}

func must(t *testing.T) func([]byte, error) []byte {
	return func(data []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Clone(data)
	}
}

// spaceless returns the letters and digits of the content, sorted, since readers
// take the cells of a table in different orders.
func spaceless(in peer.Input) string {
	var b strings.Builder
	in.Content.Words(func(s string) bool { b.WriteString(s); return true })
	return sorted(b.String())
}

// holds reports whether all of part is in whole, both sorted: our pages have
// running heads besides.
func holds(whole, part string) bool {
	w := []rune(whole)
	for _, r := range part {
		i := slices.Index(w, r)
		if i < 0 {
			return false
		}
		w = w[i+1:]
	}
	return true
}

// sorted returns the letters and digits of s in order of their code.
func sorted(s string) string {
	r := []rune(regexp.MustCompile(`[^\pL\pN]`).ReplaceAllString(s, ""))
	slices.Sort(r)
	return string(r)
}

// read returns what pdftotext and pdfinfo find in a PDF.
func read(t *testing.T, data []byte) (words string, pages int) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	info, err := exec.Command("pdfinfo", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	pages, err = strconv.Atoi(regexp.MustCompile(`Pages: +(\d+)`).FindStringSubmatch(string(info))[1])
	if err != nil {
		t.Fatal(err)
	}
	return sorted(string(text)), pages
}
