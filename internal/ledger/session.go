package ledger

import (
	"context"
	"errors"
)

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
	writers() int
	schema() (was, is int64)
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

// pipeline is a session whose database is some way off: it takes many statements
// on one way there and back.
type pipeline interface {
	// later takes a statement whose result nobody waits for. It runs before any
	// other statement of the session and before the commit, which tell its error.
	later(query string, args ...any) error
	// queries runs one query for each list of arguments, in order, and gives got
	// the rows of each.
	queries(ctx context.Context, query string, lists [][]any, got func(i int, r rows) error) error
}

// later runs a statement whose result nobody waits for; its error may be told by
// a later statement or the commit.
func later(ctx context.Context, s session, query string, args ...any) error {
	if p, ok := s.(pipeline); ok {
		return p.later(query, args...)
	}
	_, err := s.exec(ctx, query, args...)
	return err
}

// oneEach returns the only row of a query for each list of arguments, nil where
// there was none.
func oneEach[T any](ctx context.Context, s session, scan func(rows) (T, error), query string, lists [][]any) ([]*T, error) {
	out := make([]*T, len(lists))
	take := func(i int, r rows) error {
		for r.Next() {
			v, err := scan(r)
			if err != nil {
				return err
			}
			out[i] = &v
		}
		return r.Err()
	}
	if p, ok := s.(pipeline); ok {
		return out, p.queries(ctx, query, lists, take)
	}
	for i, args := range lists {
		r, err := s.query(ctx, query, args...)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(take(i, r), r.Close()); err != nil {
			return nil, err
		}
	}
	return out, nil
}
