package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever opens a database that a newer letterpress wrote says so and leaves it
// alone.
func TestNewerSchemaIsLeftAlone(t *testing.T) {
	program, data := binary(t), t.TempDir()
	completed(t, exitDone, program, "migrate", "--data", data)
	db, err := sql.Open("sqlite", filepath.Join(data, "letterpress.db")) // the ledger brings the driver
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"migrate", "serve --listen 127.0.0.1:0", "work", "jobs", "audit", "letter list"} {
		_, errs := completed(t, exitUnavailable, program, append(strings.Fields(command), "--data", data)...)
		if !strings.Contains(errs, "the database has schema 9999, this letterpress knows ") || !strings.Contains(errs, "hint: run the newer letterpress") {
			t.Errorf("%s says %s", command, errs)
		}
	}
}
