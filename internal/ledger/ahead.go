package ledger

import "context"

type aheadKey struct{}

// Ahead returns a context whose writes go before those of bulk and of workers,
// where the database takes one writer at a time: somebody waits for the answer.
func Ahead(ctx context.Context) context.Context { return context.WithValue(ctx, aheadKey{}, true) }

// IsAhead reports whether somebody waits for the answer.
func IsAhead(ctx context.Context) bool { return ctx.Value(aheadKey{}) != nil }
