package blueprint

import "letterpress/internal/letter"

// Undated reports whether l prints a form of CMS whose expiration date is not on
// record.
func (s *Set) Undated(l *letter.Letter) bool {
	e, ok := s.EditionOf(l)
	return ok && s.UsesForm(l.Kind) && e.Expires == ""
}
