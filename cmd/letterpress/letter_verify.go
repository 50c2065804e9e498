package main

import (
	"context"
	"fmt"
	"strings"

	"letterpress/internal/ledger"
	"letterpress/internal/press"
)

// letterVerifyCmd proves that nothing was lost.
type letterVerifyCmd struct{}

// Help is the long help of the command.
func (*letterVerifyCmd) Help() string {
	return "Every letter on record that has a PDF is looked for in the archive, and the SHA-256 of what is there compared with the record: " +
		"a folder is read, S3 tells the checksum that it keeps. Do it after a restore, and now and then. Nothing changes.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitDiffers, exitNotFound, exitInterrupted)
}

// Run carries the command out.
func (*letterVerifyCmd) Run(ctx context.Context, s *session) error {
	book, err := s.record(ctx)
	if err != nil {
		return err
	}
	defer book.Close()
	return s.verify(ctx, book)
}

// verify prints the letters that are astray, and the numbers of all.
func (s *session) verify(ctx context.Context, book *ledger.Ledger) error {
	p, err := s.pressOn(ctx, book, nil)
	if err != nil {
		return err
	}
	v, err := p.Verify(ctx, func(a press.Astray) error {
		if s.JSON {
			return s.object(a)
		}
		s.errorf("letter %s: %s in the archive at %s", a.Letter, a.Found, a.Object)
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.verified(v); err != nil {
		return err
	}
	if v.Astray > 0 {
		return exit(exitDiffers)
	}
	return nil
}

// verified is the closing summary.
func (s *session) verified(v press.Verification) error {
	line := fmt.Sprintf("%s: %s as recorded, %s astray, %s to be made, %s failed, %s void before they were made\n",
		plural(v.Letters, "letter", "letters"), thousands(v.Stored), thousands(v.Astray), thousands(v.Open), thousands(v.Failed), thousands(v.Never))
	if s.JSON {
		s.note("%s", strings.TrimSuffix(line, "\n"))
		return nil
	}
	return s.printf("%s", line)
}
