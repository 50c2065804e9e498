package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// levels is the order of the packages: each imports only packages of lower
// levels. A new package gets its place here.
var levels = map[string]int{
	"ascii": 0, "fault": 0, "page": 0, "crew": 0,
	"yaml": 1, "sheetmark": 1, "letter": 1, "doc": 1, "face": 1,
	"program": 2, "wording": 2, "sense": 2, "reading": 2,
	"directions": 3, "draft": 3, "layout": 3,
	"intake": 4, "blueprint": 4, "pdf": 4, "svg": 4,
	"render": 5, "ledger": 5, "archive": 5,
	"access": 6, "jobs": 6, "press": 6, "proof": 6,
	"api": 7, "watch": 7,
}

// owners says which package alone imports an outside library. A library that is
// not here must not be imported at all.
var owners = map[string]string{
	"github.com/go-pdf/fpdf":             "internal/pdf",
	"github.com/klauspost/compress":      "internal/pdf",
	"github.com/boombuler/barcode":       "internal/sheetmark",
	"github.com/go-fonts/liberation":     "internal/face",
	"golang.org/x/image":                 "internal/face",
	"github.com/nicksnyder/go-i18n":      "internal/wording",
	"golang.org/x/text/encoding/charmap": "internal/face",
	"golang.org/x/text/language":         "internal/wording",
	"golang.org/x/text/message":          "internal/wording",
	"golang.org/x/text/unicode/norm":     "internal/letter",
	"github.com/goccy/go-yaml":           "internal/yaml",
	"github.com/go-json-experiment/json": "internal/letter",
	"github.com/aws/":                    "internal/archive",
	"modernc.org/sqlite":                 "internal/ledger",
	"github.com/pressly/goose":           "internal/ledger",
	"github.com/alecthomas/kong":         "cmd/letterpress",
	"github.com/schollz/progressbar":     "cmd/letterpress",
	"golang.org/x/term":                  "cmd/letterpress",
	"golang.org/x/sync":                  "internal/press",
	"golang.org/x/time":                  "internal/api",
	"github.com/danielgtaylor/huma":      "internal/api",
	"github.com/riverqueue/river":        "internal/jobs",
	"github.com/gofrs/flock":             "internal/jobs",
	"github.com/prometheus/":             "internal/watch",
	"github.com/santhosh-tekuri/":        "internal/api", // tests
	"znkr.io/diff":                       "internal/proof",
	"github.com/Shopify/toxiproxy":       "cmd/letterpress",
	"github.com/rs/zerolog":              "cmd/letterpress",
}

// shared libraries may be imported where they are needed: ids are made by the
// letter's key and by the clock's owner, test libraries by tests; the list of
// work takes the ledger's own PostgreSQL transactions.
var shared = []string{"github.com/jackc/pgx", "github.com/google/uuid", "pgregory.net/rapid", "github.com/rogpeppe/go-internal"}

func TestImportsGoDown(t *testing.T) {
	eachFile(t, func(file, pkg, imported string) {
		to, ok := strings.CutPrefix(imported, "letterpress/internal/")
		from, inside := strings.CutPrefix(pkg, "internal/")
		if !ok || !inside || strings.HasSuffix(file, "_test.go") {
			return
		}
		a, known := levels[from]
		b, knownTo := levels[to]
		switch {
		case !known || !knownTo:
			t.Errorf("%s: package %s or %s has no level in this test", file, from, to)
		case a <= b:
			t.Errorf("%s: %s (level %d) imports %s (level %d)", file, from, a, to, b)
		}
	})
}

func TestEachLibraryHasOneOwner(t *testing.T) {
	eachFile(t, func(file, pkg, imported string) {
		if !strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
			return // standard library or our own
		}
		for _, s := range shared {
			if strings.HasPrefix(imported, s) {
				return
			}
		}
		for lib, owner := range owners {
			if strings.HasPrefix(imported, lib) {
				if pkg != owner {
					t.Errorf("%s: %s is imported by %s alone", file, lib, owner)
				}
				return
			}
		}
		t.Errorf("%s: %s has no owner in this test", file, imported)
	})
}

// pure are the packages that decide bytes, and what they must not know.
var impure = []string{"time", "net", "net/http", "database/sql", "math/rand", "math/rand/v2", "crypto/rand", "os", "log", "log/slog"}

func TestPureCoreKnowsNoOutside(t *testing.T) {
	eachFile(t, func(file, pkg, imported string) {
		name, inside := strings.CutPrefix(pkg, "internal/")
		level, known := levels[name]
		if !inside || !known || strings.HasSuffix(file, "_test.go") || (level >= 5 && name != "render") {
			return
		}
		for _, bad := range impure {
			if imported == bad && !(bad == "time" && calendarOnly[name]) {
				t.Errorf("%s: the pure core imports %s", file, bad)
			}
		}
	})
}

// calendarOnly are the packages that use time for days of the calendar and
// never ask the clock; TestNobodyAsksTheClock holds them to it.
var calendarOnly = map[string]bool{"letter": true, "pdf": true}

func TestNobodyAsksTheClock(t *testing.T) {
	for name := range calendarOnly {
		files, _ := filepath.Glob(filepath.Join(name, "*.go"))
		for _, f := range files {
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(f, "_test.go") && strings.Contains(string(src), "time.Now") {
				t.Errorf("%s asks the clock", f)
			}
		}
	}
}

// eachFile calls f for every import of every Go file of the module. A folder with
// a go.mod of its own, such as bench, is another module.
func eachFile(t *testing.T, f func(file, pkg, imported string)) {
	t.Helper()
	n := 0
	err := filepath.WalkDir("..", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (e.Name() == "testdata" || strings.HasPrefix(e.Name(), ".") && name != "..") {
			return filepath.SkipDir
		}
		if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil && e.IsDir() && name != ".." {
			return filepath.SkipDir
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(strings.TrimPrefix(filepath.ToSlash(name), "../"))
		for _, i := range tree.Imports {
			imported, _ := strconv.Unquote(i.Path.Value)
			f(name, pkg, imported)
			n++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 100 {
		t.Fatalf("looked at %d imports: the walk misses the module", n)
	}
}
