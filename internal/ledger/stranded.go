package ledger

import (
	"context"
	_ "embed" // the statement
	"time"
)

//go:embed sql/letter_stranded.sql
var letterStranded string

// Stray is a letter that was accepted some time ago and is not made.
type Stray struct{ Tenant, Letter string }

// Stranded returns letters of all tenants that were accepted before a moment, or
// after another by a clock that was wrong, and are not recorded, the oldest first,
// n at most. It is for whoever makes letters;
// nothing that a tenant is shown comes from it.
func (v View) Stranded(ctx context.Context, before, after time.Time, n int) ([]Stray, error) {
	return all(ctx, v.s, func(r rows) (s Stray, err error) {
		err = r.Scan(&s.Tenant, &s.Letter)
		return s, err
	}, letterStranded, micros(before), micros(after), n)
}

//go:embed sql/waiting.sql
var waiting string

// Waiting counts what waits for a person, of all tenants and up to 10,000 of
// each: letters that have failed and pieces that are held. Like Stranded it is
// for whoever keeps the service running.
func (v View) Waiting(ctx context.Context) (failed, held int, err error) {
	n, _, err := one(ctx, v.s, func(r rows) (n [2]int, err error) {
		err = r.Scan(&n[0], &n[1])
		return n, err
	}, waiting)
	return n[0], n[1], err
}
