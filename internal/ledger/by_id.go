package ledger

import "context"

// ByID returns the letters of a tenant that have one of ids, with their
// requests, in order of id. An id that the tenant does not have is left out.
func (v View) ByID(ctx context.Context, tenant string, ids []string) ([]Letter, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	q := where(letterFull, tenant)
	q.in("l.id", ids)
	q.text.WriteString(" ORDER BY l.id")
	return all(ctx, v.s, scanLetter, q.text.String(), q.args...)
}
