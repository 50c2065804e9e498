package ledger_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"letterpress/internal/ledger"
)

// noon is the moment of every change that does not need one of its own.
var noon = time.Date(2025, 2, 3, 12, 0, 0, 0, time.UTC)

// openSQLite opens the record in a file, for the length of the test.
func openSQLite(t testing.TB, path string) *ledger.Ledger {
	t.Helper()
	l, err := ledger.Open(context.Background(), path, ledger.Options{NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func newFile(t testing.TB) string { return filepath.Join(t.TempDir(), "data", "letterpress.db") }

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func letterID(tenant, key string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(tenant+"/"+key)).String()
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// sample is a letter as it is asked for.
func sample(tenant, key string) ledger.Letter {
	request := []byte(`{"key":"` + key + `","kind":"welcome"}`)
	return ledger.Letter{
		ID: letterID(tenant, key), Tenant: tenant, Key: key,
		Kind: "welcome", Program: "connecticare-2025", Language: "es", Format: "standard",
		Date: "2025-02-03", Channel: "mail", Request: request, RequestSum: sum(request),
	}
}

// rendering is what becomes of a sample.
func rendering(l ledger.Letter) ledger.Rendering {
	return ledger.Rendering{
		Tenant: l.Tenant, Letter: l.ID,
		Object: l.Tenant + "/2025/02/" + l.ID + ".pdf", Sum: sum([]byte("pdf of " + l.ID)),
		Pages: 5, Sheets: 3,
		Warnings:    []byte(`[{"pointer":"/member/address","code":"window","detail":"first line is high"}]`),
		Parts:       []byte(`[{"part":"letter","pages":5}]`),
		Fingerprint: []byte(`{"code":"0123"}`),
		Class:       "first-class", Due: "2025-03-06",
	}
}
