package program

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/samples"
)

var update = flag.Bool("update", false, "rewrite golden files")

// golden compares got with a file under testdata, or writes it.
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
		t.Errorf("%s differs; got:\n%s", name, got)
	}
}

func reference(t *testing.T) *Set {
	t.Helper()
	s, err := Load(samples.Programs, "samples")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func wholeText(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("testdata/whole.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// changed parses the whole example after replacing old with new.
func changed(t *testing.T, pairs ...string) *Program {
	t.Helper()
	text := wholeText(t)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the example has no %q", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	p, err := Parse("whole.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParseReadsEveryKey(t *testing.T) {
	v := reflect.ValueOf(*changed(t, "vendor: Example Reviews", "vendor: {value: Example Reviews, sample_only: true}",
		"blank_rows: 0", "blank_rows: 7", "open: false", "open: true"))
	unset(t, "Program", v)
}

// unset reports every field of v that the whole example leaves at its zero value.
func unset(t *testing.T, path string, v reflect.Value) {
	t.Helper()
	for i := range v.NumField() {
		f, name := v.Field(i), path+"."+v.Type().Field(i).Name
		switch {
		case slices.Contains(forOthers, name):
		case f.IsZero():
			t.Errorf("%s is not read", name)
		case f.Kind() == reflect.Struct:
			unset(t, name, f)
		}
	}
}

// forOthers are fields that no value of a program can set together with the rest.
var forOthers = []string{
	"Program.CMR.Minutes.UpTo", "Program.CMR.Minutes.Average", "Program.TMR.Minutes.UpTo", "Program.TMR.Minutes.Average",
	"Program.TMR.Minutes.High", "Program.TMR.Minutes.About", "Program.TMR.Minutes.AsLongAsNeeded",
	"Program.Return.CareOf", "Program.Return.Urbanization",
}

func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no bad files: %v", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = Parse(name, data)
			if err == nil {
				t.Fatal("the file was taken")
			}
			if fault.KindOf(err) != fault.Source {
				t.Errorf("the error is of kind %v", fault.KindOf(err))
			}
			golden(t, "bad/"+strings.TrimSuffix(name, ".yaml")+".txt", err.Error()+"\n")
		})
	}
}

func TestParseRefusesWhatIsNoText(t *testing.T) {
	for name, data := range map[string][]byte{
		"not UTF-8": []byte("id: \xff\n"),
		"too large": []byte(strings.Repeat("# filler\n", maxFile/8)),
	} {
		if _, err := Parse("p.yaml", data); err == nil || !strings.Contains(err.Error(), "p.yaml: ") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestMarks(t *testing.T) {
	p := changed(t,
		"phone: 1-800-555-0100", "phone: {value: 1-800-555-0100, sample_only: true}",
		"fax_back: 1-800-555-0101", "fax_back: {phone: 1-800-555-0101, sample_only: true}",
		"diabetes\n", "{value: diabetes, sample_only: true}\n",
		"city: Springfield,", "city: Springfield, sample_only: true,",
		"  welcome: {en: H0000_26_example_C", "  welcome: {en: {value: H0000_26_example_C, sample_only: true}")
	want := []string{
		"return_address", "lines[0].phone", "fax_back", "criteria.conditions.list[3]", "material_ids.welcome.en",
	}
	if !slices.Equal(p.SampleOnly, want) {
		t.Errorf("got %q, want %q", p.SampleOnly, want)
	}
	if p.Lines[0].Contact.Phone != "1-800-555-0100" || p.FaxBack != "1-800-555-0101" ||
		p.Criteria.Conditions.List[3].ID != "diabetes" || p.MaterialID(letter.Welcome, letter.English) != "H0000_26_example_C" {
		t.Errorf("a marked value is lost: %+v", p)
	}
	for path, sample := range map[string]bool{
		"return_address": true, "return_address.city": true, "return_addresses": false,
		"lines[0].phone": true, "lines[0].tty": false, "lines": false, "material_ids.welcome.es": false,
	} {
		if p.IsSample(path) != sample {
			t.Errorf("IsSample(%q) = %v", path, !sample)
		}
	}
}

func TestLoad(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	program := func(id string) string {
		return "id: " + id + "\nname: {en: Example Health}\ncontract_year: 2026\nlanguages: [en]\n"
	}
	t.Run("all files below a folder", func(t *testing.T) {
		s, err := Load(fstest.MapFS{
			"b.yaml": file(program("second")), "deep/a.yml": file(program("first")),
			"README.md": file("# notes"), ".hidden.yaml": file("x"), ".git/c.yaml": file("x"),
		}, "programs")
		if err != nil {
			t.Fatal(err)
		}
		if got := s.IDs(); !slices.Equal(got, []string{"first", "second"}) {
			t.Errorf("got %q", got)
		}
		if p, ok := s.Find("first"); !ok || p.Source != "programs/deep/a.yml" {
			t.Errorf("got %+v, %v", p, ok)
		}
	})
	t.Run("faults of all files at once", func(t *testing.T) {
		_, err := Load(fstest.MapFS{
			"a.yaml": file(program("same")), "b.yaml": file("# b\n" + program("same")),
			"c.yaml": file("id: c\n"), "d.yaml": file(""),
		}, "")
		for _, want := range []string{"b.yaml:2:5: ", "stands already in a.yaml", "c.yaml:1:1: ", "d.yaml:1:1: "} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("no %q in %v", want, err)
			}
		}
	})
	t.Run("no programs", func(t *testing.T) {
		if _, err := Load(fstest.MapFS{"notes.txt": file("x")}, ""); fault.KindOf(err) != fault.Source {
			t.Errorf("got %v", err)
		}
	})
	t.Run("no folder", func(t *testing.T) {
		if _, err := Load(os.DirFS("testdata/none"), ""); fault.KindOf(err) != fault.Source {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a folder laid over the built-in programs", func(t *testing.T) {
		own, err := Load(fstest.MapFS{"a.yaml": file(program("aetna-2021")), "n.yaml": file(program("new"))}, "own")
		if err != nil {
			t.Fatal(err)
		}
		built := reference(t)
		all := built.With(own)
		if len(all.All()) != 6 || len(built.All()) != 5 {
			t.Errorf("got %q over %q", all.IDs(), built.IDs())
		}
		if p, _ := all.Find("aetna-2021"); p.Source != "own/a.yaml" {
			t.Errorf("the built-in program was kept: %s", p.Source)
		}
	})
}

func TestProgramAnswers(t *testing.T) {
	p := changed(t)
	if got := p.ReturnLines(); !slices.Equal(got, []string{"PO Box 100"}) {
		t.Errorf("ReturnLines = %q", got)
	}
	if got := changed(t, "[Example Health Medicare, PO Box 100]", "[PO Box 100]").ReturnLines(); len(got) != 1 {
		t.Errorf("ReturnLines = %q", got)
	}
	if got := len(p.Criteria.Conditions.For("pdp")); got != 10 || len(p.Criteria.Conditions.For("mapd")) != 11 {
		t.Errorf("%d conditions count for pdp", got)
	}
	if l, ok := p.Line("pdp"); !ok || l.Name != "pharmacy-services" {
		t.Errorf("Line(pdp) = %+v, %v", l, ok)
	}
	if !p.HasRoute(letter.RouteBoth) || changed(t, "[criteria, at-risk, snp]", "[criteria, snp]", "at_risk: {coverage_limitation: true}\n", "").HasRoute(letter.RouteBoth) {
		t.Error("both needs criteria and at-risk")
	}
	if !p.FirstContact.Reaches("text") || p.FirstContact.Reaches("email") {
		t.Error("the ways of contact are mixed up")
	}
	if got := p.CMR.Ways(); !slices.Equal(got, []string{"telephone", "in-person"}) {
		t.Errorf("Ways = %q", got)
	}
	if none := changed(t, ", rows: 24", ""); none.BlankList.Rows != DefaultBlankListRows || p.BlankList.Rows != 24 {
		t.Errorf("rows of the blank list: %d without, %d with", none.BlankList.Rows, p.BlankList.Rows)
	}
	if none := changed(t, "blank_rows: 0\n", ""); none.BlankRows != DefaultBlankRows || p.BlankRows != 0 {
		t.Errorf("blank rows: %d without, %d with", none.BlankRows, p.BlankRows)
	}
	if _, ok := (&Program{}).Line("mapd"); ok || (&Program{}).ReturnLines() != nil {
		t.Error("an empty program has a line")
	}
}

func TestSumIsOfTheBytes(t *testing.T) {
	a, b, c := changed(t), changed(t), changed(t, "least: 8", "least: 7")
	if a.Sum != b.Sum || a.Sum == c.Sum || len(a.Sum) != 64 {
		t.Errorf("got %s, %s, %s", a.Sum, b.Sum, c.Sum)
	}
}

func TestCodes(t *testing.T) {
	for name, codes := range Vocabulary() {
		for i, c := range codes {
			if strings.Trim(strings.ToLower(c), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || slices.Contains(codes[:i], c) {
				t.Errorf("%s: %q is no code or stands twice", name, c)
			}
		}
	}
	core := 0
	for _, k := range KnownConditions {
		if k.Core {
			core++
		}
		for _, part := range k.Of {
			if _, ok := knownCondition(part); !ok {
				t.Errorf("%s: the part %s is no condition", k.Code, part)
			}
		}
	}
	if core != 10 || len(DrugClasses) != 13 {
		t.Errorf("%d core conditions, %d drug classes", core, len(DrugClasses))
	}
}

func FuzzParse(f *testing.F) {
	whole, err := os.ReadFile("testdata/whole.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	bad, _ := filepath.Glob("testdata/bad/*.yaml")
	for _, file := range bad {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Parse("f.yaml", data)
		if err != nil {
			if len(diagnostics("f.yaml", err).Faults()) == 0 {
				t.Fatalf("an error without a fault: %v", err)
			}
			return
		}
		if p.ID == "" || len(p.Languages) == 0 || p.ContractYear < firstYear {
			t.Fatalf("taken without what is required: %+v", p)
		}
		for _, d := range append(Check(p), Strict(p)...) {
			if d.Line < 1 || d.File != "f.yaml" {
				t.Fatalf("no place: %v", d)
			}
		}
		for _, kind := range letterKinds {
			p.Lacks(Need{Kind: kind, Lang: letter.Spanish, PlanType: "mapd", Route: letter.RouteBoth})
		}
	})
}

func listing(d fault.Diagnostics) string {
	var b strings.Builder
	for _, x := range d {
		fmt.Fprintf(&b, "%s [%s]\n", x.Error(), x.Code)
	}
	return b.String()
}
