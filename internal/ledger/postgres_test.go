package ledger_test

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"strings"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// newSchema makes an empty schema for one test in the database that
// LETTERPRESS_TEST_POSTGRES names, and returns its address.
func newSchema(t testing.TB) string {
	t.Helper()
	address := os.Getenv("LETTERPRESS_TEST_POSTGRES")
	if address == "" {
		t.Skip("not tested: PostgreSQL; LETTERPRESS_TEST_POSTGRES names no database (tools/postgres/run starts one)")
	}
	db, err := sql.Open("pgx", address) // the ledger brings the driver
	if err != nil {
		t.Fatal(err)
	}
	schema := "t_" + strings.ReplaceAll(newID(), "-", "")
	if _, err := db.Exec("CREATE SCHEMA " + schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		defer db.Close()
		if _, err := db.Exec("DROP SCHEMA " + schema + " CASCADE"); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

func TestPostgres(t *testing.T) {
	conformance(t, func(t testing.TB) func() *ledger.Ledger {
		address := newSchema(t)
		return func() *ledger.Ledger { return openSQLite(t, address) }
	})
}

// A server that is not there, or does not let one in, ends in one clear sentence
// that names no password.
func TestPostgresUnreachable(t *testing.T) {
	address := newSchema(t)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	wrong, gone, none := *u, *u, *u
	wrong.User = url.UserPassword(u.User.Username(), "secret")
	gone.Host = "127.0.0.1:1"
	none.Path = "/no-such-database"
	for name, u := range map[string]url.URL{"password": wrong, "port": gone, "database": none} {
		_, err := ledger.Open(context.Background(), u.String(), ledger.Options{NewID: newID})
		wantKind(t, err, fault.Unavailable)
		password, _ := u.User.Password()
		if err != nil && (fault.HintOf(err) == "" || strings.Contains(err.Error(), password)) {
			t.Errorf("%s: %v, hint %q", name, err, fault.HintOf(err))
		}
	}
}
