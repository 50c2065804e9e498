// Package blueprint holds the letter templates: it parses, checks and compiles
// them once, and expands them for one letter at a time into a doc.Document.
//
// A template is a list of blocks that name messages; it holds no words. It owns
// the template language and the paths that a template may read. It refuses to
// compute: what needs more than a path, a condition or a loop is a field that
// is worked out here in Go.
package blueprint

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"slices"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/wording"
	"letterpress/internal/yaml"
)

// Set is all templates of a folder, compiled. It does not change and may be
// used by any number of goroutines.
type Set struct {
	letters  map[letter.Kind]*letterTemplate
	parts    map[string]*partTemplate
	editions []*Edition
	calls    []*call  // by number
	wanted   []wanted // parts that letters and editions have
	named    []named  // messages that editions and enclosures are called by
	bound    map[letter.Lang][]*wording.Message
	words    *wording.Catalogue
	sum      string
	files    map[string][]byte   // what was read, by name below the folder
	uses     map[string][]string // by file, the files that it includes
	replaced []Replacement
	broken   bool // a file could not be read
	found    fault.Diagnostics
}

// letterTemplate says which parts a kind of letter has.
type letterTemplate struct {
	id         string
	version    int
	kind       letter.Kind
	title      *call
	subject    *call
	aside      []entry
	facts      []fieldNode
	dense      bool     // set small, for professionals
	parts      []string // part ids; nil: those of the edition
	enclosures []string // extra parts that a request or program may ask for
	reads      []named  // paths of the root
}

// partTemplate is one document of a letter.
type partTemplate struct {
	id      string
	version int
	name    nameSource
	later   *entry // running head of the later pages, when it has words of its own
	opening bool
	form    bool
	left    *entry
	right   *entry
	again   *entry // the box that heads later pages
	blocks  []node
	calls   []*call // of the part, in their order
	reads   []named // paths of the root
	node    *yaml.Node
}

// nameSource is where a part's running head comes from: a message or a field.
type nameSource struct {
	call  *call
	field *field
}

// Load reads letters, parts and editions from the layers, a later one over an
// earlier, and binds them to the wording. The error is a fault.Diagnostics.
func Load(words *wording.Catalogue, layers ...fs.FS) (*Set, error) {
	return Read(layers...).Bind(words)
}

// Unbound is templates that were read and know no wording yet.
type Unbound struct{ set *Set }

// Read is the part of Load that needs no wording.
func Read(layers ...fs.FS) Unbound {
	p := newParser()
	for _, l := range layers {
		p.readAll(l)
	}
	return Unbound{p.set()}
}

// Bind is the rest of Load. It may be called once.
func (u Unbound) Bind(words *wording.Catalogue) (*Set, error) {
	s := u.set
	s.words = words
	s.bind(words)
	s.check()
	return s, s.found.Err()
}

// Found returns every finding about the templates, warnings included.
func (s *Set) Found() fault.Diagnostics { return s.found }

// Sum returns a SHA-256 over the template files in force: the template's part
// of a fingerprint.
func (s *Set) Sum() string { return s.sum }

// Offers reports whether a template for kind exists.
func (s *Set) Offers(kind letter.Kind) bool { return s.letters[kind] != nil }

// Kinds returns the kinds that have a template, sorted.
func (s *Set) Kinds() []letter.Kind {
	return slices.Sorted(maps.Keys(s.letters))
}

// Version returns the version of the template of kind, 0 when there is none.
func (s *Set) Version(kind letter.Kind) int {
	if t := s.letters[kind]; t != nil {
		return t.version
	}
	return 0
}

// UsesForm reports whether letters of kind are made of the parts of the CMS
// form, so that an edition must have them.
func (s *Set) UsesForm(kind letter.Kind) bool {
	t := s.letters[kind]
	return t != nil && t.parts == nil
}

// Encloses reports whether letters of kind may carry the extra part.
func (s *Set) Encloses(kind letter.Kind, part string) bool {
	t := s.letters[kind]
	if t == nil {
		return false
	}
	return slices.Contains(t.enclosures, part)
}

// bind looks every message up once a language.
func (s *Set) bind(words *wording.Catalogue) {
	s.bound = map[letter.Lang][]*wording.Message{}
	for _, code := range words.Languages() {
		l := words.Language(code)
		table := make([]*wording.Message, len(s.calls))
		for i, c := range s.calls {
			table[i] = l.Message(c.id)
		}
		s.bound[code] = table
	}
}

func sumFiles(files map[string][]byte) string {
	h := sha256.New()
	for _, n := range slices.Sorted(maps.Keys(files)) {
		h.Write([]byte(n + "\x00"))
		h.Write(files[n])
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}
