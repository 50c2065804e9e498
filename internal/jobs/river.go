package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// The queues: letters that somebody waits for never stand behind chunks.
const (
	singles = "letters"
	chunks  = "chunks"
)

const (
	// chunkSize is how many letters a job of bulk has. It carries the price of a
	// job once and is in hand for long otherwise; a chunk that cannot be done is
	// tried letter by letter.
	chunkSize = 50

	triesOfChunk  = 5
	triesOfLetter = 25

	jobTimeout = 2 * time.Minute
	// stuckAfter is River's own rescue, for what rescue.go does not find.
	stuckAfter = 10 * time.Minute
	// keep is how long finished jobs stay: the ledger has what matters of them.
	keep = time.Hour

	fetchCooldown = 25 * time.Millisecond
	fetchPoll     = 250 * time.Millisecond
)

// lettersArgs is all that a job says.
type lettersArgs struct {
	Tenant  string   `json:"tenant"`
	Letters []string `json:"letters"`
}

// Kind names the job in the database.
func (lettersArgs) Kind() string { return "letters" }

// liveness tells which workers of the database live.
type liveness interface {
	// hold makes this worker count as alive until release, or its death.
	hold(ctx context.Context, id string) error
	// dead returns those of ids whose workers are gone.
	dead(ctx context.Context, ids []string) ([]string, error)
	release()
}

// riverEngine is the list on one database product.
type riverEngine[TTx any] struct {
	Options
	client *river.Client[TTx]
	driver riverdriver.Driver[TTx]
	book   *ledger.Ledger
	alive  liveness
	hand   hand
	id     string
	ended  chan struct{} // closed when watch has ended
	cancel context.CancelFunc
}

func newRiver[TTx any](ctx context.Context, d riverdriver.Driver[TTx], book *ledger.Ledger, o Options, alive liveness) (*riverEngine[TTx], error) {
	e := &riverEngine[TTx]{Options: o, driver: d, book: book, alive: alive, id: o.Host + "-" + uuid.NewString()[:8]}
	quiet := slog.New(&reduced{o.Log.Handler()})
	if err := prepare(ctx, d, quiet); err != nil {
		return nil, err
	}
	client, err := river.NewClient(d, e.config(quiet))
	e.client = client
	return e, err
}

// prepare brings the list's own tables up to date. Processes that start at the
// same moment get in each other's way: one of them makes a table, and the others
// find it at another try.
func prepare[TTx any](ctx context.Context, d riverdriver.Driver[TTx], log *slog.Logger) error {
	const tries = 8
	m, err := rivermigrate.New(d, &rivermigrate.Config{Logger: log})
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		if _, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil); err == nil || n == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Duration(n)*50*time.Millisecond + rand.N(50*time.Millisecond)):
		}
	}
}

func (e *riverEngine[TTx]) config(log *slog.Logger) *river.Config {
	c := &river.Config{ID: e.id, Logger: log, JobTimeout: jobTimeout, RescueStuckJobsAfter: stuckAfter,
		CompletedJobRetentionPeriod: keep, FetchCooldown: fetchCooldown, FetchPollInterval: fetchPoll}
	if e.Work == nil {
		return c
	}
	c.Workers = river.NewWorkers()
	river.AddWorker(c.Workers, &worker[TTx]{engine: e})
	c.Queues = map[string]river.QueueConfig{singles: {MaxWorkers: e.Singles}, chunks: {MaxWorkers: e.Chunks}}
	return c
}

// native is the transaction of the ledger as River takes it.
func (e *riverEngine[TTx]) native(tx *ledger.Tx) (TTx, error) {
	t, ok := tx.Native().(TTx)
	if !ok {
		return t, fmt.Errorf("the transaction is of another database than the list of work")
	}
	return t, nil
}

func (e *riverEngine[TTx]) enlist(ctx context.Context, tx *ledger.Tx, tenant string, letters []string, interactive bool) error {
	t, err := e.native(tx)
	if err != nil {
		return err
	}
	size, opts := chunkSize, &river.InsertOpts{Queue: chunks, MaxAttempts: triesOfChunk}
	if interactive {
		size, opts = 1, &river.InsertOpts{Queue: singles, MaxAttempts: triesOfLetter}
	}
	var many []river.InsertManyParams
	for len(letters) > 0 {
		n := min(size, len(letters))
		many = append(many, river.InsertManyParams{Args: lettersArgs{tenant, letters[:n:n]}, InsertOpts: opts})
		letters = letters[n:]
	}
	// Of few jobs the rows are sent sooner than copied, which takes three trips.
	if _, err = e.client.InsertManyTx(ctx, t, many); err != nil {
		return fault.Wrap(fault.Unavailable, err, "list letters")
	}
	return nil
}

func (e *riverEngine[TTx]) start(ctx context.Context) error {
	if err := e.alive.hold(ctx, e.id); err != nil {
		return err
	}
	err := e.rescue(ctx)
	if err == nil {
		err = e.depose(ctx)
	}
	if err != nil {
		e.alive.release()
		return fault.Wrap(fault.Unavailable, err, "take up the work of a process that is gone")
	}
	if err := e.client.Start(context.WithoutCancel(ctx)); err != nil { // stop ends it, gracefully
		e.alive.release()
		return fault.Wrap(fault.Unavailable, err, "start to work")
	}
	watching, cancel := context.WithCancel(context.WithoutCancel(ctx))
	e.cancel, e.ended = cancel, make(chan struct{})
	go e.watch(watching)
	return nil
}

func (e *riverEngine[TTx]) stop(ctx context.Context) error {
	if e.cancel == nil {
		return nil
	}
	e.cancel()
	<-e.ended
	defer e.alive.release()
	err := e.client.Stop(ctx)
	if ctx.Err() == nil {
		return err
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return e.client.StopAndCancel(last)
}

// stats counts the jobs.
func (e *riverEngine[TTx]) stats(ctx context.Context) (s Stats, err error) {
	counts, err := e.driver.GetExecutor().JobCountByAllStates(ctx, &riverdriver.JobCountByAllStatesParams{})
	if err != nil {
		return s, fault.Wrap(fault.Unavailable, err, "count the work")
	}
	s.Waiting = counts[rivertype.JobStateAvailable] + counts[rivertype.JobStateScheduled] + counts[rivertype.JobStatePending]
	s.Working, s.Resting = counts[rivertype.JobStateRunning], counts[rivertype.JobStateRetryable]
	s.Given = counts[rivertype.JobStateDiscarded] + counts[rivertype.JobStateCancelled]
	oldest, err := e.live(ctx, 1)
	if err != nil {
		return s, err
	}
	if len(oldest) > 0 {
		s.Oldest = max(0, e.Now().Sub(oldest[0].CreatedAt))
	}
	return s, nil
}

var liveStates = []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStateRunning, rivertype.JobStateRetryable,
	rivertype.JobStateScheduled, rivertype.JobStatePending}

// live returns the oldest jobs that are not done, n at most.
func (e *riverEngine[TTx]) live(ctx context.Context, n int) ([]*rivertype.JobRow, error) {
	return e.jobs(ctx, river.NewJobListParams().States(liveStates...).OrderBy(river.JobListOrderByID, river.SortOrderAsc).First(n))
}

func (e *riverEngine[TTx]) jobs(ctx context.Context, p *river.JobListParams) ([]*rivertype.JobRow, error) {
	found, err := e.client.JobList(ctx, p)
	if err != nil {
		return nil, fault.Wrap(fault.Unavailable, err, "list the work")
	}
	return found.Jobs, nil
}

// failing lists some jobs of a tenant that were tried and did not work. Both
// databases read the arguments by the same operator.
func (e *riverEngine[TTx]) failing(ctx context.Context, tenant string) ([]Failing, error) {
	const some = 20
	found, err := e.jobs(ctx, river.NewJobListParams().States(rivertype.JobStateRetryable, rivertype.JobStateDiscarded).
		Where("args ->> 'tenant' = @tenant", river.NamedArgs{"tenant": tenant}).OrderBy(river.JobListOrderByID, river.SortOrderAsc).First(some))
	if err != nil {
		return nil, err
	}
	var out []Failing
	for _, j := range found {
		var a lettersArgs
		if err := json.Unmarshal(j.EncodedArgs, &a); err != nil {
			continue // not a job of ours
		}
		f := Failing{Job: j.ID, Tenant: a.Tenant, Letters: a.Letters, Attempt: j.Attempt, Next: j.ScheduledAt}
		if n := len(j.Errors); n > 0 {
			f.Reason = j.Errors[n-1].Error
		}
		out = append(out, f)
	}
	return out, nil
}
