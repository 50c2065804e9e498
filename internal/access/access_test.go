package access_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"letterpress/internal/access"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/ledger/ledgertest"
)

var noon = time.Date(2025, 2, 3, 12, 0, 0, 0, time.UTC)

// everywhere runs a test on each database.
func everywhere(t *testing.T, test func(*testing.T, *ledger.Ledger)) {
	t.Run("SQLite", func(t *testing.T) { test(t, newBook(t, ledgertest.SQLite(t))) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, newBook(t, ledgertest.Postgres(t))) })
}

func newBook(t *testing.T, address string) *ledger.Ledger {
	t.Helper()
	book, err := ledger.Open(t.Context(), address, ledger.Options{NewID: uuid.NewString})
	must(t, err)
	t.Cleanup(func() { must(t, book.Close()) })
	return book
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantKnown(t *testing.T, book *ledger.Ledger, secret string, want bool) ledger.Key {
	t.Helper()
	k, ok, err := access.Know(t.Context(), book, secret)
	must(t, err)
	if ok != want {
		t.Errorf("known: %v, want %v", ok, want)
	}
	return k
}

func TestKeys(t *testing.T) { everywhere(t, testKeys) }

func testKeys(t *testing.T, book *ledger.Ledger) {
	any, err := book.AnyKey(t.Context())
	must(t, err)
	if any {
		t.Error("a new ledger has a key")
	}
	ctx := ledger.As(t.Context(), "somebody")
	secret, made, err := access.Create(ctx, book, noon, "a", []string{access.Issue, access.Read})
	must(t, err)
	k := wantKnown(t, book, secret, true)
	if k.ID != made.ID || k.Tenant != "a" || !slices.Equal(k.Roles, made.Roles) || k.CreatedBy != "somebody" || !k.CreatedAt.Equal(noon) {
		t.Errorf("got %+v, made %+v", k, made)
	}
	for _, wrong := range []string{"", "lpk_", secret[:len(secret)-1], secret + "a", strings.ToUpper(secret), strings.TrimPrefix(secret, "lpk_"), k.ID} {
		wantKnown(t, book, wrong, false)
	}
	rotated, next, err := access.Rotate(ctx, book, noon, "a", k.ID)
	must(t, err)
	wantKnown(t, book, secret, false)
	if again := wantKnown(t, book, rotated, true); !slices.Equal(again.Roles, k.Roles) {
		t.Errorf("other roles: %v", again.Roles)
	}
	if err := access.Revoke(ctx, book, noon, "b", next.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another tenant revokes: %v", err)
	}
	if _, _, err := access.Rotate(ctx, book, noon, "b", next.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another tenant rotates: %v", err)
	}
	wantKnown(t, book, rotated, true)
	must(t, access.Revoke(ctx, book, noon, "a", next.ID))
	must(t, access.Revoke(ctx, book, noon.Add(time.Hour), "a", next.ID)) // once more changes nothing
	wantKnown(t, book, rotated, false)
	list, err := book.Keys(t.Context(), "a")
	must(t, err)
	if len(list) != 2 || !list[0].RevokedAt.Equal(noon) || !list[1].RevokedAt.Equal(noon) {
		t.Errorf("on record: %+v", list)
	}
}

func TestRoles(t *testing.T) { everywhere(t, testRoles) }

func testRoles(t *testing.T, book *ledger.Ledger) {
	for _, roles := range [][]string{nil, {"root"}, {access.Issue, ""}} {
		if _, _, err := access.Create(t.Context(), book, noon, "a", roles); fault.KindOf(err) != fault.Usage {
			t.Errorf("%q: %v", roles, err)
		}
	}
}

// Of many that start at once one makes the first key, and nobody after it.
func TestFirst(t *testing.T) { everywhere(t, testFirst) }

func testFirst(t *testing.T, book *ledger.Ledger) {
	made := make(chan string, 8)
	for range cap(made) {
		go func() {
			secret, err := access.First(context.Background(), book, noon, "a")
			if err != nil {
				t.Error(err)
			}
			made <- secret
		}()
	}
	var secrets []string
	for range cap(made) {
		if s := <-made; s != "" {
			secrets = append(secrets, s)
		}
	}
	if len(secrets) != 1 {
		t.Fatalf("%d keys were made", len(secrets))
	}
	if k := wantKnown(t, book, secrets[0], true); !slices.Equal(k.Roles, []string{access.Admin}) {
		t.Errorf("roles %v", k.Roles)
	}
}

// Many requests at once are one note, and the note comes without any waiting for
// it.
func TestUses(t *testing.T) { everywhere(t, testUses) }

func testUses(t *testing.T, book *ledger.Ledger) {
	secret, _, err := access.Create(t.Context(), book, noon, "a", []string{access.Read})
	must(t, err)
	now := noon.Add(90 * time.Minute)
	u := access.NewUses(book, func() time.Time { return now })
	k := wantKnown(t, book, secret, true)
	for range 1000 { // more than are kept, and nobody takes them yet
		u.Note(k)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); u.Run(ctx) }()
	hour := noon.Add(time.Hour)
	for wantKnown(t, book, secret, true).UsedAt.IsZero() {
		if t.Context().Err() != nil {
			t.Fatal("never noted")
		}
	}
	if k = wantKnown(t, book, secret, true); !k.UsedAt.Equal(hour) {
		t.Errorf("used at %s, want %s", k.UsedAt, hour)
	}
	stop()
	<-ended
}
