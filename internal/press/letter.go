package press

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/render"
)

// Regeneration is the proof that a letter can be made again, or what stands in
// its way.
type Regeneration struct {
	Letter   string   `json:"letter"`
	Same     bool     `json:"same"`              // the bytes made now are the bytes on record
	Recorded string   `json:"recorded"`          // SHA-256 on record
	Now      string   `json:"now"`               // SHA-256 of the bytes made now
	Archived bool     `json:"archived"`          // the archive holds the bytes on record
	Changed  []string `json:"changed,omitempty"` // which sources are not those of then
	PDF      []byte   `json:"-"`
}

// Void withdraws a letter that is in no batch yet. The reason is kept and shown,
// so it carries no member data.
func (p *Press) Void(ctx context.Context, id, reason string) error {
	return given(p.Ledger.Void(ctx, p.Now(), p.Tenant, id, reason))
}

// PDF returns the bytes of a letter as they were recorded, and notes that they
// were read: bytes whose reading cannot be noted are not handed out. No such
// letter, or one without a PDF, is fault.NotFound; an archive that has lost or
// changed the bytes is fault.Internal.
func (p *Press) PDF(ctx context.Context, id string) ([]byte, error) {
	l, err := p.Ledger.Letter(ctx, p.Tenant, id)
	if err != nil {
		return nil, given(err)
	}
	if l.Object == "" {
		return nil, fault.New(fault.NotFound, "letter %s has no PDF: it is %s", id, l.State)
	}
	data, err := p.archived(ctx, &l)
	if err != nil {
		return nil, err
	}
	if err := p.Ledger.RecordRead(ctx, p.Now(), p.Tenant, id, "pdf"); err != nil {
		return nil, given(err)
	}
	return data, nil
}

// archived returns the bytes on record, and fault.Internal when the archive
// does not hold them.
func (p *Press) archived(ctx context.Context, l *ledger.Letter) ([]byte, error) {
	data, err := p.Archive.Get(ctx, l.Object)
	if fault.KindOf(err) == fault.NotFound {
		return nil, fault.New(fault.Internal, "the archive %s does not hold letter %s", p.Archive, l.ID).
			WithHint("is it the archive that the letter was issued to?")
	}
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != l.Sum {
		return nil, fault.New(fault.Internal, "the bytes of letter %s in the archive %s are not those on record", l.ID, p.Archive).
			WithHint("restore %s from a copy of the archive", l.Object)
	}
	return data, nil
}

// Regenerate makes a letter again from its record and compares the bytes with
// those on record, and those in the archive as well, and notes that it did. Different bytes are no
// error: the answer says which sources changed since. A request that today's
// sources refuse is fault.Source, a letter that was never made fault.NotFound.
func (p *Press) Regenerate(ctx context.Context, id string) (*Regeneration, error) {
	l, err := p.Ledger.Letter(ctx, p.Tenant, id)
	if err != nil {
		return nil, given(err)
	}
	if l.Sum == "" {
		return nil, fault.New(fault.NotFound, "letter %s was never rendered: it is %s", id, l.State)
	}
	var then render.Fingerprint
	if err := json.Unmarshal(l.Fingerprint, &then); err != nil {
		return nil, fault.New(fault.Internal, "letter %s: its fingerprint on record cannot be read", id)
	}
	now, err := p.renderRecord(&l)
	if err != nil {
		return nil, err
	}
	_, lost := p.archived(ctx, &l)
	if k := fault.KindOf(lost); lost != nil && k != fault.Internal {
		return nil, lost
	}
	sum := hex.EncodeToString(now.Sum[:])
	r := &Regeneration{Letter: id, Same: sum == l.Sum, Recorded: l.Sum, Now: sum, Archived: lost == nil,
		Changed: then.Changed(now.Fingerprint()), PDF: now.PDF}
	return r, given(p.Ledger.RecordRegenerated(ctx, p.Now(), p.Tenant, id, r.found()))
}

// found is a word for what the comparison found.
func (r *Regeneration) found() string {
	switch {
	case !r.Archived:
		return "not in the archive"
	case r.Same:
		return "same"
	}
	return "differs"
}

// renderRecord makes the PDF of a letter on record. A request that today's
// sources refuse is a fault of those sources, not of the letter.
func (p *Press) renderRecord(l *ledger.Letter) (*render.Letter, error) {
	var parsed *letter.Letter
	var faults fault.Fields
	err := contain("judging the request", func() error {
		if parsed, faults = letter.Parse(l.Request); len(faults) == 0 {
			_, faults = p.Renderer.Judge(parsed)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(faults) > 0 {
		return nil, &fault.Error{Kind: fault.Source, Message: "letter " + l.ID + " cannot be made again with today's sources", Err: faults}
	}
	return p.render(parsed, l.ID)
}
