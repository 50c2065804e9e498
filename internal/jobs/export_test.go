package jobs

import (
	"context"
	"database/sql"
	"testing"
)

// Die makes a queue as good as dead: it does not take up, renew or end anything
// any more.
func Die(q *Queue) {
	e := q.engine.(*riverEngine[*sql.Tx])
	e.cancel()
	e.alive.release()
}

// Reconcile looks once for letters that nobody lists.
func Reconcile(q *Queue, ctx context.Context) error {
	return q.engine.(*riverEngine[*sql.Tx]).reconcile(ctx)
}

// SetAttempts makes jobs of a queue look as if they had been tried before.
func SetAttempts(q *Queue, t *testing.T, queue string, n int) {
	t.Helper()
	db := q.engine.(*riverEngine[*sql.Tx]).book.Native().(*sql.DB)
	_, err := db.Exec("UPDATE river_job SET attempt = $1, state = 'available', scheduled_at = '2020-01-01 00:00:00' WHERE queue = $2 AND state IN ('available', 'retryable', 'scheduled')", n, queue)
	if err != nil {
		t.Fatal(err)
	}
}
