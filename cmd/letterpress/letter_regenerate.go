package main

import (
	"context"
	"strings"

	"letterpress/internal/ledger"
	"letterpress/internal/press"
)

// letterRegenerateCmd proves that a letter can be made again.
type letterRegenerateCmd struct {
	which
	Output string `short:"o" placeholder:"OUT" help:"File for the PDF made now."`
}

// Help is the long help of the command.
func (*letterRegenerateCmd) Help() string {
	return "The letter is rendered from the request on record and compared with the bytes on record and in the archive. " +
		"When they differ, the sources that changed since are named: program, wording, template, fonts, mail profile, code or edition. " +
		"Nothing stored changes; that it was done is recorded.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSource, exitUnavailable, exitDiffers, exitNotFound, exitInterrupted)
}

// Run carries the command out.
func (c *letterRegenerateCmd) Run(ctx context.Context, s *session) error {
	if c.Output != "" {
		if err := s.takes(c.Output, false); err != nil {
			return err
		}
	}
	return s.withRecord(ctx, &c.which, func(book *ledger.Ledger, id string) error {
		r, err := s.renderer()
		if err != nil {
			return err
		}
		p, err := s.pressOn(ctx, book, r)
		if err != nil {
			return err
		}
		found, err := p.Regenerate(ctx, id)
		if err != nil {
			return err
		}
		if c.Output != "" {
			if err := s.put(c.Output, found.PDF); err != nil {
				return err
			}
		}
		return c.tell(s, found)
	})
}

// tell says what was found, on standard error when standard output has the PDF.
func (c *letterRegenerateCmd) tell(s *session, found *press.Regeneration) error {
	if s.JSON && c.Output != "-" {
		if err := s.object(found); err != nil {
			return err
		}
	} else if err := s.compared(found, c.Output == "-"); err != nil {
		return err
	}
	if found.Same && found.Archived {
		return nil
	}
	return exit(exitDiffers)
}

func (s *session) compared(found *press.Regeneration, quiet bool) error {
	switch {
	case found.Same && found.Archived && quiet:
		return nil
	case found.Same && found.Archived:
		return s.printf("letter %s: the same bytes, sha256 %s\n", found.Letter, short(found.Now))
	case !found.Archived:
		s.errorf("letter %s: the archive does not hold the recorded bytes", found.Letter)
	}
	if found.Same {
		return nil
	}
	s.errorf("letter %s: other bytes; changed since: %s", found.Letter, changed(found.Changed))
	s.hint("the stored PDF is what was sent: letterpress letter pdf %s -o SENT.pdf", found.Letter)
	return nil
}

func changed(names []string) string {
	if len(names) == 0 {
		return "none of the sources"
	}
	return strings.Join(names, ", ")
}
