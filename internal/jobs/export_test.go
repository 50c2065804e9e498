package jobs

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// inside is what tests do to an engine on any database.
type inside interface {
	die()
	reconcile(ctx context.Context) error
	rescue(ctx context.Context) error
	lose(ctx context.Context) error
	sql(ctx context.Context, query string, args ...any) error
}

func (e *riverEngine[TTx]) die() {
	e.cancel()
	e.alive.release()
}

func (e *riverEngine[TTx]) sql(ctx context.Context, query string, args ...any) error {
	if pool, ok := e.book.Native().(*pgxpool.Pool); ok {
		_, err := pool.Exec(ctx, query, args...)
		return err
	}
	_, err := e.book.Native().(*sql.DB).ExecContext(ctx, query, args...)
	return err
}

// lose makes all jobs look as if this worker had them in hand.
func (e *riverEngine[TTx]) lose(ctx context.Context) error {
	by := "'{" + e.id + "}'"
	if _, ok := e.book.Native().(*sql.DB); ok {
		by = `'["` + e.id + `"]'`
	}
	return e.sql(ctx, "UPDATE river_job SET state = 'running', attempt = 1, attempted_at = $1, attempted_by = "+by,
		time.Now().UTC().Format(time.DateTime))
}

// Lose makes a queue's jobs look as if it had them in hand.
func Lose(ctx context.Context, q *Queue) error { return q.engine.(inside).lose(ctx) }

// Rescue looks once for work that nobody has in hand.
func Rescue(ctx context.Context, q *Queue) error { return q.engine.(inside).rescue(ctx) }

// Die makes a queue as good as dead: it does not take up, renew or end anything
// any more.
func Die(q *Queue) { q.engine.(inside).die() }

// Reconcile looks once for letters that nobody lists.
func Reconcile(ctx context.Context, q *Queue) error { return q.engine.(inside).reconcile(ctx) }

// PutOff makes jobs of a queue wait until a moment.
func PutOff(t *testing.T, q *Queue, until time.Time) {
	t.Helper()
	err := q.engine.(inside).sql(t.Context(), "UPDATE river_job SET state = 'scheduled', scheduled_at = $1", until.UTC().Format(time.DateTime))
	if err != nil {
		t.Fatal(err)
	}
}

// SetAttempts makes jobs of a queue look as if they had been tried before.
func SetAttempts(t *testing.T, q *Queue, queue string, n int) {
	t.Helper()
	err := q.engine.(inside).sql(t.Context(), "UPDATE river_job SET attempt = $1, state = 'available', scheduled_at = '2020-01-01 00:00:00' "+
		"WHERE queue = $2 AND state IN ('available', 'retryable', 'scheduled')", n, queue)
	if err != nil {
		t.Fatal(err)
	}
}

// SetFailed makes all jobs of a queue look as if they had failed three times.
func SetFailed(t *testing.T, q *Queue) {
	t.Helper()
	err := q.engine.(inside).sql(t.Context(), "UPDATE river_job SET state = 'retryable', attempt = 3")
	if err != nil {
		t.Fatal(err)
	}
}
