package ledger

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"letterpress/internal/fault"
)

// Migrations are numbered and only ever added to; there is no way back down,
// since the record is kept for ten years.
//
//go:embed migrations/*.sql
var migrations embed.FS

// versions are those of the schema before and after it was brought up to date.
type versions struct{ was, is int64 }

func (v *versions) schema() (was, is int64) { return v.was, v.is }

// migrate brings the schema up to date. Processes that start at the same moment
// may all try: one of them wins each migration and the others go on from there,
// so an error counts only when the version has not moved.
func (v *versions) migrate(ctx context.Context, dialect goose.Dialect, db *sql.DB) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, db, dir, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	for last := int64(-1); ; {
		at, newest, err := p.GetVersions(ctx)
		if last < 0 {
			v.was = at
		}
		v.is = at
		switch {
		case err != nil:
			return fmt.Errorf("read schema version: %w", err)
		case at > newest:
			return fault.New(fault.Unavailable, "the database has schema %d, this letterpress knows %d", at, newest).
				WithHint("run the newer letterpress that wrote it")
		case at == newest:
			return nil
		}
		_, err = p.Up(ctx)
		if err != nil && at == last {
			return fmt.Errorf("migrate: %w", err)
		}
		last = at
	}
}
