package press_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

// list is work as a queue holds it: what was enlisted in transactions that were
// committed.
type list struct{ ids []string }

func (l *list) enlist(_ context.Context, _ *ledger.Tx, ids []string) error {
	l.ids = append(l.ids, ids...)
	return nil
}

func (d *desk) accept(l *list, requests ...[]byte) []press.Outcome {
	d.t.Helper()
	out, err := d.AcceptChunk(context.Background(), requests, l.enlist)
	must(d.t, err)
	return out
}

// stands tells the statuses of a chunk, and which of them stood before.
func stands(list []press.Outcome) (out []string) {
	for _, o := range list {
		s := o.Status
		if o.Repeated {
			s += " again"
		}
		out = append(out, s)
	}
	return out
}

func wantStatuses(t *testing.T, got []press.Outcome, want ...string) {
	t.Helper()
	if !slices.Equal(stands(got), want) {
		t.Fatalf("got %q, want %q", stands(got), want)
	}
}

func TestAcceptedThenFinished(t *testing.T) {
	d := newDesk(t)
	requests := presstest.Requests(7, 3)
	var work list
	wantStatuses(t, d.accept(&work, requests[0], []byte("{}"), requests[1]), "accepted", "refused", "accepted")
	if len(work.ids) != 2 {
		t.Fatalf("listed %v", work.ids)
	}
	wantStatuses(t, d.accept(&work, requests[0]), "accepted again")
	if len(work.ids) != 2 {
		t.Fatalf("a letter that waits was listed again: %v", work.ids)
	}
	acknowledged := 0
	done := func(context.Context, *ledger.Tx) error { acknowledged++; return nil }
	for range 2 { // a worker that is started twice changes nothing
		out, err := d.FinishChunk(t.Context(), append(work.ids, "no-such-id"), done)
		must(t, err)
		for _, o := range out[:2] {
			if !o.Done() || o.Sum == "" {
				t.Fatalf("not done: %+v", o)
			}
		}
		if out[2].Status != "" {
			t.Fatalf("an unknown id has a status: %+v", out[2])
		}
	}
	if acknowledged != 2 {
		t.Errorf("acknowledged %d times", acknowledged)
	}
	for _, o := range d.accept(&work, requests[0], requests[1]) {
		if !o.Repeated || !o.Done() {
			t.Errorf("a finished letter is answered with %+v", o)
		}
	}
}

// A letter in one chunk twice is one letter, and the other request under its key
// a conflict.
func TestAcceptTwins(t *testing.T) {
	d := newDesk(t)
	requests := presstest.Requests(7, 2)
	other := []byte(`{"key":"` + letter.KeyOf(requests[0]) + `","kind":"welcome"}`)
	var work list
	wantStatuses(t, d.accept(&work, requests[0], requests[0], other), "accepted", "accepted again", "refused")
	if len(work.ids) != 1 {
		t.Errorf("listed %v", work.ids)
	}
}

func TestNothingAcceptedThatIsNotListed(t *testing.T) {
	d := newDesk(t)
	request := presstest.Requests(7, 1)[0]
	full := errors.New("the queue is full")
	out, err := d.AcceptChunk(t.Context(), [][]byte{request}, func(context.Context, *ledger.Tx, []string) error { return full })
	if !errors.Is(err, full) || out[0].Status != "" {
		t.Fatalf("got %+v, %v", out, err)
	}
	var work list
	wantStatuses(t, d.accept(&work, request), "accepted")
}

// What could not be stored is not taken off the list.
func TestUnfinishedIsNotAcknowledged(t *testing.T) {
	down := false
	d := newDesk(t, before(func(int, string) error {
		if down {
			return lost
		}
		return nil
	}))
	var work list
	d.accept(&work, presstest.Requests(7, 2)...)
	down = true
	acknowledged := false
	done := func(context.Context, *ledger.Tx) error { acknowledged = true; return nil }
	if _, err := d.FinishChunk(t.Context(), work.ids, done); fault.KindOf(err) != fault.Unavailable {
		t.Fatalf("got %v", err)
	}
	if acknowledged {
		t.Fatal("acknowledged what was not stored")
	}
	down = false
	_, err := d.FinishChunk(t.Context(), work.ids, done)
	must(t, err)
	if !acknowledged {
		t.Error("not acknowledged")
	}
}

func TestFailedIsListedAgain(t *testing.T) {
	d := newDesk(t)
	request := presstest.Requests(7, 1)[0]
	var work list
	id := d.accept(&work, request)[0].Letter
	must(t, d.book.Fail(t.Context(), noon, tenant, id, "for the test", true))
	wantStatuses(t, d.accept(&work, request), "accepted again")
	if !slices.Equal(work.ids, []string{id, id}) {
		t.Errorf("listed %v", work.ids)
	}
	if got := d.letter(id).State; got != ledger.Accepted {
		t.Errorf("the letter is %s", got)
	}
}

// While somebody waits a chunk is recorded in short commits. The work is taken off
// its list in the last, and what the others have recorded stands without it.
func TestRecordedInShortCommits(t *testing.T) {
	cores := press.NewCores(0)
	d := newDesk(t, func(o *press.Options) { o.Cores = cores })
	var work list
	d.accept(&work, presstest.Requests(7, 25)...)
	defer cores.Await()()
	for _, try := range []struct {
		done  error // of taking the work off the list
		stood int   // letters before that
		open  int   // answers that are not there
	}{{lost, 20, 5}, {nil, 20, 0}} {
		stood := -1
		out, err := d.FinishChunk(t.Context(), work.ids, func(context.Context, *ledger.Tx) error {
			list, _, err := d.book.Letters(t.Context(), ledger.Filter{Tenant: tenant, State: ledger.Rendered, Page: ledger.Page{Limit: 100}})
			must(t, err)
			stood = len(list)
			return try.done
		})
		open := 0
		for _, o := range out {
			if o.Status == "" {
				open++
			}
		}
		if !errors.Is(err, try.done) || stood != try.stood || open != try.open {
			t.Errorf("%d letters stood, %d are open, %v; want %+v", stood, open, err, try)
		}
	}
}
