package press

import (
	"context"
	"encoding/hex"
	"encoding/json"

	"golang.org/x/sync/errgroup"

	"letterpress/internal/fault"
	"letterpress/internal/intake"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/render"
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
}

// work is one request under way.
type work struct {
	id      string
	letter  *letter.Letter
	verdict intake.Verdict
	record  ledger.Letter // as accepted, or as found
	todo    bool          // to be rendered and recorded
	twin    int           // an earlier request of this chunk for the same letter, or -1
	done    *render.Letter
	reason  string // why it failed
	again   bool   // trying again may help
}

func (p *Press) newChunk(n int) *chunk {
	c := &chunk{Press: p, outcomes: make([]Outcome, n), works: make([]work, n)}
	for i := range c.works {
		c.works[i].twin = -1
	}
	return c
}

// IssueChunk issues requests together and answers in their order. A request
// that is refused or fails never stops the others. The error says that ledger
// or archive did not answer: outcomes without a status are then open, and
// issuing the same requests again completes them.
func (p *Press) IssueChunk(ctx context.Context, requests [][]byte) ([]Outcome, error) {
	c := p.newChunk(len(requests))
	if err := c.admit(ctx, requests); err != nil {
		return c.outcomes, err
	}
	return c.outcomes, c.finish(ctx)
}

// admit judges the requests and accepts those that are new and in order.
func (c *chunk) admit(ctx context.Context, requests [][]byte) error {
	sums := make([]string, len(requests))
	c.each(func(i int) { sums[i] = c.identify(i, requests[i]) })
	found, err := c.Ledger.Find(ctx, c.Tenant, c.keys())
	if err != nil {
		return err
	}
	for i := range c.works {
		if old, ok := found[c.outcomes[i].Key]; ok {
			c.known(i, old, sums[i])
		}
	}
	c.each(func(i int) {
		if c.outcomes[i].Status == "" && !c.works[i].todo {
			c.judge(i, requests[i])
		}
	})
	c.findTwins(sums)
	if err := c.replacements(ctx); err != nil {
		return err
	}
	return c.accept(ctx, sums)
}

// identify finds the key of a request and the sum of its canonical form.
func (c *chunk) identify(i int, data []byte) string {
	c.outcomes[i].Key = letter.KeyOf(data)
	canon, sum, err := letter.Canonical(data)
	if err != nil {
		return ""
	}
	c.works[i].record.Request = canon
	return hex.EncodeToString(sum[:])
}

func (c *chunk) keys() []string {
	keys := make([]string, 0, len(c.outcomes))
	for i := range c.outcomes {
		if k := c.outcomes[i].Key; k != "" {
			keys = append(keys, k)
		}
	}
	return keys
}

// known answers a request whose key the ledger has. A conflict is told before
// anything else is judged.
func (c *chunk) known(i int, old ledger.Letter, sum string) {
	switch {
	case old.RequestSum != sum:
		c.refuse(i, conflict)
	case old.State == ledger.Accepted || old.State == ledger.Failed && old.Retryable:
		canon := c.works[i].record.Request
		c.works[i].record = old
		c.works[i].record.Request = canon
		c.judge(i, canon)
		c.works[i].todo = len(c.outcomes[i].Errors) == 0
	default:
		c.repeated(i, old)
	}
}

var conflict = fault.Fields{{Pointer: "/key", Code: "key-conflict", Detail: "this key belongs to another request"}}

var noReplaced = fault.Fields{{Pointer: "/replaces/letter", Code: "not-found", Detail: "must be the id of a letter issued before this one"}}

func (c *chunk) refuse(i int, faults fault.Fields) {
	c.outcomes[i] = Outcome{Key: c.outcomes[i].Key, Status: StatusRefused, Errors: faults}
}

// judge parses a request and holds it against its program, wording and fonts.
func (c *chunk) judge(i int, data []byte) {
	l, faults := letter.Parse(data)
	if l != nil {
		faults = append(faults, letter.RequireKey(l)...)
	}
	if len(faults) == 0 {
		c.works[i].verdict, faults = c.Renderer.Judge(l)
	}
	if len(faults) > 0 {
		c.refuse(i, faults)
		return
	}
	c.works[i].letter = l
	c.works[i].id = letter.ID(c.Tenant, l.Key)
	c.outcomes[i].Kind, c.outcomes[i].Language = string(l.Kind), string(l.Language)
	c.outcomes[i].Letter, c.outcomes[i].Warnings = c.works[i].id, append(fault.Fields{}, c.works[i].verdict.Warnings...)
}

// accept commits the new letters, so that a kill from here on leaves something
// to resume.
func (c *chunk) accept(ctx context.Context, sums []string) error {
	var fresh []ledger.Letter
	var at []int
	for i := range c.works {
		w := &c.works[i]
		if w.letter == nil || w.todo {
			continue
		}
		fresh = append(fresh, c.accepted(w, sums[i]))
		at = append(at, i)
	}
	var answers []ledger.Acceptance
	err := c.Ledger.Write(ctx, func(tx *ledger.Tx) (err error) {
		if answers, err = tx.Accept(ctx, c.Now(), fresh); err != nil {
			return err
		}
		return c.retry(ctx, tx)
	})
	if err != nil {
		return err
	}
	for k, a := range answers {
		c.answered(at[k], a)
	}
	return nil
}

// retry puts failed letters that are tried again back among the accepted.
func (c *chunk) retry(ctx context.Context, tx *ledger.Tx) error {
	for i := range c.works {
		w := &c.works[i]
		if w.todo && w.record.State == ledger.Failed {
			if err := tx.Retry(ctx, c.Now(), c.Tenant, w.id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *chunk) accepted(w *work, sum string) ledger.Letter {
	l := w.letter
	r := ledger.Letter{ID: w.id, Tenant: c.Tenant, Key: l.Key, Kind: string(l.Kind), Program: l.Program,
		Language: string(l.Language), Format: string(l.Format), Date: l.Date.String(), Channel: l.Delivery.Channel,
		Request: w.record.Request, RequestSum: sum}
	if l.Replaces != nil {
		r.Replaces = l.Replaces.Letter
	}
	return r
}

// answered takes the ledger's word on whether a letter is new: another process
// may have been quicker.
func (c *chunk) answered(i int, a ledger.Acceptance) {
	switch {
	case a.Outcome == ledger.Clash:
		c.works[i].letter = nil
		c.refuse(i, conflict)
	case a.Outcome == ledger.Repeat && a.Letter.State != ledger.Accepted:
		c.works[i].letter = nil
		c.repeated(i, a.Letter)
	default:
		request := c.works[i].record.Request
		c.works[i].record = a.Letter
		c.works[i].record.Request = request
		c.works[i].todo = true
	}
}

// findTwins finds requests under a key that stands in the chunk before them. A
// refused request does not consume its key, so only one in order has twins; as
// with a key of the ledger, a conflict is told before other faults.
func (c *chunk) findTwins(sums []string) {
	first := map[string]int{}
	for i := range c.works {
		w, key := &c.works[i], c.outcomes[i].Key
		if key == "" || w.todo || w.letter == nil && c.outcomes[i].Status != StatusRefused {
			continue
		}
		j, taken := first[key]
		switch {
		case !taken && w.letter != nil:
			first[key] = i
		case taken && (sums[i] == "" || sums[i] != sums[j]):
			w.letter = nil
			c.refuse(i, conflict)
		case taken:
			w.letter, w.twin = nil, j
		}
	}
}

// replacements refuses letters that are to replace one that does not exist, or
// themselves. A letter may replace one that stands before it in the chunk.
func (c *chunk) replacements(ctx context.Context) error {
	coming := map[string]bool{}
	for i := range c.works {
		w := &c.works[i]
		if w.letter == nil {
			continue
		}
		if r := w.letter.Replaces; r != nil && !coming[r.Letter] {
			_, err := c.Ledger.Letter(ctx, c.Tenant, r.Letter)
			if err != nil && fault.KindOf(err) != fault.NotFound {
				return err
			}
			if err != nil || r.Letter == w.id {
				w.letter, w.todo = nil, false
				c.refuse(i, noReplaced)
				continue
			}
		}
		coming[w.id] = true
	}
	return nil
}

// repeated is the answer for a letter that stands already.
func (c *chunk) repeated(i int, old ledger.Letter) {
	o := Outcome{Key: old.Key, Status: old.Status(), Letter: old.ID, Kind: old.Kind, Language: old.Language,
		Pages: old.Pages, Sheets: old.Sheets, Sum: old.Sum, Object: old.Object, Warnings: fault.Fields{}, Repeated: true}
	if old.State == ledger.Rendered {
		o.Reason = old.Piece.Reason
	} else {
		o.Reason = old.Reason
	}
	_ = json.Unmarshal(old.Warnings, &o.Warnings) // our own JSON; without it the answer only lacks its warnings
	c.outcomes[i] = o
}

// each calls f for every index from several goroutines.
func (c *chunk) each(f func(i int)) {
	var g errgroup.Group
	g.SetLimit(c.Workers)
	const run = 8 // indices a goroutine takes at once
	for from := 0; from < len(c.works); from += run {
		g.Go(func() error {
			for i := from; i < min(from+run, len(c.works)); i++ {
				f(i)
			}
			return nil
		})
	}
	_ = g.Wait() // f answers by index and never fails
}
