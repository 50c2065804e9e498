package render_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/render"
)

// Every sample as readers that are not ours see it.
func TestOutsideReaders(t *testing.T) {
	needTools(t, "qpdf", "pdfinfo", "pdffonts", "pdftotext", "mutool", "gs")
	r := newRenderer(t)
	dir := t.TempDir()
	t.Run("each", func(t *testing.T) {
		for name, l := range sampleLetters(t) {
			file := filepath.Join(dir, strings.ReplaceAll(name, "/", "-")+".pdf")
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				readOutside(t, r, l, file)
			})
		}
	})
	files, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	tool(t, "gs", append([]string{"-q", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-sDEVICE=nullpage"}, files...)...)
}

func readOutside(t *testing.T, r *render.Renderer, l *letter.Letter, file string) {
	if err := os.WriteFile(file, mustRender(t, r, l).PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := tool(t, "qpdf", "--check", file); !strings.Contains(got, "No syntax or stream encoding errors found") {
		t.Errorf("qpdf: %s", got)
	}
	if got := tool(t, "mutool", "info", file); strings.Contains(got, "error") || strings.Contains(got, "warning") {
		t.Errorf("mutool: %s", got)
	}
	if !strings.Contains(strings.Join(strings.Fields(tool(t, "pdfinfo", file)), " "), "Tagged: yes") {
		t.Error("pdfinfo: not tagged")
	}
	fontsEmbedded(t, tool(t, "pdffonts", file))
	structure(t, r, l, tool(t, "pdfinfo", "-struct-text", file))
	everyValue(t, l, tool(t, "pdftotext", file, "-"))
}

func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || strings.Contains(strings.ToLower(errs.String()), "error") {
		t.Errorf("%s: %v %s", name, err, errs.String())
	}
	return string(out) + errs.String()
}

func fontsEmbedded(t *testing.T, list string) {
	t.Helper()
	rows := strings.Split(strings.TrimSpace(list), "\n")[2:]
	for _, row := range rows {
		f := strings.Fields(row) // … emb sub uni object ID
		if len(f) < 8 || f[len(f)-5] != "yes" || f[len(f)-4] != "yes" || f[len(f)-3] != "yes" {
			t.Errorf("pdffonts: %s", row)
		}
	}
	if len(rows) == 0 {
		t.Error("pdffonts: no fonts")
	}
}

// structure compares the words that an assistive reader gets, in the order of
// the tags, with the words of the letter in reading order.
func structure(t *testing.T, r *render.Renderer, l *letter.Letter, got string) {
	t.Helper()
	d, err := r.Pages(l, letter.ID("default", l.Key))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(inTagOrder(d))
	// Only quoted lines are words; the rest names elements and attributes.
	var words []string
	for line := range strings.Lines(got) {
		line = strings.TrimSpace(line)
		if len(line) >= 2 && line[0] == '"' && line[len(line)-1] == '"' {
			words = append(words, strings.Fields(line[1:len(line)-1])...)
		}
	}
	if a, b := strings.Join(words, ""), strings.Join(want, ""); a != b {
		t.Errorf("structure text differs from the letter's at %s", firstDifference(a, b))
	}
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	at := func(s string) string { return s[max(0, i-40):min(len(s), i+40)] }
	return at(a) + " | " + at(b)
}

// inTagOrder returns the words of the tagged items as the tag tree orders them.
func inTagOrder(d *page.Document) string {
	content := make([]map[int32]*strings.Builder, len(d.Pages))
	for p := range d.Pages {
		content[p] = map[int32]*strings.Builder{}
		for i := range d.Pages[p].Items {
			it := &d.Pages[p].Items[i]
			if it.Element < 0 {
				continue
			}
			if content[p][it.MCID] == nil {
				content[p][it.MCID] = &strings.Builder{}
			}
			content[p][it.MCID].WriteString(it.Words + " ")
		}
	}
	var b strings.Builder
	var walk func(page.Element)
	walk = func(e page.Element) {
		d.Tags.Kids(e, func(k page.Kid) {
			switch k.Kind {
			case page.KidElement:
				walk(k.Element)
			case page.KidContent:
				b.WriteString(content[k.Page][k.MCID].String())
			}
		})
	}
	walk(0)
	return b.String()
}

// everyValue looks for what must not be lost: each medicine with its directions,
// reason and prescribers, each to-do, each allergy.
func everyValue(t *testing.T, l *letter.Letter, text string) {
	t.Helper()
	flat := squeeze(text)
	see := func(what, s string) {
		if s != "" && !strings.Contains(flat, squeeze(s)) {
			t.Errorf("pdftotext: %s is not printed in one piece: %q", what, s)
		}
	}
	l.Texts(func(at letter.Place, words *letter.Text) {
		s, _ := words.In(l.Language)
		see(at.Pointer(), s)
	})
	for i := range l.Medications {
		m := &l.Medications[i]
		if !m.Current(l.Date) {
			continue
		}
		see("a medicine", m.Name)
		for _, p := range m.Prescribers {
			see("a prescriber", p.Name)
		}
	}
	if l.Member != nil {
		see("the member's name", l.Member.Name.Last)
	}
	for _, s := range l.Sites {
		see("a site", s.Name)
		see("a site's address", s.Address)
		see("a site's phone", s.Phone)
	}
}

// squeeze drops all white space, since lines break anywhere.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
