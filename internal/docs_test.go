package internal

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The accessibility page names a test for each clause that it claims; each of
// them is there, and so is each way to break a file.
func TestAccessibilityPageNamesRealTests(t *testing.T) {
	page, err := os.ReadFile("../docs/accessibility.md")
	if err != nil {
		t.Fatal(err)
	}
	tests := allTests(t)
	named := regexp.MustCompile(`\bTest[A-Z]\w+`).FindAllString(string(page), -1)
	if len(named) < 30 {
		t.Fatalf("the page names %d tests", len(named))
	}
	for _, name := range named {
		if !strings.Contains(tests, "func "+name+"(") {
			t.Errorf("there is no test %s", name)
		}
	}
	for _, m := range regexp.MustCompile(`\*([^*|]+)\*`).FindAllStringSubmatch(string(page), -1) {
		if !strings.Contains(tests, `"`+m[1]+`":`) {
			t.Errorf("no file is broken by %q", m[1])
		}
	}
}

// allTests is the text of every test file of the project.
func allTests(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		data, err := os.ReadFile(name)
		all.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
