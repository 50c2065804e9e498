package ledger

import (
	"context"
	"strings"
)

// letterByID is letterFull for several ids. With the tenant to be looked up, too,
// SQLite walks through all of its letters from a few ids on.
var letterByID = strings.Replace(letterFull, "l.tenant = $1", "l.tenant || '' = $1", 1)

// ByID returns the letters of a tenant that have one of ids, with their
// requests, in order of id. An id that the tenant does not have is left out.
func (v View) ByID(ctx context.Context, tenant string, ids []string) ([]Letter, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	q := byID(tenant, ids)
	return all(ctx, v.s, scanLetter, q.text.String(), q.args...)
}

func byID(tenant string, ids []string) *filter {
	q := where(letterByID, tenant)
	q.in("l.id", ids)
	q.text.WriteString(" ORDER BY l.id")
	return q
}
