package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"letterpress/internal/fault"
)

// marker is the name of the one object that the package stores of itself, once
// for each set of terms. Putting it shows more than that the server answers: that
// writing is allowed, that a taken key stays as it is, and that locks and
// encryption are kept. Some servers accept each of these demands and ignore it.
func (b *bucket) marker() string {
	if !b.at.terms.demands() {
		return "letterpress-archive.json"
	}
	sum := sha256.Sum256([]byte(b.at.terms.String()))
	return "letterpress-archive-" + hex.EncodeToString(sum[:6]) + ".json"
}

// Check implements Archive.
func (b *bucket) Check(ctx context.Context) error {
	data := []byte("{\"archive\": \"letterpress\", \"put\": \"once\"}\n")
	sum := sha256.Sum256(data)
	if err := admit(ctx, b, b.marker()); err != nil {
		return err
	}
	for range 2 {
		created, err := b.putOnce(ctx, b.marker(), data, sum)
		if err != nil {
			return err
		}
		if !created {
			b.proven.Store(true)
			return nil
		}
	}
	return failure(fault.Unavailable, b, "the server overwrites objects", errors.New("it ignores If-None-Match")).
		WithHint("use a server with conditional writes")
}

// prove holds letters back until the server was seen to keep the terms of the
// address. A put's own answer comes too late: by then the letter has left.
func (b *bucket) prove(ctx context.Context) error {
	if !b.at.terms.demands() || b.proven.Load() {
		return nil
	}
	return b.Check(ctx)
}
