package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"letterpress/internal/page"
)

// Outside readers judge the files: what one program both writes and reads
// proves little. A reader that is not installed is passed over, and said so.

// read runs a reader over the file and returns what it printed.
func read(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out.String(), errs.String())
	}
	if s := errs.String(); s != "" && !strings.Contains(s, "ICC support is not available") {
		t.Errorf("%s complains: %s", name, s)
	}
	return out.String()
}

// eachFile runs f on the file of each document.
func eachFile(t *testing.T, f func(t *testing.T, d *page.Document, file string)) {
	for name, d := range documents() {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "letter.pdf")
			if err := os.WriteFile(file, write(t, d), 0o600); err != nil {
				t.Fatal(err)
			}
			f(t, d, file)
		})
	}
}

func TestQpdf(t *testing.T) {
	eachFile(t, func(t *testing.T, _ *page.Document, file string) {
		if out := read(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Error(out)
		}
	})
}

func TestPdfinfo(t *testing.T) {
	eachFile(t, func(t *testing.T, d *page.Document, file string) {
		out := read(t, "pdfinfo", "-isodates", file)
		for _, want := range []string{
			"Title: " + d.Title, "Subject: " + d.Subject, "Producer: letterpress", "CreationDate: 2026-03-09T00:00:00Z",
			"ModDate: 2026-03-09T00:00:00Z", "Metadata Stream: yes", "Tagged: yes", "Suspects: no",
			"Pages: " + strconv.Itoa(len(d.Pages)), "Page size: 612 x 792 pts (letter)", "PDF version: 1.7",
		} {
			if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
				t.Errorf("no %q in:\n%s", want, out)
			}
		}
	})
}

// Both weights have a simple font, and a composite one where words need it.
func TestPdffonts(t *testing.T) {
	simple := regexp.MustCompile(`^[A-Z]{6}\+LiberationSans(-Bold)? +TrueType +WinAnsi +yes yes yes `)
	composite := regexp.MustCompile(`^[A-Z]{6}\+LiberationSans(-Bold)? +CID TrueType +Identity-H +yes yes yes `)
	eachFile(t, func(t *testing.T, d *page.Document, file string) {
		lines := strings.Split(strings.TrimSpace(read(t, "pdffonts", file)), "\n")
		var ones, twos int
		for _, line := range lines[2:] {
			ones += len(simple.FindAllString(line, 1))
			twos += len(composite.FindAllString(line, 1))
		}
		want := 2
		if strings.HasSuffix(t.Name(), "western") || strings.HasSuffix(t.Name(), "wide") {
			want = 4
		}
		if ones != 2 || ones+twos != want || len(lines)-2 != want {
			t.Errorf("%d simple and %d composite fonts in\n%s", ones, twos, strings.Join(lines, "\n"))
		}
	})
}

func TestPdftotext(t *testing.T) {
	eachFile(t, func(t *testing.T, d *page.Document, file string) {
		out := strings.Join(strings.Fields(read(t, "pdftotext", "-raw", file, "-")), " ")
		for p := range d.Pages {
			for _, it := range d.Pages[p].Items {
				if words := strings.Join(strings.Fields(it.Words), " "); !it.Turned && !strings.Contains(out, words) {
					t.Errorf("page %d: %q is not in the text", p+1, words)
				}
			}
		}
	})
}

// The structure's text is the document's, in order, element by element. No
// validator looks at this.
func TestStructureText(t *testing.T) {
	eachFile(t, func(t *testing.T, d *page.Document, file string) {
		out := read(t, "pdfinfo", "-struct-text", file)
		got, want := outline(out), outline(d.DumpTags())
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				t.Fatalf("line %d of the structure: got %q, want %q", i, at(got, i), at(want, i))
			}
		}
		for _, want := range []string{"/Scope /Column", "/Scope /Row", "/ColSpan 2", "/ListNumbering /Disc"} {
			if strings.HasSuffix(t.Name(), "/latin") && !strings.Contains(out, want) {
				t.Errorf("no %q in the structure", want)
			}
		}
	})
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "nothing"
}

var (
	// attributesOf matches what pdfinfo and DumpTags write behind a role.
	attributesOf = regexp.MustCompile(`^([A-Z][A-Za-z0-9]*)( \((block|inline)\))?:?( [a-z]+=("[^"]*"|\d+))*`)
	pageOf       = regexp.MustCompile(`^page \d+: `)
)

// outline reduces either tool's tree to roles and words, a line each. Contents
// that follow each other are joined: the words matter, not how they were cut.
func outline(tree string) []string {
	var out []string
	words := ""
	flush := func() {
		if s := strings.Join(strings.Fields(words), " "); s != "" {
			out = append(out, s)
		}
		words = ""
	}
	for line := range strings.Lines(tree) {
		line = strings.TrimSpace(line)
		if role := attributesOf.FindString(line); role != "" {
			flush()
			name, _, _ := strings.Cut(strings.TrimSuffix(role, ":"), " ")
			if name == "Object" { // a link's annotation
				continue
			}
			out = append(out, strings.TrimSuffix(name, ":"))
			line = strings.TrimSpace(line[len(role):])
		}
		if strings.HasPrefix(line, "link to ") {
			flush()
			continue
		}
		words += quoted(line)
	}
	flush()
	return out
}

// quoted returns the words in quotes on a line of contents, or nothing.
func quoted(line string) string {
	s := ""
	for line != "" {
		line = pageOf.ReplaceAllString(line, "")
		if line[0] != '"' {
			return s
		}
		end := strings.LastIndex(line, `"`)
		if next := strings.Index(line, `" page `); next > 0 {
			end = next
		}
		s += strings.ReplaceAll(line[1:end], `\\`, `\`)
		line = strings.TrimSpace(line[end+1:])
	}
	return s
}

func TestMutool(t *testing.T) {
	eachFile(t, func(t *testing.T, d *page.Document, file string) {
		read(t, "mutool", "draw", "-q", "-r", "20", "-o", filepath.Join(t.TempDir(), "p%d.png"), file)
		out := read(t, "mutool", "show", file, "outline")
		for _, p := range d.Parts {
			if want := "\"" + p.Title + "\"\t#page=" + strconv.Itoa(p.First+1) + "&"; !strings.Contains(out, want) {
				t.Errorf("no bookmark %q in:\n%s", want, out)
			}
		}
	})
}

func TestGhostscript(t *testing.T) {
	eachFile(t, func(t *testing.T, _ *page.Document, file string) {
		if out := read(t, "gs", "-q", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-sDEVICE=nullpage", file); out != "" {
			t.Error(out)
		}
	})
}
