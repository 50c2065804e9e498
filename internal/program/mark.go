package program

import (
	"strconv"
	"strings"

	"letterpress/internal/fault"
	"letterpress/internal/yaml"
)

const markKey, valueKey = "sample_only", "value"

// marks gathers which values of a file are marked sample_only, and where every
// value stands.
type marks struct {
	paths  []string
	places map[string]*yaml.Node
}

// lift returns n with every mark taken off, so that the reading of values needs
// to know nothing of marks. A mark is {value: …, sample_only: true}, or
// sample_only: true among the members of a map. The file as a whole cannot be
// marked: there the key stays, and is reported as unknown.
func (m *marks) lift(r *yaml.Reader, n *yaml.Node, path string) *yaml.Node {
	if path != "" {
		n = m.unwrap(r, n, path)
	}
	out := *n
	out.Items, out.Pairs = nil, nil
	for i, it := range n.Items {
		out.Items = append(out.Items, m.lift(r, it, path+"["+strconv.Itoa(i)+"]"))
	}
	for _, p := range n.Pairs {
		value := m.lift(r, p.Value, below(path, p.Key.Text))
		out.Pairs = append(out.Pairs, yaml.Pair{Key: p.Key, Value: value})
	}
	m.places[path] = &out
	return &out
}

// unwrap records a mark on n and returns what it marks.
func (m *marks) unwrap(r *yaml.Reader, n *yaml.Node, path string) *yaml.Node {
	mark, value, rest := split(n)
	if mark == nil {
		return n
	}
	if mark.Kind != yaml.Scalar || mark.Quoted || mark.Text != "true" {
		r.Fault(mark, "program-sample-only", "sample_only is true or left out", "")
	}
	m.paths = append(m.paths, path)
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

func (p *Program) place(path string) *yaml.Node {
	for path != "" {
		if n, ok := p.places[path]; ok && n.Kind != yaml.Null {
			return n
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return p.places[""]
}
