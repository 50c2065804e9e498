package jobs

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

const (
	// watchEvery is how often work of dead workers, and letters that nobody lists,
	// are looked for.
	watchEvery = 10 * time.Second
	// stranded is how long a letter may be accepted before somebody asks who makes
	// it: longer than a run of the command line takes from accepting to recording.
	strandedAfter = 2 * time.Minute
	// farOff is longer than any job waits for its next try: one that is to wait
	// longer was put off by a clock that was wrong.
	farOff = time.Hour
	// most is how many jobs are compared with the letters. With more waiting the
	// list is long and nothing is wrong with it: another time will do.
	most = 1000
	// atOnce is how many letters are listed again at a time.
	atOnce = 1000
)

// watch looks after the list until ctx ends.
func (e *riverEngine[TTx]) watch(ctx context.Context) {
	defer close(e.ended)
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for _, look := range []func(context.Context) error{e.rescue, e.depose, e.reconcile} {
			if err := look(ctx); err != nil && ctx.Err() == nil {
				e.Log.Warn("the list of work could not be looked after", "kind", fault.KindOf(err).String(), "reason", fault.MessageOf(err))
			}
		}
	}
}

// rescue puts back on the list what dead workers held, and what this one let go of
// without the database hearing of it.
func (e *riverEngine[TTx]) rescue(ctx context.Context) error {
	running, err := e.jobs(ctx, river.NewJobListParams().States(rivertype.JobStateRunning).First(most))
	if err != nil {
		return err
	}
	held := map[string][]*rivertype.JobRow{}
	for _, j := range running {
		if n := len(j.AttemptedBy); n > 0 {
			held[j.AttemptedBy[n-1]] = append(held[j.AttemptedBy[n-1]], j)
		}
	}
	lost := e.hand.dropped(held[e.id])
	delete(held, e.id)
	ids := make([]string, 0, len(held))
	for id := range held {
		ids = append(ids, id)
	}
	dead, err := e.alive.dead(ctx, ids)
	if err != nil {
		return err
	}
	for _, id := range dead {
		lost = append(lost, held[id]...)
	}
	return e.release(ctx, lost)
}

// release makes running jobs available to others.
func (e *riverEngine[TTx]) release(ctx context.Context, lost []*rivertype.JobRow) error {
	if len(lost) == 0 {
		return nil
	}
	now := e.Now()
	p := &riverdriver.JobRescueManyParams{}
	for _, j := range lost {
		note, _ := json.Marshal(rivertype.AttemptError{At: now, Attempt: j.Attempt, Error: "its worker let go of it"}) // plain fields cannot fail
		p.ID, p.Error = append(p.ID, j.ID), append(p.Error, note)
		p.FinalizedAt, p.ScheduledAt = append(p.FinalizedAt, nil), append(p.ScheduledAt, now)
		p.State = append(p.State, string(rivertype.JobStateAvailable))
	}
	if _, err := e.driver.GetExecutor().JobRescueMany(ctx, p); err != nil {
		return fault.Wrap(fault.Unavailable, err, "rescue jobs")
	}
	e.Log.Info("took up work that nobody has in hand", "jobs", len(lost))
	return nil
}

// reconcile lists letters again that are accepted and on nobody's list, as a run
// of the command line leaves them that was killed.
func (e *riverEngine[TTx]) reconcile(ctx context.Context) error {
	live, err := e.live(ctx, most)
	if err != nil || len(live) == most {
		return err
	}
	left, err := e.book.Stranded(ctx, e.Now().Add(-strandedAfter), e.Now().Add(strandedAfter), atOnce)
	if err != nil || len(left) == 0 {
		return err
	}
	listed := map[string]bool{}
	for _, j := range live {
		if j.ScheduledAt.After(e.Now().Add(farOff)) {
			continue
		}
		var a lettersArgs
		_ = json.Unmarshal(j.EncodedArgs, &a) // a job of another kind lists no letters
		for _, id := range a.Letters {
			listed[id] = true
		}
	}
	left = slices.DeleteFunc(left, func(s ledger.Stray) bool { return listed[s.Letter] })
	return e.relist(ctx, left)
}

// relist lists letters, by tenant.
func (e *riverEngine[TTx]) relist(ctx context.Context, left []ledger.Stray) error {
	byTenant := map[string][]string{}
	for _, s := range left {
		byTenant[s.Tenant] = append(byTenant[s.Tenant], s.Letter)
	}
	for tenant, letters := range byTenant {
		err := e.book.Write(ctx, func(tx *ledger.Tx) error { return e.enlist(ctx, tx, tenant, letters, false) })
		if err != nil {
			return err
		}
		e.Log.Info("listed letters that nobody was making", "tenant", tenant, "letters", len(letters))
	}
	return nil
}
