package press

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"

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

// finish renders, stores and records what is to be done. What could be stored
// is recorded even when the archive or the caller gives up in the middle.
func (c *chunk) finish(ctx context.Context) error {
	stored := c.store(ctx)
	if stored != nil {
		c.done = nil // what could not be stored is still to be done
	}
	err := c.record(context.WithoutCancel(ctx))
	c.twins()
	if err != nil {
		return err
	}
	return stored
}

// twins answers the requests whose letter another request of the chunk makes.
func (c *chunk) twins() {
	for i := range c.works {
		if j := c.works[i].twin; j >= 0 {
			c.outcomes[i] = c.outcomes[j]
			c.outcomes[i].Repeated = c.outcomes[j].Done()
		}
	}
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
	if err := ctx.Err(); err != nil {
		return err
	}
	var done *render.Letter
	var err error
	c.Cores.do(c.ahead, func() { done, err = c.render(w.letter, w.id) })
	if err != nil {
		w.reason = failure(err)
		return nil
	}
	stored := c.rendering(w, done)
	_, err = c.Archive.PutOnce(ctx, stored.Object, done.PDF, done.Sum)
	if fault.KindOf(err) == fault.Conflict {
		// Stored by other sources and not recorded: docs/decisions/0007.
		w.reason = "the archive holds other bytes under " + stored.Object + ", which no letter on record has"
		return nil
	}
	if err == nil {
		w.stored = stored
	}
	return err
}

// rendering is what the ledger is told of a letter. The bytes are not part of
// it: a chunk need not hold its letters in memory.
func (c *chunk) rendering(w *work, done *render.Letter) *ledger.Rendering {
	class := "envelope"
	if !c.Renderer.ProfileOf(w.letter).Holds(done.Sheets) {
		class = "flat"
	}
	return &ledger.Rendering{Tenant: c.Tenant, Letter: w.id, Object: letter.ObjectKey(c.Tenant, w.letter.Date, w.id),
		Sum: hex.EncodeToString(done.Sum[:]), Pages: done.Pages, Sheets: done.Sheets,
		Warnings: asJSON(w.verdict.Warnings), Parts: asJSON(done.Parts), Fingerprint: asJSON(done.Fingerprint()),
		Hold: w.verdict.Hold, Class: class, Due: due(w.letter)}
}

// render makes the PDF. A panic anywhere in the pipeline fails this letter and
// no other.
func (p *Press) render(l *letter.Letter, id string) (done *render.Letter, err error) {
	err = contain("the renderer", func() (err error) {
		done, err = p.Renderer.Render(l, id)
		return err
	})
	return done, err
}

// failure says why a letter could not be rendered, in words that may be kept:
// those of our own errors, which never repeat a value, and not those of a
// library, which might.
func failure(err error) string {
	var e *fault.Error
	if errors.As(err, &e) {
		return "could not be rendered: " + e.Message
	}
	return "could not be rendered"
}

// codes names faults without their places, which may hold a name that the
// request invented.
func codes(faults fault.Fields) string {
	var list []string
	for _, f := range faults {
		if !slices.Contains(list, f.Code) {
			list = append(list, f.Code)
		}
	}
	return strings.Join(list, ", ")
}

// record commits everything that was stored, with its mail pieces, and what has
// failed: in one transaction, or in short ones while somebody waits for another.
// The last of them takes the work off its list.
func (c *chunk) record(ctx context.Context) error {
	var ready []int
	for i := range c.works {
		if w := &c.works[i]; w.todo && (w.stored != nil || w.reason != "") {
			ready = append(ready, i)
		}
	}
	if len(ready) == 0 && c.done == nil {
		return nil
	}
	for {
		n := min(len(ready), c.Cores.portion())
		part, last := ready[:n], n == len(ready)
		if err := c.recordPart(ctx, part, last); err != nil || last {
			return err
		}
		ready = ready[n:]
	}
}

func (c *chunk) recordPart(ctx context.Context, part []int, last bool) error {
	c.giveWay(ctx)
	err := c.Ledger.Write(ctx, func(tx *ledger.Tx) error {
		err := c.commit(ctx, tx, part)
		if err == nil && last && c.done != nil {
			err = c.done(ctx, tx)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, i := range part {
		c.recorded(i)
	}
	return nil
}

// commit records what is ready. A letter that another process has made or
// withdrawn in the meantime is left as it stands; one that another has failed is
// taken up again, since bytes in the archive outweigh a failure.
func (c *chunk) commit(ctx context.Context, tx *ledger.Tx, ready []int) error {
	done, failed, err := c.current(ctx, tx, ready)
	if err != nil {
		return err
	}
	renderings := make([]ledger.Rendering, len(done))
	for k, i := range done {
		renderings[k] = *c.works[i].stored
	}
	answers, err := tx.Record(ctx, c.Now(), renderings)
	if err != nil {
		return err
	}
	for _, i := range failed {
		if err := tx.Fail(ctx, c.Now(), c.Tenant, c.works[i].id, c.works[i].reason, true); err != nil {
			return err
		}
	}
	for k, i := range done {
		if err := c.answered(ctx, tx, &c.works[i], answers[k]); err != nil {
			return err
		}
	}
	return nil
}

// current parts the letters that are ready into those done and those failed,
// all of them accepted, and notes how the others stand.
func (c *chunk) current(ctx context.Context, tx *ledger.Tx, ready []int) (done, failed []int, err error) {
	ids := make([]string, len(ready))
	for k, i := range ready {
		ids[k] = c.works[i].id
	}
	stands, err := tx.Find(ctx, c.Tenant, ids)
	if err != nil {
		return nil, nil, err
	}
	for _, i := range ready {
		w, old := &c.works[i], stands[c.outcomes[i].Key]
		w.ended, w.piece = nil, ledger.Piece{} // of a try that was lost
		if !unfinished(old) {
			w.ended = &old
			continue
		}
		if old.State == ledger.Failed {
			if err := tx.Retry(ctx, c.Now(), c.Tenant, w.id); err != nil {
				return nil, nil, err
			}
		}
		if w.stored != nil {
			done = append(done, i)
		} else {
			failed = append(failed, i)
		}
	}
	return done, failed, nil
}

// answered takes the ledger's word on one rendering.
func (c *chunk) answered(ctx context.Context, tx *ledger.Tx, w *work, a ledger.Recorded) error {
	if a.Err != nil || a.Repeated {
		old, err := tx.Letter(ctx, c.Tenant, w.id)
		w.ended = &old
		return err
	}
	w.piece = a.Piece
	return c.replace(ctx, tx, w)
}

// recorded tells what the transaction has settled.
func (c *chunk) recorded(i int) {
	w, o := &c.works[i], &c.outcomes[i]
	switch {
	case w.ended != nil:
		c.repeated(i, *w.ended)
	case w.stored == nil:
		o.Status, o.Reason = StatusFailed, w.reason
	default:
		o.Status, o.Pages, o.Sheets = StatusStored, w.stored.Pages, w.stored.Sheets
		o.Sum, o.Object = w.stored.Sum, w.stored.Object
		if w.piece.ID != "" {
			o.Status, o.Reason = string(w.piece.State), w.piece.Reason
		}
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
