package ledger

import "context"

// store is what one database product has to offer. All SQL beyond it is the
// same text for every product: $1..$n, ON CONFLICT DO NOTHING, RETURNING, and
// nothing that only one of them knows.
type store interface {
	// write runs fn in one transaction: all of it is committed and on disk when
	// write returns nil, and none of it otherwise.
	write(ctx context.Context, fn func(session) error) error
	// reader sees what is committed. Every statement is its own snapshot.
	reader() session
	// probe writes something that is of no consequence.
	probe(ctx context.Context) error
	native() any // the database as the driver knows it
	close() error
}

// session runs statements, in a transaction or outside of one. Its errors have
// their fault kind already.
type session interface {
	// exec returns the number of rows that changed.
	exec(ctx context.Context, query string, args ...any) (int64, error)
	query(ctx context.Context, query string, args ...any) (rows, error)
	// native is the transaction as the driver knows it, nil outside of one.
	native() any
	// lose gives the transaction up: from now on every statement returns err.
	lose(err error) error
}

// rows is the result of a query, read once from the first row to the last.
type rows interface {
	Next() bool
	Scan(into ...any) error
	Err() error
	Close() error
}

// all returns every row of a query.
func all[T any](ctx context.Context, s session, scan func(rows) (T, error), query string, args ...any) ([]T, error) {
	r, err := s.query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out []T
	for r.Next() {
		v, err := scan(r)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, r.Err()
}

// one returns the only row of a query, and whether there was one.
func one[T any](ctx context.Context, s session, scan func(rows) (T, error), query string, args ...any) (T, bool, error) {
	list, err := all(ctx, s, scan, query, args...)
	if err != nil || len(list) == 0 {
		var none T
		return none, false, err
	}
	return list[0], true, nil
}
