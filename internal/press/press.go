// Package press carries out what users ask for: issue letters, void one, make
// one again and compare.
//
// It owns the order in which a letter becomes durable: accepted in the ledger,
// rendered, stored once in the archive, then recorded with its mail piece in one
// transaction. It refuses to wait for an archive inside a write transaction, and
// to decide anything about mailing beyond what a request and its program say.
// The command line and the service call the same functions.
package press

import (
	"context"
	"runtime"
	"time"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/render"
)

// Options is what a press works with. All are required but Workers.
type Options struct {
	Renderer *render.Renderer
	Ledger   *ledger.Ledger
	Archive  archive.Archive
	Tenant   string
	Now      func() time.Time
	Workers  int // letters in hand at once; 0 chooses by the machine
}

// Press issues the letters of one tenant. It is safe for concurrent use.
type Press struct {
	Options
}

// New returns a press.
func New(o Options) *Press {
	if o.Workers == 0 {
		// Rendering keeps the cores busy while others wait for a disk or a store.
		o.Workers = 8 * runtime.GOMAXPROCS(0)
	}
	return &Press{Options: o}
}

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
// fault (contract.md section 4). Refused letters leave nothing behind.
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
	Warnings fault.Fields `json:"warnings,omitzero"` // never nil for a done letter
	Repeated bool         `json:"repeated,omitempty"`
	Errors   fault.Fields `json:"errors,omitempty"`
}

// Done reports whether the letter stands: made now or before.
func (o *Outcome) Done() bool {
	return o.Status != StatusRefused && o.Status != StatusFailed && o.Status != ""
}

// Resume finishes letters that were accepted and not recorded, as a killed run
// leaves them, and hands their outcomes to emit a chunk at a time.
func (p *Press) Resume(ctx context.Context, emit func([]Outcome)) error {
	for after := ""; ; {
		left, next, err := p.Ledger.Unfinished(ctx, p.Tenant, ledger.Page{Limit: ChunkSize, After: after})
		if err != nil || len(left) == 0 {
			return err
		}
		c := p.newChunk(len(left))
		for i := range left {
			c.resume(i, left[i])
		}
		if err := c.finish(ctx); err != nil {
			return err
		}
		emit(c.outcomes)
		if next == "" {
			return nil
		}
		after = next
	}
}
