package blueprint

import (
	"sort"
	"strings"

	"letterpress/internal/doc"
)

// fieldKind says what a path gives.
type fieldKind uint8

const (
	wordsField fieldKind = iota // words to print
	countField                  // a whole number
	flagField                   // yes or no
	wordField                   // one of a few code words, for conditions
	linesField                  // several lines to print
	itemsField                  // things to loop over, each with paths of its own
)

// String names the kind for a diagnostic.
func (k fieldKind) String() string {
	return [...]string{"words", "a number", "a yes or no", "a code word", "a list of lines", "a list of items"}[k]
}

// field is a path that templates may read, with the function that reads it.
type field struct {
	path  string
	kind  fieldKind
	words func(f *frame) doc.Inline
	count func(f *frame) int
	flag  func(f *frame) bool
	word  func(f *frame) string
	lines func(f *frame) []doc.Inline
	items *items
	known []string // the code words that a wordField can be
}

// items is a list to loop over. pick makes item i the one that the paths of
// scope read.
type items struct {
	scope scope
	count func(f *frame) int
	pick  func(f *frame, i int)
}

// scope is the paths that can be read at a place.
type scope map[string]*field

// lookup finds a path in the innermost scope that has it.
func lookup(scopes []scope, path string) *field {
	for i := len(scopes) - 1; i >= 0; i-- {
		if f := scopes[i][path]; f != nil {
			return f
		}
	}
	return nil
}

func paths(scopes []scope) []string {
	var out []string
	for _, s := range scopes {
		for p := range s {
			out = append(out, p)
		}
	}
	sort.Strings(out)
	return out
}

func words(path string, read func(f *frame) doc.Inline) *field {
	return &field{path: path, kind: wordsField, words: read}
}

func count(path string, read func(f *frame) int) *field {
	return &field{path: path, kind: countField, count: read}
}

func flag(path string, read func(f *frame) bool) *field {
	return &field{path: path, kind: flagField, flag: read}
}

func lines(path string, read func(f *frame) []doc.Inline) *field {
	return &field{path: path, kind: linesField, lines: read}
}

func word(path, known string, read func(f *frame) string) *field {
	return &field{path: path, kind: wordField, word: read, known: strings.Fields(known)}
}

func loop(path string, s scope, count func(f *frame) int, pick func(f *frame, i int)) *field {
	return &field{path: path, kind: itemsField, items: &items{scope: s, count: count, pick: pick}}
}

func scopeOf(fields ...*field) scope {
	s := make(scope, len(fields))
	for _, f := range fields {
		s[f.path] = f
	}
	return s
}

// present reports whether a field has something to give.
func (f *field) present(fr *frame) bool {
	switch f.kind {
	case wordsField:
		return !f.words(fr).Empty()
	case countField:
		return f.count(fr) != 0
	case flagField:
		return f.flag(fr)
	case wordField:
		return f.word(fr) != ""
	case linesField:
		return len(f.lines(fr)) > 0
	}
	return f.items.count(fr) > 0
}

// holds reports whether a condition is met; the nil condition always is.
func (c *condition) holds(fr *frame) bool {
	if c == nil {
		return true
	}
	met := false
	if c.word != "" {
		met = c.field.word(fr) == c.word
	} else {
		met = c.field.present(fr)
	}
	return met != c.negate
}
