package ledger

import (
	"context"
	_ "embed" // the statements
	"fmt"
	"time"

	"letterpress/internal/fault"
)

var (
	//go:embed sql/audit_insert.sql
	auditInsert string
	//go:embed sql/audit_read.sql
	auditRead string
	//go:embed sql/audit_list.sql
	auditList string
	//go:embed sql/audit_all.sql
	auditAll string
)

// Entry is one audit record: who changed or read what, and when. It is of a
// letter, perhaps of a piece of it, or of an API key. From and To are states of a
// letter or piece that changed, and empty otherwise.
type Entry struct {
	ID            string
	At            time.Time
	Actor, Action string
	Letter, Piece string
	Key           string // the id of an API key
	From, To      string
	Note          string // the reason, batch or what was read; never member data
}

type actorKey struct{}

// As returns a context whose writes are audited under actor: the id of a key,
// a person or a job, never a name. Without it the actor is "local".
func As(ctx context.Context, actor string) context.Context {
	return context.WithValue(ctx, actorKey{}, actor)
}

func actor(ctx context.Context) string {
	if a, ok := ctx.Value(actorKey{}).(string); ok {
		return a
	}
	return "local"
}

// audit adds an entry. Its id and actor are filled in. A clock that went back
// since the letter's last entry does not turn its history round: the new one then
// comes a microsecond after that.
func (tx *Tx) audit(ctx context.Context, now time.Time, tenant string, e Entry) error {
	return later(ctx, tx.s, auditInsert, tx.newID(), tenant, micros(now), tx.actor,
		e.Action, e.Letter, e.Piece, e.From, e.To, e.Note)
}

// changed notes a change for whoever watches.
func (tx *Tx) changed(subject, kind, language, to string) {
	tx.changes = append(tx.changes, Change{subject, kind, language, to})
}

// RecordRead notes that a letter was read, and what of it, for example "pdf".
// No such letter is fault.NotFound.
func (tx *Tx) RecordRead(ctx context.Context, now time.Time, tenant, letter, what string) error {
	return tx.auditUse(ctx, now, tenant, letter, "letter.read", what)
}

// RecordRegenerated notes that a letter was made again, and what came of it. No
// such letter is fault.NotFound.
func (tx *Tx) RecordRegenerated(ctx context.Context, now time.Time, tenant, letter, found string) error {
	return tx.auditUse(ctx, now, tenant, letter, "letter.regenerated", found)
}

// auditUse adds an entry about a letter that stays as it is.
func (tx *Tx) auditUse(ctx context.Context, now time.Time, tenant, letter, action, note string) error {
	n, err := tx.s.exec(ctx, auditRead, tx.newID(), tenant, letter, micros(now), tx.actor, action, note)
	if err == nil && n == 0 {
		return noLetter(letter)
	}
	return err
}

// Audit returns the history of a letter with all its pieces, or of one piece,
// oldest first. An id that the tenant does not have is fault.NotFound, since
// whatever exists has a history.
func (v View) Audit(ctx context.Context, tenant, id string) ([]Entry, error) {
	list, err := all(ctx, v.s, scanEntry, auditList, tenant, id)
	if err == nil && len(list) == 0 {
		return nil, fault.New(fault.NotFound, "no letter or piece %s", id)
	}
	return list, err
}

// AuditSince returns what was done in a tenant from a moment on, or ever, the
// oldest first, and the cursor for the next page, empty at the end.
func (v View) AuditSince(ctx context.Context, tenant string, since time.Time, p Page) ([]Entry, string, error) {
	list, err := all(ctx, v.s, scanEntry, auditAll, tenant, p.After, idBefore(since), micros(since), p.size()+1)
	if err != nil {
		return nil, "", err
	}
	list, next := cut(list, p.size(), func(e Entry) string { return e.ID })
	return list, next, nil
}

// idBefore is an id below all that were made from a moment on. Ids begin with
// their time in milliseconds, so a list by id need not read what came before; an
// hour is for clocks that were set back.
func idBefore(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	ms := fmt.Sprintf("%012x", max(0, t.Add(-time.Hour).UnixMilli()))
	return ms[:8] + "-" + ms[8:]
}

func scanEntry(r rows) (e Entry, err error) {
	var at int64
	err = r.Scan(&e.ID, &at, &e.Actor, &e.Action, &e.Letter, &e.Piece, &e.Key, &e.From, &e.To, &e.Note)
	e.At = fromMicros(at)
	return e, err
}
