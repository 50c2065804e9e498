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
		if s.JSON {
			return s.object(struct {
				jobs.Stats
				Oldest float64 `json:"oldest_seconds"`
			}{stats, stats.Oldest.Seconds()})
		}
		return s.jobLines(stats)
	})
}

func (s *session) jobLines(stats jobs.Stats) error {
	err := s.printf("%d waiting, %d in hand, %d to be tried again, %d given up; the oldest is %s old\n",
		stats.Waiting, stats.Working, stats.Resting, stats.Given, stats.Oldest.Round(time.Second))
	for _, f := range stats.Failing {
		if err != nil {
			return err
		}
		err = s.printf("job %d: %s, attempt %d, next %s: %s\n", f.Job, plural(len(f.Letters), "letter", "letters"), f.Attempt, f.Next.Format(time.DateTime), f.Reason)
	}
	return err
}
