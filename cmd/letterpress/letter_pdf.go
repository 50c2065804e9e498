package main

import (
	"context"

	"letterpress/internal/ledger"
)

// letterPDFCmd gets the stored PDF of a letter.
type letterPDFCmd struct {
	which
	Output string `short:"o" placeholder:"OUT" default:"-" help:"File to write, - for standard output."`
}

// Help is the long help of the command.
func (*letterPDFCmd) Help() string {
	return "The bytes are compared with the record before they are written, and the reading is recorded.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitNotFound, exitInterrupted)
}

// Run carries the command out.
func (c *letterPDFCmd) Run(ctx context.Context, s *session) error {
	if err := s.takes(c.Output, false); err != nil {
		return err
	}
	return s.withRecord(ctx, &c.which, func(book *ledger.Ledger, id string) error {
		p, err := s.pressOn(ctx, book, nil)
		if err != nil {
			return err
		}
		data, err := p.PDF(ctx, id)
		if err != nil {
			return err
		}
		return s.put(c.Output, data)
	})
}
