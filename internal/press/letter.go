package press

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/render"
)

// Regeneration is the proof that a letter can be made again, or what stands in
// its way.
type Regeneration struct {
	Letter   string   `json:"letter"`
	Same     bool     `json:"same"`              // the bytes made now are the bytes that were sent
	Recorded string   `json:"recorded"`          // SHA-256 on record
	Now      string   `json:"now"`               // SHA-256 of the bytes made now
	Archived bool     `json:"archived"`          // the archive still holds the recorded bytes
	Changed  []string `json:"changed,omitempty"` // which sources are not those of then
	PDF      []byte   `json:"-"`
}

// Void withdraws a letter that is in no batch yet. The reason is kept and shown,
// so it carries no member data.
func (p *Press) Void(ctx context.Context, id, reason string) error {
	return p.Ledger.Void(ctx, p.Now(), p.Tenant, id, reason)
}

// PDF returns the bytes of a letter as they were sent, checked against the
// record, and notes that they were read.
func (p *Press) PDF(ctx context.Context, id string) ([]byte, error) {
	l, err := p.Ledger.Letter(ctx, p.Tenant, id)
	if err != nil {
		return nil, err
	}
	if l.Object == "" {
		return nil, fault.New(fault.NotFound, "letter %s has no PDF: it is %s", id, l.State)
	}
	data, err := p.archived(ctx, &l)
	if err != nil {
		return nil, err
	}
	return data, p.Ledger.RecordRead(ctx, p.Now(), p.Tenant, id, "pdf")
}

func (p *Press) archived(ctx context.Context, l *ledger.Letter) ([]byte, error) {
	data, err := p.Archive.Get(ctx, l.Object)
	if err != nil {
		return nil, err
	}
	if hexSum(data) != l.Sum {
		return nil, fault.New(fault.Internal, "the archive's bytes of letter %s are not those on record", l.ID)
	}
	return data, nil
}

// Regenerate makes a letter again from its record and compares the bytes with
// those on record and in the archive. Different bytes are no error: the answer
// says which sources changed since.
func (p *Press) Regenerate(ctx context.Context, id string) (*Regeneration, error) {
	l, err := p.Ledger.Letter(ctx, p.Tenant, id)
	if err != nil {
		return nil, err
	}
	if l.Sum == "" {
		return nil, fault.New(fault.NotFound, "letter %s was never rendered: it is %s", id, l.State)
	}
	now, err := p.renderRecord(&l)
	if err != nil {
		return nil, err
	}
	r := &Regeneration{Letter: id, Recorded: l.Sum, Now: hex.EncodeToString(now.Sum[:]), PDF: now.PDF}
	r.Same = r.Recorded == r.Now
	var then render.Fingerprint
	if err := json.Unmarshal(l.Fingerprint, &then); err != nil {
		return nil, fmt.Errorf("letter %s: its fingerprint on record cannot be read", id)
	}
	r.Changed = then.Changed(now.Fingerprint)
	kept, err := p.archived(ctx, &l)
	if k := fault.KindOf(err); err != nil && (k == fault.Unavailable || k == fault.Interrupted) {
		return nil, err
	}
	r.Archived = err == nil && (!r.Same || bytes.Equal(kept, now.PDF))
	return r, nil
}

// renderRecord makes the PDF of a letter on record. A request that today's
// sources refuse is a fault of those sources, not of the letter.
func (p *Press) renderRecord(l *ledger.Letter) (*render.Letter, error) {
	parsed, faults := letter.Parse(l.Request)
	if len(faults) == 0 {
		_, faults = p.Renderer.Judge(parsed)
	}
	if len(faults) > 0 {
		return nil, &fault.Error{Kind: fault.Source, Message: "letter " + l.ID + " cannot be made again with today's sources", Err: faults}
	}
	return p.Renderer.Render(parsed, l.ID)
}

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
