package main

import (
	"context"
	"io"
	"log/slog"
	"time"

	"letterpress/internal/jobs"
	"letterpress/internal/ledger"
)

// jobsCmd tells how much is to be made and what stands in its way.
type jobsCmd struct{}

// Help is the long help of the command.
func (*jobsCmd) Help() string {
	return "The numbers are of all tenants; jobs that fail are listed of one, --tenant: at most 20, the oldest first, with --json by the ids of their letters. " +
		"A job is one letter, or up to a hundred of a bulk upload.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitInterrupted)
}

// Run carries the command out.
func (*jobsCmd) Run(ctx context.Context, s *session) error {
	return s.withBook(ctx, func(book *ledger.Ledger) error {
		q, err := jobs.Open(ctx, book, jobs.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: s.now})
		if err != nil {
			return err
		}
		stats, err := q.Stats(ctx)
		if err != nil {
			return err
		}
		failing, err := q.Failing(ctx, s.Tenant)
		if err != nil {
			return err
		}
		if s.JSON {
			return s.object(struct {
				jobs.Stats
				Failing []jobs.Failing `json:"failing,omitempty"`
				Oldest  float64        `json:"oldest_seconds"`
			}{stats, failing, stats.Oldest.Seconds()})
		}
		return s.jobLines(stats, failing)
	})
}

func (s *session) jobLines(stats jobs.Stats, failing []jobs.Failing) error {
	err := s.printf("%d waiting, %d in hand, %d to be tried again, %d given up; the oldest is %s old\n",
		stats.Waiting, stats.Working, stats.Resting, stats.Given, stats.Oldest.Round(time.Second))
	for _, f := range failing {
		if err != nil {
			return err
		}
		err = s.printf("job %d: %s, attempt %d, next %s: %s\n", f.Job, plural(len(f.Letters), "letter", "letters"), f.Attempt, f.Next.Format(time.DateTime), f.Reason)
	}
	if others := stats.Resting + stats.Given - len(failing); others > 0 {
		s.note("%s, of other tenants or beyond those listed", plural(others, "more job fails", "more jobs fail"))
	}
	return err
}
