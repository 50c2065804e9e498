package ledger

import (
	"context"
	"slices"
	"strings"
)

// Letters are found by their ids. With the tenant to be looked up, too, SQLite
// walks through all of its letters from a few ids on, and PostgreSQL does with
// keys until it has counted a table that grows fast; nothing but the index of ids
// helps here.
var lightByID, fullByID = byIDOnly(letterLight), byIDOnly(letterFull)

func byIDOnly(query string) string {
	return strings.Replace(query, "l.tenant = $1", "l.tenant || '' = $1", 1)
}

// ByID returns the letters of a tenant that have one of ids, with their
// requests, in order of id. An id that the tenant does not have is left out.
func (v View) ByID(ctx context.Context, tenant string, ids []string) ([]Letter, error) {
	return v.byID(ctx, fullByID, tenant, ids)
}

// Find is ByID without the long columns, and by key.
func (v View) Find(ctx context.Context, tenant string, ids []string) (map[string]Letter, error) {
	list, err := v.byID(ctx, lightByID, tenant, ids)
	if err != nil {
		return nil, err
	}
	found := make(map[string]Letter, len(list))
	for _, l := range list {
		found[l.Key] = l
	}
	return found, nil
}

func (v View) byID(ctx context.Context, query, tenant string, ids []string) (found []Letter, err error) {
	const atOnce = 500 // databases bound the arguments of a statement
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	for some := range slices.Chunk(ids, atOnce) {
		q := byID(query, tenant, some)
		list, err := all(ctx, v.s, scanLetter, q.text.String(), q.args...)
		if err != nil {
			return nil, err
		}
		found = append(found, list...)
	}
	return found, nil
}

func byID(query, tenant string, ids []string) *filter {
	q := where(query, tenant)
	q.in("l.id", ids)
	q.text.WriteString(" ORDER BY l.id")
	return q
}
