// Package ledgertest makes databases for the tests of whatever keeps something in
// the ledger's.
//
// It owns where they are and that nothing of them is left. It refuses to make
// tables, and knows nothing of the ledger: what opens an address makes them.
package ledgertest

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

// SQLite returns the address of a database for one test that is not there yet.
func SQLite(t testing.TB) string { return filepath.Join(t.TempDir(), "letterpress.db") }

// Server is the address of the PostgreSQL server for tests, by
// LETTERPRESS_TEST_POSTGRES; without one the test is skipped.
func Server(t testing.TB) string {
	t.Helper()
	address := os.Getenv("LETTERPRESS_TEST_POSTGRES")
	if address == "" {
		t.Skip("not tested: PostgreSQL; LETTERPRESS_TEST_POSTGRES names no database (tools/postgres/run starts one)")
	}
	return address
}

// Postgres makes an empty schema for one test on the server for tests, and returns
// its address. It is dropped with all that is in it when the test ends.
func Postgres(t testing.TB) string {
	t.Helper()
	server := Server(t)
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	schema := "t_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if _, err := db.Exec("CREATE SCHEMA " + schema); err != nil {
		t.Fatal(errors.Join(err, db.Close()))
	}
	t.Cleanup(func() {
		_, err := db.Exec("DROP SCHEMA " + schema + " CASCADE")
		if err := errors.Join(err, db.Close()); err != nil {
			t.Error(err)
		}
	})
	at, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := at.Query()
	q.Set("search_path", schema)
	at.RawQuery = q.Encode()
	return at.String()
}
