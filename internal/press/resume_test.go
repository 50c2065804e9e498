package press_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

// resume resumes and returns what was emitted, by chunk.
func (d *desk) resume() (chunks [][]press.Outcome) {
	d.t.Helper()
	must(d.t, d.Resume(d.t.Context(), func(out []press.Outcome) { chunks = append(chunks, out) }))
	return chunks
}

// statuses are the words of all outcomes, each once.
func statuses(outcomes ...press.Outcome) string {
	seen := map[string]bool{}
	for _, o := range outcomes {
		seen[words([]press.Outcome{o})] = true
	}
	return strings.Join(slices.Sorted(maps.Keys(seen)), ", ")
}

// A run that dies at any step is completed by Resume as by issuing again, with
// the same letters as a run that nothing disturbed.
func TestKilledAtEveryStep(t *testing.T) {
	request := welcome(t, "k")
	calm := newDesk(t).one(request)
	for _, step := range []struct {
		name   string
		die    func(*press.Options)
		left   stock
		finish string // what becomes of it in words
	}{
		{"accepted", downAfter(0), stock{letters: 1, entries: 1}, "queued"},
		{"stored", after(func(int, string) error { return lost }), stock{letters: 1, objects: 1, entries: 1}, "queued"},
		{"recorded", func(*press.Options) {}, stock{1, 1, 1, 3}, "queued again"},
	} {
		for _, way := range []string{"resume", "issue", "resume, then issue", "issue by two"} {
			t.Run(step.name+"/"+way, func(t *testing.T) {
				d := newDesk(t, step.die)
				_, _ = d.IssueChunk(t.Context(), [][]byte{request}) // dies or not
				d.wantStock(step.left)
				d = d.again()
				switch way {
				case "resume":
					if got := statuses(slices.Concat(d.resume()...)...); step.finish == "queued" && got != "queued" {
						t.Errorf("resumed as %s", got)
					}
				case "issue":
					if got := words(d.issue(request)); got != step.finish {
						t.Errorf("%s, want %s", got, step.finish)
					}
				case "resume, then issue":
					d.resume()
					wantStatus(t, d.one(request), "queued", "", true)
				case "issue by two":
					if got := words(d.issue(request, request)); got != step.finish+", queued again" {
						t.Errorf("%s, want %s and again", got, step.finish)
					}
				}
				d.wantStock(stock{1, 1, 1, 3})
				d.consistent(1)
				if o := d.one(request); o.Sum != calm.Sum || o.Object != calm.Object {
					t.Error("it is another letter than in a calm run")
				}
			})
		}
	}
}

// More letters than a chunk are resumed chunk by chunk.
func TestResumeManyChunks(t *testing.T) {
	requests := presstest.Requests(4, press.ChunkSize+30)
	d := newDesk(t, downAfter(0))
	d.halted(t.Context(), requests, fault.Unavailable)
	d = d.again()
	chunks := d.resume()
	if len(chunks) != 2 || len(chunks[0]) != press.ChunkSize || len(chunks[1]) != 30 {
		t.Errorf("%d chunks", len(chunks))
	}
	d.consistent(len(requests))
	if again := d.resume(); len(again) != 0 {
		t.Errorf("there was more to resume: %d chunks", len(again))
	}
}

// Resume tells what it has done before the archive gave up.
func TestResumeIsCutShort(t *testing.T) {
	requests := presstest.Requests(5, 20)
	d := newDesk(t, downAfter(0))
	d.halted(t.Context(), requests, fault.Unavailable)
	d = d.again(downAfter(8), workers(1))
	var told []press.Outcome
	err := d.Resume(t.Context(), func(out []press.Outcome) { told = append(told, out...) })
	wantKind(t, err, fault.Unavailable)
	done := 0
	for _, o := range told {
		if o.Done() {
			done++
		}
	}
	if done != 8 || len(told) != 20 || len(d.files()) != 8 {
		t.Errorf("told of %d letters, %d done, %d stored", len(told), done, len(d.files()))
	}
	d.again().resume()
	d.consistent(20)
}

// Letters that were accepted after a resume began belong to a process at work.
func TestResumeLeavesTheYoung(t *testing.T) {
	d := newDesk(t, downAfter(0))
	d.halted(t.Context(), [][]byte{welcome(t, "old")}, fault.Unavailable)
	later := d.again(downAfter(0), func(o *press.Options) { o.Now = func() time.Time { return noon.Add(time.Second) } })
	later.halted(t.Context(), [][]byte{welcome(t, "young")}, fault.Unavailable)
	d.again().resume()
	if got := d.letters(); got["old"].State != ledger.Rendered || got["young"].State != ledger.Accepted {
		t.Errorf("the old one is %s, the young one %s", got["old"].State, got["young"].State)
	}
}

// refusing are sources that refuse the letter of key k, as those of another day
// may.
func refusing() func(*press.Options) {
	return judging(func(l *letter.Letter) fault.Fields {
		if l.Key == "k" {
			return fault.Fields{{Pointer: "/program", Code: "unknown-program"}, {Pointer: "/" + canary, Code: "not-used"}, {Pointer: "/x", Code: "not-used"}}
		}
		return nil
	})
}

// A letter that was accepted and that today's sources refuse is neither lost nor
// forgotten, whichever call comes upon it.
func TestAcceptedAndRefusedNow(t *testing.T) {
	const reason = "today's rules, program or wording refuse the request: unknown-program, not-used"
	for _, way := range []string{"resume", "issue"} {
		t.Run(way, func(t *testing.T) {
			requests := [][]byte{welcome(t, "k"), welcome(t, "a")}
			d := newDesk(t, downAfter(0))
			d.halted(t.Context(), requests, fault.Unavailable)
			strict := d.again(refusing())
			var out []press.Outcome
			if way == "resume" {
				out = slices.Concat(strict.resume()...)
			} else {
				out = strict.issue(requests...)
			}
			for _, o := range out {
				if o.Key == "k" && (o.Status != "failed" || o.Reason != reason || len(o.Errors) != 3 || o.Letter != letter.ID(tenant, "k")) {
					t.Errorf("told %+v", o)
				}
				if o.Key == "a" {
					wantStatus(t, o, "queued", "", false)
				}
			}
			d.wantKept("k", reason)
			strict.one(requests[0])
			d.wantKept("k", reason)
			wantStatus(t, d.again().one(requests[0]), "queued", "", false)
			d.consistent(2)
		})
	}
}

// Resume and issue at the same time make each letter once.
func TestResumeWhileIssuing(t *testing.T) {
	requests := presstest.Requests(6, 60)
	d := newDesk(t, downAfter(20), workers(4))
	d.halted(t.Context(), requests, fault.Unavailable)
	one, two := d.again(), d.again()
	done := make(chan error)
	go func() { done <- one.Resume(t.Context(), func([]press.Outcome) {}) }()
	two.issue(requests...)
	must(t, <-done)
	d.consistent(60)
}

// Two presses on two handles of one database issue the same requests at once:
// each letter is new to exactly one of them.
func TestTwoPresses(t *testing.T) {
	requests := presstest.Requests(8, 300)
	d := newDesk(t)
	var outs [2][]press.Outcome
	done := make(chan error)
	for k, p := range []*desk{d.again(), d.again()} {
		go func() {
			var err error
			outs[k], err = p.IssueChunk(t.Context(), requests)
			done <- err
		}()
	}
	must(t, <-done)
	must(t, <-done)
	for i := range requests {
		a, b := outs[0][i], outs[1][i]
		if !a.Done() || !b.Done() || a.Repeated == b.Repeated || a.Sum != b.Sum || a.Status != b.Status {
			t.Errorf("%s: %s, repeated %v, and %s, repeated %v", a.Key, a.Status, a.Repeated, b.Status, b.Repeated)
		}
	}
	d.consistent(300)
	for key, l := range d.letters() {
		want := "letter.accepted letter.rendered"
		if l.Channel == "mail" {
			want += " piece." + string(l.Piece.State)
		}
		if got := strings.Join(d.history(l.ID), " "); got != want {
			t.Errorf("%s: history %s", key, got)
		}
	}
}

// Whatever goes wrong, and however often, in the end each letter is there once,
// and nothing that was told as done was ever taken back.
func TestMisfortunes(t *testing.T) {
	requests := presstest.Requests(9, 24)
	calm := newDesk(t)
	want := map[string]string{}
	for _, o := range calm.issue(requests...) {
		want[o.Key] = o.Sum
	}
	for seed := range 8 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := newDesk(t)
			for round := range 6 {
				d.unlucky(seed*7+round, requests)
			}
			d.again().issue(requests...)
			d.consistent(len(requests))
			for key, l := range d.letters() {
				if l.Sum != want[key] {
					t.Errorf("%s has other bytes than in a calm run", key)
				}
			}
		})
	}
}

// unlucky issues or resumes while puts are refused, answers lost and letters
// dropped, and holds the answers to the record.
func (d *desk) unlucky(luck int, requests [][]byte) {
	var n atomic.Int32
	turn := func() int { return luck*31 + int(n.Add(1))*17 }
	p := d.again(workers(3),
		before(func(int, string) error {
			if turn()%13 == 0 {
				return lost
			}
			return nil
		}),
		after(func(int, string) error {
			if turn()%11 == 0 {
				return lost
			}
			return nil
		}),
		rendering(func(*letter.Letter) error {
			if turn()%19 == 0 {
				panic("out of luck")
			}
			return nil
		}))
	var told []press.Outcome
	if luck%3 == 0 {
		_ = p.Resume(d.t.Context(), func(out []press.Outcome) { told = append(told, out...) }) // unlucky
	} else {
		told, _ = p.IssueChunk(d.t.Context(), requests[luck%5:]) // unlucky
	}
	letters, files := d.letters(), d.files()
	for _, o := range told {
		if l := letters[o.Key]; o.Done() && (l.State != ledger.Rendered || l.Sum != o.Sum || sum(files[l.Object]) != o.Sum) {
			d.t.Errorf("%s: told %s, it is %s", o.Key, o.Status, l.Status())
		}
	}
}
