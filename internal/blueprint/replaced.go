package blueprint

import (
	"path"

	"letterpress/internal/yaml"
)

// Replacement is a file of a layer in the place of one below it.
type Replacement struct{ File, Over string }

// Replacements returns the files that took the place of others: those of the
// same name, and those that define the same letter, part or edition.
func (s *Set) Replacements() []Replacement { return s.replaced }

// replaces notes that one file stands in the place of another.
func (p *parser) replaces(file, over string) {
	p.replaced = append(p.replaced, Replacement{"templates/" + file, "templates/" + over})
}

// overlaid reports whether a file of a higher layer, which was read before,
// defines the same as root of file name. Then nothing of root is used.
func (p *parser) overlaid(name string, root *yaml.Node) bool {
	what, key := "", "id"
	switch path.Dir(name) {
	case "letters":
		what, key = "a letter of kind ", "kind"
	case "parts":
		what = "part "
	case "editions":
		what = "edition "
	}
	for _, kv := range root.Pairs {
		if kv.Key.Text != key {
			continue
		}
		by := p.seen[what+kv.Value.Text]
		if by == nil {
			return false
		}
		file := by.File()[len("templates/"):]
		if p.layers[file] <= p.layers[name] {
			return false
		}
		p.replaces(file, name)
		return true
	}
	return false
}
