package main

import "context"

// backupCmd copies the database while it is used.
type backupCmd struct {
	File string `arg:"" help:"File for the copy; it must not exist."`
}

// Help is the long help of the command.
func (*backupCmd) Help() string {
	return "Copies an SQLite database as it stands at one moment, while the service runs: all of it, whatever --tenant says. Copy the archive after it, never before: " +
		"an object is stored before the database says so, and is never changed. A PostgreSQL database is copied by its own tools.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitNotFound, exitInterrupted)
}

// Run carries the command out.
func (c *backupCmd) Run(ctx context.Context, s *session) error {
	book, err := s.record(ctx)
	if err != nil {
		return err
	}
	defer book.Close()
	if err := book.Backup(ctx, c.File); err != nil {
		return err
	}
	s.note("the database as of now is in %s; now copy the archive", c.File)
	return nil
}
