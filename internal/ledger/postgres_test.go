package ledger_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

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

// A chunk's letters are found by their ids, also when the table has grown since the
// server last counted it: a plan that walks through a tenant costs more with each
// letter. TestPlans says the same of SQLite.
func TestPostgresPlanByID(t *testing.T) {
	l := openSQLite(t, ledgertest.Postgres(t))
	letters, ids := make([]ledger.Letter, 3000), make([]string, 20)
	for i := range letters {
		letters[i] = sample("t", fmt.Sprint(i))
	}
	for i := range ids {
		ids[i] = letters[i*len(letters)/len(ids)].ID
	}
	for chunk := range slices.Chunk(letters, 500) {
		if _, err := l.Accept(t.Context(), noon, chunk); err != nil {
			t.Fatal(err)
		}
	}
	query, args := ledger.ByIDQuery("t", ids)
	r, err := l.Native().(*pgxpool.Pool).Query(t.Context(), "EXPLAIN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(r, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	along := func(index string) bool {
		return slices.ContainsFunc(lines, func(s string) bool { return strings.Contains(s, index) })
	}
	if !along("letter_pkey") || along("letter_newest") {
		t.Errorf("%.100q", lines)
	}
}
