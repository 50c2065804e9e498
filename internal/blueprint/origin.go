package blueprint

import (
	"slices"
	"strings"

	"letterpress/internal/letter"
)

// File is a template file as it was read: what a letter's structure came from.
type File struct {
	Name    string // below the templates, such as "parts/welcome-letter.yaml"
	Version int    // as the file says; 0 for shared blocks, which have none
	Text    string
}

// Origin returns the files that a letter with these parts is made from: those of
// its kind, its parts and what they include, and its edition of the form.
func (s *Set) Origin(l *letter.Letter, parts []string) []File {
	var out []File
	if t := s.letters[l.Kind]; t != nil {
		out = s.origin(out, t.title.node.File(), t.version)
	}
	for _, id := range parts {
		if t := s.parts[id]; t != nil {
			out = s.origin(out, t.node.File(), t.version)
		}
	}
	if e, ok := s.EditionOf(l); ok {
		out = s.origin(out, e.node.File(), e.Version)
	}
	return out
}

// origin appends a file and what it includes, each once.
func (s *Set) origin(list []File, file string, version int) []File {
	name := strings.TrimPrefix(file, "templates/")
	if slices.ContainsFunc(list, func(f File) bool { return f.Name == name }) {
		return list
	}
	list = append(list, File{name, version, string(s.files[name])})
	for _, included := range s.uses[file] {
		list = s.origin(list, included, 0)
	}
	return list
}
