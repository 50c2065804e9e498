package ledger_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// testMachine does random things to three letters. Whatever is asked, in
// whatever order: a refusal changes nothing, a change is an arrow of the
// machine with one audit record, and the history of each subject leads from
// nothing to where it stands.
func testMachine(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		m := &machine{d: desk{rt, d.Ledger}, tenant: fmt.Sprintf("t%d", round),
			states: map[string]string{}, counts: map[string]int{}}
		rt.Repeat(map[string]func(*rapid.T){
			"accept":    m.step(m.accept),
			"record":    m.step(m.record),
			"fail":      m.step(m.fail),
			"retry":     m.step(m.retry),
			"void":      m.step(m.void),
			"supersede": m.step(m.supersede),
			"move":      m.step(m.move),
		})
		m.settled(rt)
	})
}

// machine is a tenant under test, and what its subjects looked like last.
type machine struct {
	d      desk
	tenant string
	states map[string]string // by id of a letter or piece
	counts map[string]int    // audit records, by id of a letter
}

var machineKeys = []string{"k1", "k2", "k3"}

func (m *machine) letter(key string) ledger.Letter {
	l := sample(m.tenant, key)
	if key == "k3" {
		l.Channel = "portal"
	}
	return l
}

// step does one thing to one letter and compares what is recorded of it before
// and after.
func (m *machine) step(do func(*rapid.T, ledger.Letter) error) func(*rapid.T) {
	return func(rt *rapid.T) {
		m.d.t = rt
		l := m.letter(rapid.SampledFrom(machineKeys).Draw(rt, "key"))
		err := do(rt, l)
		if err != nil && !slices.Contains([]fault.Kind{fault.Conflict, fault.NotFound, fault.Usage}, fault.KindOf(err)) {
			rt.Fatal(err)
		}
		now, entries := m.look(rt, l)
		changed := 0
		for id, to := range now {
			if from := m.states[id]; from != to {
				changed++
				m.wantArrow(rt, from, to)
				m.states[id] = to
			}
		}
		if err != nil && changed > 0 {
			rt.Fatalf("refused (%v), yet %d subjects changed", err, changed)
		}
		if entries-m.counts[l.ID] != changed {
			rt.Fatalf("%d subjects changed with %d audit records", changed, entries-m.counts[l.ID])
		}
		m.counts[l.ID] = entries
	}
}

// settled checks at the end that no step touched a letter that it was not about.
func (m *machine) settled(rt *rapid.T) {
	for _, key := range machineKeys {
		l := m.letter(key)
		now, entries := m.look(rt, l)
		for id, state := range now {
			if m.states[id] != state || m.counts[l.ID] != entries {
				rt.Fatalf("%s is %q with %d records, was left %q with %d", id, state, entries, m.states[id], m.counts[l.ID])
			}
		}
	}
}

func (m *machine) wantArrow(rt *rapid.T, from, to string) {
	letter, piece := ledger.Arrows()
	for _, a := range slices.Concat(letter, piece) {
		if a.From == from && a.To == to {
			return
		}
	}
	rt.Fatalf("no arrow from %q to %q", from, to)
}

// look reads where a letter and its piece stand, and follows their history from
// its start to there.
func (m *machine) look(rt *rapid.T, l ledger.Letter) (states map[string]string, entries int) {
	list, err := m.d.Audit(context.Background(), m.tenant, l.ID)
	if fault.KindOf(err) == fault.NotFound {
		return nil, 0
	}
	m.d.must(err)
	replayed := map[string]string{}
	for _, e := range list {
		id := cmp.Or(e.Piece, e.Letter)
		if replayed[id] != e.From {
			rt.Fatalf("history of %s jumps from %q to %q", id, replayed[id], e.From)
		}
		replayed[id] = e.To
	}
	l = m.d.letter(l)
	m.wantSound(rt, l)
	states = map[string]string{l.ID: string(l.State)}
	if l.Piece.ID != "" {
		states[l.Piece.ID] = string(l.Piece.State)
	}
	if !maps.Equal(replayed, states) {
		rt.Fatalf("history leads to %v, the record says %v", replayed, states)
	}
	return states, len(list)
}

func (m *machine) wantSound(rt *rapid.T, l ledger.Letter) {
	switch {
	case l.Piece.ID != "" && l.Sum == "":
		rt.Fatalf("a piece without a stored letter: %s", l.State)
	case l.State == ledger.Rendered && (l.Piece.ID == "") != (l.Channel != "mail"):
		rt.Fatalf("a rendered letter by %s has piece %q", l.Channel, l.Piece.ID)
	case l.State == ledger.Void && l.Piece.ID != "" && l.Piece.State != ledger.Pulled:
		rt.Fatalf("a void letter is %s", l.Piece.State)
	case l.State == ledger.Superseded && (l.Piece.State == ledger.Queued || l.Piece.State == ledger.Held):
		rt.Fatalf("a superseded letter is %s", l.Piece.State)
	}
}

func (m *machine) accept(rt *rapid.T, l ledger.Letter) error {
	if rapid.Bool().Draw(rt, "other request") {
		l.RequestSum = strings.Repeat("f", 64)
	}
	_, err := m.d.Accept(context.Background(), noon, []ledger.Letter{l})
	return err
}

func (m *machine) record(rt *rapid.T, l ledger.Letter) error {
	r := rendering(l)
	if rapid.Bool().Draw(rt, "hold") {
		r.Hold = "for a reason"
	}
	if rapid.IntRange(0, 3).Draw(rt, "other bytes") == 0 {
		r.Sum = strings.Repeat("0", 64)
	}
	out, err := m.d.Record(context.Background(), noon, []ledger.Rendering{r})
	if err != nil {
		return err
	}
	return out[0].Err
}

func (m *machine) fail(rt *rapid.T, l ledger.Letter) error {
	return m.d.Fail(context.Background(), noon, m.tenant, l.ID, "no", rapid.Bool().Draw(rt, "retryable"))
}

func (m *machine) retry(_ *rapid.T, l ledger.Letter) error {
	return m.d.Retry(context.Background(), noon, m.tenant, l.ID)
}

func (m *machine) void(_ *rapid.T, l ledger.Letter) error {
	return m.d.Void(context.Background(), noon, m.tenant, l.ID, "no")
}

func (m *machine) supersede(_ *rapid.T, l ledger.Letter) error { return m.d.supersede(l, "newer") }

func (m *machine) move(rt *rapid.T, l ledger.Letter) error {
	now, err := m.d.Letter(context.Background(), m.tenant, l.ID)
	if err != nil {
		return err
	}
	to := rapid.SampledFrom(pieceStates).Draw(rt, "to")
	reason := rapid.SampledFrom([]string{"", "because"}).Draw(rt, "reason")
	if to == ledger.Batched {
		return m.d.move(m.tenant, ledger.Move{Piece: now.Piece.ID, To: to, Reason: reason, Batch: "b"})
	}
	return m.d.move(m.tenant, ledger.Move{Piece: now.Piece.ID, To: to, Reason: reason})
}
