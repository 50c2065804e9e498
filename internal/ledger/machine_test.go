package ledger_test

import (
	"context"
	"fmt"
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
		m := &machine{d: desk{rt, d.Ledger}, tenant: fmt.Sprintf("t%d", round), states: map[string]string{}}
		rt.Repeat(map[string]func(*rapid.T){
			"accept":    m.step(m.accept),
			"record":    m.step(m.record),
			"fail":      m.step(m.fail),
			"retry":     m.step(m.retry),
			"void":      m.step(m.void),
			"supersede": m.step(m.supersede),
			"move":      m.step(m.move),
		})
	})
}

// machine is a tenant under test and where each of its subjects stood last.
type machine struct {
	d       desk
	tenant  string
	states  map[string]string // by id of a letter or piece
	entries int
}

var machineKeys = []string{"k1", "k2", "k3"}

func (m *machine) draw(rt *rapid.T) ledger.Letter {
	l := sample(m.tenant, rapid.SampledFrom(machineKeys).Draw(rt, "key"))
	if l.Key == "k3" {
		l.Channel = "portal"
	}
	return l
}

// step does one thing and then compares what is recorded before and after.
func (m *machine) step(do func(*rapid.T, ledger.Letter) error) func(*rapid.T) {
	return func(rt *rapid.T) {
		m.d.t = rt
		err := do(rt, m.draw(rt))
		if err != nil && !slices.Contains([]fault.Kind{fault.Conflict, fault.NotFound, fault.Usage}, fault.KindOf(err)) {
			rt.Fatal(err)
		}
		now, entries := m.look(rt)
		changed := 0
		for id, to := range now {
			if from := m.states[id]; from != to {
				changed++
				m.wantArrow(rt, from, to)
			}
		}
		if err != nil && changed > 0 {
			rt.Fatalf("refused (%v), yet %d subjects changed", err, changed)
		}
		if entries-m.entries != changed {
			rt.Fatalf("%d subjects changed with %d audit records", changed, entries-m.entries)
		}
		m.states, m.entries = now, entries
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

// look reads where everything stands, follows each history from its start, and
// checks what must hold between a letter and its piece.
func (m *machine) look(rt *rapid.T) (states map[string]string, entries int) {
	states = map[string]string{}
	for _, key := range machineKeys {
		list, err := m.d.Audit(context.Background(), m.tenant, letterID(m.tenant, key))
		if fault.KindOf(err) == fault.NotFound {
			continue
		}
		m.d.must(err)
		entries += len(list)
		replayed := map[string]string{}
		for _, e := range list {
			id := e.Letter
			if e.Piece != "" {
				id = e.Piece
			}
			if replayed[id] != e.From {
				rt.Fatalf("history of %s jumps from %q to %q", id, replayed[id], e.From)
			}
			replayed[id] = e.To
		}
		l := m.d.letter(ledger.Letter{Tenant: m.tenant, ID: letterID(m.tenant, key)})
		m.wantSound(rt, l)
		states[l.ID] = string(l.State)
		if l.Piece.ID != "" {
			states[l.Piece.ID] = string(l.Piece.State)
		}
		if !mapsEqual(replayed, l) {
			rt.Fatalf("history leads to %v, the record says %s and %s", replayed, l.State, l.Piece.State)
		}
	}
	return states, entries
}

func mapsEqual(replayed map[string]string, l ledger.Letter) bool {
	want := 1
	if l.Piece.ID != "" {
		want = 2
	}
	return len(replayed) == want && replayed[l.ID] == string(l.State) && replayed[l.Piece.ID] == string(l.Piece.State)
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
