package press

import (
	"context"

	"letterpress/internal/ledger"
)

// StatusAccepted is what a caller is told of a letter that is on record and not
// made yet.
const StatusAccepted = "accepted"

// Enlist puts letters on a list of work in the transaction that accepts them:
// either both stand or neither. The ids are letters of the press's tenant, in
// the order of their requests.
type Enlist func(ctx context.Context, tx *ledger.Tx, letters []string) error

// Done takes work off a list in the transaction that records what became of it.
type Done func(ctx context.Context, tx *ledger.Tx) error

// AcceptChunk is the first half of IssueChunk: it judges requests and puts on
// record those that are in order, and leaves their making to whoever works on
// the list. A letter that stands already is answered as it stands; one that has
// failed and may be tried again is listed again.
//
// The error says that the ledger did not answer: nothing of the chunk was
// accepted then, or all of it was and the answer was lost. Accepting the same
// requests again tells.
func (p *Press) AcceptChunk(ctx context.Context, requests [][]byte, enlist Enlist) ([]Outcome, error) {
	c := p.newChunk(ctx, len(requests))
	c.enlist = enlist
	if c.ahead {
		defer p.Cores.await()()
	}
	c.each(func(i int) { c.identify(i, requests[i]) })
	err := c.admit(ctx)
	if err != nil {
		return make([]Outcome, len(requests)), given(err)
	}
	c.waiting()
	return c.outcomes, nil
}

// waiting tells which letters are on record and still to be made.
func (c *chunk) waiting() {
	for i := range c.works {
		if c.works[i].todo {
			o := &c.outcomes[i]
			o.Status, o.Repeated, o.Errors = StatusAccepted, c.works[i].known, nil
		}
		if j := c.works[i].twin; j >= 0 {
			c.outcomes[i] = c.outcomes[j]
			c.outcomes[i].Repeated = true
		}
	}
}

// list accepts fresh letters and puts them, and those that are tried again, on
// the list of work.
func (c *chunk) list(ctx context.Context, fresh []ledger.Letter, again []string) (answers []ledger.Acceptance, err error) {
	c.giveWay(ctx)
	err = c.Ledger.Write(ctx, func(tx *ledger.Tx) error {
		var listed []string
		if answers, err = tx.Accept(ctx, c.Now(), fresh); err != nil {
			return err
		}
		for _, a := range answers {
			if a.Outcome == ledger.Fresh {
				listed = append(listed, a.Letter.ID)
			}
		}
		retried, err := c.retry(ctx, tx, again)
		if err != nil {
			return err
		}
		if listed = append(listed, retried...); len(listed) == 0 {
			return nil
		}
		return c.enlist(ctx, tx, listed)
	})
	return answers, err
}

// retry puts failed letters back among the accepted, but for those that another
// caller was quicker with.
func (c *chunk) retry(ctx context.Context, tx *ledger.Tx, ids []string) (retried []string, err error) {
	found, err := tx.ByID(ctx, c.Tenant, ids)
	if err != nil {
		return nil, err
	}
	for i := range found {
		if found[i].State != ledger.Failed {
			continue
		}
		if err := tx.Retry(ctx, c.Now(), c.Tenant, found[i].ID); err != nil {
			return nil, err
		}
		retried = append(retried, found[i].ID)
	}
	return retried, nil
}

// FinishChunk is the second half of IssueChunk: it makes, stores and records
// accepted letters of the press's tenant, and calls done in the transaction that
// records them. Letters that are made or withdrawn already need nothing; an id
// that the ledger does not have is passed over. It answers in the order of the
// ids, and an error leaves open the outcomes without a status; done has then not
// taken effect.
func (p *Press) FinishChunk(ctx context.Context, letters []string, done Done) ([]Outcome, error) {
	found, err := p.Ledger.ByID(ctx, p.Tenant, letters)
	if err != nil {
		return make([]Outcome, len(letters)), given(err)
	}
	at := make(map[string]int, len(letters))
	for i, id := range letters {
		at[id] = i
	}
	c := p.newChunk(ctx, len(letters))
	c.done = done
	ordered := make([]*ledger.Letter, len(letters))
	for k := range found {
		ordered[at[found[k].ID]] = &found[k]
	}
	c.each(func(i int) { c.resume(i, ordered[i]) })
	return c.outcomes, given(c.finish(ctx))
}

// resume takes a letter of the ledger up again, or answers it when there is
// nothing left to do.
func (c *chunk) resume(i int, old *ledger.Letter) {
	if old == nil {
		return
	}
	if !unfinished(*old) {
		c.outcomes[i].Key = old.Key
		c.repeated(i, *old)
		return
	}
	c.works[i].request, c.works[i].canon = old.Request, old.Request
	c.outcomes[i].Key = old.Key
	c.judge(i)
	c.take(i, *old)
}
