package ledger

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"time"

	"letterpress/internal/fault"
)

// Backup copies an SQLite record to a new file, whole and as it stood at one
// moment, while others go on to read and write it; copying the file itself would
// miss what its log still holds. Nil means that the copy is durable. A record in
// PostgreSQL, and a file that exists, are fault.Usage.
func (l *Ledger) Backup(ctx context.Context, path string) error {
	s, ok := l.store.(*sqliteStore)
	if !ok {
		return fault.New(fault.Usage, "a record in PostgreSQL is copied by PostgreSQL's own tools").WithHint("pg_dump --format custom")
	}
	if _, err := os.Lstat(path); err == nil {
		return fault.New(fault.Usage, "%s exists, and a copy overwrites nothing", path)
	}
	return fault.Wrap(fault.Unavailable, s.backup(ctx, path), "copy the record to "+path)
}

// backup writes the copy under another name, so that what has the name is whole.
func (s *sqliteStore) backup(ctx context.Context, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".letterpress-*") // readable to its owner alone
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if err := s.vacuumInto(ctx, f.Name()); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// backupWait is how long the copy waits for a moment to begin.
const backupWait = 10 * time.Second

// vacuumInto has a connection of its own: it reads for long, and writers of this
// process need not wait for it.
func (s *sqliteStore) vacuumInto(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(s.path, backupWait))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", path)
	return errors.Join(explain(ctx, err), db.Close())
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
