package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/page"
)

// verapdf runs the script named by LETTERPRESS_TEST_VERAPDF (tools/verapdf/run)
// over a folder and returns its report.
func verapdf(t *testing.T, folder string) (report string, ok bool) {
	t.Helper()
	script := os.Getenv("LETTERPRESS_TEST_VERAPDF")
	if script == "" {
		t.Skip("veraPDF is not asked: LETTERPRESS_TEST_VERAPDF does not name tools/verapdf/run")
	}
	var out bytes.Buffer
	cmd := exec.Command(script, folder)
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if err != nil && cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return out.String(), err == nil
}

func TestConformance(t *testing.T) {
	dir := t.TempDir()
	for name, d := range documents() {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), write(t, d), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if report, ok := verapdf(t, dir); !ok || !strings.Contains(report, " 0 failures, 0 unreadable") {
		t.Error(report)
	}
}

// sabotage is one way to break a file: what in its objects is replaced by what,
// and the standard and rule by which veraPDF must refuse it.
type sabotage struct{ old, with, rule string }

// Each of these breaks one rule; the validator must refuse each for it, else its
// silence about our files means nothing.
var broken = map[string]sabotage{
	"no MarkInfo":               {`/MarkInfo<</Marked true>>`, ``, "2a 6.7.2.2-1"},
	"figure without Alt":        {`(/S/Figure/P \d+ 0 R)/Alt<[^>]*>`, `$1`, "ua1 7.3-1"},
	"TH without Scope":          {`/A<</O/Table/Scope/\w+>>`, ``, "ua1 7.5-1"},
	"no DisplayDocTitle":        {`/DisplayDocTitle true`, ``, "ua1 7.1-10"},
	"no Lang":                   {`(/MarkInfo<</Marked true>>)/Lang\(en-US\)`, `$1`, "ua1 7.2-34"},
	"no Tabs":                   {`/Tabs/S`, ``, "ua1 7.18.3-1"},
	"link without Contents":     {`/Contents\(Opens[^)]*\)\)`, ``, "ua1 7.18.5-2"},
	"H1 then H3":                {`/S/H2/`, `/S/H3/`, "ua1 7.4.2-1"},
	"no ID":                     {`/ID\[<\w+><\w+>\]`, ``, "2a 6.1.3-1"},
	"unknown role":              {`/S/LBody/`, `/S/Lbody/`, "ua1 7.1-5"},
	"no pdfuaid part":           {`<pdfuaid:part>1</pdfuaid:part>`, ``, "ua1 5-1"},
	"no pdfaid conformance":     {`<pdfaid:conformance>A</pdfaid:conformance>`, ``, "2a 6.6.4-3"},
	"no extension schema":       {`(?s)<pdfaExtension:schemas>.*</pdfaExtension:schemas>`, ``, "2a 6.6.2.3.1-1"},
	"no ParentTree":             {`/ParentTree \d+ 0 R`, ``, "ua1 7.1-3"},
	"annotation without Print":  {`/Subtype/Link/F 4`, `/Subtype/Link/F 0`, "2a 6.3.2-2"},
	"wrong OutputIntent":        {`/S/GTS_PDFA1`, `/S/GTS_PDFX`, "2a 6.2.4.3-2"},
	"OutputIntent, no profile":  {`/DestOutputProfile \d+ 0 R`, ``, "2a 6.2.4.3-2"},
	"TR inside L":               {`/S/LI/`, `/S/TR/`, "ua1 7.2-4"},
	"missing ColSpan":           {`/ColSpan 2`, ``, "ua1 7.2-43"},
	".notdef glyph":             {`\(MTM\)`, "(\x01TM)", "2a 6.2.11.8-1"},
	"untagged content":          {`/H1<</MCID 0>>BDC`, `/H1 BMC`, "ua1 7.1-3"},
	"no StructParents":          {`/StructParents \d+`, ``, "ua1 7.1-3"},
	"link without StructParent": {`/StructParent \d+`, ``, "ua1 7.18.5-1"},
	"no title":                  {`<dc:title>.*</dc:title>`, ``, "ua1 7.1-9"},
}

func TestBrokenFilesAreRefused(t *testing.T) {
	dir := t.TempDir()
	for name, s := range broken {
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, breakFile(t, latin(), s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report, ok := verapdf(t, dir)
	if ok {
		t.Fatal("nothing was refused")
	}
	refusals := rulesByFile(report)
	for name, s := range broken {
		if got := refusals[name]; !slices.Contains(got, s.rule) {
			t.Errorf("%s: refused for %v, want %s", name, got, s.rule)
		}
	}
}

var (
	resultLine = regexp.MustCompile(`^(?:ok  |FAIL)  (\w+) +.*/(.*)\.pdf: `)
	ruleLine   = regexp.MustCompile(`^ {8}(\d[\d.]*-\d+) \(`)
)

// rulesByFile returns the rules broken by each file of a report, as "ua1 7.1-3".
func rulesByFile(report string) map[string][]string {
	out := map[string][]string{}
	standard, name := "", ""
	for line := range strings.Lines(report) {
		if m := resultLine.FindStringSubmatch(line); m != nil {
			standard, name = m[1], m[2]
		}
		if m := ruleLine.FindStringSubmatch(line); m != nil {
			out[name] = append(out[name], standard+" "+m[1])
		}
	}
	return out
}

// breakFile writes d with the first object that matches changed.
func breakFile(t *testing.T, d *page.Document, s sabotage) []byte {
	t.Helper()
	old, done := regexp.MustCompile(s.old), false
	w := newWriter(t)
	w.SetEdit(func(object []byte) []byte {
		if old.Match(object) {
			done = true
		}
		return old.ReplaceAll(object, []byte(s.with))
	})
	out, _, err := w.Append(nil, d)
	if err != nil {
		t.Fatal(err)
	}
	if !done {
		t.Errorf("nothing matches %q", s.old)
	}
	return out
}
