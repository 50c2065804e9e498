package report_test

import (
	"os"
	"path/filepath"
	"testing"

	"letterpress/bench/report"
)

func TestTable(t *testing.T) {
	const want = "| who  | ms |\n|------|---:|\n| café |  1 |\n| b    | 10 |\n"
	if got := (report.Table{{"who", "ms"}, {"café", "1"}, {"b", "10"}}).String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0.123: "0.12", 9.99: "9.99", 9.999: "10.0", 99.96: "100", 999.4: "999", 1000: "1,000", 20511.6: "20,512"} {
		if got := report.Number(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
}

func TestMedian(t *testing.T) {
	if report.Median([]float64{5, 1, 3}) != 3 || report.Median([]float64{4, 1, 3, 2}) != 2.5 || report.Median(nil) != 0 {
		t.Error("not the middle")
	}
}

func TestReplace(t *testing.T) {
	name := filepath.Join(t.TempDir(), "page.md")
	page := "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n"
	if err := os.WriteFile(name, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := report.Replace(name, "x", "new\n"); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(name); string(got) != "a\n<!-- x -->\nnew\n<!-- end of x -->\nb\n" {
		t.Errorf("got %q", got)
	}
	if report.Replace(name, "y", "") == nil {
		t.Error("a section that is not there was replaced")
	}
}
