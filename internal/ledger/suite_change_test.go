package ledger_test

import (
	"context"
	"slices"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// letterIn issues a letter and takes it to a state.
func (d desk) letterIn(state ledger.LetterState, retryable bool) ledger.Letter {
	d.t.Helper()
	ctx := context.Background()
	l := sample("t", newID())
	d.accept(l)
	switch state {
	case ledger.Rendered, ledger.Superseded:
		d.must(d.record(rendering(l)).Err)
		if state == ledger.Superseded {
			d.must(d.supersede(l, "newer"))
		}
	case ledger.Void:
		d.must(d.Void(ctx, noon, "t", l.ID, "test"))
	case ledger.Failed:
		d.must(d.Fail(ctx, noon, "t", l.ID, "test", retryable))
	}
	return d.letter(l)
}

func (d desk) supersede(l ledger.Letter, by string) error {
	return d.Write(context.Background(), func(tx *ledger.Tx) error {
		return tx.Supersede(context.Background(), noon, l.Tenant, l.ID, by)
	})
}

// Every command on a letter in every state: what the table allows happens, what
// it does not is a conflict that changes nothing, and a repeat is no error.
func testLetterChanges(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	machine, _ := ledger.Arrows()
	commands := map[ledger.LetterState]func(ledger.Letter) error{
		ledger.Rendered:   func(l ledger.Letter) error { return d.record(rendering(l)).Err },
		ledger.Failed:     func(l ledger.Letter) error { return d.Fail(ctx, noon, "t", l.ID, "no", true) },
		ledger.Accepted:   func(l ledger.Letter) error { return d.Retry(ctx, noon, "t", l.ID) },
		ledger.Void:       func(l ledger.Letter) error { return d.Void(ctx, noon, "t", l.ID, "no") },
		ledger.Superseded: func(l ledger.Letter) error { return d.supersede(l, "newer") },
	}
	for from := range commands {
		for to, command := range commands {
			l := d.letterIn(from, true)
			before := d.history("t", l.ID)
			err := command(l)
			after := d.letter(l)
			allowed := slices.ContainsFunc(machine, func(a ledger.Arrow) bool {
				return a.From == string(from) && a.To == string(to)
			})
			switch {
			case allowed:
				if err != nil || after.State != to {
					t.Errorf("%s to %s: state %s, error %v", from, to, after.State, err)
				}
			case from == to && from != ledger.Accepted:
				if err != nil || len(d.history("t", l.ID)) != len(before) {
					t.Errorf("%s again: error %v, history %v", to, err, d.history("t", l.ID))
				}
			default:
				wantKind(t, err, fault.Conflict)
				if after.State != from || len(d.history("t", l.ID)) != len(before) {
					t.Errorf("%s to %s was refused, yet changed something", from, to)
				}
			}
		}
	}
	wantKind(t, d.Retry(ctx, noon, "t", d.letterIn(ledger.Failed, false).ID), fault.Conflict)
}

// pieceIn issues a letter and takes its piece to a state.
func (d desk) pieceIn(state ledger.PieceState) ledger.Letter {
	d.t.Helper()
	l := d.issued("t", newID())
	path := map[ledger.PieceState][]ledger.PieceState{
		ledger.Held:      {ledger.Held},
		ledger.Batched:   {ledger.Batched},
		ledger.HandedOff: {ledger.Batched, ledger.HandedOff},
		ledger.Mailed:    {ledger.Batched, ledger.HandedOff, ledger.Mailed},
		ledger.Returned:  {ledger.Batched, ledger.HandedOff, ledger.Mailed, ledger.Returned},
		ledger.Pulled:    {ledger.Pulled},
	}[state]
	for _, to := range path {
		d.must(d.move("t", ledger.Move{Piece: l.Piece.ID, To: to, Reason: "test", Batch: batchFor(to)}))
	}
	return d.letter(l)
}

func batchFor(to ledger.PieceState) string {
	if to == ledger.Batched {
		return "b1"
	}
	return ""
}

var pieceStates = []ledger.PieceState{ledger.Queued, ledger.Held, ledger.Batched, ledger.HandedOff,
	ledger.Mailed, ledger.Returned, ledger.Pulled}

func testPieceChanges(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	_, machine := ledger.Arrows()
	for _, from := range pieceStates {
		for _, to := range pieceStates {
			l := d.pieceIn(from)
			if l.Piece.State != from {
				t.Fatalf("piece is %s, want %s", l.Piece.State, from)
			}
			before := d.history("t", l.Piece.ID)
			err := d.move("t", ledger.Move{Piece: l.Piece.ID, To: to, Reason: "why", Batch: batchFor(to)})
			at := slices.IndexFunc(machine, func(a ledger.Arrow) bool {
				return a.From == string(from) && a.To == string(to)
			})
			if at < 0 {
				wantKind(t, err, fault.Conflict)
				if d.letter(l).Piece != l.Piece {
					t.Errorf("%s to %s was refused, yet changed something", from, to)
				}
				d.wantHistory("t", l.Piece.ID, before...)
				continue
			}
			got := d.letter(l).Piece
			if err != nil || got.State != to || got.Reason != "why" {
				t.Errorf("%s to %s: %+v, error %v", from, to, got, err)
			}
			d.wantHistory("t", l.Piece.ID, append(before, machine[at].Action)...)
		}
	}
	l := d.pieceIn(ledger.Queued)
	wantKind(t, d.Hold(context.Background(), noon, "t", l.Piece.ID, ""), fault.Usage)
	wantKind(t, d.move("t", ledger.Move{Piece: l.Piece.ID, To: ledger.Batched}), fault.Internal)
	wantKind(t, d.move("t", ledger.Move{Piece: l.Piece.ID, To: "lost"}), fault.Conflict)
	d.must(d.Hold(context.Background(), noon, "t", l.Piece.ID, "address in doubt"))
	d.must(d.Release(context.Background(), noon, "t", l.Piece.ID))
	if got := d.letter(l).Piece; got.State != ledger.Queued || got.Reason != "" {
		t.Errorf("released piece is %+v", got)
	}
}

// A batch takes all of its pieces or none, and is told about every one that
// does not fit.
func testMoveAll(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	good, held, mailed := d.pieceIn(ledger.Queued), d.pieceIn(ledger.Held), d.pieceIn(ledger.Mailed)
	var moves []ledger.Move
	for _, id := range []string{good.Piece.ID, held.Piece.ID, mailed.Piece.ID, "missing"} {
		moves = append(moves, ledger.Move{Piece: id, To: ledger.Batched, Batch: "b2"})
	}
	err := d.Write(ctx, func(tx *ledger.Tx) error {
		err := tx.Move(ctx, noon, "t", moves)
		wantKind(t, err, fault.Conflict)
		if list, ok := err.(interface{ Unwrap() []error }); !ok || len(list.Unwrap()) != 3 {
			t.Errorf("the refusal does not name each piece: %v", err)
		}
		return nil // the transaction itself is sound
	})
	d.must(err)
	if got := d.letter(good).Piece; got.State != ledger.Queued {
		t.Errorf("a piece moved although others were refused: %+v", got)
	}
	d.must(d.move("t", moves[0]))
	if got := d.letter(good).Piece; got.Batch != "b2" || got.State != ledger.Batched {
		t.Errorf("batched piece is %+v", got)
	}
	twice := []ledger.Move{{Piece: mailed.Piece.ID, To: ledger.Returned}, {Piece: mailed.Piece.ID, To: ledger.Returned}}
	wantKind(t, d.Write(ctx, func(tx *ledger.Tx) error { return tx.Move(ctx, noon, "t", twice) }), fault.Conflict)
	if got := d.letter(mailed).Piece.State; got != ledger.Mailed {
		t.Errorf("a piece named twice is %s", got)
	}
}

func testWithdraw(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	for _, state := range pieceStates {
		voided, replaced := d.pieceIn(state), d.pieceIn(state)
		waits := state == ledger.Queued || state == ledger.Held
		want := state
		if waits {
			want = ledger.Pulled
		}
		err := d.Void(ctx, noon, "t", voided.ID, "sent in error")
		got := d.letter(voided)
		if waits || state == ledger.Pulled {
			if err != nil || got.State != ledger.Void || got.Reason != "sent in error" || got.Piece.State != ledger.Pulled {
				t.Errorf("void with a piece %s: %v, %+v", state, err, got)
			}
		} else {
			wantKind(t, err, fault.Conflict)
			if got.State != ledger.Rendered || got.Piece.State != state || fault.HintOf(err) == "" {
				t.Errorf("refused void with a piece %s changed %+v", state, got)
			}
		}
		d.must(d.supersede(replaced, "newer"))
		if got := d.letter(replaced); got.State != ledger.Superseded || got.Piece.State != want || got.Reason != "replaced by newer" {
			t.Errorf("superseded with a piece %s: %+v", state, got)
		}
	}
}

func testTenants(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	ctx := context.Background()
	l := d.issued("a", "k")
	waiting := sample("a", "waiting")
	d.accept(waiting)
	before := d.history("a", l.ID)

	_, err := d.Letter(ctx, "b", l.ID)
	wantKind(t, err, fault.NotFound)
	_, err = d.Audit(ctx, "b", l.ID)
	wantKind(t, err, fault.NotFound)
	_, err = d.Audit(ctx, "b", l.Piece.ID)
	wantKind(t, err, fault.NotFound)
	wantKind(t, d.Void(ctx, noon, "b", l.ID, "x"), fault.NotFound)
	wantKind(t, d.Fail(ctx, noon, "b", waiting.ID, "x", true), fault.NotFound)
	wantKind(t, d.Retry(ctx, noon, "b", l.ID), fault.NotFound)
	wantKind(t, d.Hold(ctx, noon, "b", l.Piece.ID, "x"), fault.NotFound)
	wantKind(t, d.Release(ctx, noon, "b", l.Piece.ID), fault.NotFound)
	wantKind(t, d.RecordRead(ctx, noon, "b", l.ID, "pdf"), fault.NotFound)
	foreign := l
	foreign.Tenant = "b"
	wantKind(t, d.supersede(foreign, "x"), fault.NotFound)
	stolen := rendering(waiting)
	stolen.Tenant = "b"
	wantKind(t, d.record(stolen).Err, fault.NotFound)

	found, err := d.Find(ctx, "b", []string{l.ID, waiting.ID})
	d.must(err)
	letters, _, err := d.Letters(ctx, ledger.Filter{Tenant: "b"})
	d.must(err)
	pieces, _, err := d.Pieces(ctx, ledger.PieceFilter{Tenant: "b", Letter: l.ID})
	d.must(err)
	unfinished, _, err := d.Unfinished(ctx, "b", ledger.Page{})
	d.must(err)
	if n := len(found) + len(letters) + len(pieces) + len(unfinished); n != 0 {
		t.Errorf("another tenant sees %d rows", n)
	}
	d.wantHistory("a", l.ID, before...)
	d.wantHistory("a", waiting.ID, "letter.accepted")
}
