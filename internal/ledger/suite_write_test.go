package ledger_test

import (
	"context"
	"errors"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

func testWrite(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	l := sample("t", "k")
	whole := func(tx *ledger.Tx) error {
		if _, err := tx.Accept(ctx, noon, []ledger.Letter{l}); err != nil {
			return err
		}
		if got, err := tx.Letter(ctx, "t", l.ID); err != nil || got.State != ledger.Accepted {
			t.Errorf("the transaction does not see what it did: %+v, %v", got, err)
		}
		if got, err := d.Find(ctx, "t", []string{l.ID}); err != nil || len(got) != 0 {
			t.Errorf("others see what is not committed: %+v, %v", got, err)
		}
		_, err := tx.Record(ctx, noon, []ledger.Rendering{rendering(l)})
		return err
	}
	stop := errors.New("stop")
	wantIs(t, d.Write(ctx, func(tx *ledger.Tx) error { return errors.Join(whole(tx), stop) }), stop)
	d.wantHistory("t", l.ID)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic did not reach the caller")
			}
		}()
		_ = d.Write(ctx, func(tx *ledger.Tx) error { _ = whole(tx); panic("stop") })
	}()
	d.wantHistory("t", l.ID)
	d.must(d.Write(ctx, whole))
	d.wantHistory("t", l.ID, "letter.accepted", "letter.rendered", "piece.queued")
}

// After a statement has failed, nothing of the transaction may be kept, even if
// the caller goes on as if nothing had happened.
func testLost(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	good, bad := sample("t", "good"), sample("t", "bad")
	bad.Channel = "pigeon"
	var first error
	err := d.Write(ctx, func(tx *ledger.Tx) error {
		if _, err := tx.Accept(ctx, noon, []ledger.Letter{good}); err != nil {
			t.Error(err)
		}
		if _, first = tx.Accept(ctx, noon, []ledger.Letter{bad}); first == nil {
			t.Error("an unknown channel was accepted")
		}
		if _, err := tx.Accept(ctx, noon, []ledger.Letter{sample("t", "later")}); !errors.Is(err, first) {
			t.Errorf("the transaction went on: %v", err)
		}
		if _, err := tx.Letter(ctx, "t", good.ID); !errors.Is(err, first) {
			t.Errorf("the transaction can still be read: %v", err)
		}
		return nil
	})
	wantIs(t, err, first)
	wantKind(t, err, fault.Internal)
	if got, err := d.Find(ctx, "t", []string{good.ID, bad.ID, letterID("t", "later")}); err != nil || len(got) != 0 {
		t.Errorf("kept %+v, error %v", got, err)
	}
	d.issued("t", "good")
}

func testCancel(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx, cancel := context.WithCancel(context.Background())
	l := sample("t", "k")
	wantIs(t, d.Write(ctx, func(tx *ledger.Tx) error {
		if _, err := tx.Accept(ctx, noon, []ledger.Letter{l}); err != nil {
			t.Error(err)
		}
		cancel()
		return nil
	}), context.Canceled)
	_, err := d.Accept(ctx, noon, []ledger.Letter{l})
	wantIs(t, err, context.Canceled)
	_, err = d.Letter(ctx, "t", l.ID)
	wantIs(t, err, context.Canceled)
	d.wantHistory("t", l.ID)
	d.issued("t", "k")
}
