package ledger

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"letterpress/internal/fault"
)

// isPostgres tells whether url names a PostgreSQL database.
func isPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

// postgresStore is one PostgreSQL database, or the schema of one that the
// address names with search_path. Reads have connections of their own: a read
// inside of Write never waits for a connection that another Write holds.
type postgresStore struct {
	writer *pgxpool.Pool
	pool   *pgxpool.Pool
	wait   time.Duration
	versions
}

// patience is how long one statement may go unanswered.
const patience = 30 * time.Second

func openPostgres(ctx context.Context, url string, wait time.Duration) (_ *postgresStore, err error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil { // its text may hold the password
		return nil, fault.New(fault.Usage, "the address of the database cannot be read").
			WithHint("postgres://user:password@host:5432/database")
	}
	config.ConnConfig.ConnectTimeout = min(config.ConnConfig.ConnectTimeout, wait)
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = wait
	}
	s := &postgresStore{wait: wait}
	if s.writer, err = pgxpool.NewWithConfig(ctx, config.Copy()); err != nil {
		return nil, fmt.Errorf("open ledger: %w", explainPostgres(ctx, err))
	}
	if s.pool, err = pgxpool.NewWithConfig(ctx, config); err == nil {
		err = s.prepare(ctx)
	}
	if err != nil {
		s.close() // the first error is the one that says why
		return nil, fmt.Errorf("open ledger: %w", explainPostgres(ctx, err))
	}
	return s, nil
}

// prepare brings the schema up to date. One process at a time does, the others
// wait: PostgreSQL lets several start to make one table and fails all but one.
func (s *postgresStore) prepare(ctx context.Context) error {
	tx, err := s.begin(ctx, s.pool)
	if err != nil {
		return err
	}
	defer s.rollback(ctx, tx)
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtext('letterpress ' || current_schema()))"); err != nil {
		return err
	}
	db := stdlib.OpenDBFromPool(s.writer)
	defer db.Close()
	return s.migrate(ctx, goose.DialectPostgres, db)
}

// begin starts a transaction that sees what others commit meanwhile, whatever
// the server's default, and waits for others no longer than a write may.
func (s *postgresStore) begin(ctx context.Context, pool *pgxpool.Pool) (pgx.Tx, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return pool.BeginTx(ctx, pgx.TxOptions{BeginQuery: fmt.Sprintf(
		"BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = %d", max(1, s.wait.Milliseconds()))})
}

func (s *postgresStore) rollback(ctx context.Context, tx pgx.Tx) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	_ = tx.Rollback(ctx) // after a commit it does nothing; a lost connection rolls back by itself
}

func (s *postgresStore) close() error {
	if s.pool != nil {
		s.pool.Close()
	}
	s.writer.Close()
	return nil
}

func (s *postgresStore) reader() session { return postgresReader{s.pool} }
func (s *postgresStore) native() any     { return s.writer }
func (s *postgresStore) writers() int    { return 4 }

// write tries again, for as long as a write may wait, what failed only because
// of the moment: a ring of waiting, a lost connection, or another that was
// quicker to change what fn had read.
func (s *postgresStore) write(ctx context.Context, fn func(session) error) error {
	end, cancel := context.WithTimeout(ctx, s.wait)
	defer cancel()
	for n, rest := 1, 5*time.Millisecond; ; n, rest = n+1, min(2*rest, time.Second) {
		again, err := s.try(ctx, fn)
		if err == nil || again < n || ctx.Err() != nil {
			return err
		}
		pause(end, rest/2+rand.N(rest))
		if end.Err() != nil {
			return err
		}
	}
}

// probe commits a transaction that counts as one that writes.
func (s *postgresStore) probe(ctx context.Context) error {
	return s.write(ctx, func(w session) error {
		_, err := w.exec(ctx, "SELECT pg_current_xact_id()")
		return err
	})
}

// How often a write is tried again.
const (
	never   = 0
	seldom  = 5 // it may fail the same way every time
	forever = 1 << 30
)

// try runs fn in one transaction and tells how often a failure is worth another.
func (s *postgresStore) try(ctx context.Context, fn func(session) error) (again int, err error) {
	tx, err := s.begin(ctx, s.writer)
	if err != nil {
		return worth(err), explainPostgres(ctx, err)
	}
	defer s.rollback(ctx, tx)
	w := &postgresTx{tx: tx}
	if err := fn(w); err != nil {
		return w.again, err
	}
	id, err := w.finish(ctx)
	if err != nil {
		return w.again, err
	}
	return s.commit(ctx, tx, id)
}

// commit makes a transaction last. When the answer is lost, nobody knows from
// that whether it does: the database is asked, by the transaction's id, which is
// nil when it changed nothing.
func (s *postgresStore) commit(ctx context.Context, tx pgx.Tx, id *string) (again int, err error) {
	if err := ctx.Err(); err != nil {
		return never, err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	err = tx.Commit(ctx)
	if err == nil || errors.Is(err, pgx.ErrTxCommitRollback) {
		return never, err
	}
	if !unsure(err) {
		return worth(err), explainPostgres(ctx, err)
	}
	if id == nil {
		return forever, explainPostgres(ctx, err)
	}
	return s.settle(ctx, *id, err)
}

// settle finds out what became of a transaction whose commit went unanswered.
func (s *postgresStore) settle(ctx context.Context, id string, lost error) (again int, err error) {
	end, cancel := context.WithTimeout(ctx, s.wait)
	defer cancel()
	for end.Err() == nil {
		var is *string
		err := s.pool.QueryRow(end, "SELECT pg_xact_status(CAST(CAST($1 AS TEXT) AS xid8))", id).Scan(&is)
		switch {
		case err == nil && is != nil && *is == "committed":
			return never, nil
		case err == nil && is != nil && *is == "aborted":
			return forever, explainPostgres(ctx, lost)
		}
		pause(end, 50*time.Millisecond)
	}
	return never, fault.New(fault.Unavailable, "the database did not say whether it took the change").
		WithHint("run the command again: what was taken is not done twice")
}

// postgresTx is the session of a write transaction. After an error PostgreSQL
// refuses whatever follows.
type postgresTx struct {
	tx      pgx.Tx
	waiting pgx.Batch // statements that were not sent yet
	lost    error
	again   int
}

func (t *postgresTx) native() any { return t.tx }

// lose is told of a compare-and-set that another was quicker with; the next try
// reads what the other left.
func (t *postgresTx) lose(err error) error {
	if t.lost == nil {
		t.lost, t.again = err, seldom
	}
	return t.lost
}

func (t *postgresTx) fail(ctx context.Context, err error) error {
	if t.lost == nil {
		t.lost, t.again = explainPostgres(ctx, err), worth(err)
	}
	return t.lost
}

func (t *postgresTx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	if err := t.flush(ctx); err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	tag, err := t.tx.Exec(ctx, query, args...)
	if err != nil {
		return 0, t.fail(ctx, err)
	}
	return tag.RowsAffected(), nil
}

func (t *postgresTx) query(ctx context.Context, query string, args ...any) (rows, error) {
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	list, err := t.tx.Query(ctx, query, args...)
	if err != nil {
		defer cancel()
		return nil, t.fail(ctx, err)
	}
	return &postgresRows{list, ctx, cancel, t.fail}, nil
}

// postgresReader is the session of reads outside of a transaction.
type postgresReader struct{ pool *pgxpool.Pool }

func (postgresReader) native() any          { return nil }
func (postgresReader) lose(err error) error { return err }

func (postgresReader) exec(context.Context, string, ...any) (int64, error) {
	return 0, fault.New(fault.Internal, "a write outside of a transaction")
}

func (r postgresReader) query(ctx context.Context, query string, args ...any) (rows, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	list, err := r.pool.Query(ctx, query, args...)
	if err != nil {
		defer cancel()
		return nil, explainPostgres(ctx, err)
	}
	return &postgresRows{list, ctx, cancel, explainPostgres}, nil
}

// postgresRows gives the errors of reading on their fault kind.
type postgresRows struct {
	pgx.Rows
	ctx    context.Context
	cancel context.CancelFunc
	fail   func(context.Context, error) error
}

func (r *postgresRows) Scan(into ...any) error { return r.explain(r.Rows.Scan(into...)) }
func (r *postgresRows) Err() error             { return r.explain(r.Rows.Err()) }

func (r *postgresRows) Close() error {
	r.Rows.Close()
	r.cancel()
	return nil
}

func (r *postgresRows) explain(err error) error {
	if err == nil {
		return nil
	}
	return r.fail(r.ctx, err)
}
