// Package draft makes requests to fill in: all that a kind of letter needs, with
// a placeholder where only a person can know the value.
//
// It owns placeholders and what is said of each member. It refuses to guess: what
// the program leaves no choice about is filled in, everything else is left to be
// filled in, and a request that still holds a placeholder is refused as any other
// fault is (letter.Unfilled).
package draft

import (
	"slices"
	"strings"

	"letterpress/internal/letter"
	"letterpress/internal/program"
)

// Draft is a request to fill in.
type Draft struct {
	JSON     []byte // indented, with a line break at the end
	Fill     []Note // what is to be filled in, in the request's order
	Optional []Note // members that may be added
}

// Note says what a member is for. Members are written as the contract does:
// "medications[].name".
type Note struct{ Member, What string }

// New returns a request for a letter of a kind. The kind is one of letter.Kinds
// and the program has letters in the language.
func New(kind letter.Kind, p *program.Program, lang letter.Lang, format letter.Format) Draft {
	f := form{kind: kind, program: p, lang: lang, format: format}
	need, may := kind.Members()
	included := append([]string{"key"}, need...)
	if format != letter.Standard {
		included = append(included, "format")
	}
	if kind == letter.SafeDisposal {
		included = append(included, "disposal")
	}
	var root object
	for _, m := range members {
		if slices.Contains(included, m.name) {
			root = append(root, field{m.name, m.value(&f)})
		}
	}
	d := Draft{JSON: encode(root), Fill: notes(root, "")}
	for _, m := range members {
		if slices.Contains(may, m.name) && !slices.Contains(included, m.name) {
			d.Optional = append(d.Optional, Note{m.name, m.what})
		}
	}
	return d
}

// form is what decides the values of a request to fill in.
type form struct {
	kind    letter.Kind
	program *program.Program
	lang    letter.Lang
	format  letter.Format
}

// fill is a placeholder; it says what takes its place.
type fill string

// choice is the only word there is, or a placeholder that names all.
func choice(words ...string) any {
	if len(words) == 1 {
		return words[0]
	}
	return fill("one of " + strings.Join(words, ", "))
}

// text is a placeholder for words. English stands alone; words of another
// language stand under its name, and a phrase may take the object's place.
func (f *form) text(what string) any {
	if f.lang == letter.English {
		return fill(what)
	}
	return object{{string(f.lang), fill(what + ", in this language; or put a phrase in place of the braces")}}
}
