package yaml

import (
	"slices"
	"strings"
	"testing"

	"letterpress/internal/fault"
)

func parsed(t *testing.T, text string) *Node {
	t.Helper()
	n, err := Parse("p.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// lines returns findings a line each, without source lines and hints.
func lines(d fault.Diagnostics) []string {
	out := []string{}
	for _, x := range d {
		out = append(out, x.Error())
	}
	return out
}

func TestObjectReportsAllFaultsWithPlaces(t *testing.T) {
	r := &Reader{}
	o := r.Object(parsed(t, "id: x\nyeer: 2025\nlive: maybe\nlist: 3\nkind: red\nboxes: [1]\n"))
	o.NeedString("id")
	o.Int("year")
	o.Bool("live")
	o.Strings("list")
	o.OneOf("kind", "blue", "green")
	o.OneOf("boxes", "blue", "green")
	o.Need("name")
	o.End()
	want := []string{
		"p.yaml:3:7: error: true or false is wanted here",
		"p.yaml:4:7: error: a list is wanted here",
		`p.yaml:5:7: error: "red" is not known here`,
		"p.yaml:6:8: error: a single value is wanted here",
		`p.yaml:1:1: error: "name" is required here`,
		`p.yaml:2:1: error: unknown key "yeer"`,
	}
	if got := lines(r.Found()); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, hint := range []string{"did you mean year?", "one of blue, green"} {
		if !strings.Contains(r.Err().Error(), "hint: "+hint) {
			t.Errorf("no hint %q in:\n%v", hint, r.Err())
		}
	}
}

func TestInt(t *testing.T) {
	for text, want := range map[string]int{
		"12": 12, "-3": -3, "0": 0,
		"+5": -1, "007": -1, "1_000": -1, "0x10": -1, "2.5": -1, "1e3": -1, `"12"`: -1, "x": -1, "[1]": -1,
		"99999999999999999999": -1,
	} {
		r := &Reader{}
		got := r.Int(parsed(t, "n: "+text+"\n").Pairs[0].Value)
		refused := want == -1
		if refused != (r.Err() != nil) || !refused && got != want || refused && got != 0 {
			t.Errorf("%s: got %d, %v", text, got, r.Err())
		}
	}
}

func TestBool(t *testing.T) {
	for text, want := range map[string]string{
		"true": "true", "false": "false", "True": "", "yes": "", `"true"`: "", "1": "", "[]": "",
	} {
		r := &Reader{}
		got := r.Bool(parsed(t, "b: "+text+"\n").Pairs[0].Value)
		if (want == "") != (r.Err() != nil) || got != (want == "true") {
			t.Errorf("%s: got %v, %v", text, got, r.Err())
		}
	}
}

func TestAbsentAndNullAreTheSame(t *testing.T) {
	r := &Reader{}
	o := r.Object(parsed(t, "a:\nb: ~\n"))
	if o.Get("a") != nil || o.Get("b") != nil || o.Get("c") != nil || o.String("a") != "" || o.Int("b") != 0 || o.Bool("c") || o.Strings("a") != nil {
		t.Error("something from nothing")
	}
	o.End()
	if r.Err() != nil {
		t.Error(r.Err())
	}
	o.NeedString("a")
	if got := lines(r.Found()); !slices.Equal(got, []string{`p.yaml:1:1: error: "a" is required here`}) {
		t.Errorf("got %q", got)
	}
}

func TestObjectOfSomethingElse(t *testing.T) {
	r := &Reader{}
	o := r.Object(parsed(t, "- a\n").Items[0])
	o.NeedString("id") // the map is missing, and what it needs is not said as well
	o.End()
	if got := lines(r.Found()); !slices.Equal(got, []string{"p.yaml:1:3: error: a map is wanted here"}) {
		t.Errorf("got %q", got)
	}
}

func TestStringsWantsWords(t *testing.T) {
	r := &Reader{}
	r.Strings(parsed(t, "- a\n- [b]\n-\n"))
	if got := lines(r.Found()); len(got) != 2 || !strings.HasPrefix(got[0], "p.yaml:2:3") || !strings.HasPrefix(got[1], "p.yaml:3:") {
		t.Errorf("got %q", got)
	}
}

func TestWarningsAreNoError(t *testing.T) {
	r := &Reader{}
	r.Warn(parsed(t, "a: 1\n"), "odd", "this is odd", "")
	if r.Err() != nil || len(r.Found()) != 1 || r.Found()[0].Error() != "p.yaml:1:1: warning: this is odd" {
		t.Errorf("got %v, %v", r.Err(), r.Found())
	}
}

func TestNearest(t *testing.T) {
	known := []string{"heading", "para", "page_break", "table"}
	for in, want := range map[string]string{
		"headng": "heading", "para": "para", "paar": "para", "tabel": "table", "page-break": "page_break",
		"zzz": "", "": "", "signature": "",
	} {
		if got := Nearest(in, known); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
