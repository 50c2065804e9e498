package jobs_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"letterpress/internal/fault"
	"letterpress/internal/jobs"
	"letterpress/internal/ledger"
	"letterpress/internal/ledger/ledgertest"
)

const tenant = "default"

// bench is a queue on a real database, with a worker that a test tells what to
// do.
type bench struct {
	t    testing.TB
	book *ledger.Ledger
	opts jobs.Options
	*jobs.Queue
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// database makes a new, empty database and returns its address.
type database func(t testing.TB) string

// Every database passes these.
var suite = map[string]func(*testing.T, database){
	"listed letters are made once": testListedLettersAreMadeOnce,
	"listed with the transaction":  testListedWithTheTransaction,
	"unavailable waits":            testUnavailableWaits,
	"rescue at start":              testRescueAtStart,
	"let go unheard":               testLetGoUnheard,
	"reconcile":                    testReconcile,
	"two workers on one job":       testTwoOnOneJob,
	"clock put back":               testClockPutBack,
	"last try":                     testLastTry,
	"failing of one tenant":        testFailingOfOneTenant,
	"leader gone":                  testLeaderGone,
}

func TestOnSQLite(t *testing.T) { onEach(t, ledgertest.SQLite) }

func TestOnPostgres(t *testing.T) { onEach(t, ledgertest.Postgres) }

func onEach(t *testing.T, fresh database) {
	for name, test := range suite {
		t.Run(name, func(t *testing.T) { test(t, fresh) })
	}
}

// newBench opens a queue on a database of its own.
func newBench(t testing.TB, fresh database, work jobs.Work) *bench {
	t.Helper()
	address := fresh(t)
	dir := t.TempDir()
	book, err := ledger.Open(t.Context(), address, ledger.Options{NewID: newID})
	must(t, err)
	t.Cleanup(func() { must(t, book.Close()) })
	b := &bench{t: t, book: book, opts: jobs.Options{Work: work, Host: "test", Lock: filepath.Join(dir, "work.lock"),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: time.Now}}
	b.Queue = b.open()
	return b
}

func (b *bench) open() *jobs.Queue {
	b.t.Helper()
	q, err := jobs.Open(b.t.Context(), b.book, b.opts)
	must(b.t, err)
	return q
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// start starts the queue, and stops it when the test ends.
func (b *bench) start() {
	b.t.Helper()
	must(b.t, b.Start(b.t.Context()))
	b.t.Cleanup(func() { must(b.t, b.Stop(context.Background())) })
}

// accept puts n letters on record and lists them, or not.
func (b *bench) accept(n int, interactive, listed bool) (ids []string) {
	b.t.Helper()
	var letters []ledger.Letter
	for range n {
		id := uuid.NewString()
		ids = append(ids, id)
		letters = append(letters, ledger.Letter{ID: id, Tenant: tenant, Key: "k-" + id, Kind: "welcome", Program: "p", Language: "en",
			Format: "standard", Date: "2025-01-02", Channel: "mail", Request: json.RawMessage("{}"), RequestSum: "sum"})
	}
	must(b.t, b.book.Write(b.t.Context(), func(tx *ledger.Tx) error {
		if _, err := tx.Accept(b.t.Context(), time.Now().Add(-time.Hour), letters); err != nil || !listed {
			return err
		}
		return b.Enlist(b.t.Context(), tx, tenant, ids, interactive)
	}))
	return ids
}

func (b *bench) stats() jobs.Stats {
	b.t.Helper()
	s, err := b.Stats(b.t.Context())
	must(b.t, err)
	return s
}

// made collects what workers were given.
type made struct {
	mu     sync.Mutex
	chunks [][]string
	more   chan struct{}
}

func newMade() *made { return &made{more: make(chan struct{}, 10000)} }

func (m *made) add(letters []string) {
	m.mu.Lock()
	m.chunks = append(m.chunks, letters)
	m.mu.Unlock()
	m.more <- struct{}{}
}

// until waits until n chunks were made.
func (m *made) until(t testing.TB, n int) {
	t.Helper()
	late := time.After(time.Minute)
	for range n {
		select {
		case <-m.more:
		case <-late:
			t.Fatalf("made %v", m.chunks)
		}
	}
}

func (m *made) ids() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(slices.Values(slices.Concat(m.chunks...)))
}

// finish is work that is done at once.
func (b *bench) finish(ctx context.Context, done jobs.Done) error {
	return b.book.Write(ctx, func(tx *ledger.Tx) error { return done(ctx, tx) })
}

func testListedLettersAreMadeOnce(t *testing.T, fresh database) {
	m := newMade()
	var b *bench
	b = newBench(t, fresh, func(ctx context.Context, who string, letters []string, done jobs.Done) error {
		if who != tenant {
			t.Errorf("tenant %q", who)
		}
		defer m.add(letters)
		return b.finish(ctx, done)
	})
	want := append(b.accept(3, true, true), b.accept(250, false, true)...)
	slices.Sort(want)
	if s := b.stats(); s.Waiting != 3+5 || s.Oldest < 0 {
		t.Errorf("before: %+v", s)
	}
	b.start()
	m.until(t, 3+5)
	must(t, b.Stop(context.Background()))
	if got := m.ids(); !slices.Equal(got, want) {
		t.Errorf("made %d letters, want %d", len(got), len(want))
	}
	if s := b.stats(); s.Waiting+s.Working+s.Resting+s.Given != 0 || s.Oldest != 0 {
		t.Errorf("after: %+v", s)
	}
}

// Nothing is listed by a transaction that is rolled back.
func testListedWithTheTransaction(t *testing.T, fresh database) {
	b := newBench(t, fresh, nil)
	undo := fault.New(fault.Internal, "undo")
	err := b.book.Write(t.Context(), func(tx *ledger.Tx) error {
		must(t, b.Enlist(t.Context(), tx, tenant, []string{"a", "b"}, true))
		return undo
	})
	if err != undo {
		t.Fatal(err)
	}
	if s := b.stats(); s.Waiting != 0 {
		t.Errorf("listed all the same: %+v", s)
	}
}

// An archive that does not answer takes no try away.
func testUnavailableWaits(t *testing.T, fresh database) {
	m := newMade()
	b := newBench(t, fresh, func(_ context.Context, _ string, letters []string, _ jobs.Done) error {
		defer m.add(letters)
		return fault.New(fault.Unavailable, "no answer")
	})
	b.accept(1, true, true)
	b.start()
	m.until(t, 1)
	must(t, b.Stop(context.Background()))
	if s := b.stats(); s.Waiting+s.Resting != 1 || s.Given != 0 {
		t.Errorf("%+v", s)
	}
}

// What a process held that died is taken up by the next at its start.
func testRescueAtStart(t *testing.T, fresh database) {
	m := newMade()
	var alive atomic.Bool
	hang := make(chan struct{})
	defer close(hang)
	var b *bench
	b = newBench(t, fresh, func(ctx context.Context, _ string, letters []string, done jobs.Done) error {
		if !alive.Load() {
			<-hang
			return fault.New(fault.Interrupted, "dead")
		}
		defer m.add(letters)
		return b.finish(ctx, done)
	})
	ids := b.accept(2, true, true)
	first := b.Queue
	must(t, first.Start(t.Context()))
	for b.stats().Working != 2 {
		time.Sleep(10 * time.Millisecond)
	}
	jobs.Die(first) // its work goes on nowhere, and its lock is free
	alive.Store(true)
	b.Queue = b.open()
	b.start()
	m.until(t, 2)
	slices.Sort(ids)
	if got := m.ids(); !slices.Equal(got, ids) {
		t.Errorf("made %v, want %v", got, ids)
	}
}

// What this worker has ended while the database was gone, which still has it in
// the worker's hand, is taken up again; what is in hand is left there.
func testLetGoUnheard(t *testing.T, fresh database) {
	m, held := newMade(), make(chan struct{})
	var b *bench
	b = newBench(t, fresh, func(ctx context.Context, _ string, letters []string, done jobs.Done) error {
		m.add(letters)
		<-held
		return b.finish(ctx, done)
	})
	want := b.accept(2, true, true)
	must(t, jobs.Lose(t.Context(), b.Queue))
	b.start() // looks for the first time
	want = append(want, b.accept(1, true, true)...)
	m.until(t, 1)
	if s := b.stats(); s.Working != 3 {
		t.Errorf("what may be on its way is taken up: %+v", s)
	}
	for range 3 {
		must(t, jobs.Rescue(t.Context(), b.Queue))
	}
	m.until(t, 2)
	close(held)
	slices.Sort(want)
	if got := m.ids(); !slices.Equal(got, want) {
		t.Errorf("made %v, want %v once each", got, want)
	}
}

func TestOneProcessWorksOnSQLite(t *testing.T) {
	b := newBench(t, ledgertest.SQLite, func(context.Context, string, []string, jobs.Done) error { return nil })
	b.start()
	if err := b.open().Start(t.Context()); fault.KindOf(err) != fault.Unavailable {
		t.Errorf("a second worker: %v", err)
	}
}

// A letter that is accepted and on no list is listed again.
func testReconcile(t *testing.T, fresh database) {
	b := newBench(t, fresh, func(context.Context, string, []string, jobs.Done) error { return nil })
	b.accept(2, true, true)
	lost := b.accept(3, true, false)
	for range 2 {
		must(t, jobs.Reconcile(t.Context(), b.Queue))
	}
	if s := b.stats(); s.Waiting != 2+1 {
		t.Errorf("%+v, want the chunk of %v listed once", s, lost)
	}
}

// Two workers end one job, as when one that counted as gone was only slow. The
// second to end it is none the worse.
func testTwoOnOneJob(t *testing.T, fresh database) {
	m, second := newMade(), make(chan struct{})
	ended := make(chan error, 2)
	var b *bench
	var begun atomic.Int32
	b = newBench(t, fresh, func(ctx context.Context, _ string, letters []string, done jobs.Done) error {
		if begun.Add(1) == 1 {
			m.add(letters)
			<-second
		}
		err := b.finish(context.WithoutCancel(ctx), done)
		ended <- err
		return err
	})
	b.accept(1, true, true)
	slow := b.Queue
	must(t, slow.Start(t.Context()))
	m.until(t, 1)
	jobs.Die(slow) // as good as dead, but for the job in its hand
	b.Queue = b.open()
	b.start()
	must(t, <-ended)
	close(second)
	must(t, <-ended)
	must(t, b.Stop(context.Background()))
	if s := b.stats(); begun.Load() != 2 || s.Waiting+s.Working+s.Resting+s.Given != 0 {
		t.Errorf("begun %d times, %+v", begun.Load(), s)
	}
}

// What a clock put off that was a year ahead is not waited for once it is right
// again.
func testClockPutBack(t *testing.T, fresh database) {
	b := newBench(t, fresh, func(context.Context, string, []string, jobs.Done) error { return nil })
	b.accept(1, true, true)
	jobs.PutOff(t, b.Queue, time.Now().AddDate(1, 0, 0))
	must(t, jobs.Reconcile(t.Context(), b.Queue))
	if s := b.stats(); s.Waiting != 2 {
		t.Errorf("%+v, want the letter listed once more", s)
	}
	b.opts.Now = func() time.Time { return time.Now().AddDate(-1, 0, 0) } // it was accepted a year ahead
	b.accept(1, true, false)
	must(t, jobs.Reconcile(t.Context(), b.open()))
	if s := b.stats(); s.Waiting < 3 {
		t.Errorf("%+v, want the letter of a wrong clock listed", s)
	}
}

// A chunk that does not work is tried letter by letter, and a letter that kills
// every worker fails instead of being tried for ever.
func testLastTry(t *testing.T, fresh database) {
	m := newMade()
	var b *bench
	var bad string
	b = newBench(t, fresh, func(ctx context.Context, _ string, letters []string, done jobs.Done) error {
		if slices.Contains(letters, bad) {
			return fault.New(fault.Internal, "bad letter")
		}
		defer m.add(letters)
		return b.finish(ctx, done)
	})
	ids := b.accept(3, false, true)
	bad = ids[1]
	jobs.SetAttempts(t, b.Queue, "chunks", 4)
	b.start()
	m.until(t, 2)
	must(t, b.Stop(context.Background()))
	jobs.SetAttempts(t, b.Queue, "letters", 24)
	b.Queue = b.open()
	b.start()
	for {
		l, err := b.book.Letter(t.Context(), tenant, bad)
		must(t, err)
		if l.State == ledger.Failed && l.Retryable {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if s := b.stats(); s.Waiting+s.Working+s.Resting+s.Given != 0 {
		t.Errorf("%+v", s)
	}
}

// The numbers are of all tenants; what fails is told of one.
func testFailingOfOneTenant(t *testing.T, fresh database) {
	b := newBench(t, fresh, nil)
	mine := b.accept(2, false, true)
	must(t, b.book.Write(t.Context(), func(tx *ledger.Tx) error {
		return b.Enlist(t.Context(), tx, "other", []string{"theirs"}, true)
	}))
	jobs.SetFailed(t, b.Queue)
	if s := b.stats(); s.Resting != 2 {
		t.Errorf("%+v, want jobs of both tenants counted", s)
	}
	for tenant, want := range map[string][]string{tenant: mine, "other": {"theirs"}, "nobody": nil} {
		list, err := b.Failing(t.Context(), tenant)
		must(t, err)
		var got []string
		for _, f := range list {
			if got = append(got, f.Letters...); f.Tenant != tenant || f.Attempt != 3 || f.Next.IsZero() {
				t.Errorf("%+v", f)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("of %s fail %v, want %v", tenant, got, want)
		}
	}
}
