package layout

import (
	"os"
	"strings"
	"testing"
)

func TestBuiltInProfile(t *testing.T) {
	p := profile(t)
	if p.ID != "ten-double-window" || !p.Duplex || p.SheetsPerEnvelope != 6 || len(p.Sum) != 64 {
		t.Errorf("%+v", p)
	}
	if want := (Rect{X: 54 * pt, Y: 162 * pt, W: 270 * pt, H: 54 * pt}); p.addressBox() != want {
		t.Errorf("the address goes into %+v", p.addressBox())
	}
	if p.Return != unmailed.Return || p.Address != unmailed.Address || p.Margin != unmailed.Margin || p.Mark != unmailed.Mark {
		t.Error("letters that are not mailed have another page 1")
	}
}

func TestProfileFaults(t *testing.T) {
	data, err := os.ReadFile("../../templates/profiles/ten-double-window.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"unknown key":        {"duplex:", "duplexx: true\nduplex:", "unknown key"},
		"missing":            {"id: ten-double-window", "", `"id" is required`},
		"missing in a map":   {"size: 0.3", "", `"size" is required`},
		"not a length":       {"width: 3.25", "width: wide", "a length in inches"},
		"too precise":        {"x: 0.625, y: 0.5", "x: 0.6255, y: 0.5", "a length in inches"},
		"negative":           {"x: 0.625, y: 0.5", "x: -1, y: 0.5", "a length in inches"},
		"off the sheet":      {"x: 0.625, y: 0.5", "x: 12, y: 0.5", "a length in inches"},
		"no sheets":          {"sheets_per_envelope: 6", "sheets_per_envelope: 0", "at least one sheet"},
		"a tiny window":      {"width: 4, height: 1}", "width: 4, height: 0.5}", "too small for four lines"},
		"a tiny top window":  {"width: 3.25", "width: 1", "too small for three lines"},
		"a leak into text":   {"width: 4.7", "width: 5", "reaches into the letter"},
		"a mark in the text": {"x: 7.85", "x: 7", "right of the footer"},
		"not YAML":           {"id:", "id: [", "p.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			bad := strings.Replace(string(data), c.old, c.new, 1)
			if bad == string(data) {
				t.Fatal("nothing was changed")
			}
			if _, err := ParseProfile("p.yaml", []byte(bad)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzParseProfile(f *testing.F) {
	data, err := os.ReadFile("../../templates/profiles/ten-double-window.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("mark: {x: 1, y: .5, size: 1.}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := ParseProfile("p", b); (p == nil) == (err == nil) {
			t.Fatal("a profile and an error, or neither")
		}
	})
}

func TestSheets(t *testing.T) {
	for _, c := range []struct {
		pages  int
		duplex bool
		want   int
	}{{0, true, 0}, {1, true, 1}, {2, true, 1}, {3, true, 2}, {5, false, 5}} {
		if got := Sheets(c.pages, c.duplex); got != c.want {
			t.Errorf("%d pages, duplex %v: %d sheets", c.pages, c.duplex, got)
		}
	}
	p := profile(t)
	if p.Sheets(5) != 3 || !p.Holds(6) || p.Holds(7) {
		t.Error("the profile counts otherwise")
	}
}
