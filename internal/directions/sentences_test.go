package directions

import (
	"flag"
	"os"
	"strings"
	"testing"

	"letterpress/internal/letter"
)

var update = flag.Bool("update", false, "rewrite the sentences")

const sentencesFile = "testdata/sentences.txt"

// Every sentence, in a file that people read: a line a case, in the tests' short
// notation, then English and Spanish. A new case is a line with its codes alone;
// -update fills in what is printed. Lines that begin with # are headings.
func TestSentences(t *testing.T) {
	data, err := os.ReadFile(sentencesFile)
	if err != nil {
		t.Fatal(err)
	}
	c := builtIn(t)
	cases := 0
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		codes, _, _ := strings.Cut(line, " | ")
		if codes == "" || codes[0] == '#' {
			out = append(out, line)
			continue
		}
		cases++
		got := codes
		for _, lang := range []letter.Lang{letter.English, letter.Spanish} {
			m := medicine(t, codes, "", lang)
			if faults, _ := Sense(m, ""); len(faults) > 0 {
				t.Errorf("%s\n%v", codes, faults)
			}
			got += " | " + shown(t, m.Directions.Steps, c.Language(lang))
		}
		if got != line && !*update {
			t.Errorf("got  %s\nwant %s", got, line)
		}
		out = append(out, got)
	}
	if cases < 150 {
		t.Errorf("%d sentences, want at least 150", cases)
	}
	if *update {
		if err := os.WriteFile(sentencesFile, []byte(strings.Join(out, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
