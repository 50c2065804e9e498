package press_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

// halted issues requests that an error cuts short, and wants that what was
// acknowledged stands, and that the rest is accepted and open.
func (d *desk) halted(ctx context.Context, requests [][]byte, kind fault.Kind) (done int) {
	d.t.Helper()
	out, err := d.IssueChunk(ctx, requests)
	wantKind(d.t, err, kind)
	files := d.files()
	for _, o := range out {
		l := d.letters()[o.Key]
		switch {
		case o.Done():
			done++
			if l.State != ledger.Rendered || sum(files[l.Object]) != o.Sum {
				d.t.Errorf("%s: acknowledged as %s, it is %s with %d bytes", o.Key, o.Status, l.Status(), len(files[l.Object]))
			}
		case o.Status != "" || l.State != ledger.Accepted:
			d.t.Errorf("%s: told %q %s, it is %s", o.Key, o.Status, o.Reason, l.Status())
		}
	}
	return done
}

func TestArchiveGoesDown(t *testing.T) {
	requests := presstest.Requests(1, 30)
	for _, n := range []int{0, 1, 17, 29} {
		t.Run(fmt.Sprintf("after %d letters", n), func(t *testing.T) {
			d := newDesk(t, downAfter(n), workers(4))
			if done := d.halted(t.Context(), requests, fault.Unavailable); done > n {
				t.Errorf("%d letters done with %d stored", done, n)
			}
			d.again().issue(requests...)
			d.consistent(len(requests))
		})
	}
}

// A part of a real folder cannot be written: a file is where a folder must be,
// which stops every user.
func TestFolderCannotBeWritten(t *testing.T) {
	d := newDesk(t, workers(1))
	var requests [][]byte
	for i := range 10 {
		month := "2025-02-03"
		if i >= 6 {
			month = "2025-03-03"
		}
		requests = append(requests, welcome(t, fmt.Sprint("k", i), put("/date", month)))
	}
	obstacle := filepath.Join(d.dir, tenant, "2025", "03")
	must(t, os.MkdirAll(filepath.Dir(obstacle), 0o700))
	must(t, os.WriteFile(obstacle, nil, 0o600))
	if done := d.halted(t.Context(), requests, fault.Unavailable); done != 6 {
		t.Errorf("%d letters done, want the 6 of February", done)
	}
	must(t, os.Remove(obstacle))
	d.again().issue(requests...)
	d.consistent(10)
}

func TestStoppedInMidChunk(t *testing.T) {
	requests := presstest.Requests(2, 30)
	ctx, stop := context.WithCancel(t.Context())
	rendered := 0
	d := newDesk(t, workers(1), rendering(func(*letter.Letter) error { rendered++; return nil }),
		after(func(n int, _ string) error {
			if n == 11 {
				stop()
			}
			return nil
		}))
	if done := d.halted(ctx, requests, fault.Interrupted); done != 11 || rendered != 11 {
		t.Errorf("%d letters done and %d rendered, want 11", done, rendered)
	}
	d.issue(requests...)
	d.consistent(len(requests))
}

func TestStoppedBeforeItBegan(t *testing.T) {
	d := newDesk(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := d.IssueChunk(ctx, [][]byte{welcome(t, "a")})
	wantKind(t, err, fault.Interrupted)
	wantKind(t, d.Resume(ctx, func([]press.Outcome) {}), fault.Interrupted)
	_, err = d.PDF(ctx, letter.ID(tenant, "a"))
	wantKind(t, err, fault.Interrupted)
	d.wantStock(stock{})
}

// canary is the family name of a member, which must reach nothing that is kept
// or told.
const canary = "Xylocanary"

func unlucky(t testing.TB) []byte { return welcome(t, "unlucky", put("/member/name/last", canary)) }

// A renderer that fails in any way fails its letter and no other, and says
// nothing of what the letter holds.
func TestRendererFails(t *testing.T) {
	for _, c := range []struct {
		name, reason string
		fail         func(l *letter.Letter) error
	}{
		{"a panic", "could not be rendered: the renderer panicked",
			func(l *letter.Letter) error { panic("cannot draw " + l.Member.Name.Last) }},
		{"an error of a library", "could not be rendered",
			func(l *letter.Letter) error { return fmt.Errorf("draw pages: bad text %q", l.Member.Name.Last) }},
		{"an error of ours with one of a library", "could not be rendered: page 2: two texts overlap",
			func(l *letter.Letter) error {
				cause := errors.New(l.Member.Name.Last)
				return fmt.Errorf("lay out %s: %w", l.Member.Name.Last, &fault.Error{Message: "page 2: two texts overlap", Err: cause})
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, rendering(func(l *letter.Letter) error {
				if l.Key == "unlucky" {
					return c.fail(l)
				}
				return nil
			}))
			out := d.issue(welcome(t, "a"), unlucky(t), welcome(t, "b"), unlucky(t))
			if got, want := words(out), "queued, failed, queued, failed"; got != want {
				t.Errorf("%s, want %s", got, want)
			}
			wantStatus(t, out[1], "failed", c.reason, false)
			d.wantKept("unlucky", c.reason)
			d.wantSilent(out)
		})
	}
}

// wantKept wants a letter to have failed for a reason and to be tried again.
func (d *desk) wantKept(key, reason string) {
	d.t.Helper()
	l := d.letters()[key]
	if l.State != ledger.Failed || !l.Retryable || l.Reason != reason {
		d.t.Errorf("%s is %s for %q, retryable %v; want failed for %q", key, l.State, l.Reason, l.Retryable, reason)
	}
}

// wantSilent wants the canary in the request on record and nowhere else.
func (d *desk) wantSilent(out []press.Outcome) {
	d.t.Helper()
	for _, o := range out {
		if strings.Contains(fmt.Sprintf("%+v", o), canary) {
			d.t.Errorf("%s: the outcome names the member", o.Key)
		}
	}
	for _, l := range d.letters() {
		l.Request = nil
		entries, err := d.book.Audit(context.Background(), tenant, l.ID)
		must(d.t, err)
		if strings.Contains(fmt.Sprintf("%+v %+v", l, entries), canary) {
			d.t.Errorf("%s: the record names the member", l.Key)
		}
	}
	for name := range d.files() {
		if strings.Contains(name, canary) {
			d.t.Errorf("an object's name has the member's")
		}
	}
}

// A failed letter is tried again when its request is issued again.
func TestFailedIsTriedAgain(t *testing.T) {
	d := newDesk(t, rendering(func(l *letter.Letter) error { panic("out of luck") }))
	first := d.one(unlucky(t))
	d.one(unlucky(t))
	wantRefused(t, d.one(welcome(t, "unlucky")), "/key key-conflict")
	o := d.again().issue(unlucky(t), unlucky(t))
	wantStatus(t, o[0], "queued", "", false)
	wantStatus(t, o[1], "queued", "", true)
	d.consistent(1)
	want := []string{"letter.accepted", "letter.failed", "letter.retried", "letter.failed", "letter.retried", "letter.rendered", "piece.queued"}
	if got := d.history(first.Letter); !slices.Equal(got, want) {
		t.Errorf("history %v, want %v", got, want)
	}
}

// A failure that no retry can mend stays, and is told as a repeat.
func TestFailedForGood(t *testing.T) {
	d := newDesk(t, downAfter(0))
	_, err := d.IssueChunk(t.Context(), [][]byte{welcome(t, "a")})
	wantKind(t, err, fault.Unavailable)
	must(t, d.book.Fail(t.Context(), noon, tenant, letter.ID(tenant, "a"), "not to be made", false))
	wantStatus(t, d.again().one(welcome(t, "a")), "failed", "not to be made", true)
	d.wantStock(stock{letters: 1, entries: 2})
}

func TestJudgePanics(t *testing.T) {
	d := newDesk(t, judging(func(l *letter.Letter) fault.Fields {
		if l.Key == "unlucky" {
			panic(l.Member.Name.Last)
		}
		return nil
	}))
	out := d.issue(unlucky(t), welcome(t, "a"))
	wantRefused(t, out[0], " internal")
	wantStatus(t, out[1], "queued", "", false)
	d.wantSilent(out)
	d.consistent(1)
}

// The ledger goes away between the store and the record: nothing is told, and
// the next run finds the bytes and completes.
func TestLedgerGoesAway(t *testing.T) {
	d := newDesk(t)
	var doomed *desk
	doomed = d.again(after(func(n int, _ string) error {
		if n == 3 {
			_ = doomed.book.Close() // closed again at the end of the test, which is no error
		}
		return nil
	}), workers(1))
	requests := presstest.Requests(3, 5)
	out, err := doomed.IssueChunk(t.Context(), requests)
	if err == nil {
		t.Fatal("no error")
	}
	for _, o := range out {
		if o.Status != "" {
			t.Errorf("%s: told %s", o.Key, o.Status)
		}
	}
	d.wantStock(stock{letters: 5, objects: 5, entries: 5})
	d.issue(requests...)
	d.consistent(5)
}

// What another process does to a letter while this one stores it is what is
// told of it.
func TestOvertaken(t *testing.T) {
	var d *desk
	id := letter.ID(tenant, "k")
	for _, c := range []struct {
		name    string
		other   func() error
		status  string
		reason  string
		again   bool
		history string
	}{
		{"it is withdrawn", func() error { return d.book.Void(context.Background(), noon, tenant, id, "not wanted") },
			"void", "not wanted", true, "letter.accepted letter.voided"},
		{"it is failed", func() error {
			return d.book.Fail(context.Background(), noon, tenant, id, "could not be rendered", true)
		}, "queued", "", false, "letter.accepted letter.failed letter.retried letter.rendered piece.queued"},
		{"it is made with other bytes", func() error {
			_, err := d.book.Record(context.Background(), noon, []ledger.Rendering{{Tenant: tenant, Letter: id, Object: "default/2025/02/other.pdf", Sum: "0123", Pages: 9, Sheets: 5}})
			return err
		}, "queued", "", true, "letter.accepted letter.rendered piece.queued"},
		{"it is made by the same request", func() error {
			_, err := d.again().IssueChunk(context.Background(), [][]byte{welcome(t, "k")})
			return err
		},
			"queued", "", true, "letter.accepted letter.rendered piece.queued"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d = newDesk(t)
			slow := d.again(after(func(n int, key string) error {
				if strings.Contains(key, id) {
					return c.other()
				}
				return nil
			}))
			out := slow.issue(welcome(t, "a"), welcome(t, "k"), welcome(t, "b"))
			wantStatus(t, out[0], "queued", "", false)
			wantStatus(t, out[1], c.status, c.reason, c.again)
			wantStatus(t, out[2], "queued", "", false)
			if got := strings.Join(d.history(id), " "); got != c.history {
				t.Errorf("history %s, want %s", got, c.history)
			}
			if l := d.letter(id); l.Sum != out[1].Sum || l.Pages != out[1].Pages {
				t.Errorf("told %d pages and sum %s, recorded %d and %s", out[1].Pages, out[1].Sum, l.Pages, l.Sum)
			}
		})
	}
}

// What another process does under a key between the look into the ledger and the
// acceptance is the ledger's word on it.
func TestOvertakenBeforeItIsAccepted(t *testing.T) {
	ours, theirs := welcome(t, "k"), welcome(t, "k", put("/member/name/last", "Muestra"))
	for _, c := range []struct {
		name     string
		requests [][]byte
		other    []byte
		die      func(*press.Options) // of the other process
		want     string
	}{
		{"by the same request", [][]byte{ours, ours}, ours, func(*press.Options) {}, "queued again, queued again"},
		{"by the same request, not finished", [][]byte{ours, ours}, ours, downAfter(0), "queued, queued again"},
		{"by another request", [][]byte{ours, ours}, theirs, func(*press.Options) {}, "key-conflict, key-conflict"},
		{"by the second of two", [][]byte{ours, theirs}, theirs, func(*press.Options) {}, "key-conflict, queued again"},
		{"by the second of two, not finished", [][]byte{ours, theirs}, theirs, downAfter(0), "key-conflict, queued"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			var once sync.Once
			slow := d.again(judging(func(*letter.Letter) fault.Fields {
				once.Do(func() { _, _ = d.again(c.die).IssueChunk(t.Context(), [][]byte{c.other}) }) // dies or not
				return nil
			}))
			if got := words(slow.issue(c.requests...)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			d.consistent(1)
			d.wantStock(stock{1, 1, 1, 3})
		})
	}
}

// A letter that fails here while another process makes it is made.
func TestFailsWhileAnotherMakesIt(t *testing.T) {
	d := newDesk(t)
	slow := d.again(rendering(func(l *letter.Letter) error {
		if l.Key == "k" {
			d.issue(welcome(t, "k"))
			panic("too late")
		}
		return nil
	}))
	out := slow.issue(welcome(t, "k"), welcome(t, "a"))
	wantStatus(t, out[0], "queued", "", true)
	wantStatus(t, out[1], "queued", "", false)
	d.consistent(2)
}
