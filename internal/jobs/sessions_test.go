package jobs

import (
	"context"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"letterpress/internal/ledger/ledgertest"
)

// A worker whose database session is lost counts as gone until it has another,
// however many tries that takes.
func TestSessionsAreRenewed(t *testing.T) {
	pool, err := pgxpool.New(t.Context(), ledgertest.Server(t))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	mine, other := &sessions{pool: pool}, &sessions{pool: pool}
	for id, s := range map[string]*sessions{"renewed-mine": mine, "renewed-other": other} {
		if err := s.hold(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		defer s.release()
	}
	gone := func() []string {
		t.Helper()
		list, err := other.dead(t.Context(), []string{"renewed-mine", "renewed-nobody"})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	if got := gone(); !slices.Equal(got, []string{"renewed-nobody"}) {
		t.Errorf("while both live: %v", got)
	}
	if _, err := pool.Exec(t.Context(), "SELECT pg_terminate_backend($1)", mine.conn.Conn().PgConn().PID()); err != nil {
		t.Fatal(err)
	}
	for !slices.Contains(gone(), "renewed-mine") { // the server takes a moment
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	for range 2 {
		if _, err := mine.dead(stopped, nil); err == nil {
			t.Error("renewed without asking the database")
		}
	}
	if _, err := mine.dead(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := gone(); slices.Contains(got, "renewed-mine") {
		t.Errorf("after it was renewed: %v", got)
	}
}
