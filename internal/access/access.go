// Package access says who may use the service: keys, each of one tenant, with
// roles.
//
// It owns how a key is made and known again. It refuses to keep or show a secret
// after the moment it was made.
package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// The roles. Admin has all the others.
const (
	Issue = "issue" // issue, void, supersede and preview letters
	Read  = "read"  // read letters and events
	Mail  = "mail"  // the mailing queue
	Admin = "admin"
)

// Roles returns all roles.
func Roles() []string { return []string{Issue, Read, Mail, Admin} }

// mark begins every key, so that scanners for lost secrets find it.
const mark = "lpk_"

var encoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// Create makes a key of a tenant and returns its secret, which nobody can get
// again. An unknown role, or none, is fault.Usage.
func Create(ctx context.Context, book *ledger.Ledger, now time.Time, tenant string, roles []string) (secret string, k ledger.Key, err error) {
	if err := known(roles); err != nil {
		return "", k, err
	}
	err = book.Write(ctx, func(tx *ledger.Tx) error {
		secret, k, err = add(ctx, tx, now, tenant, roles)
		return err
	})
	return secret, k, err
}

// First makes a key that may do everything if there never was one, and returns
// "" otherwise. Of several processes that start at once, one makes it.
func First(ctx context.Context, book *ledger.Ledger, now time.Time, tenant string) (secret string, err error) {
	err = book.Write(ctx, func(tx *ledger.Tx) error {
		secret = ""
		if err := tx.Alone(ctx); err != nil {
			return err
		}
		any, err := tx.AnyKey(ctx)
		if err != nil || any {
			return err
		}
		secret, _, err = add(ctx, tx, now, tenant, []string{Admin})
		return err
	})
	return secret, err
}

func known(roles []string) error {
	if len(roles) == 0 {
		return fault.New(fault.Usage, "a key needs a role").WithHint("one or more of %s", strings.Join(Roles(), ", "))
	}
	for _, r := range roles {
		if !slices.Contains(Roles(), r) {
			return fault.New(fault.Usage, "there is no such role").WithHint("one or more of %s", strings.Join(Roles(), ", "))
		}
	}
	return nil
}

func add(ctx context.Context, tx *ledger.Tx, now time.Time, tenant string, roles []string) (string, ledger.Key, error) {
	var random [40]byte
	rand.Read(random[:]) // never fails: crypto/rand ends the program first
	k := ledger.Key{ID: strings.ToLower(encoding.EncodeToString(random[:8])), Tenant: tenant, Roles: roles, CreatedAt: now}
	secret := mark + strings.ToLower(encoding.EncodeToString(random[8:]))
	return secret, k, tx.AddKey(ctx, now, k, hash(secret))
}

// hash is what is kept of a secret. The secret is 256 random bits, which nobody
// can guess however fast the hash is, so it needs no salt and no slow hash; and
// the hash is looked up as a whole, so the time that takes tells nothing of it.
func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Know returns the key of a secret, and false when there is none that is good.
func Know(ctx context.Context, book *ledger.Ledger, secret string) (ledger.Key, bool, error) {
	if !strings.HasPrefix(secret, mark) {
		return ledger.Key{}, false, nil
	}
	k, ok, err := book.KeyOf(ctx, hash(secret))
	if err != nil || !ok || !k.RevokedAt.IsZero() {
		return ledger.Key{}, false, err
	}
	return k, true, nil
}

// Revoke ends a key at once. No such key of the tenant is fault.NotFound.
func Revoke(ctx context.Context, book *ledger.Ledger, now time.Time, tenant, id string) error {
	return book.Write(ctx, func(tx *ledger.Tx) error { return tx.RevokeKey(ctx, now, tenant, id, "") })
}

// Rotate puts a new key with the same roles in the place of another, which ends
// in the same moment. A key that is not good any more is fault.NotFound.
func Rotate(ctx context.Context, book *ledger.Ledger, now time.Time, tenant, id string) (secret string, k ledger.Key, err error) {
	err = book.Write(ctx, func(tx *ledger.Tx) error {
		list, err := tx.Keys(ctx, tenant)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(k ledger.Key) bool { return k.ID == id && k.RevokedAt.IsZero() })
		if i < 0 {
			return fault.New(fault.NotFound, "no key %s that is good", id)
		}
		if secret, k, err = add(ctx, tx, now, tenant, list[i].Roles); err != nil {
			return err
		}
		return tx.RevokeKey(ctx, now, tenant, id, k.ID)
	})
	return secret, k, err
}
