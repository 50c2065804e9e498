package press

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"slices"

	"golang.org/x/sync/errgroup"

	"letterpress/internal/fault"
	"letterpress/internal/intake"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
)

// ChunkSize is how many letters are committed together: enough to make the
// price of a durable commit small, few enough that a killed run repeats little.
const ChunkSize = 200

// chunk is letters on their way together. Index i is the same request
// throughout.
type chunk struct {
	*Press
	outcomes []Outcome
	works    []work
	makers   map[string]int // by letter id: which request of the chunk makes it
	ahead    bool           // somebody waits for the outcomes
	enlist   Enlist         // nil when the chunk is also finished
	done     Done           // nil when nothing waits for the record
}

// work is one request under way.
type work struct {
	request []byte // as given, or as on record
	canon   []byte // canonical; nil when it has no such form
	sum     string // of canon

	letter  *letter.Letter // with faults: incomplete, or nil
	faults  fault.Fields
	verdict intake.Verdict

	id     string            // of the letter, once it is to be made
	todo   bool              // to be rendered and recorded
	known  bool              // was on record before this chunk
	twin   int               // the request of this chunk that makes the same letter, or -1
	stored *ledger.Rendering // its bytes are in the archive
	reason string            // why it failed

	ended *ledger.Letter // found made or withdrawn by another when it was to be recorded
	piece ledger.Piece   // as recorded
}

// sound reports whether the request was judged and is in order.
func (w *work) sound() bool { return w.letter != nil && len(w.faults) == 0 }

func (p *Press) newChunk(ctx context.Context, n int) *chunk {
	c := &chunk{Press: p, outcomes: make([]Outcome, n), works: make([]work, n), makers: make(map[string]int, n), ahead: ledger.IsAhead(ctx)}
	for i := range c.works {
		c.works[i].twin = -1
	}
	return c
}

// identify finds the key of a request and the sum of its canonical form.
func (c *chunk) identify(i int, data []byte) {
	w := &c.works[i]
	w.request = data
	_ = contain("reading the request", func() error {
		c.outcomes[i].Key = letter.KeyOf(data)
		canon, sum, err := letter.Canonical(data)
		if err == nil {
			w.canon, w.sum = canon, hex.EncodeToString(sum[:])
		}
		return err
	}) // judge says what is wrong with it
}

// admit judges the requests, accepts those that are new and in order, and
// settles which of them are to be made.
func (c *chunk) admit(ctx context.Context) error {
	stands, err := c.Ledger.Find(ctx, c.Tenant, c.ids())
	if err != nil {
		return err
	}
	c.each(func(i int) {
		old, ok := stands[c.outcomes[i].Key]
		c.works[i].known = ok
		if !ok || old.RequestSum == c.works[i].sum && unfinished(old) {
			c.judge(i)
		}
	})
	first, err := c.first(ctx, stands)
	if err != nil {
		return err
	}
	if err := c.accept(ctx, first, stands); err != nil {
		return err
	}
	for i := range c.works {
		key := c.outcomes[i].Key
		old, ok := stands[key]
		if j, isNew := first[key]; !ok || isNew && i < j {
			c.refuse(i, c.works[i].faults) // a refusal leaves the key to others
			continue
		}
		c.settle(i, old)
	}
	return nil
}

// ids are those of all letters that the requests name, whether or not they exist.
func (c *chunk) ids() []string {
	ids := make([]string, 0, len(c.outcomes))
	for i := range c.outcomes {
		if k := c.outcomes[i].Key; k != "" {
			ids = append(ids, letter.ID(c.Tenant, k))
		}
	}
	return ids
}

// unfinished reports whether an accepted request still asks for work.
func unfinished(l ledger.Letter) bool {
	return l.State == ledger.Accepted || l.State == ledger.Failed && l.Retryable
}

// judge parses a request and holds it against its program, wording and fonts.
func (c *chunk) judge(i int) {
	w := &c.works[i]
	err := contain("judging the request", func() error {
		w.letter, w.faults = letter.Parse(w.request)
		if w.letter != nil && !names(w.faults, "/key") {
			w.faults = append(w.faults, letter.RequireKey(w.letter)...)
		}
		switch {
		case w.sound():
			w.verdict, w.faults = c.Renderer.Judge(w.letter)
		case w.letter != nil:
			w.faults = c.Renderer.Further(w.letter, w.faults)
		}
		return nil
	})
	switch {
	case err != nil:
		w.letter, w.faults = nil, fault.Fields{{Code: "internal", Detail: "could not be judged: letterpress is at fault, not the request"}}
	case w.sound() && w.canon == nil: // what cannot be told from another request has no key to stand under
		w.faults = fault.Fields{{Code: letter.CodeSyntax, Detail: "has no canonical form"}}
	}
}

func names(faults fault.Fields, pointer string) bool {
	return slices.ContainsFunc(faults, func(f fault.Field) bool { return f.Pointer == pointer })
}

// first returns by key which request asks for a new letter: of several under
// one key the first that is in order.
func (c *chunk) first(ctx context.Context, stands map[string]ledger.Letter) (map[string]int, error) {
	first := map[string]int{}
	r := replacing{chunk: c, fresh: map[string]*letter.Letter{}, taken: map[string]bool{}}
	for i := range c.works {
		w, key := &c.works[i], c.outcomes[i].Key
		_, known := stands[key]
		_, taken := first[key]
		if known || taken {
			continue
		}
		if err := r.judge(ctx, w); err != nil {
			return nil, err
		}
		if w.sound() {
			first[key] = i
			r.note(w.letter)
		}
	}
	return first, nil
}

// accept commits the new letters, so that a kill from here on leaves something
// to resume, and enters under their keys what now stands: another process may
// have been quicker.
func (c *chunk) accept(ctx context.Context, first map[string]int, stands map[string]ledger.Letter) error {
	again := c.again(stands)
	if len(first) == 0 && len(again) == 0 {
		return nil
	}
	fresh := make([]ledger.Letter, 0, len(first))
	for i := range c.works {
		if j, ok := first[c.outcomes[i].Key]; ok && i == j {
			fresh = append(fresh, c.accepted(&c.works[i]))
		}
	}
	answers, err := c.admitted(ctx, fresh, again)
	if err != nil {
		return err
	}
	for _, a := range answers {
		stands[a.Letter.Key] = a.Letter
		if a.Outcome != ledger.Fresh {
			c.works[first[a.Letter.Key]].known = true
		}
	}
	return nil
}

// admitted commits new letters; when others finish the chunk it also lists them.
func (c *chunk) admitted(ctx context.Context, fresh []ledger.Letter, again []string) ([]ledger.Acceptance, error) {
	if c.enlist == nil {
		return c.Ledger.Accept(ctx, c.Now(), fresh)
	}
	return c.list(ctx, fresh, again)
}

// again returns the ids of letters that failed and are asked for once more, of
// a chunk that others finish.
func (c *chunk) again(stands map[string]ledger.Letter) []string {
	if c.enlist == nil {
		return nil
	}
	var ids []string
	for i := range c.works {
		old := stands[c.outcomes[i].Key]
		if old.State == ledger.Failed && old.Retryable && old.RequestSum == c.works[i].sum && !slices.Contains(ids, old.ID) {
			ids = append(ids, old.ID)
		}
	}
	return ids
}

func (c *chunk) accepted(w *work) ledger.Letter {
	l := w.letter
	r := ledger.Letter{ID: letter.ID(c.Tenant, l.Key), Tenant: c.Tenant, Key: l.Key, Kind: string(l.Kind), Program: l.Program,
		Language: string(l.Language), Format: string(l.Format), Date: l.Date.String(), Channel: l.Delivery.Channel,
		Request: w.canon, RequestSum: w.sum}
	if l.Replaces != nil {
		r.Replaces = l.Replaces.Letter
	}
	return r
}

var conflict = fault.Fields{{Pointer: "/key", Code: "key-conflict", Detail: "this key belongs to another request"}}

// settle answers a request whose key stands in the ledger, or takes it up.
func (c *chunk) settle(i int, old ledger.Letter) {
	w := &c.works[i]
	maker, taken := c.makers[old.ID]
	switch {
	case old.RequestSum != w.sum:
		c.refuse(i, conflict)
	case !unfinished(old):
		c.repeated(i, old)
	case taken:
		w.twin = maker
	default:
		c.makers[old.ID] = i
		c.take(i, old)
	}
}

func (c *chunk) refuse(i int, faults fault.Fields) {
	c.outcomes[i] = Outcome{Key: c.outcomes[i].Key, Status: StatusRefused, Errors: faults}
	if c.Refused != nil {
		c.Refused(faults)
	}
}

// take puts a letter of the ledger on the list of what is to be made. One that
// today's sources refuse was accepted by those of another day: it is not lost,
// it fails until it is voided or the sources take it again.
func (c *chunk) take(i int, old ledger.Letter) {
	w := &c.works[i]
	w.id, w.todo = old.ID, true
	c.outcomes[i] = Outcome{Key: old.Key, Letter: old.ID, Kind: old.Kind, Language: old.Language, Warnings: w.verdict.Warnings}
	if !w.sound() {
		w.reason = "today's rules, program or wording refuse the request: " + codes(w.faults)
		c.outcomes[i].Errors = w.faults
	}
}

// repeated is the answer for a letter that stands already.
func (c *chunk) repeated(i int, old ledger.Letter) {
	o := Outcome{Key: old.Key, Status: old.Status(), Letter: old.ID, Kind: old.Kind, Language: old.Language,
		Pages: old.Pages, Sheets: old.Sheets, Sum: old.Sum, Object: old.Object, Repeated: true}
	if old.State == ledger.Rendered {
		o.Reason = old.Piece.Reason
	} else {
		o.Reason = old.Reason
	}
	_ = json.Unmarshal(old.Warnings, &o.Warnings) // our own JSON; without it the answer only lacks its warnings
	c.outcomes[i] = o
}

// giveWay stands back before a commit for which nobody waits.
func (c *chunk) giveWay(ctx context.Context) {
	if !c.ahead {
		c.Cores.giveWay(ctx)
	}
}

// each calls f for every index from several goroutines.
func (c *chunk) each(f func(i int)) {
	var g errgroup.Group
	g.SetLimit(c.Workers)
	const run = 8 // indices a goroutine takes at once
	for from := 0; from < len(c.works); from += run {
		g.Go(func() error {
			c.Cores.do(c.ahead, func() {
				for i := from; i < min(from+run, len(c.works)); i++ {
					f(i)
				}
			})
			return nil
		})
	}
	_ = g.Wait() // f answers by index and never fails
}
