// Package press carries out what users ask for: issue letters, void one, make
// one again and compare.
//
// It owns the order in which a letter becomes durable: accepted in the ledger,
// rendered, stored once in the archive, then recorded with its mail piece in one
// transaction. Whatever stops it in between, the same call completes it. It
// refuses to wait for an archive inside a write transaction, to put into the
// ledger a reason that could quote a letter, and to decide anything about mailing
// beyond what a request and its program say. The command line and the service
// call the same functions.
package press

import (
	"context"
	"errors"
	"runtime"
	"time"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/intake"
	"letterpress/internal/layout"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/render"
)

// Renderer is what a press asks of the pipeline that makes letters;
// *render.Renderer is one. It must be safe for concurrent use.
type Renderer interface {
	Judge(l *letter.Letter) (intake.Verdict, fault.Fields)
	Further(l *letter.Letter, known fault.Fields) fault.Fields
	Render(l *letter.Letter, id string) (*render.Letter, error)
	ProfileOf(l *letter.Letter) *layout.Profile
}

// Options is what a press works with. All are required but Workers, Cores and
// Refused.
type Options struct {
	Renderer Renderer
	Ledger   *ledger.Ledger
	Archive  archive.Archive
	Tenant   string
	Now      func() time.Time
	Workers  int // letters in hand at once; 0 chooses by the machine
	// Cores is shared by the presses of a process; nil when there is one.
	Cores *Cores
	// Refused is told of each request that is refused, from one goroutine a chunk.
	Refused func(fault.Fields)
}

// Press issues the letters of one tenant. It is safe for concurrent use.
type Press struct {
	Options
}

// New returns a press.
func New(o Options) *Press {
	if o.Workers == 0 {
		// Rendering keeps the cores busy while others wait for a disk or a store.
		o.Workers = 8 / ThreadsPerCore * runtime.GOMAXPROCS(0)
	}
	if o.Cores == nil {
		o.Cores = NewCores(0)
	}
	return &Press{Options: o}
}

// Portion is how many requests of bulk AcceptChunk should be given at once: few
// while somebody waits for the answer to a single one.
func (p *Press) Portion() int { return p.Cores.portion() }

// The states that a caller is told of a letter; those of a done one are the
// ledger's.
const (
	StatusQueued  = "queued"
	StatusHeld    = "held"
	StatusStored  = "stored"
	StatusFailed  = "failed"
	StatusRefused = "refused"
)

// Outcome is the answer to one request: a done letter, or a refusal with every
// fault (the contract, section 4). Refused letters leave nothing behind. A failed
// one was accepted and stands in the ledger: Reason says why it could not be
// made, Errors what today's sources have against its request, and issuing the
// request again tries again.
type Outcome struct {
	Key      string       `json:"key,omitempty"`
	Status   string       `json:"status"`
	Reason   string       `json:"reason,omitempty"` // why it is held or has failed
	Letter   string       `json:"letter,omitempty"`
	Kind     string       `json:"kind,omitempty"`
	Language string       `json:"language,omitempty"`
	Pages    int          `json:"pages,omitempty"`
	Sheets   int          `json:"sheets,omitempty"`
	Sum      string       `json:"sha256,omitempty"`
	Object   string       `json:"object,omitempty"`
	Warnings fault.Fields `json:"warnings,omitempty"`
	Repeated bool         `json:"repeated,omitempty"`
	Errors   fault.Fields `json:"errors,omitempty"`
}

// Done reports whether the letter stands: made now or before.
func (o *Outcome) Done() bool {
	return o.Status != StatusRefused && o.Status != StatusFailed && o.Status != ""
}

// IssueChunk issues requests together and answers in their order, as if they
// had come one after another. A request that is refused or fails never stops
// the others. The error says that ledger or archive did not answer, or that the
// caller gave up: outcomes without a status are then open, and issuing the same
// requests again completes them.
func (p *Press) IssueChunk(ctx context.Context, requests [][]byte) ([]Outcome, error) {
	c := p.newChunk(ctx, len(requests))
	c.each(func(i int) { c.identify(i, requests[i]) })
	err := c.admit(ctx)
	if err == nil {
		err = c.finish(ctx)
	}
	return c.outcomes, given(err)
}

// Resume finishes letters that were accepted and not recorded before it began,
// as a killed run leaves them, and hands their outcomes to emit a chunk at a
// time: also those of a chunk that an error cut short, where outcomes without a
// status are open.
func (p *Press) Resume(ctx context.Context, emit func([]Outcome)) error {
	begun := p.Now()
	for after := ""; ; {
		left, next, err := p.Ledger.Unfinished(ctx, p.Tenant, ledger.Page{Limit: ChunkSize, After: after})
		if err != nil {
			return given(err)
		}
		// Later ones are in the hands of another process, which may go on for long.
		all := len(left)
		for len(left) > 0 && left[len(left)-1].AcceptedAt.After(begun) {
			left = left[:len(left)-1]
		}
		if len(left) == 0 {
			return nil
		}
		if err := p.resume(ctx, left, emit); err != nil {
			return given(err)
		}
		if next == "" || len(left) < all {
			return nil
		}
		after = next
	}
}

func (p *Press) resume(ctx context.Context, left []ledger.Letter, emit func([]Outcome)) error {
	c := p.newChunk(ctx, len(left))
	c.each(func(i int) { c.resume(i, &left[i]) })
	err := c.finish(ctx)
	emit(c.outcomes)
	return err
}

// given gives a kind to the error of a call that its caller gave up, where it
// has none: the ledger passes on what the context says.
func given(err error) error {
	switch {
	case err == nil || fault.KindOf(err) != fault.Internal:
		return err
	case errors.Is(err, context.Canceled):
		return fault.Wrap(fault.Interrupted, err, "stopped")
	case errors.Is(err, context.DeadlineExceeded):
		return fault.Wrap(fault.Unavailable, err, "no answer in time")
	}
	return err
}

// contain runs a step that may panic. The panic becomes an error, and its text
// is left out: it may quote the letter.
func contain(step string, f func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = fault.New(fault.Internal, "%s panicked", step)
		}
	}()
	return f()
}
