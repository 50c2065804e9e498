package main

import (
	"context"
	"io"
	"log/slog"

	"letterpress/internal/jobs"
	"letterpress/internal/ledger"
)

// migrateCmd brings the database up to date.
type migrateCmd struct{}

// Help is the long help of the command.
func (*migrateCmd) Help() string {
	return "Every command that opens the database does the same; this one does nothing else and says what it did, as a step of an upgrade. " +
		"It makes a database that is not there. There is no way back to an earlier schema: take a copy first. " +
		"A database that a newer letterpress wrote is left as it is (12).\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitInterrupted)
}

// Run carries the command out.
func (*migrateCmd) Run(ctx context.Context, s *session) error {
	return s.withBook(ctx, func(book *ledger.Ledger) error {
		if _, err := jobs.Open(ctx, book, jobs.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: s.now}); err != nil {
			return err
		}
		was, is := book.Schema()
		switch {
		case s.JSON:
			return s.object(struct {
				From int64 `json:"from"`
				To   int64 `json:"to"`
			}{was, is})
		case was == is:
			return s.printf("schema %d: nothing to do\n", is)
		}
		return s.printf("schema %d to %d\n", was, is)
	})
}
