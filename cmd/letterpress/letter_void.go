package main

import (
	"context"

	"letterpress/internal/ledger"
)

// letterVoidCmd withdraws a letter.
type letterVoidCmd struct {
	which
	Reason string `help:"Why; it is kept and shown, so it names nobody."`
}

// Help is the long help of the command.
func (*letterVoidCmd) Help() string {
	return "A piece that waits in the queue is pulled out of it. Once it was in a batch, the letter can only be replaced. " +
		"The key stays taken: a new letter needs a new key.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitRefused, exitUnavailable, exitNotFound, exitInterrupted)
}

// Run carries the command out.
func (c *letterVoidCmd) Run(ctx context.Context, s *session) error {
	return s.withRecord(ctx, &c.which, func(book *ledger.Ledger, id string) error {
		if err := book.Void(ctx, s.now(), s.Tenant, id, c.Reason); err != nil {
			return err
		}
		if s.JSON {
			l, err := book.Letter(ctx, s.Tenant, id)
			if err != nil {
				return err
			}
			return s.object(lineOf(&l))
		}
		return s.printf("letter %s is void\n", id)
	})
}
