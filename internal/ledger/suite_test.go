package ledger_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// database makes a new, empty database and returns what opens a handle on it.
// A handle is closed when the test ends.
type database func(t testing.TB) (open func() *ledger.Ledger)

// conformance is what every database behind the ledger has to pass.
func conformance(t *testing.T, fresh database) {
	for _, c := range []struct {
		name string
		test func(*testing.T, database)
	}{
		{"accept", testAccept},
		{"accept and record keep every field", testFields},
		{"accept by many at once", testAcceptRace},
		{"accept overlapping chunks at once", testAcceptOverlap},
		{"find", testFind},
		{"record", testRecord},
		{"record by many at once", testRecordRace},
		{"every change of a letter", testLetterChanges},
		{"every change of a piece", testPieceChanges},
		{"move all or none", testMoveAll},
		{"void and supersede pull", testWithdraw},
		{"tenants apart", testTenants},
		{"tenants apart by every method", testIsolation},
		{"list letters", testLetters},
		{"list pieces", testPieces},
		{"unfinished", testUnfinished},
		{"bad lists", testBadLists},
		{"audit", testAudit},
		{"write is one transaction", testWrite},
		{"a lost transaction", testLost},
		{"given up", testCancel},
		{"events", testEvents},
		{"events under jumps of the clock", testEventsUnderJumps},
		{"stranded", testStranded},
		{"waiting for a person", testWaiting},
		{"audit of a tenant", testAuditSince},
		{"last use of a key", testKeyUsed},
		{"random changes", testMachine},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, fresh) })
	}
}

// reporter is what a test and a round of a property test have in common.
type reporter interface {
	Helper()
	Error(...any)
	Errorf(string, ...any)
	Fatal(...any)
}

// desk is an open ledger with short words for what tests do over and over.
type desk struct {
	t reporter
	*ledger.Ledger
}

func newDesk(t testing.TB, fresh database) desk { return desk{t, fresh(t)()} }

func (d desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// accept accepts one letter and returns the answer.
func (d desk) accept(l ledger.Letter) ledger.Acceptance {
	d.t.Helper()
	out, err := d.Accept(context.Background(), noon, []ledger.Letter{l})
	d.must(err)
	return out[0]
}

// record records one rendering and returns the answer.
func (d desk) record(r ledger.Rendering) ledger.Recorded {
	d.t.Helper()
	out, err := d.Record(context.Background(), noon, []ledger.Rendering{r})
	d.must(err)
	return out[0]
}

// issued is a letter that is accepted and recorded.
func (d desk) issued(tenant, key string) ledger.Letter {
	d.t.Helper()
	l := sample(tenant, key)
	d.accept(l)
	d.must(d.record(rendering(l)).Err)
	return d.letter(l)
}

// letter reads a letter as it stands.
func (d desk) letter(l ledger.Letter) ledger.Letter {
	d.t.Helper()
	got, err := d.Letter(context.Background(), l.Tenant, l.ID)
	d.must(err)
	return got
}

// move moves one piece.
func (d desk) move(tenant string, m ledger.Move) error {
	return d.Write(context.Background(), func(tx *ledger.Tx) error {
		return tx.Move(context.Background(), noon, tenant, []ledger.Move{m})
	})
}

// history returns the actions recorded for a letter or a piece.
func (d desk) history(tenant, id string) (actions []string) {
	d.t.Helper()
	list, err := d.Audit(context.Background(), tenant, id)
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	d.must(err)
	for _, e := range list {
		actions = append(actions, e.Action)
	}
	return actions
}

func (d desk) wantHistory(tenant, id string, want ...string) {
	d.t.Helper()
	if got := d.history(tenant, id); !slices.Equal(got, want) {
		d.t.Errorf("history %v, want %v", got, want)
	}
}

func wantKind(t reporter, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != want {
		t.Errorf("error %v of kind %d, want kind %d", err, fault.KindOf(err), want)
	}
}

func wantIs(t reporter, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}
