package watch

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log/slog"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// secret prints itself, as an error or a letter may.
type secret struct{}

func (secret) String() string       { return "CANARY" }
func (secret) LogValue() slog.Value { return slog.AnyValue(errors.New("CANARY")) }

func TestLog(t *testing.T) {
	var b bytes.Buffer
	l := Log(&b)
	for _, c := range []struct {
		write func()
		want  string
	}{
		{func() { l.Info("made", "letter", "id", "attempt", 3, "jobs", int64(2)) }, `"msg":"made","letter":"id","attempt":3,"jobs":2}`},
		{func() { l.Info("made", "name", "CANARY", "letter", "id", "err", errors.New("CANARY")) }, `"msg":"made","letter":"id","dropped":2}`},
		{func() { l.Info("made", "reason", errors.New("CANARY")) }, `"msg":"made","dropped":1}`},
		{func() { l.Info("made", "reason", secret{}) }, `"msg":"made","dropped":1}`},
		{func() { l.Info("made", slog.Group("letter", "name", "CANARY")) }, `"msg":"made","dropped":1}`},
		{func() { l.With("name", "CANARY", "job", 7).WithGroup("letter").Info("made", "name", "CANARY") }, `"msg":"made","job":7,"dropped":1}`},
		{func() { l.Info("made", "reason", "line\nCANARY") }, `"msg":"made","reason":"line"}`},
		{func() { l.Info("made\nCANARY") }, `"msg":"made"}`},
		{func() { l.Info("made", "reason", strings.Repeat("é", 200)) }, `"reason":"` + strings.Repeat("é", 150) + `"}`},
		{func() { Server(l).Printf("http: panic serving 127.0.0.1:1: CANARY\ngoroutine") }, `"level":"WARN","msg":"http: panic serving a request"}`},
		{func() { Server(l).Printf("http: TLS handshake error from 127.0.0.1:1: EOF") }, `"msg":"http: TLS handshake error from 127.0.0.1:1: EOF"}`},
	} {
		b.Reset()
		c.write()
		if got := b.String(); !strings.HasSuffix(got, c.want+"\n") || strings.Contains(got, "CANARY") || !json.Valid(b.Bytes()) {
			t.Errorf("got %s, want …%s", got, c.want)
		}
	}
}

// Every call that writes to a log, anywhere in the module, has a message and names
// that stand in the source, and the names are on the list: a line loses nothing.
func TestLinesOfTheModule(t *testing.T) {
	calls := 0
	err := filepath.WalkDir("../..", func(name string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || filepath.Dir(name) == "../../internal/watch" {
			return err
		}
		files := token.NewFileSet()
		tree, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && writes(call) {
				calls++
				for _, wrong := range misnamed(call.Args) {
					t.Errorf("%s: %s", files.Position(call.Pos()), wrong)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if calls < 5 {
		t.Errorf("%d calls found: the walk misses them", calls)
	}
}

// writes tells whether a call writes to a log, by the names of the method and of
// what it is called on.
func writes(call *ast.CallExpr) bool {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch method.Sel.Name {
	case "Debug", "Info", "Warn", "Error":
	default:
		return false
	}
	on := ""
	switch x := method.X.(type) {
	case *ast.Ident:
		on = x.Name
	case *ast.SelectorExpr:
		on = x.Sel.Name
	}
	return strings.HasSuffix(strings.ToLower(on), "log") || strings.HasSuffix(strings.ToLower(on), "logger")
}

func misnamed(args []ast.Expr) (wrong []string) {
	for i, a := range args {
		if i > 0 && i%2 == 0 {
			continue // a value
		}
		lit, ok := a.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			wrong = append(wrong, "a message or name is not written out")
			continue
		}
		if name, _ := strconv.Unquote(lit.Value); i > 0 && !attributes[name] {
			wrong = append(wrong, name+" is not on the list of attributes")
		}
	}
	return wrong
}
