package program

import (
	"letterpress/internal/fault"
	"letterpress/internal/yaml"
)

const markKey, valueKey = "sample_only", "value"

// marks gathers which values of a file are marked sample_only.
type marks struct {
	paths []string
}

// at is the place of a value in a file; nil is the file as a whole. A path is
// written only for the few that a mark stands on.
type at struct {
	above *at
	key   string
	index int // of an item of a list, -1 for a member of a map
}

// path is how findings and marks name the place.
func (a *at) path() string {
	switch {
	case a == nil:
		return ""
	case a.index < 0:
		return below(a.above.path(), a.key)
	}
	return item(a.above.path(), a.index)
}

// lift takes every mark off n, so that the reading of values needs to know
// nothing of marks. A mark is {value: …, sample_only: true}, or sample_only: true
// among the members of a map. The file as a whole cannot be marked: there the key
// stays, and is reported as unknown.
func (m *marks) lift(r *yaml.Reader, n *yaml.Node, here *at) *yaml.Node {
	if here != nil {
		n = m.unwrap(r, n, here)
	}
	for i, it := range n.Items {
		n.Items[i] = m.lift(r, it, &at{above: here, index: i})
	}
	for i, p := range n.Pairs {
		n.Pairs[i].Value = m.lift(r, p.Value, &at{above: here, key: p.Key.Text, index: -1})
	}
	return n
}

// unwrap records a mark on n and returns what it marks.
func (m *marks) unwrap(r *yaml.Reader, n *yaml.Node, here *at) *yaml.Node {
	mark, value, rest := split(n)
	if mark == nil {
		return n
	}
	if mark.Kind != yaml.Scalar || mark.Quoted || mark.Text != "true" {
		r.Fault(mark, "program-sample-only", "sample_only is true or left out", "")
	}
	m.paths = append(m.paths, here.path())
	switch {
	case value == nil && len(rest) > 0:
		out := *n
		out.Pairs = rest
		return &out
	case value == nil || value.Kind == yaml.Null:
		r.Fault(n, "program-sample-only", "sample_only marks nothing", "write {value: …, sample_only: true}")
	case len(rest) > 0:
		r.Fault(rest[0].Key, "program-sample-only", "beside value only sample_only may stand", "put the key inside value")
	}
	if value == nil {
		return n
	}
	return value
}

// split takes a map apart into its mark, its marked value and all else.
func split(n *yaml.Node) (mark, value *yaml.Node, rest []yaml.Pair) {
	for _, p := range n.Pairs {
		switch p.Key.Text {
		case markKey:
			mark = p.Value
		case valueKey:
			value = p.Value
		default:
			rest = append(rest, p)
		}
	}
	return mark, value, rest
}

func below(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// finding is a fault at path, or at the nearest value above it when path is
// absent from the file. A program that came from no file has no places.
func (p *Program) finding(path, code, message, hint string) fault.Diagnostic {
	n := p.place(path)
	if n == nil {
		return fault.Diagnostic{File: p.Source, Code: code, Message: message, Hint: hint}
	}
	var r yaml.Reader
	r.Fault(n, code, message, hint)
	return r.Found()[0]
}

// place returns the value at path, or the nearest one above it.
func (p *Program) place(path string) *yaml.Node {
	n, here := p.root(), ""
	for n != nil {
		next, at := step(n, here, path)
		if next == nil || next.Kind == yaml.Null {
			break
		}
		n, here = next, at
	}
	return n
}

// step returns the value below n on the way to path, and its own path.
func step(n *yaml.Node, here, path string) (*yaml.Node, string) {
	for i, it := range n.Items {
		if at := item(here, i); at == path || holds(at, path) {
			return it, at
		}
	}
	for _, p := range n.Pairs {
		if at := below(here, p.Key.Text); at == path || holds(at, path) {
			return p.Value, at
		}
	}
	return nil, ""
}

// root returns the values of p's file, marks taken off, or nil when it came from
// no file. They are read again when they are first asked for, which letters never
// do: to keep them would take several times the memory of the program.
func (p *Program) root() *yaml.Node {
	if p.file == nil {
		return nil
	}
	return p.file()
}

// readAgain returns the values of a file that was read without a fault.
func readAgain(name, text string) *yaml.Node {
	n, err := yaml.ParseText(name, text)
	if err != nil {
		return nil
	}
	return new(marks).lift(&yaml.Reader{}, n, nil)
}
