package proof

import (
	"strings"
	"testing"
)

func TestWordRuns(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"same":     {"a b", "a  b", "a b"},
		"a word":   {"Call us today.", "Call us now.", "Call us [-today.] [+now.]"},
		"all":      {"a b", "c", "[-a b] [+c]"},
		"new":      {"", "a b", "[+a b]"},
		"gone":     {"a b", "", "[-a b]"},
		"in front": {"b c", "a b c", "[+a] b c"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, r := range wordRuns(c.before, c.after) {
				switch r.Op {
				case "del":
					got = append(got, "[-"+r.Text+"]")
				case "ins":
					got = append(got, "[+"+r.Text+"]")
				default:
					got = append(got, r.Text)
				}
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

// Words that only moved to another page are no change of words.
func TestWordsThatMove(t *testing.T) {
	a := []Passage{{1, "P", "one"}, {1, "P", "two"}, {2, "LI", "three"}}
	b := []Passage{{1, "P", "one"}, {2, "P", "two"}, {2, "LI", "three more"}}
	got := words(a, b)
	if len(got) != 1 || got[0].From != 2 || got[0].To != 2 || got[0].Role != "LI" {
		t.Errorf("got %+v", got)
	}
}

func TestStructureHasNoWords(t *testing.T) {
	for line, want := range map[string]string{
		`Document`: `Document`,
		`  P page 1: "Call \"us\" now" page 2: "or later"`:      `  P "…"`,
		`    TH scope="Column" colspan=2 "How I take it"`:       `    TH scope="Column" colspan=2 "…"`,
		`    Span lang="en-US" expand="two words" "MTM"`:        `    Span lang="en-US" expand="two words" "…"`,
		`      page 3: "of a paragraph"`:                        `      "…"`,
		`      link to https://plan.example`:                    `      link to https://plan.example`,
		`  TD actual="a place to write" page 12: "x = \"y z\""`: `  TD actual="a place to write" "…"`,
	} {
		if got := wordless(line); got != want {
			t.Errorf("%s\n got %q\nwant %q", line, got, want)
		}
	}
}

// A sample's file name says what it shows, wherever kind, language and format
// stand in it.
func TestVariant(t *testing.T) {
	const request = `{"kind": "welcome", "program": "p-2025", "language": "en", "date": "2025-02-03", "format": "FORMAT",
		"member": {"id": "M-1", "name": {"last": "Sample"}, "birth_date": "1948-07-09", "plan_type": "mapd",
		"address": {"lines": ["1 EXAMPLE ST"], "city": "HARTFORD", "state": "CT", "postal_code": "06106"}}, "welcome": {"route": "criteria"}}`
	for name, want := range map[string]string{
		"welcome-en": "p-2025/welcome-en-standard", "welcome-at-risk-en": "p-2025/welcome-at-risk-en-standard",
		"large-print-welcome-en": "p-2025/welcome-en-large-print", "welcome-pdp-large-print-en": "p-2025/welcome-pdp-en-large-print",
		"something": "p-2025/welcome-something-en-standard",
	} {
		format := "standard"
		if strings.Contains(name, "large-print") {
			format = "large-print"
		}
		r := read("p-2025/"+name+".json", []byte(strings.ReplaceAll(request, "FORMAT", format)))
		if r == nil || r.id != want {
			t.Errorf("%s: got %+v, want %s", name, r, want)
		}
	}
	if r := read("hard/welcome-en.json", []byte(strings.ReplaceAll(request, "FORMAT", "standard"))); r != nil {
		t.Errorf("a request of another folder: %s", r.id)
	}
	if r := read("p-2025/welcome-en.json", []byte(strings.ReplaceAll(request, "FORMAT", "braille"))); r != nil {
		t.Errorf("a format of a vendor: %s", r.id)
	}
}

func TestMarkedPictures(t *testing.T) {
	page := func(words string) []byte {
		return []byte("<svg>\n<title>t " + words + "</title>\n<rect x=\"0\"/>\n<text x=\"1\">" + words + "</text>\n</svg>\n")
	}
	if got := pairs([][]byte{page("same")}, [][]byte{page("same")}); len(got) != 0 {
		t.Errorf("pages that are the same: %v", got)
	}
	got := pairs([][]byte{page(" Call us &amp; wait")}, [][]byte{page(" Call me &amp; wait"), page("more")})
	if len(got) != 2 {
		t.Fatalf("%d pairs", len(got))
	}
	for s, in := range map[string]string{
		`<text x="1"> Call <tspan class="del">us</tspan> &amp; wait</text>`: string(got[0].Before),
		`<text x="1"> Call <tspan class="ins">me</tspan> &amp; wait</text>`: string(got[0].After),
		`<tspan class="ins">more</tspan>`:                                   string(got[1].After),
	} {
		if !strings.Contains(in, s) {
			t.Errorf("no %s in\n%s", s, in)
		}
	}
	if got[1].Before != "" {
		t.Errorf("a page that was not there: %s", got[1].Before)
	}
}
