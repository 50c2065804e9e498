package ledger

import (
	"context"
	_ "embed" // the statements
	"strings"
	"time"

	"letterpress/internal/fault"
)

var (
	//go:embed sql/key_insert.sql
	keyInsert string
	//go:embed sql/key_revoke.sql
	keyRevoke string
	//go:embed sql/key_list.sql
	keyList string
	//go:embed sql/key_by_hash.sql
	keyByHash string
	//go:embed sql/key_any.sql
	keyAny string
	//go:embed sql/key_audit.sql
	keyAudit string
	//go:embed sql/key_used.sql
	keyUsed string
)

// Key is an API key on record. Its secret is not: only a hash of it, which no
// reader gets.
type Key struct {
	ID, Tenant           string
	Roles                []string
	CreatedAt, RevokedAt time.Time // RevokedAt is zero while the key is good
	CreatedBy, RevokedBy string
	UsedAt               time.Time // to the hour; zero while it never was
}

// Alone waits until no other transaction runs that has called it, in any process,
// so that what it finds missing is made once.
func (tx *Tx) Alone(ctx context.Context) error {
	_, err := tx.s.exec(ctx, eventHold)
	return err
}

// AddKey records a new key under the hash of its secret.
func (tx *Tx) AddKey(ctx context.Context, now time.Time, k Key, hash string) error {
	roles := strings.Join(k.Roles, " ")
	if _, err := tx.s.exec(ctx, keyInsert, k.ID, k.Tenant, hash, roles, micros(now), tx.actor); err != nil {
		return err
	}
	return tx.auditKey(ctx, now, k.Tenant, "key.created", k.ID, roles)
}

func (tx *Tx) auditKey(ctx context.Context, now time.Time, tenant, action, id, note string) error {
	_, err := tx.s.exec(ctx, keyAudit, tx.newID(), tenant, micros(now), tx.actor, action, id, note)
	return err
}

// RevokeKey ends a key, in whose place another may come: by. One that is revoked
// already stays as it is; one that the tenant does not have is fault.NotFound.
func (tx *Tx) RevokeKey(ctx context.Context, now time.Time, tenant, id, by string) error {
	n, err := tx.s.exec(ctx, keyRevoke, tenant, id, micros(now), tx.actor)
	switch {
	case err != nil:
		return err
	case n == 1 && by != "":
		return tx.auditKey(ctx, now, tenant, "key.rotated", id, "replaced by "+by)
	case n == 1:
		return tx.auditKey(ctx, now, tenant, "key.revoked", id, "")
	}
	list, err := tx.Keys(ctx, tenant)
	for _, k := range list {
		if k.ID == id {
			return err
		}
	}
	if err != nil {
		return err
	}
	return fault.New(fault.NotFound, "no key %s", id)
}

// KeyUsed notes that a key is in use, by the hour.
func (tx *Tx) KeyUsed(ctx context.Context, now time.Time, id string) error {
	_, err := tx.s.exec(ctx, keyUsed, id, micros(now.Truncate(time.Hour)))
	return err
}

// Keys returns all keys of a tenant, the oldest first.
func (v View) Keys(ctx context.Context, tenant string) ([]Key, error) {
	return all(ctx, v.s, scanKey, keyList, tenant)
}

// KeyOf returns the key whose secret has the hash, and whether there is one.
func (v View) KeyOf(ctx context.Context, hash string) (Key, bool, error) {
	return one(ctx, v.s, scanKey, keyByHash, hash)
}

// AnyKey reports whether a key was ever made.
func (v View) AnyKey(ctx context.Context) (bool, error) {
	_, any, err := one(ctx, v.s, scanText, keyAny)
	return any, err
}

func scanKey(r rows) (k Key, err error) {
	var roles string
	var created, revoked, used int64
	err = r.Scan(&k.ID, &k.Tenant, &roles, &created, &k.CreatedBy, &revoked, &k.RevokedBy, &used)
	k.Roles, k.CreatedAt, k.RevokedAt, k.UsedAt = strings.Fields(roles), fromMicros(created), fromMicros(revoked), fromMicros(used)
	return k, err
}
