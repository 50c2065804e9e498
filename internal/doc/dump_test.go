package doc

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func in(s string) Inline { return Inline{{Text: s}} }

// whole is a document with one of each thing.
func whole() *Document {
	return &Document{
		Title: "Title", Subject: "Subject", Lang: "es-US", Date: "2025-02-03", LetterID: "an-id", LargePrint: true, Dense: true,
		Letterhead: Letterhead{Plan: in("Plan"), Return: []Inline{in("PO Box 1")}, Address: []Inline{in("ANA SAMPLE"), in("1 ST")}, Aside: []Inline{in("Date")},
			Facts: []Field{{Label: in("Fax:"), Lines: []Inline{in("1"), in("2")}}}},
		Parts: []Part{
			{ID: "one", Title: "One", Continued: "One (continued)", Opening: true,
				Form: FormLine{Left: "Form", Right: "OMB", Page: PageLabel{"Page ", " of ", "."}}, Blocks: prose()},
			{ID: "reply", Title: "Reply", Blocks: reply()},
			{ID: "two", Title: "Two", Continued: "Two (continued)", Blocks: frames()},
			{ID: "three", Title: "Three", Again: in("Three, again"), Blocks: paper()},
		},
	}
}

func prose() []Block {
	return []Block{
		&Title{Text: in("Head\nline below")}, &Heading{Level: 2, Text: in("Section")}, &Heading{Level: 3, Text: in("Below it")},
		&Para{Text: Inline{{Text: "Plain, "}, {Text: "strong", Strong: true}, {Text: ", "}, {Text: "MTM", Markup: &Markup{Expand: "manejo"}},
			{Text: ", "}, {Text: "metformin", Markup: &Markup{Lang: "en-US"}, Strong: true}, {Text: " a\u00a0b "}, {Text: "site", Markup: &Markup{URI: "https://example.org", Lang: "en-US"}}}},
		&Para{Text: in("label"), Tone: Strong}, &Para{Text: in("date"), Tone: Meta}, &Para{Text: in("fine"), Tone: Small},
		&List{Items: []Inline{in("a"), in("b")}}, &Checklist{Items: []Inline{in("c")}}, &Notice{Text: in("notice")},
		&Signature{Closing: in("Sincerely,"), Signer: []Inline{in("Pat"), in("PharmD")}}, &PageBreak{},
	}
}

func reply() []Block {
	return []Block{
		&Fields{Items: []Field{{Label: in("Why:"), Lines: []Inline{in("because")}}}},
		&Choices{Columns: 3, Items: []Choice{{Text: in("yes")}, {Text: in("no, because:"), Write: true}}},
		&WriteIns{Items: []WriteIn{{Label: in("Signature:"), Width: 60}, {Label: in("Date:"), Width: 40}}},
		&Box{Heavy: true, Cells: []BoxCell{{}}},
	}
}

func frames() []Block {
	row := Row{Cells: []Cell{{Lines: []Inline{in("x"), in("y")}}, {}}}
	return []Block{
		&Table{Columns: []Column{{Head: in("A"), Width: 60, RowHeader: true}, {Head: in("B"), Width: 40}}, Rows: []Row{row}, Blank: 2, Invite: in("more"), BlankAs: "blank"},
		&Table{Columns: []Column{{Head: in("C"), Width: 100}}},
		&Box{Cells: []BoxCell{{Tint: true, Blocks: []Block{&Para{Text: in("in a box")}}}, {Lines: 3}}},
		&Keep{Blocks: []Block{&Para{Text: in("kept")}}}, &Space{Lines: 4},
	}
}

func paper() []Block {
	list := Row{Cells: []Cell{{Lines: []Inline{in("x")}}, {Lines: []Inline{in("y"), in("z")}, Items: true}, {Items: true}}}
	return []Block{
		&Title{Text: in("Boxed"), Boxed: true}, &Para{Text: in("date"), Tone: Right}, &Numbered{Items: []Inline{in("a"), in("b")}},
		&Beside{Columns: []BesideColumn{{Width: 60, Blocks: []Block{&Para{Text: in("left")}}}, {Width: 40, Blocks: []Block{&Para{Text: in("right")}}}}},
		&Records{Table: Table{Columns: []Column{{Head: in("A:"), Width: 100}, {Head: in("B:"), Width: 50}, {Head: in("C:"), Width: 50}}, Rows: []Row{list}, Blank: 1, BlankAs: "blank"},
			Lines: []int{1, 2}, Above: true},
	}
}

func TestDump(t *testing.T) {
	golden(t, "whole.golden", whole().Dump())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got\n%s", name, got)
	}
}

func TestInline(t *testing.T) {
	for name, c := range map[string]struct {
		in    Inline
		words string
		empty bool
	}{
		"none":        {nil, "", true},
		"one":         {in("a"), "a", false},
		"several":     {Inline{{Text: "a"}, {Text: ""}, {Text: "b", Strong: true}}, "ab", false},
		"no words":    {Inline{{Text: ""}, {Strong: true}}, "", true},
		"a space too": {in(" "), " ", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.in.String(); got != c.words {
				t.Errorf("got %q, want %q", got, c.words)
			}
			if got := c.in.Empty(); got != c.empty {
				t.Errorf("empty: got %v", got)
			}
		})
	}
}
