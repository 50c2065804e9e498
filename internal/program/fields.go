package program

import (
	"slices"
	"strconv"

	"letterpress/internal/yaml"
)

// Field is one value of a program file: its path, such as "lines[0].phone", and
// its words as they stand there.
type Field struct {
	Path  string
	Value string
}

// Fields returns every single value of p's file in the order of the file, marks
// taken off. A program that came from no file has none.
func (p *Program) Fields() []Field {
	var out []Field
	if root := p.root(); root != nil {
		leaves(root, "", &out)
	}
	return out
}

func leaves(n *yaml.Node, path string, out *[]Field) {
	switch n.Kind {
	case yaml.Scalar:
		*out = append(*out, Field{path, n.Text})
	case yaml.List:
		for i, it := range n.Items {
			leaves(it, item(path, i), out)
		}
	case yaml.Map:
		for _, kv := range n.Pairs {
			leaves(kv.Value, below(path, kv.Key.Text), out)
		}
	}
}

func item(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// Without returns the program as its file would be read without the value at
// path. It is for asking what that value does to a letter: it may lack what a
// program must have, and no letter is made from it.
func (p *Program) Without(path string) *Program {
	root := p.root()
	if root == nil {
		return p
	}
	d := &decoder{}
	out := d.program(without(root, "", path))
	out.Source, out.file = p.Source, p.file
	return out
}

// without copies the nodes on the way to path and leaves out the last.
func without(n *yaml.Node, at, path string) *yaml.Node {
	out := *n
	out.Items, out.Pairs = slices.Clone(n.Items), slices.Clone(n.Pairs)
	for i := range out.Items {
		switch here := item(at, i); {
		case here == path:
			out.Items = slices.Delete(out.Items, i, i+1)
			return &out
		case holds(here, path):
			out.Items[i] = without(out.Items[i], here, path)
		}
	}
	for i := range out.Pairs {
		switch here := below(at, out.Pairs[i].Key.Text); {
		case here == path:
			out.Pairs = slices.Delete(out.Pairs, i, i+1)
			return &out
		case holds(here, path):
			out.Pairs[i].Value = without(out.Pairs[i].Value, here, path)
		}
	}
	return &out
}

// holds reports whether path lies below another.
func holds(above, path string) bool {
	return len(path) > len(above) && path[:len(above)] == above && (path[len(above)] == '.' || path[len(above)] == '[')
}
