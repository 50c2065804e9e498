package jobs

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// worker works one job at a time.
type worker[TTx any] struct {
	river.WorkerDefaults[lettersArgs]
	engine *riverEngine[TTx]
}

// NextRetry waits longer from try to try, up to two minutes, and not all jobs
// equally long: they may have failed together.
func (w *worker[TTx]) NextRetry(job *river.Job[lettersArgs]) time.Time {
	pause := min(time.Second<<min(job.Attempt, 7), 2*time.Minute)
	return w.engine.Now().Add(pause/2 + rand.N(pause/2+1))
}

// Work makes the letters of a job. The last try is not one: a chunk is listed
// letter by letter, so that one bad letter does not keep the others, and a
// letter fails, since whatever kills its worker would do so for ever.
func (w *worker[TTx]) Work(ctx context.Context, job *river.Job[lettersArgs]) error {
	defer w.engine.hand.take(job.ID)()
	err := w.attempt(ctx, job)
	switch fault.KindOf(err) {
	case fault.Interrupted: // the process is to end: the next one goes on
		return river.JobSnooze(0)
	case fault.Unavailable: // no fault of the letters, however long it takes
		w.engine.Log.Warn("letters wait: database or archive do not do their part", "job", job.ID, "tenant", job.Args.Tenant, "reason", fault.MessageOf(err))
		return river.JobSnooze(5*time.Second + rand.N(5*time.Second))
	}
	if err != nil {
		w.engine.Log.Error("job failed", "job", job.ID, "tenant", job.Args.Tenant, "attempt", job.Attempt, "kind", fault.KindOf(err).String(), "reason", fault.MessageOf(err))
		return errWork // its words are kept in the job, so they are none of the letter's
	}
	return nil
}

// attempt makes the letters, or gives up. A panic is an error without words: the
// engine would keep them in the job, and they may quote a letter.
func (w *worker[TTx]) attempt(ctx context.Context, job *river.Job[lettersArgs]) (err error) {
	defer func() {
		if recover() != nil {
			err = fault.New(fault.Internal, "making letters panicked")
		}
	}()
	if job.Attempt >= job.MaxAttempts {
		return w.engine.book.Write(ctx, func(tx *ledger.Tx) error { return w.giveUp(ctx, tx, job) })
	}
	return w.engine.Work(ctx, job.Args.Tenant, job.Args.Letters, func(ctx context.Context, tx *ledger.Tx) error {
		return w.complete(ctx, tx, job)
	})
}

// errWork is what a job remembers of a failure.
var errWork = errors.New("the letters could not be finished; the log of the worker says more")

// complete takes the job off the list in the ledger's transaction. A job that
// another worker has taken up in the meantime stays theirs.
func (w *worker[TTx]) complete(ctx context.Context, tx *ledger.Tx, job *river.Job[lettersArgs]) error {
	t, err := w.engine.native(tx)
	if err != nil {
		return err
	}
	_, err = river.JobCompleteTx[riverdriver.Driver[TTx]](ctx, t, job)
	return err
}

// giveUp ends a job that was tried often enough.
func (w *worker[TTx]) giveUp(ctx context.Context, tx *ledger.Tx, job *river.Job[lettersArgs]) error {
	a := job.Args
	if len(a.Letters) > 1 {
		if err := w.engine.enlist(ctx, tx, a.Tenant, a.Letters, true); err != nil {
			return err
		}
		return w.complete(ctx, tx, job)
	}
	for _, id := range a.Letters {
		if err := fail(ctx, tx, w.engine.Now(), a.Tenant, id); err != nil {
			return err
		}
	}
	return w.complete(ctx, tx, job)
}

// fail ends the letter of a job in failed, unless it stands by now.
func fail(ctx context.Context, tx *ledger.Tx, now time.Time, tenant, id string) error {
	found, err := tx.ByID(ctx, tenant, []string{id})
	if err != nil || len(found) == 0 || found[0].State != ledger.Accepted {
		return err
	}
	return tx.Fail(ctx, now, tenant, id, "every attempt to make it was cut short", true)
}
