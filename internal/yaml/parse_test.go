package yaml

import (
	"fmt"
	"strings"
	"testing"
)

// plain writes a tree on one line: scalars quoted as Go does, a star before one
// that stood in quotes or in a block.
func plain(n *Node) string {
	var parts []string
	switch n.Kind {
	case Null:
		return "null"
	case Scalar:
		return map[bool]string{true: "*"}[n.Quoted] + fmt.Sprintf("%q", n.Text)
	case List:
		for _, it := range n.Items {
			parts = append(parts, plain(it))
		}
		return "[" + strings.Join(parts, " ") + "]"
	}
	for _, p := range n.Pairs {
		parts = append(parts, p.Key.Text+":"+plain(p.Value))
	}
	return "{" + strings.Join(parts, " ") + "}"
}

func TestParse(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain and quoted":   {"a: x\nb: 'it''s'\nc: \"q\\\"\"\n", `{a:"x" b:*"it's" c:*"q\""}`},
		"numbers as written": {"a: 007\nb: 1_000\nc: 2.50\nd: .inf\n", `{a:"007" b:"1_000" c:"2.50" d:".inf"}`},
		"words as written":   {"a: true\nb: True\nc: yes\nd: 2025-02-03\ne: 12:30\n", `{a:"true" b:"True" c:"yes" d:"2025-02-03" e:"12:30"}`},
		"null":               {"a:\nb: ~\nc: null\n", `{a:null b:null c:null}`},
		"empty":              {"a: {}\nb: []\nc: ''\n", `{a:{} b:[] c:*""}`},
		"lists":              {"- a\n- [b, {c: d}]\n- - e\n", `["a" ["b" {c:"d"}] ["e"]]`},
		"folded":             {"a: >-\n  one\n  two\n\n  three\n", `{a:*"one two\nthree"}`},
		"block":              {"a: |\n  one\n  two\n", `{a:*"one\ntwo\n"}`},
		"key of digits":      {"1: x\n", `{1:"x"}`},
		"key in quotes":      {"\"a b\": x\n", `{a b:"x"}`},
		"comment":            {"# head\na: b # tail\nc: d#e\n", `{a:"b" c:"d#e"}`},
		"Windows":            {"\ufeffa: 1\r\nb: |\r\n  x\r\n", `{a:"1" b:*"x\n"}`},
		"document marks":     {"---\na: 1\n...\n", `{a:"1"}`},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := Parse("f.yaml", []byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if got := plain(n); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestParseFaults(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"duplicate key":            {"a: 1\na: 2\n", "f.yaml:2:1: error: mapping key"},
		"duplicate key in quotes":  {"a: 1\n\"a\": 2\n", "f.yaml:2:1: error: mapping key"},
		"duplicate key in braces":  {"x: {a: 1, a: 2}\n", "f.yaml:1:11: error: mapping key"},
		"anchor":                   {"b: 1\na: &x 1\n", "f.yaml:2:4: error: anchors"},
		"alias":                    {"a: *x\n", "f.yaml:1:4: error: anchors"},
		"tag":                      {"a: !!str 1\n", "f.yaml:1:4: error: anchors"},
		"tag before the document":  {"!x\na: 1\n", "f.yaml:1:1: error: anchors"},
		"merge key":                {"<<: {a: 1}\n", "f.yaml:1:1: error: anchors"},
		"null key":                 {"~: 1\n", "f.yaml:1:1: error: anchors"},
		"question mark":            {"? a\n", "f.yaml:1:1: error: anchors"},
		"list as key":              {"? [a]\n: 1\n", "f.yaml:2:1: error: "},
		"directive":                {"%YAML 1.2\n---\na: 1\n", "f.yaml:1:1: error: anchors"},
		"two documents":            {"a: 1\n\n---\nb: 2\n", "f.yaml:3:1: error: a second document"},
		"empty":                    {"", "f.yaml:1:1: error: the file is empty"},
		"comments alone":           {"# a\n", "f.yaml:1:1: error: the file is empty"},
		"open list":                {"a: [1\n", "f.yaml:1:4: error: "},
		"tab":                      {"a:\n\tb: 1\n", "f.yaml:2:1: error: "},
		"colon in words":           {"a: b: c\n", "f.yaml:1:4: error: "},
		"not UTF-8":                {"a: \xff\n", "f.yaml: error: the file is not UTF-8 text"},
		"zero byte":                {"a: x\x00y\n", "f.yaml:1:4: error: a control character"},
		"escaped control":          {"a: \"x\\u0007y\"\n", "f.yaml:1:4: error: a control character"},
		"control in a key":         {"\"a\\u0007\": x\n", "f.yaml:1:1: error: a control character"},
		"larger than any of ours":  {strings.Repeat("# a line of words\n", 20_000), "f.yaml: error: the file is larger"},
		"a very long line":         {"a: " + strings.Repeat("x", 5000), "f.yaml: error: a line is longer"},
		"brackets without end":     {strings.Repeat("[\n", 5000), "f.yaml: error: brackets"},
		"braces that do end again": {strings.Repeat("{a: ", 200) + strings.Repeat("}", 200), "f.yaml: error: brackets"},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := Parse("f.yaml", []byte(c.in))
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if n != nil {
				t.Error("a node beside the faults")
			}
		})
	}
}

func TestParseReportsEveryFeature(t *testing.T) {
	_, err := Parse("f.yaml", []byte("a: &x 1\nb: *x\nc: !t 1\nd: \"\\0\"\n"))
	for _, want := range []string{"f.yaml:1:4", "f.yaml:2:4", "f.yaml:3:4", "f.yaml:4:4"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no finding at %s in:\n%v", want, err)
		}
	}
}

// A parser that panics over a file is no reason to go down with it.
func TestPanicIsAFinding(t *testing.T) {
	f := &file{name: "f.yaml"}
	for name, read := range map[string]func(*Reader) *Node{
		"in the parser":   func(*Reader) *Node { panic("over member: value") },
		"over its result": func(r *Reader) *Node { return f.node(r, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			r := &Reader{}
			if n := f.contained(r, func() *Node { return read(r) }); n != nil {
				t.Error("a node from a panic")
			}
			if got := r.Found(); len(got) != 1 || got[0].Error() != "f.yaml: error: the file cannot be read as YAML" {
				t.Errorf("got %v", got)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"a: [1, {b: c}]\n", "a: |\n  text\n- b", "a: &x 1\nb: *x\n", "? a\n: b\n", "<<: {a: 1}\n",
		"%YAML 1.2\n---\na: 1\n", "a: \"\\u0000\"\n", "- - - a\n", "a: >-\n  b\n\n  c\n", "{a: , b: }", "!x [",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := Parse("f", b)
		if (n == nil) == (err == nil) {
			t.Fatalf("node %v, error %v", n, err)
		}
		if n != nil {
			placed(t, n)
		}
	})
}

// placed holds that every node has a place and every key is a word.
func placed(t *testing.T, n *Node) {
	if n.File() != "f" || n.Kind != Null && (n.Line < 1 || n.Col < 1) {
		t.Fatalf("a node without a place: %+v", n)
	}
	for _, it := range n.Items {
		placed(t, it)
	}
	for _, p := range n.Pairs {
		if p.Key.Kind != Scalar {
			t.Fatalf("a key that is no word: %+v", p.Key)
		}
		placed(t, p.Key)
		placed(t, p.Value)
	}
}
