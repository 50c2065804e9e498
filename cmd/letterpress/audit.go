package main

import (
	"context"
	"strings"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// auditCmd shows who changed or read what.
type auditCmd struct {
	ID    string `arg:"" optional:"" name:"letter" help:"Only of this letter: its id."`
	Key   string `help:"Only of the letter of this request key."`
	Since string `placeholder:"TIME" help:"From then on: a day such as 2025-02-03, or a moment such as 2025-02-03T14:00:00Z."`
	Limit int    `default:"1000" help:"At most so many (default: 1000)."`
	All   bool   `help:"All of them."`
}

// Help is the long help of the command.
func (*auditCmd) Help() string {
	return "Every change of a letter, mail piece or API key, every letter made again and every reading of a PDF or request on record, " +
		"the oldest first: when, by whom, what. Whoever acts with an API key is key:ID.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitNotFound, exitInterrupted)
}

// auditLine is a record as JSON.
type auditLine struct {
	At     string `json:"at"`
	Actor  string `json:"actor"`
	Action string `json:"action"`
	Letter string `json:"letter,omitempty"`
	Piece  string `json:"piece,omitempty"`
	Key    string `json:"key,omitempty"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Note   string `json:"note,omitempty"`
}

func auditLineOf(e ledger.Entry) auditLine {
	return auditLine{stamp(e.At), e.Actor, e.Action, e.Letter, e.Piece, e.Key, e.From, e.To, e.Note}
}

// Run carries the command out.
func (c *auditCmd) Run(ctx context.Context, s *session) error {
	since, err := c.since()
	if err != nil {
		return err
	}
	list := rows[ledger.Entry]{session: s, limit: &listing{Limit: c.Limit, All: c.All},
		heads: "AT\tACTOR\tACTION\tSUBJECT\tCHANGE\tNOTE",
		cells: func(e ledger.Entry) []any {
			return []any{stamp(e.At), e.Actor, e.Action, subject(e), dash(arrow(e)), dash(e.Note)}
		},
		json: func(e ledger.Entry) any { return auditLineOf(e) },
		read: func(ctx context.Context, book *ledger.Ledger, p ledger.Page) ([]ledger.Entry, string, error) {
			return book.AuditSince(ctx, s.Tenant, since, p)
		}}
	if c.ID != "" || c.Key != "" {
		one := which{c.ID, c.Key}
		id, err := one.id(s.Tenant)
		if err != nil {
			return err
		}
		list.keep = func(e ledger.Entry) bool { return !e.At.Before(since) }
		list.read = func(ctx context.Context, book *ledger.Ledger, _ ledger.Page) ([]ledger.Entry, string, error) {
			found, err := book.Audit(ctx, s.Tenant, id)
			return found, "", err
		}
	}
	return list.run(ctx)
}

func (c *auditCmd) since() (time.Time, error) {
	if c.Since == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, c.Since); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fault.New(fault.Usage, "--since: neither a day nor a moment").
		WithHint("a day such as 2025-02-03 begins in UTC; a moment is written 2025-02-03T14:00:00Z")
}

// subject is what a record is about: the piece rather than its letter, as the
// change is of that.
func subject(e ledger.Entry) string {
	switch {
	case e.Key != "":
		return "key " + e.Key
	case strings.HasPrefix(e.Action, "piece."):
		return "piece " + e.Piece
	}
	return "letter " + e.Letter
}

func arrow(e ledger.Entry) string {
	if e.From == "" {
		return e.To
	}
	return e.From + " > " + e.To
}
