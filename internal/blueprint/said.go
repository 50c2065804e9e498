package blueprint

import (
	"slices"

	"letterpress/internal/letter"
)

// Said is the messages that the parts of one letter name, in their order, and
// those of what may be enclosed.
type Said struct {
	Kind     letter.Kind
	Edition  string // of the CMS form, where it chooses the parts; else ""
	Messages []string
}

// Said returns what each kind of letter says, by the edition of the form where
// that chooses the parts: every message of their templates, those of conditions
// included. What fields put in is not among it.
func (s *Set) Said() []Said {
	var out []Said
	for _, k := range s.Kinds() {
		t := s.letters[k]
		if !s.UsesForm(k) {
			out = append(out, Said{Kind: k, Messages: s.says(t.parts, t.enclosures)})
			continue
		}
		for _, e := range s.editions {
			if parts := e.Parts[k]; len(parts) > 0 {
				out = append(out, Said{Kind: k, Edition: e.ID, Messages: s.says(parts, t.enclosures)})
			}
		}
	}
	return out
}

func (s *Set) says(parts, enclosures []string) []string {
	var out []string
	for _, id := range slices.Concat(parts, enclosures) {
		p := s.parts[id]
		if p == nil {
			continue
		}
		for _, c := range p.calls {
			if !slices.Contains(out, c.id) {
				out = append(out, c.id)
			}
		}
	}
	return out
}
