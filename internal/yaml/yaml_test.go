package yaml

import (
	"strings"
	"testing"
)

func TestParseFaults(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"duplicate key": {"a: 1\na: 2\n", "f.yaml:2:1"},
		"anchor":        {"a: &x 1\nb: *x\n", "anchors"},
		"two documents": {"a: 1\n---\nb: 2\n", "second document"},
		"empty":         {"", "empty"},
		"syntax":        {"a: [1\n", "f.yaml"},
		"tab":           {"a:\n\tb: 1\n", "f.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("f.yaml", []byte(c.in))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestObjectReportsAllFaultsWithPlaces(t *testing.T) {
	n, err := Parse("p.yaml", []byte("id: x\nyeer: 2025\nlive: maybe\nlist: 3\nkind: red\n"))
	if err != nil {
		t.Fatal(err)
	}
	r := &Reader{}
	o := r.Object(n)
	o.NeedString("id")
	o.Int("year")
	o.Bool("live")
	o.Strings("list")
	o.OneOf("kind", "blue", "green")
	o.Need("name")
	o.End()
	got := r.Err().Error()
	for _, want := range []string{
		`p.yaml:2:1: error: unknown key "yeer"`, "did you mean year?",
		"p.yaml:3:7: error: true or false", "p.yaml:4:7: error: a list",
		"p.yaml:5:7", "one of blue, green", `"name" is required`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a: [1, {b: c}]\n"))
	f.Add([]byte("a: |\n  text\n- b"))
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := Parse("f", b)
		if (n == nil) == (err == nil) && err == nil {
			t.Fatal("no node and no error")
		}
	})
}
