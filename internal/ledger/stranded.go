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
