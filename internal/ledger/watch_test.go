package ledger_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"letterpress/internal/ledger"
)

func testWaiting(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	d.issued("a", "k1")
	for _, key := range []string{"k2", "k3"} {
		l := d.accept(sample("b", key)).Letter
		d.must(d.Fail(context.Background(), noon, "b", l.ID, "no font", true))
	}
	r := rendering(d.accept(sample("a", "k4")).Letter)
	r.Hold = "no-address"
	d.record(r)
	failed, held, err := d.Waiting(context.Background())
	d.must(err)
	if failed != 2 || held != 1 {
		t.Errorf("%d failed, %d held", failed, held)
	}
}

// Whoever watches is told of what is durable and of nothing else.
func TestWatch(t *testing.T) {
	var changes []ledger.Change
	var faults []error
	l, err := ledger.Open(t.Context(), newFile(t), ledger.Options{NewID: newID, Watch: func() func([]ledger.Change, error) {
		return func(c []ledger.Change, err error) { changes, faults = append(changes, c...), append(faults, err) }
	}})
	if err != nil {
		t.Fatal(err)
	}
	d := desk{t, l}
	t.Cleanup(func() { d.must(l.Close()) })
	was := d.issued("t", "k1")
	d.must(d.Void(t.Context(), noon, "t", was.ID, "no"))
	lost := errors.New("lost")
	if err := d.Write(t.Context(), func(tx *ledger.Tx) error {
		_, err := tx.Accept(t.Context(), noon, []ledger.Letter{sample("t", "k2")})
		return errors.Join(err, lost)
	}); !errors.Is(err, lost) {
		t.Fatal(err)
	}
	var want []ledger.Change
	for _, c := range []struct{ subject, to string }{{"letter", "accepted"}, {"letter", "rendered"}, {"piece", "queued"}, {"letter", "void"}, {"piece", "pulled"}} {
		want = append(want, ledger.Change{Subject: c.subject, Kind: "welcome", Language: "es", To: c.to})
	}
	if !slices.Equal(changes, want) {
		t.Errorf("got %v, want %v", changes, want)
	}
	if len(faults) != 4 || faults[2] != nil || !errors.Is(faults[3], lost) {
		t.Errorf("told of %v", faults)
	}
}
