package press

import (
	"context"
	"encoding/hex"
	"encoding/json"

	"golang.org/x/sync/errgroup"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/render"
)

// Days within which a letter must be mailed (42 CFR 423.153(d)).
const (
	summaryDays = 14 // after the review
	welcomeDays = 60 // after enrollment in the program, else targeting
)

// resume takes a letter up again from its record.
func (c *chunk) resume(i int, old ledger.Letter) {
	c.outcomes[i].Key = old.Key
	c.judge(i, old.Request)
	w := &c.works[i]
	w.record, w.id = old, old.ID
	w.todo = true
	if len(c.outcomes[i].Errors) > 0 {
		w.reason, w.again = "refused: "+codes(c.outcomes[i].Errors), true
	}
}

// codes names faults without their places, for a record that outlives them.
func codes(faults fault.Fields) string {
	s := ""
	for i, f := range faults {
		if i > 0 {
			s += ", "
		}
		s += f.Code
	}
	return s
}

// finish renders, stores and records what is to be done. What could be stored
// is recorded even when the archive gives up in the middle.
func (c *chunk) finish(ctx context.Context) error {
	stored := c.store(ctx)
	if err := c.record(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	if stored != nil {
		return stored
	}
	for i := range c.works {
		if j := c.works[i].twin; j >= 0 && c.outcomes[i].Status == "" {
			c.outcomes[i] = c.outcomes[j]
			c.outcomes[i].Repeated = c.outcomes[j].Done()
		}
	}
	return nil
}

// store renders the letters and puts their bytes into the archive. The error is
// the archive's; a letter that cannot be rendered only fails itself.
func (c *chunk) store(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(c.Workers)
	for i := range c.works {
		if w := &c.works[i]; w.todo && w.reason == "" {
			g.Go(func() error { return c.make(ctx, w) })
		}
	}
	return g.Wait()
}

func (c *chunk) make(ctx context.Context, w *work) error {
	if ctx.Err() != nil {
		return fault.Wrap(fault.Interrupted, ctx.Err(), "issue")
	}
	done, err := c.render(w)
	if err != nil {
		w.reason, w.again = err.Error(), true
		return nil
	}
	object := letter.ObjectKey(c.Tenant, w.letter.Date, w.id)
	_, err = c.Archive.PutOnce(ctx, object, done.PDF, done.Sum)
	if fault.KindOf(err) == fault.Conflict {
		// An earlier version of the sources stored it and was killed before it
		// was recorded. The bytes cannot be changed; somebody has to look.
		w.reason = "the archive holds other bytes under " + object
		return nil
	}
	if err != nil {
		return err
	}
	done.PDF = nil // stored; a chunk need not hold its letters in memory
	w.done = done
	return nil
}

// record commits everything that was stored, with its mail pieces, and what has
// failed, in one transaction.
func (c *chunk) record(ctx context.Context) error {
	var done []ledger.Rendering
	var at []int
	for i := range c.works {
		if c.works[i].done != nil {
			done, at = append(done, c.rendering(i)), append(at, i)
		}
	}
	var answers []ledger.Recorded
	err := c.Ledger.Write(ctx, func(tx *ledger.Tx) (err error) {
		if answers, err = tx.Record(ctx, c.Now(), done); err != nil {
			return err
		}
		return c.settle(ctx, tx, at, answers)
	})
	if err != nil {
		return err
	}
	for k, a := range answers {
		c.recorded(at[k], done[k], a)
	}
	for i := range c.works {
		if w := &c.works[i]; w.todo && w.reason != "" {
			c.outcomes[i].Status, c.outcomes[i].Reason = StatusFailed, w.reason
		}
	}
	return nil
}

// settle records failures, and that new letters take the place of old ones.
func (c *chunk) settle(ctx context.Context, tx *ledger.Tx, at []int, answers []ledger.Recorded) error {
	for i := range c.works {
		if w := &c.works[i]; w.todo && w.reason != "" {
			if err := tx.Fail(ctx, c.Now(), c.Tenant, w.id, w.reason, w.again); err != nil {
				return err
			}
		}
	}
	for k, a := range answers {
		r := c.works[at[k]].letter.Replaces
		if r == nil || a.Err != nil || a.Repeated {
			continue
		}
		err := tx.Supersede(ctx, c.Now(), c.Tenant, r.Letter, a.Letter)
		if k := fault.KindOf(err); err != nil && k != fault.Conflict && k != fault.NotFound {
			return err // a letter that cannot be replaced any more does not stop the new one
		}
	}
	return nil
}

func (c *chunk) rendering(i int) ledger.Rendering {
	w := &c.works[i]
	profile := c.Renderer.ProfileOf(w.letter)
	class := "envelope"
	if !profile.Holds(w.done.Sheets) {
		class = "flat"
	}
	return ledger.Rendering{Tenant: c.Tenant, Letter: w.id, Object: letter.ObjectKey(c.Tenant, w.letter.Date, w.id),
		Sum: hex.EncodeToString(w.done.Sum[:]), Pages: w.done.Pages, Sheets: w.done.Sheets,
		Warnings: asJSON(w.verdict.Warnings), Parts: asJSON(w.done.Parts), Fingerprint: asJSON(w.done.Fingerprint),
		Hold: w.verdict.Hold, Class: class, Due: due(w.letter)}
}

func (c *chunk) recorded(i int, r ledger.Rendering, a ledger.Recorded) {
	o := &c.outcomes[i]
	if a.Err != nil {
		o.Status, o.Reason = StatusFailed, a.Err.Error()
		return
	}
	o.Pages, o.Sheets, o.Sum, o.Object = r.Pages, r.Sheets, r.Sum, r.Object
	o.Repeated = a.Repeated
	o.Status = StatusStored
	if a.Piece.ID != "" {
		o.Status, o.Reason = string(a.Piece.State), a.Piece.Reason
	}
}

// due is the day by which a letter must be in the mail, or "".
func due(l *letter.Letter) string {
	switch {
	case l.Kind == letter.CMRSummary && l.Review != nil:
		return l.Review.Date.AddDays(summaryDays).String()
	case l.Kind == letter.Welcome && !l.Member.EnrolledOn.IsZero():
		return l.Member.EnrolledOn.AddDays(welcomeDays).String()
	case l.Kind == letter.Welcome && !l.Member.TargetedOn.IsZero():
		return l.Member.TargetedOn.AddDays(welcomeDays).String()
	}
	return ""
}

// asJSON writes our own plain types, which cannot fail.
func asJSON(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil || string(b) == "null" {
		return nil
	}
	return b
}

// render makes the PDF. A panic anywhere in the pipeline fails this letter and
// no other; its text stays out of the record, since it may quote the letter.
func (c *chunk) render(w *work) (done *render.Letter, err error) {
	defer func() {
		if r := recover(); r != nil {
			done, err = nil, fault.New(fault.Internal, "the renderer panicked")
		}
	}()
	return c.Renderer.Render(w.letter, w.id)
}
