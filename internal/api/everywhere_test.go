package api_test

import (
	"testing"

	"letterpress/internal/ledger/ledgertest"
)

// everywhere runs a test in an office on each database.
func everywhere(t *testing.T, test func(*testing.T, *office)) {
	t.Run("SQLite", func(t *testing.T) { test(t, newOfficeOn(t, ledgertest.SQLite(t))) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, newOfficeOn(t, ledgertest.Postgres(t))) })
}
