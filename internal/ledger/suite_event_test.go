package ledger_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"letterpress/internal/ledger"
)

// actions drains the stream from a place on and returns what happened and the
// new place.
func (d desk) actions(tenant string, after int64, n int) (list []string, last int64) {
	d.t.Helper()
	for {
		found, err := d.Events(context.Background(), tenant, after, n)
		d.must(err)
		if len(found) == 0 {
			return list, after
		}
		for _, e := range found {
			if e.Seq <= after || e.Letter == "" || e.To == "" {
				d.t.Errorf("after %d: %+v", after, e)
			}
			list, after = append(list, e.Action), e.Seq
		}
	}
}

func testEvents(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	d.accept(sample("t", "k1"))
	d.accept(sample("other", "k1"))
	got, last := d.actions("t", 0, 1)
	if !slices.Equal(got, []string{"letter.accepted"}) {
		t.Errorf("got %q", got)
	}
	// A change that is committed later comes later, though its time is earlier.
	d.must(d.Fail(context.Background(), noon.Add(-time.Hour), "t", letterID("t", "k1"), "no font", true))
	d.must(d.RecordRead(context.Background(), noon, "t", letterID("t", "k1"), "pdf")) // no change
	d.must(d.Retry(context.Background(), noon.Add(time.Hour), "t", letterID("t", "k1")))
	if got, _ := d.actions("t", last, 10); !slices.Equal(got, []string{"letter.failed", "letter.retried"}) {
		t.Errorf("after the first: %q", got)
	}
	if got, _ := d.actions("t", 0, 2); len(got) != 3 {
		t.Errorf("from the start: %q", got)
	}
	if got, _ := d.actions("other", 0, 10); len(got) != 1 {
		t.Errorf("of another tenant: %q", got)
	}
}

// A clock that jumps leaves what happened in the order in which it did.
func testEventsUnderJumps(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx, l := context.Background(), sample("t", "k1")
	d.accept(l)
	now := noon
	for _, jump := range []time.Duration{-24 * time.Hour, 366 * 24 * time.Hour, -400 * 24 * time.Hour, -time.Hour} {
		now = now.Add(jump)
		d.must(d.Fail(ctx, now, "t", l.ID, "no font", true))
		d.must(d.Retry(ctx, now, "t", l.ID))
	}
	_, err := d.Record(ctx, now.Add(-time.Hour), []ledger.Rendering{rendering(l)})
	d.must(err)
	want := []string{"letter.accepted"}
	for range 4 {
		want = append(want, "letter.failed", "letter.retried")
	}
	want = append(want, "letter.rendered", "piece.queued")
	d.wantHistory("t", l.ID, want...)
	if got, _ := d.actions("t", 0, 3); !slices.Equal(got, want) {
		t.Errorf("events %q, want %q", got, want)
	}
}

func testStranded(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	d.accept(sample("b", "k1"))
	d.accept(sample("a", "k2"))
	d.accept(sample("a", "k3"))
	d.must(d.Fail(context.Background(), noon, "a", letterID("a", "k3"), "no font", true))
	got, err := d.Stranded(context.Background(), noon, noon, 10)
	d.must(err)
	if len(got) != 0 {
		t.Errorf("accepted at that very moment: %v", got)
	}
	for _, moment := range []time.Time{noon.Add(time.Second), noon.Add(-time.Hour)} {
		got, err = d.Stranded(context.Background(), moment, moment, 10)
		d.must(err)
		want := []ledger.Stray{{Tenant: "a", Letter: letterID("a", "k2")}, {Tenant: "b", Letter: letterID("b", "k1")}}
		if len(got) != 2 || !slices.Contains(got, want[0]) || !slices.Contains(got, want[1]) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	found, err := d.ByID(context.Background(), "a", []string{letterID("a", "k3"), letterID("b", "k1"), "none"})
	d.must(err)
	if len(found) != 1 || found[0].Key != "k3" || len(found[0].Request) == 0 {
		t.Errorf("by id: %v", found)
	}
}
