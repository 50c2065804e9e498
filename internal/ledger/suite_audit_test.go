package ledger_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// audited returns what AuditSince tells, read two records at a time.
func (d desk) audited(tenant string, since time.Time) (list []ledger.Entry) {
	d.t.Helper()
	for after := ""; ; {
		found, next, err := d.AuditSince(context.Background(), tenant, since, ledger.Page{Limit: 2, After: after})
		d.must(err)
		if list = append(list, found...); next == "" {
			return list
		}
		after = next
	}
}

// changeKey runs a step about keys under an actor.
func (d desk) changeKey(actor string, step func(context.Context, *ledger.Tx) error) {
	d.t.Helper()
	ctx := ledger.As(context.Background(), actor)
	d.must(d.Write(ctx, func(tx *ledger.Tx) error { return step(ctx, tx) }))
}

func testAuditSince(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	now := time.Now()
	l := d.accept(sample("t", "k1")).Letter
	d.accept(sample("other", "k1"))
	add := func(id, tenant string) {
		d.changeKey("ada", func(ctx context.Context, tx *ledger.Tx) error {
			return tx.AddKey(ctx, now, ledger.Key{ID: id, Tenant: tenant, Roles: []string{"issue", "read"}}, "hash of "+id)
		})
	}
	revoke := func(id, by string) {
		d.changeKey("bob", func(ctx context.Context, tx *ledger.Tx) error { return tx.RevokeKey(ctx, now, "t", id, by) })
	}
	add("one", "t")
	add("two", "t")
	add("three", "other")
	revoke("one", "two")
	revoke("one", "") // is over already
	revoke("two", "")
	d.must(d.RecordRegenerated(context.Background(), now, "t", l.ID, "same"))
	want := []ledger.Entry{
		{Actor: "local", Action: "letter.accepted", Letter: l.ID, To: "accepted"},
		{Actor: "ada", Action: "key.created", Key: "one", Note: "issue read"},
		{Actor: "ada", Action: "key.created", Key: "two", Note: "issue read"},
		{Actor: "bob", Action: "key.rotated", Key: "one", Note: "replaced by two"},
		{Actor: "bob", Action: "key.revoked", Key: "two"},
		{Actor: "local", Action: "letter.regenerated", Letter: l.ID, Note: "same"},
	}
	got := d.audited("t", time.Time{})
	for i := range got {
		got[i].ID, got[i].At = "", time.Time{}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%+v, want\n%+v", got, want)
	}
	if got := d.audited("t", now); len(got) != len(want)-1 { // the letter was accepted at noon, long before
		t.Errorf("since now: %+v", got)
	}
	if got := d.audited("t", now.Add(time.Second)); len(got) != 0 {
		t.Errorf("since later: %+v", got)
	}
	wantKind(t, d.RecordRegenerated(context.Background(), now, "other", l.ID, "same"), fault.NotFound)
}

func testKeyUsed(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	d.changeKey("ada", func(ctx context.Context, tx *ledger.Tx) error {
		return tx.AddKey(ctx, noon, ledger.Key{ID: "one", Tenant: "t", Roles: []string{"read"}}, "hash")
	})
	for _, c := range []struct {
		use  time.Duration
		want time.Time
	}{{0, noon}, {59 * time.Minute, noon}, {61 * time.Minute, noon.Add(time.Hour)}, {-time.Hour, noon.Add(time.Hour)}} {
		d.changeKey("", func(ctx context.Context, tx *ledger.Tx) error { return tx.KeyUsed(ctx, noon.Add(c.use), "one") })
		k, ok, err := d.KeyOf(context.Background(), "hash")
		d.must(err)
		if !ok || !k.UsedAt.Equal(c.want) {
			t.Errorf("after a use at %s: %s, want %s", c.use, k.UsedAt, c.want)
		}
	}
}
