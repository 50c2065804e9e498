// Package yaml reads the project's own files (templates, locales, programs,
// profiles) strictly and remembers where everything stood.
//
// It owns the reading: one document a file, plain maps, lists and scalars, every
// unknown or repeated key a fault with file, line, column and hint. It refuses
// anchors, aliases, merge keys, tags, control characters and several documents,
// which make a file mean something other than what a reviewer sees.
package yaml

import (
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
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
	Quoted    bool // a scalar in quotes or a block: always a string
	Line, Col int
	Text      string // a scalar as written, without quotes
	Items     []*Node
	Pairs     []Pair
	file      *file
}

// Pair is one member of a map. Key holds its place.
type Pair struct {
	Key   *Node
	Value *Node
}

// File returns the name of the file that n stands in.
func (n *Node) File() string { return n.file.name }

// node turns the parser's tree into ours and refuses what is not plain.
func (f *file) node(r *Reader, a ast.Node) *Node {
	n := f.place(a)
	switch v := a.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		n.Kind, n.Text = Scalar, v.Value
		n.Quoted = v.Token.Type == token.DoubleQuoteType || v.Token.Type == token.SingleQuoteType
	case *ast.LiteralNode:
		n.Kind, n.Text, n.Quoted = Scalar, v.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		n.Kind, n.Text = Scalar, a.GetToken().Value
	case *ast.SequenceNode:
		n.Kind = List
		for _, x := range v.Values {
			n.Items = append(n.Items, f.node(r, x))
		}
	case *ast.MappingNode:
		f.pairs(r, n, v.Values)
	case *ast.MappingValueNode:
		f.pairs(r, n, []*ast.MappingValueNode{v})
	default:
		r.feature(n)
	}
	r.visible(n)
	return n
}

func (f *file) place(a ast.Node) *Node {
	n := &Node{file: f}
	if t := a.GetToken(); t != nil && t.Position != nil {
		n.Line, n.Col = t.Position.Line, t.Position.Column
	}
	return n
}

// pairs fills m. A map stands where its first key does.
func (f *file) pairs(r *Reader, m *Node, values []*ast.MappingValueNode) {
	m.Kind = Map
	for _, v := range values {
		m.Pairs = append(m.Pairs, Pair{Key: f.key(r, v.Key), Value: f.node(r, v.Value)})
	}
	if len(m.Pairs) > 0 {
		m.Line, m.Col = m.Pairs[0].Key.Line, m.Pairs[0].Key.Col
	}
}

// key reads a key, which is a plain word or a number.
func (f *file) key(r *Reader, k ast.MapKeyNode) *Node {
	n := f.place(k)
	switch v := k.(type) {
	case *ast.StringNode:
		n.Kind, n.Text = Scalar, v.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		n.Kind, n.Text = Scalar, k.GetToken().Value
	default:
		r.feature(n)
	}
	r.visible(n)
	return n
}

func (r *Reader) feature(n *Node) {
	r.Fault(n, "yaml-feature", "anchors, aliases, tags, merge keys and other special keys are not used here", "write the value out")
}

// visible refuses characters that no reviewer sees. A block of text may have
// several lines.
func (r *Reader) visible(n *Node) {
	if strings.ContainsFunc(n.Text, func(c rune) bool { return c != '\n' && unicode.IsControl(c) }) {
		r.Fault(n, "yaml-control", "a control character stands in the text", "take out what cannot be seen; indent with spaces")
	}
}
