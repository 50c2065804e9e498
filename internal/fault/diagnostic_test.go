package fault

import "testing"

func TestFormat(t *testing.T) {
	for name, c := range map[string]struct {
		d    Diagnostic
		want string
	}{
		"of no file": {Diagnostic{Message: "no programs"}, "error: no programs"},
		"of a file":  {Diagnostic{File: "a.yaml", Message: "not UTF-8"}, "a.yaml: error: not UTF-8"},
		"in a line": {Diagnostic{File: "a.yaml", Line: 3, Col: 5, Text: "id: x", Message: "unknown", Hint: "write y"},
			"a.yaml:3:5: error: unknown\n  id: x\n      ^\n  hint: write y"},
		"a warning":    {Diagnostic{Severity: Warning, File: "a.yaml", Line: 1, Col: 1, Message: "odd"}, "a.yaml:1:1: warning: odd"},
		"of no column": {Diagnostic{File: "a.yaml", Line: 2, Text: "x", Message: "odd"}, "a.yaml:2:0: error: odd\n  x\n  ^"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.d.Format(); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// With a fault among them, the error is the faults; warnings are told elsewhere.
func TestFaultsAmongWarnings(t *testing.T) {
	d := Diagnostics{
		{Severity: Warning, File: "b.yaml", Line: 1, Col: 1, Message: "odd"},
		{File: "b.yaml", Line: 2, Col: 1, Message: "wrong"},
		{File: "a.yaml", Line: 9, Col: 9, Message: "wrong too"},
	}
	d.Sort()
	const want = "a.yaml:9:9: error: wrong too\nb.yaml:2:1: error: wrong"
	if err := d.Err(); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestSort(t *testing.T) {
	d := Diagnostics{
		{File: "b", Line: 1, Col: 1}, {File: "a", Line: 2, Col: 1}, {File: "a", Line: 1, Col: 2, Message: "first"},
		{File: "a", Line: 1, Col: 2, Message: "second"}, {File: "a", Line: 1, Col: 1}, {File: "a"},
	}
	d.Sort()
	got := ""
	for _, x := range d {
		got += x.Place() + x.Message + "\n"
	}
	const want = "a: \na:1:1: \na:1:2: first\na:1:2: second\na:2:1: \nb:1:1: \n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
}
