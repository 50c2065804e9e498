package ledger

import (
	"context"
	_ "embed" // the statements
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
)

// Entry is one audit record: who changed or read what, and when. From and To
// are states and empty for a read.
type Entry struct {
	ID            string
	At            time.Time
	Actor, Action string
	Letter, Piece string
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
	_, err := tx.s.exec(ctx, auditInsert, tx.newID(), tenant, micros(now), tx.actor,
		e.Action, e.Letter, e.Piece, e.From, e.To, e.Note)
	return err
}

// RecordRead notes that a letter was read, and what of it, for example "pdf".
// No such letter is fault.NotFound.
func (tx *Tx) RecordRead(ctx context.Context, now time.Time, tenant, letter, what string) error {
	n, err := tx.s.exec(ctx, auditRead, tx.newID(), tenant, letter, micros(now), tx.actor, what)
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

func scanEntry(r rows) (e Entry, err error) {
	var at int64
	err = r.Scan(&e.ID, &at, &e.Actor, &e.Action, &e.Letter, &e.Piece, &e.From, &e.To, &e.Note)
	e.At = fromMicros(at)
	return e, err
}
