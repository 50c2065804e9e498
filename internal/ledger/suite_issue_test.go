package ledger_test

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

func testAccept(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	first, other := sample("t", "k1"), sample("t", "k1")
	other.RequestSum = sum([]byte("another request"))

	chunk, err := d.Accept(context.Background(), noon, []ledger.Letter{sample("t", "k2"), first, other, first})
	d.must(err)
	for i, want := range []ledger.Outcome{ledger.Fresh, ledger.Fresh, ledger.Clash, ledger.Repeat} {
		if chunk[i].Outcome != want {
			t.Errorf("answer %d is %d, want %d", i, chunk[i].Outcome, want)
		}
	}
	d.must(d.record(rendering(first)).Err)
	again := d.accept(first)
	if again.Outcome != ledger.Repeat || again.Letter.Status() != "queued" || again.Letter.Sum == "" {
		t.Errorf("a repeat gives %+v", again)
	}
	if got := d.accept(other); got.Outcome != ledger.Clash || got.Letter.ID != first.ID {
		t.Errorf("another request gives %+v", got)
	}
	if got := d.accept(sample("u", "k1")); got.Outcome != ledger.Fresh {
		t.Errorf("the same key of another tenant gives %+v", got)
	}
	d.wantHistory("t", first.ID, "letter.accepted", "letter.rendered", "piece.queued")
}

func testFields(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	l := sample("t", "k")
	l.Replaces = letterID("t", "older")
	l.Request = json.RawMessage(`{"name":"Ñandú 🙂 \u0000","n":"'; DROP TABLE letter; --"}`)
	odd := noon.Add(123456789 * time.Nanosecond).In(time.FixedZone("east", 3600))
	_, err := d.Accept(context.Background(), odd, []ledger.Letter{l})
	d.must(err)

	want := l
	want.State, want.AcceptedAt = ledger.Accepted, odd.UTC().Truncate(time.Microsecond)
	want.Warnings, want.Parts, want.Fingerprint = json.RawMessage("[]"), json.RawMessage("[]"), json.RawMessage("{}")
	if got := d.letter(l); !reflect.DeepEqual(got, want) {
		t.Errorf("accepted:\n%+v\nwant:\n%+v", got, want)
	}

	r := rendering(l)
	r.Hold = "wording not reviewed"
	done := d.record(r)
	want.State, want.RenderedAt = ledger.Rendered, noon
	want.Object, want.Sum, want.Pages, want.Sheets = r.Object, r.Sum, r.Pages, r.Sheets
	want.Warnings, want.Parts, want.Fingerprint = r.Warnings, r.Parts, r.Fingerprint
	want.Piece = ledger.Piece{ID: done.Piece.ID, Letter: l.ID, State: ledger.Held, Reason: r.Hold,
		Class: r.Class, Due: r.Due, QueuedAt: noon, ChangedAt: noon}
	if !reflect.DeepEqual(done.Piece, want.Piece) {
		t.Errorf("piece:\n%+v\nwant:\n%+v", done.Piece, want.Piece)
	}
	if got := d.letter(l); !reflect.DeepEqual(got, want) {
		t.Errorf("rendered:\n%+v\nwant:\n%+v", got, want)
	}
}

// Fifty callers on two handles, half of them with another request.
func testAcceptRace(t *testing.T, fresh database) {
	open := fresh(t)
	handles := []*ledger.Ledger{open(), open()}
	one, two := sample("t", "k"), sample("t", "k")
	two.RequestSum = sum([]byte("another request"))
	var mu sync.Mutex
	count := map[ledger.Outcome]int{}
	var wait sync.WaitGroup
	for i := range 50 {
		wait.Go(func() {
			l := one
			if i%2 == 1 {
				l = two
			}
			out, err := handles[i/2%2].Accept(context.Background(), noon, []ledger.Letter{l})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			count[out[0].Outcome]++
		})
	}
	wait.Wait()
	if count[ledger.Fresh] != 1 || count[ledger.Repeat] != 24 || count[ledger.Clash] != 25 {
		t.Errorf("outcomes %v, want 1 fresh, 24 repeats, 25 clashes", count)
	}
	desk{t, handles[0]}.wantHistory("t", one.ID, "letter.accepted")
}

// Chunks that share keys in opposite orders neither fail nor double a letter.
func testAcceptOverlap(t *testing.T, fresh database) {
	open := fresh(t)
	l := open()
	const keys, callers = 40, 8
	var mu sync.Mutex
	count := 0
	var wait sync.WaitGroup
	for c := range callers {
		wait.Go(func() {
			chunk := make([]ledger.Letter, keys)
			for i := range chunk {
				at := i
				if c%2 == 1 {
					at = keys - 1 - i
				}
				chunk[at] = sample("t", fmt.Sprintf("k%02d", i))
			}
			out, err := l.Accept(context.Background(), noon, chunk)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			for _, a := range out {
				if a.Outcome == ledger.Fresh {
					count++
				}
			}
		})
	}
	wait.Wait()
	if count != keys {
		t.Errorf("%d fresh letters, want %d", count, keys)
	}
}

func testFind(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	var all []ledger.Letter
	var ids []string
	for i := range 1200 { // more than one statement takes
		l := sample("t", fmt.Sprintf("k%04d", i))
		all, ids = append(all, l), append(ids, l.ID)
	}
	_, err := d.Accept(context.Background(), noon, all[:1100])
	d.must(err)
	d.must(d.record(rendering(all[7])).Err)

	found, err := d.Find(context.Background(), "t", ids)
	d.must(err)
	if len(found) != 1100 {
		t.Fatalf("%d letters found, want 1100", len(found))
	}
	got := found["k0007"]
	if got.ID != all[7].ID || got.Sum == "" || got.Object == "" || got.Pages != 5 || len(got.Warnings) < 5 ||
		got.Piece.State != ledger.Queued || got.RequestSum != all[7].RequestSum {
		t.Errorf("found %+v", got)
	}
	if len(got.Request) != 0 {
		t.Error("find reads requests, which are long")
	}
	none, err := d.Find(context.Background(), "t", nil)
	if err != nil || len(none) != 0 {
		t.Errorf("no ids: %v, %v", none, err)
	}
}

func testRecord(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	mailed, held, faxed := sample("t", "mailed"), sample("t", "held"), sample("t", "faxed")
	faxed.Channel = "fax"
	_, err := d.Accept(context.Background(), noon, []ledger.Letter{mailed, held, faxed})
	d.must(err)
	onHold := rendering(held)
	onHold.Hold = "translation not reviewed"
	missing := rendering(sample("t", "missing"))
	out, err := d.Record(context.Background(), noon, []ledger.Rendering{missing, rendering(mailed), onHold, rendering(faxed)})
	d.must(err)
	wantKind(t, out[0].Err, fault.NotFound)
	for i, want := range []string{"queued", "held", "stored"} {
		if out[i+1].Err != nil || out[i+1].Repeated {
			t.Errorf("%s: %+v", want, out[i+1])
		}
	}
	for l, want := range map[string]string{mailed.ID: "queued", held.ID: "held", faxed.ID: "stored"} {
		got, err := d.Letter(context.Background(), "t", l)
		d.must(err)
		if got.Status() != want {
			t.Errorf("status %s, want %s", got.Status(), want)
		}
	}

	again := d.record(rendering(mailed))
	if !again.Repeated || again.Err != nil || again.Piece.ID != out[1].Piece.ID {
		t.Errorf("recorded again: %+v", again)
	}
	other := rendering(mailed)
	other.Sum = sum([]byte("other bytes"))
	wantKind(t, d.record(other).Err, fault.Conflict)
	d.must(d.Void(context.Background(), noon, "t", mailed.ID, "sent in error"))
	wantKind(t, d.record(rendering(mailed)).Err, fault.Conflict)
	d.wantHistory("t", mailed.ID, "letter.accepted", "letter.rendered", "piece.queued", "letter.voided", "piece.pulled")
	d.wantHistory("t", faxed.ID, "letter.accepted", "letter.rendered")
}

func testRecordRace(t *testing.T, fresh database) {
	open := fresh(t)
	handles := []*ledger.Ledger{open(), open()}
	l := sample("t", "k")
	desk{t, handles[0]}.accept(l)
	var mu sync.Mutex
	first, pieces := 0, map[string]bool{}
	var wait sync.WaitGroup
	for i := range 50 {
		wait.Go(func() {
			out, err := handles[i%2].Record(context.Background(), noon, []ledger.Rendering{rendering(l)})
			if err != nil || out[0].Err != nil {
				t.Error(err, out)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			pieces[out[0].Piece.ID] = true
			if !out[0].Repeated {
				first++
			}
		})
	}
	wait.Wait()
	if first != 1 || len(pieces) != 1 {
		t.Errorf("%d recorded first, %d pieces, want 1 and 1", first, len(pieces))
	}
}
