package ledger

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
)

// A chunk of letters is some six hundred statements. One by one, each waits for
// its answer before the next is sent; that wait, and not the work, is what they
// cost. postgresTx therefore sends those of a kind together.

func (t *postgresTx) later(query string, args ...any) error {
	if t.lost != nil {
		return t.lost
	}
	t.waiting.Queue(query, args...)
	return nil
}

// flush sends the statements that wait. It returns what the transaction was lost
// by, so that whoever calls it need not ask.
func (t *postgresTx) flush(ctx context.Context) error {
	if t.lost != nil || t.waiting.Len() == 0 {
		return t.lost
	}
	batch := t.waiting
	t.waiting = pgx.Batch{}
	return t.send(ctx, &batch, func(pgx.BatchResults) error { return nil })
}

// finish sends what waits and asks for the transaction's id on the same way: nil
// when it changed nothing.
func (t *postgresTx) finish(ctx context.Context) (id *string, err error) {
	if t.lost != nil {
		return nil, t.lost
	}
	n := t.waiting.Len()
	t.waiting.Queue("SELECT CAST(pg_current_xact_id_if_assigned() AS TEXT)")
	batch := t.waiting
	t.waiting = pgx.Batch{}
	err = t.send(ctx, &batch, func(results pgx.BatchResults) error {
		for range n {
			if _, err := results.Exec(); err != nil {
				return err
			}
		}
		return results.QueryRow().Scan(&id)
	})
	return id, err
}

func (t *postgresTx) queries(ctx context.Context, query string, lists [][]any, got func(i int, r rows) error) error {
	if err := t.flush(ctx); err != nil || len(lists) == 0 {
		return err
	}
	var batch pgx.Batch
	for _, args := range lists {
		batch.Queue(query, args...)
	}
	return t.send(ctx, &batch, func(results pgx.BatchResults) error {
		for i := range lists {
			list, err := results.Query()
			if err != nil {
				return err
			}
			r := &postgresRows{list, ctx, func() {}, t.fail}
			if err := errors.Join(got(i, r), r.Close()); err != nil {
				return err
			}
		}
		return nil
	})
}

// send sends the statements of a batch and lets read take their results.
func (t *postgresTx) send(ctx context.Context, batch *pgx.Batch, read func(pgx.BatchResults) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	results := t.tx.SendBatch(ctx, batch)
	err := read(results)
	if ended := results.Close(); err == nil {
		err = ended
	}
	if err != nil {
		return t.fail(ctx, err)
	}
	return nil
}
