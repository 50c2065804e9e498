package archive

import (
	"io/fs"
	"path"
	"strings"
	"testing"
)

func TestValidKey(t *testing.T) {
	long := strings.Repeat("a", maxSegment)
	for _, key := range []string{
		"a.pdf", "0.json", "manifest.csv", "-.pdf",
		"default/2025/02/0190b3c4-0000-5000-8000-000000000001.pdf",
		long + "/" + long + ".pdf",
	} {
		if err := ValidKey(key); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
	for name, key := range map[string]string{
		"empty":             "",
		"no ending":         "a",
		"other ending":      "a.txt",
		"ending alone":      ".pdf",
		"folder alone":      "a/.pdf",
		"two endings":       "a.pdf.pdf",
		"temporary":         "a.pdf.tmp",
		"upper case":        "A.pdf",
		"upper case ending": "a.PDF",
		"underscore":        "a_b.pdf",
		"space":             "a b.pdf",
		"accent":            "peña.pdf",
		"backslash":         `a\b.pdf`,
		"percent":           "a%2e.pdf",
		"nul":               "a\x00.pdf",
		"line":              "a\n.pdf",
		"rooted":            "/a.pdf",
		"empty segment":     "a//b.pdf",
		"trailing slash":    "a.pdf/",
		"dot":               "./a.pdf",
		"parent":            "a/../b.pdf",
		"dotted folder":     "a.b/c.pdf",
		"object as folder":  "a.pdf/b.pdf",
		"staging folder":    staging + "/a.pdf",
		"long segment":      long + "a.pdf",
		"long key":          strings.Repeat("a/", maxKey/2) + "a.pdf",
	} {
		if ValidKey(key) == nil {
			t.Errorf("%s: %q is accepted", name, key)
		}
	}
}

func FuzzValidKey(f *testing.F) {
	for _, key := range []string{"a.pdf", "t1/../t2/x.pdf", "default/2025/02/x.json", ".tmp/x.pdf", "a.pdf/b.csv", ""} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		err := ValidKey(key)
		if err != nil {
			return
		}
		if !fs.ValidPath(key) || path.Clean(key) != key || len(key) > maxKey || contentType(key) == "" {
			t.Errorf("%q is accepted", key)
		}
		if strings.Count(key, ".") != 1 || strings.Contains(path.Dir(key)+"/", "./") && path.Dir(key) != "." {
			t.Errorf("%q has a dot outside its ending", key)
		}
	})
}
