package proof_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/proof"
	"letterpress/samples"
	"letterpress/templates"
)

// with is a list of layers and one more.
func with(layers []fs.FS, more fs.FS) []fs.FS { return append(slices.Clone(layers), more) }

func pack(lang, messages string) fstest.MapFS {
	return file("pack.yaml", "language: "+lang+"\nmessages:\n  "+messages+"\n")
}

func TestSameSamplesDoNotDiffer(t *testing.T) {
	o := shipped(t, "aetna-2021")
	r := compare(reread(t, baseline(t, "aetna-2021")), build(t, o))
	if r.Differs() || r.Same == 0 || len(r.Idle) > 0 {
		t.Errorf("%d the same, %d changed, idle %v", r.Same, len(r.Changed), causes(r.Idle))
	}
	if page := html(t, r); !strings.Contains(page, "Every document is the same") {
		t.Error("the report does not say so")
	}
}

// What is exchanged between the two sides, and what a report names.
func TestCauses(t *testing.T) {
	programs := sub(t, samples.Programs, "programs")
	for name, c := range map[string]struct {
		program string
		change  func(*testing.T, *proof.Options)
		want    map[string]int
	}{
		"a sentence of one language": {"cigna-2024", func(t *testing.T, o *proof.Options) {
			o.Files.Locales = with(o.Files.Locales, pack("es", `cover.wish: "En {{.plan}} le deseamos mucha salud."`))
		}, map[string]int{"message cover.wish in Spanish": 2}},
		"a sentence inside a sentence": {"cigna-2024", func(t *testing.T, o *proof.Options) {
			o.Files.Locales = with(o.Files.Locales, pack("en", `month.3: march`))
		}, map[string]int{"message month.3 in English": 4}},
		"a form of a plural": {"connecticare-2025", func(t *testing.T, o *proof.Options) {
			o.Files.Locales = with(o.Files.Locales, pack("en", `tmr.every_months: {one: "every month", other: "once in {{.count}} months"}`))
		}, map[string]int{"message tmr.every_months in English": 6}},
		"an abbreviation": {"aetna-2021", func(t *testing.T, o *proof.Options) {
			o.Files.Locales = with(o.Files.Locales, file("pack.yaml", "language: en\nabbreviations: {TTY: text telephone}\n"))
		}, map[string]int{"abbreviation TTY in English": 6}},
		"a field of the program": {"cigna-2024", func(t *testing.T, o *proof.Options) {
			o.Files.Programs = with(o.Files.Programs, edited(t, programs, "cigna-2024.yaml", "1-800-555-0110", "1-800-555-0177"))
		}, map[string]int{"program field lines[0].phone of cigna-2024": 14}},
		"a field that was not stated": {"bcbsm-2023", func(t *testing.T, o *proof.Options) {
			o.Files.Programs = with(o.Files.Programs, edited(t, programs, "bcbsm-2023.yaml", "blank_rows: 4", "blank_rows: 6"))
		}, map[string]int{"program field blank_rows of bcbsm-2023": 4}},
		"an item of a list": {"cigna-2024", func(t *testing.T, o *proof.Options) {
			o.Files.Programs = with(o.Files.Programs, edited(t, programs, "cigna-2024.yaml", "statements: [no-extra-cost, ", "statements: ["))
		}, map[string]int{"program field statements of cigna-2024": 12}},
		"two fields, each where it is printed": {"cigna-2024", func(t *testing.T, o *proof.Options) {
			o.Files.Programs = with(o.Files.Programs, edited(t, programs, "cigna-2024.yaml", "level: 5330", "level: 5331", "[no-extra-cost, ", "["))
		}, map[string]int{"program field statements of cigna-2024": 12, "program field criteria.cost.level of cigna-2024": 8}},
		"a template": {"aetna-2021", func(t *testing.T, o *proof.Options) {
			o.Files.Templates = with(o.Files.Templates, edited(t, templates.FS, "parts/welcome-letter.yaml", "  - para: welcome.what\n", ""))
		}, map[string]int{"template templates/parts/welcome-letter.yaml": 8}},
		"a branch that no letter takes beside a message": {"aetna-2021", func(t *testing.T, o *proof.Options) {
			o.Files.Templates = with(o.Files.Templates, edited(t, templates.FS, "parts/welcome-letter.yaml", "      - para: welcome.why.invited\n", "      - para: welcome.why.invited\n      - para: welcome.what\n"))
			o.Files.Locales = with(o.Files.Locales, pack("en", `letter.page: "Page {{.page}} / {{.pages}}"`))
		}, map[string]int{"message letter.page in English": 6}},
		"a template with a message of its own": {"aetna-2021", func(t *testing.T, o *proof.Options) {
			o.Files.Templates = with(o.Files.Templates, edited(t, templates.FS, "parts/welcome-letter.yaml", "  - para: welcome.what\n", "  - para: welcome.own\n"))
			o.Files.Locales = with(with(o.Files.Locales, file("en.yaml", "language: en\nmessages: {welcome.own: Own}\n")), file("es.yaml", "language: es\nmessages: {welcome.own: Propio}\n"))
		}, map[string]int{"template templates/parts/welcome-letter.yaml": 8, "message welcome.own in English": 4, "message welcome.own in Spanish": 4}},
		"an edition": {"bcbsm-2023", func(t *testing.T, o *proof.Options) {
			o.Files.Templates = with(o.Files.Templates, edited(t, templates.FS, "editions/2022.yaml", "burden_minutes: 40", "burden_minutes: 41"))
		}, map[string]int{"edition templates/editions/2022.yaml": 4}},
		"a mail profile": {"aetna-2021", func(t *testing.T, o *proof.Options) {
			o.Files.Templates = with(o.Files.Templates, edited(t, templates.FS, "profiles/ten-double-window.yaml", "duplex: true", "duplex: false"))
		}, map[string]int{"mail profile templates/profiles/ten-double-window.yaml": 12}},
		"a request": {"aetna-2021", func(t *testing.T, o *proof.Options) {
			o.Requests = with(o.Requests, edited(t, o.Requests[0], "aetna-2021/welcome-criteria-en.json", `"date": "2021-`, `"reference": "CASE-1", "date": "2021-`))
		}, map[string]int{"sample request aetna-2021/welcome-criteria-en.json": 2}},
		"a tenant": {"aetna-2021", func(t *testing.T, o *proof.Options) { o.Tenant = "other" }, map[string]int{"tenant letter ids": 12}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := shipped(t, c.program)
			before := baseline(t, c.program)
			c.change(t, &o)
			after := build(t, o)
			expectCauses(t, compare(before, after), c.want)
			expectCauses(t, compare(after, before), c.want)
		})
	}
}

// Two folders say what the samples said of which they were written.
func TestCausesOfFolders(t *testing.T) {
	o := shipped(t, "cigna-2024")
	before := baseline(t, "cigna-2024")
	o.Files.Programs = with(o.Files.Programs, edited(t, o.Files.Programs[0], "cigna-2024.yaml", "1-800-555-0110", "1-800-555-0177"))
	o.Files.Locales = with(o.Files.Locales, pack("es", `cover.wish: "En {{.plan}} le deseamos mucha salud."`))
	o.Files.Templates = with(o.Files.Templates, edited(t, templates.FS, "parts/welcome-letter.yaml", "  - para: welcome.what\n", ""))
	r := compare(reread(t, before), reread(t, build(t, o)))
	expectCauses(t, r, map[string]int{"program field lines[0].phone of cigna-2024": 14, "message cover.wish in Spanish": 2,
		"template templates/parts/welcome-letter.yaml": 12})
	for _, c := range r.Changed {
		if want := c.After.Kind == "welcome"; len(c.Tags) > 0 != want {
			t.Errorf("%s: tags %v", c.After.ID, c.Tags)
		}
	}
}

// The report of one changed sentence names its message, shows it before and
// after, and marks its words in words and in pictures.
func TestReportShowsTheSentence(t *testing.T) {
	o := shipped(t, "cigna-2024")
	before := baseline(t, "cigna-2024")
	o.Files.Locales = with(o.Files.Locales, pack("es", `cover.wish: "En {{.plan}} le deseamos muchísima salud."`))
	r := compare(before, build(t, o))
	page := html(t, r)
	for _, want := range []string{
		"<code>cover.wish</code>, Spanish", "En {{.plan}} le deseamos muchísima salud.", "<ins>muchísima</ins> salud.",
		`<tspan class="ins">muchísima</tspan> salud.`, `id="cigna-2024/cmr-summary-es-standard"`, "Page 2, before",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	for _, c := range r.Changed {
		if len(c.Tags) > 0 || len(c.Words) != 1 {
			t.Errorf("%s: %d passages, tags %v", c.After.ID, len(c.Words), c.Tags)
		}
	}
}

// A report opens anywhere and asks no one for anything.
func TestReportIsWholeByItself(t *testing.T) {
	o := shipped(t, "aetna-2021")
	before := baseline(t, "aetna-2021")
	o.Files.Locales = with(o.Files.Locales, pack("en", `letter.page: "Page {{.page}} / {{.pages}}"`))
	page := html(t, compare(before, build(t, o)))
	for _, m := range regexp.MustCompile(`(?i)(?:\b(?:src|href|action|data|poster)\s*=\s*["']?|url\(|@import\s*|<(?:link|iframe|object|embed|base)\b)[^"'>) ]*`).FindAllString(page, -1) {
		if !strings.HasPrefix(m, `href="#`) {
			t.Errorf("the report asks for %q", m)
		}
	}
	if !strings.Contains(page, "<svg ") || strings.Contains(page, "xmlns") {
		t.Error("no pictures, or pictures that name an address")
	}
}

func TestAddedAndRemoved(t *testing.T) {
	o := shipped(t, "aetna-2021")
	all := baseline(t, "aetna-2021")
	o.Requests = []fs.FS{without{o.Requests[0], "aetna-2021/welcome-criteria-en.json"}}
	fewer := build(t, o)
	r := compare(fewer, all)
	if len(r.Added) != 2 || len(r.Removed)+len(r.Changed) != 0 || !r.Differs() {
		t.Errorf("%d added, %d removed, %d changed", len(r.Added), len(r.Removed), len(r.Changed))
	}
	r = compare(all, fewer)
	if len(r.Removed) != 2 || len(r.Added)+len(r.Changed) != 0 || r.Removed[0].Refused != nil {
		t.Errorf("%d added, %d removed, %d changed", len(r.Added), len(r.Removed), len(r.Changed))
	}
	if page := html(t, r); !strings.Contains(page, "aetna-2021/welcome-criteria-en-standard") {
		t.Error("the report does not name the removed document")
	}
}

// without is a folder that lacks a file.
type without struct {
	fs.FS
	name string
}

func (w without) Open(name string) (fs.File, error) {
	if name == w.name {
		return nil, fs.ErrNotExist
	}
	return w.FS.Open(name)
}

func (w without) ReadDir(dir string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(w.FS, dir)
	return slices.DeleteFunc(list, func(e fs.DirEntry) bool { return dir+"/"+e.Name() == w.name }), err
}

func TestRefusedSampleIsRemovedWithItsReason(t *testing.T) {
	o := shipped(t, "aetna-2021")
	before := baseline(t, "aetna-2021")
	o.Requests = with(o.Requests, edited(t, o.Requests[0], "aetna-2021/welcome-criteria-en.json", `"date": "2021-`, `"date": "2031-`))
	r := compare(before, build(t, o))
	if len(r.Removed) != 2 || r.Removed[0].Refused == nil {
		t.Fatalf("removed: %v", r.Removed)
	}
	if page := html(t, r); !strings.Contains(page, "refused now") || !strings.Contains(page, "/date: ") {
		t.Error("the report gives no reason")
	}
}

// What differs and shows nowhere is told, and is no difference.
func TestIdleSources(t *testing.T) {
	o := shipped(t, "aetna-2021")
	before := baseline(t, "aetna-2021")
	o.Files.Locales = with(o.Files.Locales, pack("en", `criteria.cost.quarter: "{{.level}} {{.quarter}} {{.year}}"`))
	o.Files.Programs = with(o.Files.Programs, edited(t, o.Files.Programs[0], "aetna-2021.yaml", "contract_year: 2021", "contract_year: 2021 # a year"))
	o.Files.Templates = with(o.Files.Templates, edited(t, templates.FS, "parts/cover-letter.yaml", "id: cover-letter", "# seen\nid: cover-letter"))
	r := compare(before, build(t, o))
	if r.Differs() {
		t.Fatalf("changed by %v", causes(r.Causes))
	}
	want := map[string]int{"message criteria.cost.quarter in English": 0, "template templates/parts/cover-letter.yaml": 0}
	if got := causes(r.Idle); len(got) != len(want) || got["message criteria.cost.quarter in English"] != 0 {
		t.Errorf("idle %v", got)
	}
	if page := html(t, r); !strings.Contains(page, "shows in no sample") {
		t.Error("the report does not tell")
	}
}

// A folder of an older letterpress: the same sources, other code.
func TestCodeIsACause(t *testing.T) {
	o := shipped(t, "aetna-2021")
	dir := t.TempDir()
	if err := build(t, o).Write(dir); err != nil {
		t.Fatal(err)
	}
	now := build(t, o)
	older(t, dir, now.Code, now.Documents[0].SHA256)
	old, err := proof.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := compare(old, now)
	expectCauses(t, r, map[string]int{"letterpress code": 1})
	if r.Causes[0].Untested {
		t.Error("the document could have been made again")
	}
}

// older rewrites the index of a folder as if other code had made it, and one
// document with other bytes.
func older(t *testing.T, dir, code, sum string) {
	t.Helper()
	name := filepath.Join(dir, "samples.json")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(data), code, strings.Repeat("0", len(code)))
	text = strings.ReplaceAll(text, `"sha256": "`+sum, `"sha256": "`+strings.Repeat("1", len(sum)))
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// A folder that another letterpress wrote may have templates that this one
// refuses. Then a file that differs is named, and said to be untested.
func TestUnreadableSourcesAreNamed(t *testing.T) {
	o := shipped(t, "aetna-2021")
	dir := t.TempDir()
	before := build(t, o)
	if err := before.Write(dir); err != nil {
		t.Fatal(err)
	}
	part := filepath.Join(dir, "sources", "templates", "built-in", "parts", "welcome-letter.yaml")
	if err := os.WriteFile(part, []byte("id: welcome-letter\nblocks: [{unknown: block}]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	old, err := proof.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	o.Files.Locales = with(o.Files.Locales, pack("en", `letter.page: "Page {{.page}} / {{.pages}}"`))
	r := compare(old, build(t, o))
	expectCauses(t, r, map[string]int{"message letter.page in English": 6, "template templates/parts/welcome-letter.yaml": 4})
	for _, c := range r.Causes {
		if c.Untested != (c.Kind == "template") {
			t.Errorf("%s: untested is %v", c.Called(), c.Untested)
		}
	}
}

// A picture that someone wrote into a folder cannot act in the report.
func TestForeignPicturesDoNothing(t *testing.T) {
	o := shipped(t, "aetna-2021")
	dir := t.TempDir()
	if err := build(t, o).Write(dir); err != nil {
		t.Fatal(err)
	}
	image := filepath.Join(dir, "pages", "aetna-2021", "welcome-criteria-en-standard-1.svg")
	evil := "<svg>\n<script>alert(1)</script>\n<rect x=\"1\" onload=\"alert(1)\"/>\n<text x=\"1\" onclick=\"x()\">a</text>\n<image href=\"http://x.example/\"/>\n<text x=\"1\">kept</text>\n</svg>\n"
	if err := os.WriteFile(image, []byte(evil), 0o600); err != nil {
		t.Fatal(err)
	}
	old, err := proof.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	o.Files.Locales = with(o.Files.Locales, pack("en", `letter.page: "Page {{.page}} / {{.pages}}"`))
	page := html(t, compare(old, build(t, o)))
	for _, bad := range []string{"alert(", "x()", "x.example"} {
		if strings.Contains(page, bad) {
			t.Errorf("the report has %q", bad)
		}
	}
	if !strings.Contains(page, ">kept<") {
		t.Error("words of the page are gone")
	}
}

func TestOpenRefusesWhatIsNoSamples(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"empty": "", "other": `{"version": 99}`, "damaged": `{"version": 1, "documents": [{"id": "../x", "pages": 1}]}`} {
		if err := os.WriteFile(filepath.Join(dir, "samples.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := proof.Open(dir); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
	if _, err := proof.Open(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("opened a folder that is not there")
	}
}

// All changed documents stay in a report whose pictures are too large.
func TestReportNamesWhatItLeavesOut(t *testing.T) {
	o := shipped(t, "")
	before := baseline(t, "")
	o.Files.Locales = with(with(o.Files.Locales, pack("en", `letter.page: "Page {{.page}} / {{.pages}}"`)), pack("es", `letter.page: "Página {{.page}} / {{.pages}}"`))
	r := compare(before, build(t, o))
	left := r.Fit(1 << 20)
	page := html(t, r)
	if left == 0 || len(page) > 6<<20 {
		t.Errorf("%d pages left out, %d bytes", left, len(page))
	}
	for _, e := range before.Documents {
		if !strings.Contains(page, `<details class="doc" id="`+e.ID+`"`) {
			t.Errorf("%s changed and is not in the report", e.ID)
		}
	}
	if !strings.Contains(page, "its picture is left out") {
		t.Error("the report hides that pictures are missing")
	}
}
