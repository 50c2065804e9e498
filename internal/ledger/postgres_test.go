package ledger_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/ledger/ledgertest"
)

func TestPostgres(t *testing.T) {
	conformance(t, func(t testing.TB) func() *ledger.Ledger {
		address := ledgertest.Postgres(t)
		return func() *ledger.Ledger { return openSQLite(t, address) }
	})
}

// A server that is not there, or does not let one in, ends in one clear sentence
// that names no password.
func TestPostgresUnreachable(t *testing.T) {
	address := ledgertest.Postgres(t)
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
