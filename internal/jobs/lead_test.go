package jobs_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"letterpress/internal/jobs"
	"letterpress/internal/ledger/ledgertest"
)

// A leader that died under a clock that was a year ahead is followed at the next
// start: what waits for its next try is made.
func testLeaderGone(t *testing.T, fresh database) {
	m := newMade()
	var b *bench
	b = newBench(t, fresh, func(ctx context.Context, _ string, letters []string, done jobs.Done) error {
		defer m.add(letters)
		return b.finish(ctx, done)
	})
	b.accept(1, true, true)
	jobs.PutOff(t, b.Queue, time.Now().Add(-time.Minute))
	must(t, jobs.Lead(t.Context(), b.Queue, "gone-0", time.Now().AddDate(1, 0, 0)))
	b.start()
	m.until(t, 1)
	led(t, b.Queue, "test-")
}

// led waits until whoever leads has an id that begins so, and returns it.
func led(t *testing.T, q *jobs.Queue, begins string) string {
	t.Helper()
	for late := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		id, err := jobs.Leader(t.Context(), q)
		must(t, err)
		if strings.HasPrefix(id, begins) {
			return id
		}
		if time.Now().After(late) {
			t.Fatalf("%q leads", id)
		}
	}
}

// A leader that lives leads on, whoever looks.
func TestLeaderLives(t *testing.T) {
	b := newBench(t, ledgertest.Postgres, func(context.Context, string, []string, jobs.Done) error { return nil })
	b.opts.Host = "first"
	first := b.open()
	must(t, first.Start(t.Context()))
	t.Cleanup(func() { must(t, first.Stop(context.Background())) })
	leader := led(t, first, "first-")
	b.opts.Host = "second"
	b.Queue = b.open()
	b.start()
	must(t, jobs.Depose(t.Context(), b.Queue))
	if id, err := jobs.Leader(t.Context(), b.Queue); err != nil || id != leader {
		t.Errorf("%q leads (%v), and %q lives", id, err, leader)
	}
}
