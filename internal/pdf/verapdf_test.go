package pdf_test

import (
	"bytes"
	"maps"
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

// sabotage is one way to break a file: what in its objects is replaced by what.
type sabotage struct{ old, with string }

// Each of these breaks one rule; the validator must refuse each, else its silence
// about our files means nothing. The names are those of the broken rules.
var broken = map[string]sabotage{
	"no MarkInfo":               {`/MarkInfo<</Marked true>>`, ``},
	"figure without Alt":        {`(/S/Figure/P \d+ 0 R)/Alt<[^>]*>`, `$1`},
	"TH without Scope":          {`/A<</O/Table/Scope/\w+>>`, ``},
	"no DisplayDocTitle":        {`/DisplayDocTitle true`, ``},
	"no Lang":                   {`(/MarkInfo<</Marked true>>)/Lang\(en-US\)`, `$1`},
	"no Tabs":                   {`/Tabs/S`, ``},
	"link without Contents":     {`/Contents\(Opens[^)]*\)\)`, ``},
	"H1 then H3":                {`/S/H2/`, `/S/H3/`},
	"no ID":                     {`/ID\[<\w+><\w+>\]`, ``},
	"unknown role":              {`/S/LBody/`, `/S/Lbody/`},
	"no pdfuaid part":           {`<pdfuaid:part>1</pdfuaid:part>`, ``},
	"no pdfaid conformance":     {`<pdfaid:conformance>A</pdfaid:conformance>`, ``},
	"no extension schema":       {`(?s)<pdfaExtension:schemas>.*</pdfaExtension:schemas>`, ``},
	"no ParentTree":             {`/ParentTree \d+ 0 R`, ``},
	"annotation without Print":  {`/Subtype/Link/F 4`, `/Subtype/Link/F 0`},
	"wrong OutputIntent":        {`/S/GTS_PDFA1`, `/S/GTS_PDFX`},
	"OutputIntent, no profile":  {`/DestOutputProfile \d+ 0 R`, ``},
	"TR inside L":               {`/S/LI/`, `/S/TR/`},
	"missing ColSpan":           {`/ColSpan 2`, ``},
	".notdef glyph":             {"\x00M\x00T\x00M", "\x05\xFF\x00T\x00M"},
	"untagged content":          {`/H1<</MCID 0>>BDC`, `/H1 BMC`},
	"no StructParents":          {`/StructParents \d+`, ``},
	"link without StructParent": {`/StructParent \d+`, ``},
	"no title":                  {`<dc:title>.*</dc:title>`, ``},
}

func TestBrokenFilesAreRefused(t *testing.T) {
	dir := t.TempDir()
	for name, s := range broken {
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, breakFile(t, western(), s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report, ok := verapdf(t, dir)
	if ok {
		t.Fatal("nothing was refused")
	}
	for _, name := range slices.Sorted(maps.Keys(broken)) {
		failed := regexp.MustCompile(`(?m)^FAIL .*/` + regexp.QuoteMeta(name) + `\.pdf: `)
		if !failed.MatchString(report) {
			t.Errorf("%s: not refused", name)
		}
	}
	if true {
		t.Log(report)
	}
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
	out, err := w.Append(nil, d)
	if err != nil {
		t.Fatal(err)
	}
	if !done {
		t.Errorf("nothing matches %q", s.old)
	}
	return out
}
