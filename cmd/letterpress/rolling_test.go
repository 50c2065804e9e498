package main

import (
	"bytes"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"letterpress/internal/press/presstest"
)

// later is what the migration of a version to come may do to the database: add
// (internal/ledger holds migrations to it).
var later = []string{
	"ALTER TABLE letter ADD COLUMN later TEXT NOT NULL DEFAULT 'x'",
	"ALTER TABLE piece ADD COLUMN later BIGINT NOT NULL DEFAULT 0",
	"ALTER TABLE audit ADD COLUMN later TEXT",
	"ALTER TABLE event_clock ADD COLUMN later BIGINT NOT NULL DEFAULT 0",
	"ALTER TABLE api_key ADD COLUMN later BIGINT NOT NULL DEFAULT 0",
	"ALTER TABLE key_audit ADD COLUMN later TEXT NOT NULL DEFAULT ''",
	"CREATE INDEX letter_later ON letter (tenant, later, id)",
	"CREATE TABLE later (id TEXT NOT NULL PRIMARY KEY, letter TEXT NOT NULL REFERENCES letter (id))",
	"INSERT INTO later (id, letter) SELECT id, id FROM letter",
	"INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)",
}

// Processes that run go on when a later version brings the database up to date
// under them: nothing that they accept is lost, and nothing is there twice. They
// cannot be started again.
func TestRunningProcessesOutliveAMigration(t *testing.T) {
	program := binary(t)
	t.Run("SQLite", func(t *testing.T) {
		data := t.TempDir()
		db := old{"sqlite", filepath.Join(data, "letterpress.db")}
		n := outlived(t, program, db, data)
		whole(t, data, n)
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		e, data := newElsewhere(t), t.TempDir()
		completed(t, exitDone, program, append([]string{"migrate", "--data", data}, e.flags()...)...)
		worker := e.workers(program, data, 1)[0]
		defer func() { _ = worker.Process.Kill() }() // when the test ends early
		n := outlived(t, program, old{"pgx", e.db}, data, e.flags()...)
		stopped(t, worker)
		e.whole(n)
	})
}

// outlived migrates the database while the service takes and makes letters, gives
// it more, and returns how many there must be at the end. What looks at the
// database after that is the later version.
func outlived(t *testing.T, program string, db old, data string, flags ...string) int {
	t.Helper()
	const n = 600
	s := serve(t, program, data, flags...)
	defer s.kill()
	s.give(n / 3)
	var uploads sync.WaitGroup
	db.later(t, func() { // what is uploaded now waits for the migration, or was begun before it
		uploads.Go(func() { s.upload(s.key, bytes.Join(presstest.Requests(1, n*2/3), []byte("\n"))) })
	})
	uploads.Wait()
	s.give(n)
	s.made(n)
	_, errs := completed(t, exitUnavailable, program, append([]string{"work", "--data", data}, flags...)...)
	if !strings.Contains(errs, "the database has schema 9999, this letterpress knows ") {
		t.Errorf("started again: %s", errs)
	}
	s.stop()
	db.exec(t, "DELETE FROM goose_db_version WHERE version_id = 9999")
	return n
}

// later migrates the database in one transaction, as often as another that
// writes gets in its way. It calls meanwhile before the commit.
func (o old) later(t *testing.T, meanwhile func()) {
	t.Helper()
	if o.driver == "sqlite" {
		o.address += "?_txlock=immediate&_pragma=busy_timeout(10000)"
	}
	var last error
	patiently(t, "the migration does not get through", func() bool {
		o.with(t, func(db *sql.DB) error {
			last = inOne(db, later, meanwhile)
			return nil
		})
		if last != nil {
			t.Log(last)
		}
		return last == nil
	})
}

func inOne(db *sql.DB, statements []string, meanwhile func()) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	for _, s := range statements {
		if _, err := tx.Exec(s); err != nil {
			return err
		}
	}
	meanwhile()
	return tx.Commit()
}

// stopped asks a process to end and wants that it does so well.
func stopped(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
