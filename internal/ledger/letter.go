package ledger

import (
	"context"
	_ "embed" // the statements
	"encoding/json"
	"errors"
	"time"

	"letterpress/internal/fault"
)

var (
	//go:embed sql/letter_light.sql
	letterLight string
	//go:embed sql/letter_full.sql
	letterFull string
	//go:embed sql/letter_change.sql
	letterChange string
)

// Letter is one letter and what became of it. A list leaves Request, Parts and
// Fingerprint empty; Letter and Unfinished fill them.
type Letter struct {
	ID, Tenant, Key string

	Kind, Program, Language, Format string

	Date       string          // YYYY-MM-DD
	Channel    string          // mail hand fax portal none
	Replaces   string          // id of the letter that this one replaces, or empty
	Request    json.RawMessage // canonical, as accepted
	RequestSum string          // SHA-256 of Request in hex: tells the same request from another
	AcceptedAt time.Time

	State     LetterState
	Reason    string // why it failed, is void or superseded
	Retryable bool   // of a failed letter

	Object, Sum   string // where the PDF is, and its SHA-256 in hex
	Pages, Sheets int
	RenderedAt    time.Time

	Warnings    json.RawMessage // [{"pointer", "code", "detail"}]
	Parts       json.RawMessage // [{"part", "pages"}]
	Fingerprint json.RawMessage // {template, wording, program, fonts, profile, code, edition}

	Piece Piece // the latest; its ID is empty when the letter has none
}

// Status is what a person is shown: where the latest piece stands, "stored" for
// a rendered letter that is not mailed, and the letter's own state for one that
// is not rendered or no longer stands.
func (l Letter) Status() string {
	if l.State != Rendered {
		return string(l.State)
	}
	if l.Piece.ID == "" {
		return "stored"
	}
	return string(l.Piece.State)
}

// Filter narrows a list of letters. Tenant is required; what is empty keeps all.
type Filter struct {
	Tenant                  string
	State                   LetterState
	Kind, Program, Language string
	Page
}

// Letters returns letters, the newest first, and the cursor for the next page,
// empty at the end.
func (v View) Letters(ctx context.Context, f Filter) ([]Letter, string, error) {
	q, err := f.query()
	if err != nil {
		return nil, "", err
	}
	return v.letters(ctx, q, f.Page)
}

func (f Filter) query() (*filter, error) {
	q := where(letterLight, f.Tenant)
	q.is("l.kind", f.Kind)
	q.is("l.program", f.Program)
	q.is("l.language", f.Language)
	return q, errors.Join(
		inState(q, letterChanges, "l.state", f.State),
		q.page(f.Page, "l.accepted_at", "l.id", true))
}

// Unfinished returns accepted letters with their requests, the oldest first,
// and the cursor for the next page, empty at the end: what a killed run left.
func (v View) Unfinished(ctx context.Context, tenant string, p Page) ([]Letter, string, error) {
	q, err := unfinished(tenant, p)
	if err != nil {
		return nil, "", err
	}
	return v.letters(ctx, q, p)
}

func unfinished(tenant string, p Page) (*filter, error) {
	q := where(letterFull, tenant)
	return q, errors.Join(
		inState(q, letterChanges, "l.state", Accepted),
		q.page(p, "l.accepted_at", "l.id", false))
}

func (v View) letters(ctx context.Context, q *filter, p Page) ([]Letter, string, error) {
	list, err := all(ctx, v.s, scanLetter, q.text.String(), q.args...)
	if err != nil {
		return nil, "", err
	}
	list, next := cut(list, p.size(), func(l Letter) string { return cursor(l.AcceptedAt, l.ID) })
	return list, next, nil
}

// Letter returns one letter with all that is recorded of it. No such letter of
// the tenant is fault.NotFound.
func (v View) Letter(ctx context.Context, tenant, id string) (Letter, error) {
	return v.letter(ctx, letterFull, tenant, id)
}

// light is Letter without the long columns.
func (v View) light(ctx context.Context, tenant, id string) (Letter, error) {
	return v.letter(ctx, letterLight, tenant, id)
}

func (v View) letter(ctx context.Context, query, tenant, id string) (Letter, error) {
	q := where(query, tenant)
	q.exactly("l.id", id)
	l, ok, err := one(ctx, v.s, scanLetter, q.text.String(), q.args...)
	if err == nil && !ok {
		return Letter{}, noLetter(id)
	}
	return l, err
}

func scanLetter(r rows) (l Letter, err error) {
	var accepted, rendered, queued, changed int64
	p := &l.Piece
	err = r.Scan(&l.ID, &l.Tenant, &l.Key, &l.Kind, &l.Program, &l.Language, &l.Format, &l.Date, &l.Channel, &l.Replaces,
		&l.RequestSum, &accepted, &l.State, &l.Reason, &l.Retryable,
		&l.Object, &l.Sum, &l.Pages, &l.Sheets, &rendered,
		(*[]byte)(&l.Warnings), (*[]byte)(&l.Parts), (*[]byte)(&l.Fingerprint), (*[]byte)(&l.Request),
		&p.ID, &p.Reprint, &p.State, &p.Reason, &p.Class, &p.Due, &p.Batch, &queued, &changed)
	l.AcceptedAt, l.RenderedAt = fromMicros(accepted), fromMicros(rendered)
	if p.ID != "" {
		p.Letter = l.ID
		p.QueuedAt, p.ChangedAt = fromMicros(queued), fromMicros(changed)
	}
	return l, err
}

// Fail records that a letter could not be rendered, and whether trying again
// may help. The reason carries no member data. A letter that has failed already
// stays as it is.
func (tx *Tx) Fail(ctx context.Context, now time.Time, tenant, letter, reason string, retryable bool) error {
	l, err := tx.light(ctx, tenant, letter)
	if err != nil || l.State == Failed {
		return err
	}
	return tx.changeLetter(ctx, now, l, Failed, reason, retryable)
}

// Retry puts a failed letter back among the accepted. One whose failure is not
// retryable is fault.Conflict.
func (tx *Tx) Retry(ctx context.Context, now time.Time, tenant, letter string) error {
	l, err := tx.light(ctx, tenant, letter)
	if err != nil {
		return err
	}
	if l.State == Failed && !l.Retryable {
		return fault.New(fault.Conflict, "letter %s failed for good: %s", l.ID, l.Reason)
	}
	return tx.changeLetter(ctx, now, l, Accepted, "", false)
}

// Void withdraws a letter and pulls its piece out of the queue. Once a piece of
// it was in a batch, the letter can only be superseded: fault.Conflict. A
// letter that is void already stays as it is.
func (tx *Tx) Void(ctx context.Context, now time.Time, tenant, letter, reason string) error {
	l, err := tx.light(ctx, tenant, letter)
	if err != nil || l.State == Void {
		return err
	}
	pieces, err := tx.piecesOf(ctx, tenant, letter)
	if err != nil {
		return err
	}
	for _, p := range pieces {
		if !p.State.waiting() && p.State != Pulled {
			return fault.New(fault.Conflict, "letter %s is %s, it cannot become void", l.ID, p.State).
				WithHint("issue a letter that replaces it")
		}
	}
	return tx.withdraw(ctx, now, l, Void, reason, pieces)
}

// Supersede records that another letter, by, takes the place of this one, and
// pulls a piece that is in no batch yet. A letter that is superseded already
// stays as it is.
func (tx *Tx) Supersede(ctx context.Context, now time.Time, tenant, letter, by string) error {
	l, err := tx.light(ctx, tenant, letter)
	if err != nil || l.State == Superseded {
		return err
	}
	pieces, err := tx.piecesOf(ctx, tenant, letter)
	if err != nil {
		return err
	}
	return tx.withdraw(ctx, now, l, Superseded, "replaced by "+by, pieces)
}

// withdraw takes a letter out of use together with its waiting pieces.
func (tx *Tx) withdraw(ctx context.Context, now time.Time, l Letter, to LetterState, reason string, pieces []Piece) error {
	if err := tx.changeLetter(ctx, now, l, to, reason, false); err != nil {
		return err
	}
	for _, p := range pieces {
		if !p.State.waiting() {
			continue
		}
		m := Move{Piece: p.ID, To: Pulled, Reason: "letter " + string(to)}
		if err := tx.movePiece(ctx, now, l.Tenant, p, m); err != nil {
			return err
		}
	}
	return nil
}

// changeLetter changes the state of a letter that was read in this transaction.
func (tx *Tx) changeLetter(ctx context.Context, now time.Time, l Letter, to LetterState, reason string, retryable bool) error {
	if _, err := allowed(letterChanges, "letter", l.ID, l.State, to); err != nil {
		return err
	}
	n, err := tx.s.exec(ctx, letterChange, l.Tenant, l.ID, string(l.State), string(to), reason, retryable)
	if err != nil {
		return err
	}
	if n == 0 {
		return tx.s.lose(fault.New(fault.Conflict, "letter %s was changed by another at the same time", l.ID))
	}
	return tx.auditLetter(ctx, now, l, to, reason)
}

// auditLetter adds the record of a change of l, which still has its old state.
func (tx *Tx) auditLetter(ctx context.Context, now time.Time, l Letter, to LetterState, note string) error {
	action, err := allowed(letterChanges, "letter", l.ID, l.State, to)
	if err != nil {
		return err
	}
	tx.changed("letter", l.Kind, l.Language, string(to))
	return tx.audit(ctx, now, l.Tenant, Entry{Action: action, Letter: l.ID,
		From: string(l.State), To: string(to), Note: note})
}

// piecesOf returns all pieces of a letter.
func (tx *Tx) piecesOf(ctx context.Context, tenant, letter string) ([]Piece, error) {
	q := where(pieceList, tenant)
	q.exactly("p.letter", letter)
	return all(ctx, tx.s, scanPiece, q.text.String(), q.args...)
}

func noLetter(id string) error { return fault.New(fault.NotFound, "no letter %s", id) }
