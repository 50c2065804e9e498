package press_test

import (
	"context"
	"strings"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
)

// replacing is a letter that takes the place of the letter of another key.
func replacing(t testing.TB, key, old string, edits ...func(map[string]any)) []byte {
	t.Helper()
	r := map[string]any{"letter": letter.ID(tenant, old), "reason": "correction"}
	return welcome(t, key, append([]func(map[string]any){put("/replaces", r)}, edits...)...)
}

// wantStands wants the states of a letter and of its latest piece.
func (d *desk) wantStands(key string, state ledger.LetterState, piece ledger.PieceState) {
	d.t.Helper()
	l := d.letters()[key]
	if l.State != state || l.Piece.State != piece {
		d.t.Errorf("%s is %s, its piece %q; want %s and %q", key, l.State, l.Piece.State, state, piece)
	}
}

func TestReplace(t *testing.T) {
	for _, together := range []bool{false, true} {
		d := newDesk(t)
		requests := [][]byte{welcome(t, "old"), replacing(t, "new", "old"), replacing(t, "newest", "new")}
		if together {
			d.issue(requests...)
		} else {
			for _, r := range requests {
				d.one(r)
			}
		}
		d.wantStands("old", ledger.Superseded, ledger.Pulled)
		d.wantStands("new", ledger.Superseded, ledger.Pulled)
		d.wantStands("newest", ledger.Rendered, ledger.Queued)
		if got, want := d.letters()["old"].Reason, "replaced by "+letter.ID(tenant, "new"); got != want {
			t.Errorf("the old one: %q, want %q", got, want)
		}
		if got, want := words(d.issue(requests...)), "superseded again, superseded again, queued again"; got != want {
			t.Errorf("issued again: %s, want %s", got, want)
		}
	}
}

// A replacement that names no letter that it can replace is refused before it is
// accepted, with its other faults.
func TestReplaceRefused(t *testing.T) {
	d := newDesk(t)
	d.issue(welcome(t, "old"), welcome(t, "replaced"), replacing(t, "by", "replaced"))
	before := d.stock()
	for _, c := range []struct {
		name    string
		request []byte
		want    []string
	}{
		{"an unknown letter", replacing(t, "k", "nobody"), []string{"/replaces/letter unknown-letter"}},
		{"itself", replacing(t, "k", "k"), []string{"/replaces/letter conflict"}},
		{"a letter that was replaced", replacing(t, "k", "replaced"), []string{"/replaces/letter conflict"}},
		{"a letter about another member", replacing(t, "k", "old", put("/member/id", "M-1")), []string{"/replaces/letter conflict"}},
		{"a letter of another kind", edited(t, "connecticare-2025/cmr-summary-en.json", put("/key", "k"), put("/member/id", "M-101643"),
			put("/replaces", map[string]any{"letter": letter.ID(tenant, "old"), "reason": "correction"})), []string{"/replaces/letter conflict"}},
		{"with other faults", replacing(t, "k", "nobody", put("/date", "today"), put("/member/name/last", "")),
			[]string{"/date date", "/member/name/last required", "/replaces/letter unknown-letter"}},
		{"with no reason", welcome(t, "k", put("/replaces/letter", letter.ID(tenant, "old"))), []string{"/replaces/reason required"}},
	} {
		t.Run(c.name, func(t *testing.T) { wantRefused(t, d.one(c.request), c.want...) })
	}
	d.wantStock(before)
	other := d.again(func(o *press.Options) { o.Tenant = "another" })
	wantRefused(t, other.one(replacing(t, "k", "old")), "/replaces/letter unknown-letter")
	d.wantStands("old", ledger.Rendered, ledger.Queued)
}

// Inside a chunk only letters before a replacement can be replaced, and only
// once, as if the requests had come one after another.
func TestReplaceInsideAChunk(t *testing.T) {
	for _, c := range []struct {
		name     string
		requests [][]byte
		want     string
	}{
		{"too early", [][]byte{replacing(t, "new", "old"), welcome(t, "old")}, "unknown-letter, queued"},
		{"a refused one", [][]byte{welcome(t, "old", put("/date", nil)), replacing(t, "new", "old")}, "required, unknown-letter"},
		{"by two", [][]byte{welcome(t, "old"), replacing(t, "new", "old"), replacing(t, "too", "old")}, "queued, queued, conflict"},
		{"by one that is refused, then by another", [][]byte{welcome(t, "old"), replacing(t, "new", "old", put("/date", nil)), replacing(t, "too", "old")}, "queued, required, queued"},
		{"another member's", [][]byte{welcome(t, "old"), replacing(t, "new", "old", put("/member/id", "M-1"))}, "queued, conflict"},
		{"with a twin", [][]byte{welcome(t, "old"), replacing(t, "new", "old"), replacing(t, "new", "old")}, "queued, queued, queued again"},
	} {
		t.Run(c.name, func(t *testing.T) {
			together, alone := newDesk(t), newDesk(t)
			var one []press.Outcome
			for _, r := range c.requests {
				one = append(one, alone.one(r))
			}
			if got := words(one); got != c.want {
				t.Errorf("one by one: %s, want %s", got, c.want)
			}
			if got := words(together.issue(c.requests...)); got != c.want {
				t.Errorf("together: %s, want %s", got, c.want)
			}
			for key, l := range alone.letters() {
				together.wantStands(key, l.State, l.Piece.State)
			}
		})
	}
}

// What the old letter is, when the new one is recorded, decides what is done
// with it: it must not be mailed later, and its envelope must not be lost when
// the new letter is not made.
func TestReplaceByStateOfTheOld(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		name    string
		prepare func(d *desk)
		state   ledger.LetterState
		piece   ledger.PieceState
	}{
		{"void", func(d *desk) {
			d.one(welcome(t, "old"))
			must(t, d.Void(ctx, letter.ID(tenant, "old"), "wrong address"))
		}, ledger.Void, ledger.Pulled},
		{"not made yet", func(d *desk) {
			d.again(downAfter(0)).halted(ctx, [][]byte{welcome(t, "old")}, fault.Unavailable)
		}, ledger.Void, ""},
		{"failed", func(d *desk) {
			d.again(rendering(func(*letter.Letter) error { panic("no") })).one(welcome(t, "old"))
		}, ledger.Void, ""},
		{"held", func(d *desk) { d.one(welcome(t, "old", put("/translation/source", "machine"))) }, ledger.Superseded, ledger.Pulled},
		{"never mailed", func(d *desk) { d.one(welcome(t, "old", put("/delivery/channel", "none"))) }, ledger.Superseded, ""},
		{"in a batch", func(d *desk) {
			d.one(welcome(t, "old"))
			must(t, d.book.Write(ctx, func(tx *ledger.Tx) error {
				return tx.Move(ctx, noon, tenant, []ledger.Move{{Piece: d.pieces()[0].ID, To: ledger.Batched, Batch: "b1"}})
			}))
		}, ledger.Superseded, ledger.Batched},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			c.prepare(d)
			wantStatus(t, d.one(replacing(t, "new", "old")), "queued", "", false)
			d.wantStands("old", c.state, c.piece)
			d.resume()
			if got := words(d.issue(welcome(t, "old")[:0], replacing(t, "new", "old"))); got != "empty, queued again" {
				t.Errorf("issued again: %s", got)
			}
			d.wantStands("old", c.state, c.piece)
		})
	}
}

// Until the new letter is recorded, the old one stands.
func TestReplaceFails(t *testing.T) {
	d := newDesk(t)
	d.one(welcome(t, "old"))
	d.again(rendering(func(*letter.Letter) error { panic("no") })).one(replacing(t, "new", "old"))
	d.wantStands("old", ledger.Rendered, ledger.Queued)
	d.again(downAfter(0)).halted(t.Context(), [][]byte{replacing(t, "newer", "old")}, fault.Unavailable)
	d.wantStands("old", ledger.Rendered, ledger.Queued)
	d.resume()
	d.wantStands("old", ledger.Superseded, ledger.Pulled)
}

// Two letters that replace one, both accepted before either was made: the second
// to be made waits for a person, since both to be mailed is one too many.
func TestReplacedTwice(t *testing.T) {
	d := newDesk(t)
	d.one(welcome(t, "old"))
	one, two := replacing(t, "one", "old"), replacing(t, "two", "old")
	for _, r := range [][]byte{one, two} {
		d.again(downAfter(0)).halted(t.Context(), [][]byte{r}, fault.Unavailable)
	}
	wantStatus(t, d.one(two), "queued", "", false)
	wantStatus(t, d.one(one), "held", "replaced-twice", false)
	wantStatus(t, d.one(one), "held", "replaced-twice", true)
	d.wantStands("old", ledger.Superseded, ledger.Pulled)
	if got, want := strings.Join(d.history(letter.ID(tenant, "one")), " "), "letter.accepted letter.rendered piece.queued piece.held"; got != want {
		t.Errorf("history %s, want %s", got, want)
	}
}
