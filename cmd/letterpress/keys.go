package main

import (
	"context"
	"strings"
	"time"

	"letterpress/internal/access"
	"letterpress/internal/ledger"
)

// keysCmds are the commands about API keys of a tenant.
type keysCmds struct {
	Create keysCreateCmd `cmd:"" help:"Make a key and print its secret, once."`
	List   keysListCmd   `cmd:"" help:"List the keys of the tenant, with the hour of their last use, in UTC."`
	Rotate keysRotateCmd `cmd:"" help:"Put a new key in the place of another, which ends."`
	Revoke keysRevokeCmd `cmd:"" help:"End a key at once."`
}

type keysCreateCmd struct {
	Role []string `required:"" placeholder:"ROLE" help:"What the key may do: issue, read, mail, admin. Several are given with commas."`
}

// Run carries the command out.
func (c *keysCreateCmd) Run(ctx context.Context, s *session) error {
	return s.withBook(ctx, func(book *ledger.Ledger) error {
		secret, k, err := access.Create(ctx, book, s.now(), s.Tenant, c.Role)
		if err != nil {
			return err
		}
		return s.newKey(secret, k)
	})
}

type keysRotateCmd struct {
	ID string `arg:"" name:"key" help:"The key's id, as letterpress keys list shows it."`
}

// Run carries the command out.
func (c *keysRotateCmd) Run(ctx context.Context, s *session) error {
	return s.withBook(ctx, func(book *ledger.Ledger) error {
		secret, k, err := access.Rotate(ctx, book, s.now(), s.Tenant, c.ID)
		if err != nil {
			return err
		}
		return s.newKey(secret, k)
	})
}

type keysRevokeCmd struct {
	ID string `arg:"" name:"key" help:"The key's id, as letterpress keys list shows it."`
}

// Run carries the command out.
func (c *keysRevokeCmd) Run(ctx context.Context, s *session) error {
	return s.withBook(ctx, func(book *ledger.Ledger) error {
		return access.Revoke(ctx, book, s.now(), s.Tenant, c.ID)
	})
}

type keysListCmd struct{}

// Run carries the command out.
func (*keysListCmd) Run(ctx context.Context, s *session) error {
	return s.withBook(ctx, func(book *ledger.Ledger) error {
		list, err := book.Keys(ctx, s.Tenant)
		if err != nil {
			return err
		}
		for _, k := range list {
			if err := s.keyLine(k); err != nil {
				return err
			}
		}
		return nil
	})
}

// withBook opens the ledger for f.
func (s *session) withBook(ctx context.Context, f func(*ledger.Ledger) error) error {
	book, err := s.openLedger(ctx)
	if err != nil {
		return err
	}
	defer book.Close()
	return f(book)
}

// keyLine tells of a key what is on record.
func (s *session) keyLine(k ledger.Key) error {
	if s.JSON {
		return s.object(struct {
			Key     string     `json:"key"`
			Tenant  string     `json:"tenant"`
			Roles   []string   `json:"roles"`
			Created time.Time  `json:"created"`
			Revoked *time.Time `json:"revoked,omitempty"`
			Used    *time.Time `json:"used,omitempty"`
		}{k.ID, k.Tenant, k.Roles, k.CreatedAt, moment(k.RevokedAt), moment(k.UsedAt)})
	}
	state := "good"
	if !k.RevokedAt.IsZero() {
		state = "revoked " + k.RevokedAt.Format(time.DateOnly)
	}
	used := "never used"
	if !k.UsedAt.IsZero() {
		used = "last used " + k.UsedAt.Format("2006-01-02 15h")
	}
	return s.printf("%s  %s  %s  %s  %s\n", k.ID, k.CreatedAt.Format(time.DateOnly), state, strings.Join(k.Roles, ","), used)
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// newKey prints a new key with its secret, which nobody can print again.
func (s *session) newKey(secret string, k ledger.Key) error {
	if s.JSON {
		return s.object(struct {
			Key    string   `json:"key"`
			Tenant string   `json:"tenant"`
			Roles  []string `json:"roles"`
			Secret string   `json:"secret"`
		}{k.ID, k.Tenant, k.Roles, secret})
	}
	return s.printf("key %s of tenant %s, roles %s\napi key: %s\n", k.ID, k.Tenant, strings.Join(k.Roles, ","), secret)
}
