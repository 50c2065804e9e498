// Package jobs keeps the list of letters that are still to be made, and hands
// them to workers until each is.
//
// It owns scheduling: which letters are tried when, how often, and what happens
// to work whose worker died. It refuses to decide what a letter is or when it is
// done: work is taken off the list in the same transaction that records its
// effect, and a letter that nobody lists any more is found and listed again.
// Its rows carry ids only. It is the only package that imports River.
//
// The list lives in the ledger's database, so that letters are accepted and
// listed in one transaction.
package jobs

import (
	"context"
	"log/slog"
	"runtime"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// Work makes letters of a tenant. It calls done in the transaction that records
// what became of them; when it returns nil without having done so, or an error,
// the letters are tried again.
type Work func(ctx context.Context, tenant string, letters []string, done Done) error

// Done takes the letters off the list, in the ledger's transaction tx.
type Done func(ctx context.Context, tx *ledger.Tx) error

// Options is what a queue works with.
type Options struct {
	// Work makes the letters; nil in a process that only lists them.
	Work Work
	// Host names this worker among all that share the database: part of the ids
	// by which the work of a dead one is recognised.
	Host string
	// Lock is the file that keeps two processes from working on one SQLite
	// database.
	Lock string
	// Log is told of what goes wrong, by ids. Required.
	Log *slog.Logger
	Now func() time.Time
	// Singles and Chunks are how many jobs of each kind are worked at once here;
	// 0 chooses by the machine.
	Singles, Chunks int
}

func (o *Options) fill() {
	if o.Singles == 0 {
		o.Singles = 4 * runtime.GOMAXPROCS(0)
	}
	if o.Chunks == 0 {
		o.Chunks = 1 + runtime.GOMAXPROCS(0)/2
	}
}

// Queue is the list of work. It is safe for concurrent use.
type Queue struct{ engine engine }

// engine is River on one database product.
type engine interface {
	enlist(ctx context.Context, tx *ledger.Tx, tenant string, letters []string, interactive bool) error
	start(ctx context.Context) error
	stop(ctx context.Context) error
	stats(ctx context.Context) (Stats, error)
	failing(ctx context.Context, tenant string) ([]Failing, error)
}

// Open prepares the list in the ledger's database and brings its schema up to
// date. Nothing is worked before Start.
func Open(ctx context.Context, book *ledger.Ledger, o Options) (*Queue, error) {
	o.fill()
	e, err := open(ctx, book, o)
	if err != nil {
		if fault.KindOf(err) == fault.Internal { // what the engine says has no kind
			err = fault.Wrap(fault.Unavailable, err, "open the list of work")
		}
		return nil, err
	}
	return &Queue{e}, nil
}

// Enlist lists letters of a tenant in the transaction tx: those that somebody
// waits for one by one and before the others, those of bulk in chunks.
func (q *Queue) Enlist(ctx context.Context, tx *ledger.Tx, tenant string, letters []string, interactive bool) error {
	return q.engine.enlist(ctx, tx, tenant, letters, interactive)
}

// Start begins to work. What a dead process of before held is taken up at once.
// Another process that works on the same SQLite database is fault.Unavailable.
func (q *Queue) Start(ctx context.Context) error { return q.engine.start(ctx) }

// Stop takes no new work and waits for what is in hand until ctx ends; what is
// not done then goes back on the list.
func (q *Queue) Stop(ctx context.Context) error { return q.engine.stop(ctx) }

// Stats returns how much is listed, of all tenants.
func (q *Queue) Stats(ctx context.Context) (Stats, error) { return q.engine.stats(ctx) }

// Failing returns the oldest of a tenant's jobs that were tried and did not work,
// twenty at most.
func (q *Queue) Failing(ctx context.Context, tenant string) ([]Failing, error) {
	return q.engine.failing(ctx, tenant)
}

// Stats is the list in numbers. They are of all tenants and name none.
type Stats struct {
	Waiting int           `json:"waiting"` // jobs that nobody has taken up
	Working int           `json:"working"`
	Resting int           `json:"resting"` // jobs that failed and wait to be tried again
	Given   int           `json:"given_up"`
	Oldest  time.Duration `json:"-"` // age of the oldest job that is not done
}

// Failing is a job that did not work yet, with why.
type Failing struct {
	Job     int64     `json:"job"`
	Tenant  string    `json:"tenant"`
	Letters []string  `json:"letters"`
	Attempt int       `json:"attempt"`
	Next    time.Time `json:"next"`
	Reason  string    `json:"reason"`
}
