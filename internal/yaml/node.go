// Package yaml reads the project's own files (templates, locales, programs,
// profiles) strictly and remembers where everything stood.
//
// It owns the reading: one document a file, plain maps, lists and scalars, every
// unknown or repeated key a fault with file, line, column and hint. It refuses
// anchors, aliases, merge keys, tags and several documents, which make a file
// mean something other than what a reviewer sees.
package yaml

import (
	"errors"
	"strings"

	goyaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"letterpress/internal/fault"
)

// Kind says what a node is.
type Kind uint8

// The kinds of node.
const (
	Null Kind = iota
	Scalar
	List
	Map
)

// Node is a value in a file.
type Node struct {
	Kind      Kind
	Line, Col int
	Text      string // a scalar as written, without quotes
	Quoted    bool   // a scalar in quotes or a block: always a string
	Items     []*Node
	Pairs     []Pair
	file      *file
}

// Pair is one member of a map. Key holds its place.
type Pair struct {
	Key   *Node
	Value *Node
}

type file struct {
	name  string
	lines []string
}

// Parse reads one document. The error is a fault.Diagnostics.
func Parse(name string, data []byte) (*Node, error) {
	f := &file{name: name, lines: strings.Split(string(data), "\n")}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, fault.Diagnostics{f.syntax(err)}
	}
	var body ast.Node
	for _, d := range tree.Docs {
		switch {
		case d.Body == nil:
		case body != nil:
			return nil, fault.Diagnostics{f.at(2, 1, "yaml-documents", "a second document in one file", "split the file")}
		default:
			body = d.Body
		}
	}
	if body == nil {
		return nil, fault.Diagnostics{f.at(1, 1, "yaml-empty", "the file is empty", "")}
	}
	r := &Reader{}
	n := f.node(r, body)
	return n, r.Err()
}

func (f *file) syntax(err error) fault.Diagnostic {
	var se *goyaml.SyntaxError
	if errors.As(err, &se) && se.Token != nil && se.Token.Position != nil {
		return f.at(se.Token.Position.Line, se.Token.Position.Column, "yaml-syntax", se.Message, "")
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return f.at(0, 0, "yaml-syntax", first, "")
}

func (f *file) at(line, col int, code, message, hint string) fault.Diagnostic {
	d := fault.Diagnostic{File: f.name, Line: line, Col: col, Code: code, Message: message, Hint: hint}
	if line >= 1 && line <= len(f.lines) {
		d.Text = strings.TrimRight(f.lines[line-1], "\r")
	}
	return d
}

func (f *file) node(r *Reader, a ast.Node) *Node {
	n := &Node{file: f}
	if t := a.GetToken(); t != nil && t.Position != nil {
		n.Line, n.Col = t.Position.Line, t.Position.Column
	}
	switch v := a.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		n.Kind, n.Text = Scalar, v.Value
		n.Quoted = v.Token.Type == token.DoubleQuoteType || v.Token.Type == token.SingleQuoteType
	case *ast.LiteralNode:
		n.Kind, n.Text, n.Quoted = Scalar, v.Value.Value, true
	case *ast.IntegerNode:
		n.Kind, n.Text = Scalar, v.Token.Value
	case *ast.FloatNode:
		n.Kind, n.Text = Scalar, v.Token.Value
	case *ast.BoolNode:
		n.Kind, n.Text = Scalar, v.Token.Value
	case *ast.SequenceNode:
		n.Kind = List
		for _, x := range v.Values {
			n.Items = append(n.Items, f.node(r, x))
		}
	case *ast.MappingNode:
		n.Kind = Map
		for _, x := range v.Values {
			f.pair(r, n, x)
		}
		if len(n.Pairs) > 0 {
			n.Line, n.Col = n.Pairs[0].Key.Line, n.Pairs[0].Key.Col
		}
	case *ast.MappingValueNode:
		n.Kind = Map
		f.pair(r, n, v)
		n.Line, n.Col = n.Pairs[0].Key.Line, n.Pairs[0].Key.Col
	default:
		r.Fault(n, "yaml-feature", "anchors, aliases, tags and merge keys are not used here", "write the value out")
	}
	return n
}

func (f *file) pair(r *Reader, m *Node, v *ast.MappingValueNode) {
	k := &Node{Kind: Scalar, file: f}
	if t := v.Key.GetToken(); t != nil {
		k.Line, k.Col, k.Text = t.Position.Line, t.Position.Column, t.Value
	}
	m.Pairs = append(m.Pairs, Pair{Key: k, Value: f.node(r, v.Value)})
}

// File returns the name of the file that n stands in.
func (n *Node) File() string { return n.file.name }
