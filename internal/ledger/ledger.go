// Package ledger owns the durable record: which letter was asked for under
// which key, what became of it, which envelope it travels in, and who changed
// or read what, when.
//
// It keeps three promises. A key is one letter for ever: UNIQUE (tenant, key)
// decides, not a lookup. Every change of state is one compare-and-set and one
// audit record in the same transaction. A letter and its mail piece are
// recorded together or not at all.
//
// It refuses to render, to store bytes of a PDF, to decide whether a letter is
// mailed or held, and to read the clock: times come from the caller. Reasons
// and actors handed to it must carry no member data, since they are shown and
// kept; the request itself is the only column that does.
//
// The state machines are drawn in docs/states.md; a test holds both together.
package ledger

import (
	"context"
	"time"

	"letterpress/internal/fault"
)

// DefaultPath is the SQLite file that Open uses for an empty url.
const DefaultPath = "data/letterpress.db"

// Options is what a ledger needs from its surroundings.
type Options struct {
	// NewID makes the ids of pieces and audit records: a UUIDv7 in text, so that
	// rows written together lie together. Required.
	NewID func() string
	// Wait is how long a write waits for another process that holds the
	// database. Zero means ten seconds.
	Wait time.Duration
	// Watch is told that a write begins; what it returns is told, outside of the
	// transaction, how it ended and which changes it has made durable: none with an
	// error. Nil when nobody watches. Both may be called by many goroutines.
	Watch func() (ended func([]Change, error))
}

// Change is a change of state as it may be counted: without ids.
type Change struct {
	Subject        string // letter or piece
	Kind, Language string // of the letter
	To             string
}

// Ledger is an open record. It is safe for concurrent use; writes of one
// process follow one another.
type Ledger struct {
	View
	store store
	newID func() string
	watch func() func([]Change, error)
}

// Open opens the record at url and brings its schema up to date. The url is a
// file path, "sqlite:" and a path, "postgres://…", or empty for DefaultPath. A
// database that cannot be opened or reached, is damaged, is held by another
// process, or was written by a newer letterpress is fault.Unavailable.
func Open(ctx context.Context, url string, o Options) (*Ledger, error) {
	if o.NewID == nil {
		return nil, fault.New(fault.Internal, "open ledger: no source of ids")
	}
	if o.Wait == 0 {
		o.Wait = 10 * time.Second
	}
	s, err := openStore(ctx, url, o.Wait)
	if err != nil {
		return nil, err
	}
	if o.Watch == nil {
		o.Watch = func() func([]Change, error) { return func([]Change, error) {} }
	}
	return &Ledger{View: View{s.reader()}, store: s, newID: o.NewID, watch: o.Watch}, nil
}

func openStore(ctx context.Context, url string, wait time.Duration) (store, error) {
	if isPostgres(url) {
		return openPostgres(ctx, url, wait)
	}
	path, err := sqlitePath(url)
	if err != nil {
		return nil, err
	}
	return openSQLite(ctx, path, wait)
}

// Schema returns the versions of the schema before and after Open brought it up
// to date; 0 is an empty database.
func (l *Ledger) Schema() (was, is int64) { return l.store.schema() }

// Close ends the use of the record. Transactions under way are rolled back.
func (l *Ledger) Close() error { return l.store.close() }

// Check returns nil when the record can be read and written. It is meant for
// readiness: it costs a commit.
func (l *Ledger) Check(ctx context.Context) error { return l.store.probe(ctx) }

// View is everything that can be asked of the record. On a Ledger it sees what
// is committed; on a Tx also what that transaction has done.
type View struct{ s session }

// Tx is one write transaction. It belongs to one goroutine and to the call of
// Write that made it.
type Tx struct {
	View
	newID   func() string
	actor   string
	changes []Change
}

// Write runs fn in one transaction and commits when fn returns nil. On an error
// or a panic nothing of it remains. Once a statement has failed, the
// transaction is lost and Write says so whatever fn returns.
//
// fn should only write: no file, network or rendering work, since other writers
// wait for it. It must not call Write again, directly or through a method of
// the Ledger that writes: that call would wait for itself. On PostgreSQL fn runs
// once more when another changed what it had read, or the connection was lost;
// so what it leaves outside of the transaction it sets anew each time.
func (l *Ledger) Write(ctx context.Context, fn func(*Tx) error) error {
	ended := l.watch()
	var changes []Change
	err := l.store.write(ctx, func(s session) error {
		tx := &Tx{View: View{s}, newID: l.newID, actor: actor(ctx)}
		err := fn(tx)
		changes = tx.changes
		return err
	})
	if err != nil {
		changes = nil
	}
	ended(changes, err)
	return err
}

// write runs a step that gives a result in a transaction of its own.
func write[T any](ctx context.Context, l *Ledger, step func(*Tx) (T, error)) (T, error) {
	var out T
	err := l.Write(ctx, func(tx *Tx) (err error) {
		out, err = step(tx)
		return err
	})
	if err != nil {
		var none T
		return none, err
	}
	return out, nil
}

// Accept is Tx.Accept in a transaction of its own.
func (l *Ledger) Accept(ctx context.Context, now time.Time, letters []Letter) ([]Acceptance, error) {
	return write(ctx, l, func(tx *Tx) ([]Acceptance, error) { return tx.Accept(ctx, now, letters) })
}

// Record is Tx.Record in a transaction of its own.
func (l *Ledger) Record(ctx context.Context, now time.Time, done []Rendering) ([]Recorded, error) {
	return write(ctx, l, func(tx *Tx) ([]Recorded, error) { return tx.Record(ctx, now, done) })
}

// Fail is Tx.Fail in a transaction of its own.
func (l *Ledger) Fail(ctx context.Context, now time.Time, tenant, letter, reason string, retryable bool) error {
	return l.Write(ctx, func(tx *Tx) error { return tx.Fail(ctx, now, tenant, letter, reason, retryable) })
}

// Retry is Tx.Retry in a transaction of its own.
func (l *Ledger) Retry(ctx context.Context, now time.Time, tenant, letter string) error {
	return l.Write(ctx, func(tx *Tx) error { return tx.Retry(ctx, now, tenant, letter) })
}

// Void is Tx.Void in a transaction of its own.
func (l *Ledger) Void(ctx context.Context, now time.Time, tenant, letter, reason string) error {
	return l.Write(ctx, func(tx *Tx) error { return tx.Void(ctx, now, tenant, letter, reason) })
}

// Hold keeps a queued piece out of the next batch. The reason is required.
func (l *Ledger) Hold(ctx context.Context, now time.Time, tenant, piece, reason string) error {
	return l.move(ctx, now, tenant, Move{Piece: piece, To: Held, Reason: reason})
}

// Release puts a held piece back into the queue.
func (l *Ledger) Release(ctx context.Context, now time.Time, tenant, piece string) error {
	return l.move(ctx, now, tenant, Move{Piece: piece, To: Queued})
}

func (l *Ledger) move(ctx context.Context, now time.Time, tenant string, m Move) error {
	return l.Write(ctx, func(tx *Tx) error { return tx.Move(ctx, now, tenant, []Move{m}) })
}

// RecordRegenerated is Tx.RecordRegenerated in a transaction of its own.
func (l *Ledger) RecordRegenerated(ctx context.Context, now time.Time, tenant, letter, found string) error {
	return l.Write(ctx, func(tx *Tx) error { return tx.RecordRegenerated(ctx, now, tenant, letter, found) })
}

// RecordRead is Tx.RecordRead in a transaction of its own.
func (l *Ledger) RecordRead(ctx context.Context, now time.Time, tenant, letter, what string) error {
	return l.Write(ctx, func(tx *Tx) error { return tx.RecordRead(ctx, now, tenant, letter, what) })
}
