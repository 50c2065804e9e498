package api_test

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// everywhere runs a test in an office on each database.
func everywhere(t *testing.T, test func(*testing.T, *office)) {
	t.Run("SQLite", func(t *testing.T) { test(t, newOfficeOn(t, filepath.Join(t.TempDir(), "l.db"))) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, newOfficeOn(t, postgres(t))) })
}

// postgres is a schema of its own in the database that LETTERPRESS_TEST_POSTGRES
// names.
func postgres(t testing.TB) string {
	t.Helper()
	address := os.Getenv("LETTERPRESS_TEST_POSTGRES")
	if address == "" {
		t.Skip("not tested: PostgreSQL; LETTERPRESS_TEST_POSTGRES names no database (tools/postgres/run starts one)")
	}
	db, err := sql.Open("pgx", address) // the ledger brings the driver
	must(t, err)
	schema := "t_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	_, err = db.Exec("CREATE SCHEMA " + schema)
	must(t, err)
	t.Cleanup(func() {
		_, err := db.Exec("DROP SCHEMA " + schema + " CASCADE")
		must(t, errors.Join(err, db.Close()))
	})
	u, err := url.Parse(address)
	must(t, err)
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}
