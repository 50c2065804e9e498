package jobs

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

// inside is what tests do to an engine on any database.
type inside interface {
	die()
	reconcile(ctx context.Context) error
	rescue(ctx context.Context) error
	depose(ctx context.Context) error
	leader(ctx context.Context) (string, error)
	lead(ctx context.Context, id string, until time.Time) error
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

// leader is the id of whoever leads, and "" when nobody does.
func (e *riverEngine[TTx]) leader(ctx context.Context) (string, error) {
	l, err := e.driver.GetExecutor().LeaderGetElectedLeader(ctx, &riverdriver.LeaderGetElectedLeaderParams{})
	if errors.Is(err, rivertype.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return l.LeaderID, nil
}

func (e *riverEngine[TTx]) lead(ctx context.Context, id string, until time.Time) error {
	_, err := e.driver.GetExecutor().LeaderInsert(ctx, &riverdriver.LeaderInsertParams{LeaderID: id, ExpiresAt: &until})
	return err
}

// Lead gives the lead to a worker that is none, until a moment.
func Lead(ctx context.Context, q *Queue, id string, until time.Time) error {
	return q.engine.(inside).lead(ctx, id, until)
}

// Leader is the id of whoever leads, and "" when nobody does.
func Leader(ctx context.Context, q *Queue) (string, error) { return q.engine.(inside).leader(ctx) }

// Depose looks once whether the leader is gone.
func Depose(ctx context.Context, q *Queue) error { return q.engine.(inside).depose(ctx) }

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
