package yaml

import (
	"errors"
	"strings"
	"unicode/utf8"

	goyaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"letterpress/internal/fault"
)

// Limits of a file. They are far above what our files hold, and keep the time
// and the stack that a parser takes in bounds.
const (
	maxBytes = 256 << 10
	maxLine  = 4 << 10 // bytes of one line
	maxDepth = 100     // brackets inside each other
)

type file struct {
	name string
	text string
}

// Parse reads one document. The error is a fault.Diagnostics; there is a node
// exactly when there is none.
func Parse(name string, data []byte) (*Node, error) { return ParseText(name, string(data)) }

// ParseText is Parse of a text, of which the nodes' texts are parts.
func ParseText(name, text string) (*Node, error) {
	f := &file{name: name, text: strings.TrimPrefix(text, "\ufeff")}
	if message := f.unreadable(); message != "" {
		return nil, fault.Diagnostics{f.at(0, 0, "yaml-file", message, "")}
	}
	r := &Reader{}
	n := f.contained(r, func() *Node { return f.document(r) })
	if err := r.Err(); err != nil {
		return nil, err
	}
	return n, nil
}

// unreadable says why no parser should be given the text, or "".
func (f *file) unreadable() string {
	if len(f.text) > maxBytes {
		return "the file is larger than 256 KiB"
	}
	if !utf8.ValidString(f.text) {
		return "the file is not UTF-8 text"
	}
	depth := 0
	for i := range len(f.text) {
		switch f.text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth > maxDepth {
			return "brackets stand in each other over 100 deep"
		}
	}
	for l := range strings.SplitSeq(f.text, "\n") {
		if len(l) > maxLine {
			return "a line is longer than 4,096 bytes"
		}
	}
	return ""
}

// contained calls read and turns a panic of the parser, or over a tree of its
// making, into a finding.
func (f *file) contained(r *Reader, read func() *Node) *Node {
	defer func() {
		if recover() != nil {
			r.found = append(r.found, f.at(0, 0, "yaml-syntax", "the file cannot be read as YAML", ""))
		}
	}()
	return read()
}

func (f *file) document(r *Reader) *Node {
	tree, err := parser.ParseBytes([]byte(f.text), 0)
	if err != nil {
		r.found = append(r.found, f.syntax(err))
		return nil
	}
	body := f.only(r, tree.Docs)
	if body == nil {
		return nil
	}
	return f.node(r, body)
}

// only returns the body of the one document of a file.
func (f *file) only(r *Reader, docs []*ast.DocumentNode) ast.Node {
	var body ast.Node
	for _, d := range docs {
		switch {
		case d.Body == nil:
		case d.Body.Type() == ast.DirectiveType:
			r.feature(f.place(d.Body))
			return nil
		case body != nil:
			r.Fault(f.start(d), "yaml-documents", "a second document in one file", "split the file")
			return nil
		default:
			body = d.Body
		}
	}
	if body == nil {
		r.found = append(r.found, f.at(1, 1, "yaml-empty", "the file is empty", ""))
	}
	return body
}

// start is where a document's marker stands.
func (f *file) start(d *ast.DocumentNode) *Node {
	n := f.place(d.Body)
	if d.Start != nil && d.Start.Position != nil {
		n.Line, n.Col = d.Start.Position.Line, d.Start.Position.Column
	}
	return n
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
	for l := range strings.SplitSeq(f.text, "\n") {
		if line--; line == 0 {
			d.Text = strings.TrimRight(l, "\r")
		}
	}
	return d
}
