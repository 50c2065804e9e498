package ledger

import (
	"context"
	_ "embed" // the statements
	"encoding/json"
	"time"

	"letterpress/internal/fault"
)

var (
	//go:embed sql/letter_accept.sql
	letterAccept string
	// COALESCE keeps the planner from finding a letter by its tenant: in a table
	// that PostgreSQL has not looked at yet it takes that for as good as the id,
	// and reads all letters of the tenant for each.
	//go:embed sql/letter_record.sql
	letterRecord string
)

// Outcome says what became of a request under its key.
type Outcome uint8

// The outcomes.
const (
	Fresh  Outcome = iota // the letter is new
	Repeat                // the same request was accepted before
	Clash                 // another request was accepted under this key
)

// Acceptance is the answer to one letter: for Fresh the letter as accepted,
// otherwise the one that exists under the key, without its long columns.
type Acceptance struct {
	Outcome Outcome
	Letter  Letter
}

// Accept records letters as asked for, and answers in their order. Of any
// number of callers with one key, in any processes, exactly one is Fresh; the
// database decides, not the order of lookups.
func (tx *Tx) Accept(ctx context.Context, now time.Time, letters []Letter) ([]Acceptance, error) {
	order := inOrder(len(letters), func(i int) string { return letters[i].Key })
	lists := make([][]any, len(order))
	for n, i := range order {
		l := &letters[i]
		lists[n] = []any{l.ID, l.Tenant, l.Key, l.Kind, l.Program, l.Language, l.Format,
			l.Date, l.Channel, l.Replaces, l.RequestSum, micros(now), string(l.Request)}
	}
	fresh, err := oneEach(ctx, tx.s, scanText, letterAccept, lists)
	if err != nil {
		return nil, err
	}
	out := make([]Acceptance, len(letters))
	for n, i := range order {
		if out[i], err = tx.accepted(ctx, now, letters[i], fresh[n] != nil); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// accepted answers one letter, which has its row by now.
func (tx *Tx) accepted(ctx context.Context, now time.Time, l Letter, fresh bool) (Acceptance, error) {
	if !fresh {
		return tx.existing(ctx, l)
	}
	err := tx.auditLetter(ctx, now, l, Accepted, "")
	l.State, l.AcceptedAt = Accepted, fromMicros(micros(now))
	return Acceptance{Fresh, l}, err
}

// existing answers a request whose key is taken.
func (tx *Tx) existing(ctx context.Context, l Letter) (Acceptance, error) {
	q := where(letterLight, l.Tenant)
	q.exactly("l.key", l.Key)
	was, ok, err := one(ctx, tx.s, scanLetter, q.text.String(), q.args...)
	switch {
	case err != nil:
		return Acceptance{}, err
	case !ok: // ids are made of tenant and key, so another row cannot have this one
		return Acceptance{}, fault.New(fault.Internal, "letter id %s belongs to another key", l.ID)
	case was.RequestSum != l.RequestSum:
		return Acceptance{Clash, was}, nil
	}
	return Acceptance{Repeat, was}, nil
}

// Rendering is a finished letter: where its PDF is stored, and how its piece
// enters the queue. A letter whose channel is not mail gets no piece.
type Rendering struct {
	Tenant, Letter string
	Object, Sum    string
	Pages, Sheets  int
	Warnings       json.RawMessage // empty means none
	Parts          json.RawMessage
	Fingerprint    json.RawMessage
	Hold           string // why the piece is held; empty queues it
	Class          string
	Due            string // YYYY-MM-DD, or empty
}

// Recorded is the answer to one rendering. Repeated means that the same bytes
// were recorded before. Err is fault.Conflict when the letter has other bytes
// or is no longer accepted, fault.NotFound when there is none; the others of
// the chunk are recorded all the same.
type Recorded struct {
	Letter   string
	Repeated bool
	Piece    Piece // the latest; its ID is empty when the letter has none
	Err      error
}

// Record marks accepted letters as rendered and queues their pieces, and
// answers in their order. A letter gets one piece however often it is recorded.
func (tx *Tx) Record(ctx context.Context, now time.Time, done []Rendering) ([]Recorded, error) {
	order := inOrder(len(done), func(i int) string { return done[i].Letter })
	lists := make([][]any, len(order))
	for n, i := range order {
		r := &done[i]
		lists[n] = []any{r.Tenant, r.Letter, r.Object, r.Sum, r.Pages, r.Sheets,
			text(r.Parts, "[]"), text(r.Warnings, "[]"), text(r.Fingerprint, "{}"), micros(now)}
	}
	were, err := oneEach(ctx, tx.s, scanWas, letterRecord, lists)
	if err != nil {
		return nil, err
	}
	out := make([]Recorded, len(done))
	for n, i := range order {
		if out[i], err = tx.follow(ctx, now, &done[i], were[n]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// follow adds what follows from a rendering: was is the letter that it changed,
// nil when it changed none.
func (tx *Tx) follow(ctx context.Context, now time.Time, r *Rendering, was *Letter) (Recorded, error) {
	if was == nil {
		return tx.recorded(ctx, r)
	}
	was.ID, was.Tenant, was.State = r.Letter, r.Tenant, Accepted
	if err := tx.auditLetter(ctx, now, *was, Rendered, ""); err != nil {
		return Recorded{}, err
	}
	if was.Channel != "mail" {
		return Recorded{Letter: r.Letter}, nil
	}
	p, err := tx.queue(ctx, now, r, *was)
	return Recorded{Letter: r.Letter, Piece: p}, err
}

// recorded answers a rendering of a letter that is not accepted any more.
func (tx *Tx) recorded(ctx context.Context, r *Rendering) (Recorded, error) {
	l, err := tx.light(ctx, r.Tenant, r.Letter)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return Recorded{Letter: r.Letter, Err: err}, nil
	case err != nil:
		return Recorded{}, err
	}
	out := Recorded{Letter: l.ID, Piece: l.Piece}
	switch {
	case l.State != Rendered:
		_, out.Err = allowed(letterChanges, "letter", l.ID, l.State, Rendered)
	case l.Sum != r.Sum:
		out.Err = fault.New(fault.Conflict, "letter %s is recorded with other bytes", l.ID)
	default:
		out.Repeated = true
	}
	return out, nil
}

// scanWas reads what a record needs to know of the letter that it was.
func scanWas(r rows) (l Letter, err error) {
	err = r.Scan(&l.Channel, &l.Kind, &l.Language)
	return l, err
}

func scanText(r rows) (s string, err error) {
	err = r.Scan(&s)
	return s, err
}

// text is JSON as the database takes it.
func text(b json.RawMessage, none string) string {
	if len(b) == 0 {
		return none
	}
	return string(b)
}
