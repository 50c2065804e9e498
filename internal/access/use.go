package access

import (
	"context"
	"time"

	"letterpress/internal/ledger"
)

// Uses notes which keys are in use, by the hour, apart from the requests that use
// them: none waits for it. What is not noted in time is noted at the next use.
type Uses struct {
	book *ledger.Ledger
	now  func() time.Time
	seen chan string
}

// NewUses returns what notes uses in book. Nothing is noted before Run.
func NewUses(book *ledger.Ledger, now func() time.Time) *Uses {
	const waiting = 64 // keys; more at once come again
	return &Uses{book: book, now: now, seen: make(chan string, waiting)}
}

// Note is told of a request under k. It never waits.
func (u *Uses) Note(k ledger.Key) {
	if !u.now().Truncate(time.Hour).After(k.UsedAt) {
		return
	}
	select {
	case u.seen <- k.ID:
	default:
	}
}

// Run writes down what Note is told until ctx ends.
func (u *Uses) Run(ctx context.Context) {
	noted := map[string]time.Time{} // requests that came together tell of one key more than once
	for {
		select {
		case <-ctx.Done():
			return
		case id := <-u.seen:
			hour := u.now().Truncate(time.Hour)
			if !hour.After(noted[id]) {
				continue
			}
			err := u.book.Write(ctx, func(tx *ledger.Tx) error { return tx.KeyUsed(ctx, hour, id) })
			if err == nil {
				noted[id] = hour
			}
		}
	}
}
