package press

import (
	"context"
	"encoding/hex"
	"sync"

	"golang.org/x/sync/errgroup"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// Verification is a tenant's letters in numbers, after Verify.
type Verification struct {
	Letters int
	Stored  int // the archive holds the bytes on record
	Astray  int // it does not
	Open    int // still to be made
	Failed  int
	Never   int // void before they were made
}

// Astray is a letter whose bytes the archive has lost or changed.
type Astray struct {
	Letter string `json:"letter"`
	Object string `json:"object"`
	Found  string `json:"found"` // missing, or other-bytes
}

// verifyAtOnce is how many objects are looked at together, and verifyPage how
// many letters are read from the ledger.
const (
	verifyAtOnce = 32
	verifyPage   = 1000
)

// Verify looks for the bytes of every letter on record in the archive, as after
// a restore, and calls astray for each that is not there. It follows the record
// and does not see objects that no letter has. An archive that does not answer
// ends it.
func (p *Press) Verify(ctx context.Context, astray func(Astray) error) (v Verification, err error) {
	for after := ""; ; {
		list, next, err := p.Ledger.Letters(ctx, ledger.Filter{Tenant: p.Tenant, Page: ledger.Page{Limit: verifyPage, After: after}})
		if err != nil {
			return v, given(err)
		}
		if err := p.verifyPage(ctx, list, &v, astray); err != nil {
			return v, err
		}
		if after = next; next == "" {
			return v, nil
		}
	}
}

func (p *Press) verifyPage(ctx context.Context, list []ledger.Letter, v *Verification, astray func(Astray) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(verifyAtOnce)
	var mu sync.Mutex // guards v and calls of astray
	for i := range list {
		l := &list[i]
		g.Go(func() error {
			found, err := p.look(ctx, l)
			mu.Lock()
			defer mu.Unlock()
			if err == nil && v.count(l, found) {
				err = astray(Astray{l.ID, l.Object, found})
			}
			return err
		})
	}
	return g.Wait()
}

// What look finds in the place of a letter's bytes.
const (
	foundMissing = "missing"
	foundOther   = "other-bytes"
)

// look returns what stands in the place of a letter's bytes, "" when it is they
// or when there are none on record.
func (p *Press) look(ctx context.Context, l *ledger.Letter) (found string, err error) {
	if l.Object == "" {
		return "", nil
	}
	_, sum, err := p.Archive.Stat(ctx, l.Object)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return foundMissing, nil
	case err != nil:
		return "", err
	case hex.EncodeToString(sum[:]) != l.Sum:
		return foundOther, nil
	}
	return "", nil
}

// count adds a letter, and tells whether it is astray.
func (v *Verification) count(l *ledger.Letter, found string) bool {
	v.Letters++
	switch {
	case found != "":
		v.Astray++
	case l.Object != "":
		v.Stored++
	case l.State == ledger.Accepted:
		v.Open++
	case l.State == ledger.Failed:
		v.Failed++
	default:
		v.Never++
	}
	return found != ""
}
