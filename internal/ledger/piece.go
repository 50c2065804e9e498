package ledger

import (
	"context"
	_ "embed" // the statements
	"errors"
	"time"

	"letterpress/internal/fault"
)

var (
	//go:embed sql/piece_insert.sql
	pieceInsert string
	//go:embed sql/piece_change.sql
	pieceChange string
	//go:embed sql/piece_list.sql
	pieceList string
)

// Piece is one envelope in the mailing queue.
type Piece struct {
	ID, Letter string
	Reprint    int // 0 is the letter's first piece
	State      PieceState
	Reason     string // why it is held, pulled or returned
	Class      string
	Due        string // YYYY-MM-DD, or empty
	Batch      string

	QueuedAt, ChangedAt time.Time

	// Of its letter; only Pieces fills them.
	Kind, Program, Language string
	Object, Sum             string
	Pages, Sheets           int
}

// PieceFilter narrows a list of pieces. Tenant is required; what is empty keeps
// all.
type PieceFilter struct {
	Tenant                  string
	State                   PieceState
	Kind, Program, Language string
	Letter, Piece, Batch    string
	Page
}

// Pieces returns pieces, oldest in the queue first, and the cursor for the
// next page, empty at the end.
func (v View) Pieces(ctx context.Context, f PieceFilter) ([]Piece, string, error) {
	q, err := f.query()
	if err != nil {
		return nil, "", err
	}
	list, err := all(ctx, v.s, scanPiece, q.text.String(), q.args...)
	if err != nil {
		return nil, "", err
	}
	list, next := cut(list, f.size(), func(p Piece) string { return cursor(p.QueuedAt, p.ID) })
	return list, next, nil
}

func (f PieceFilter) query() (*filter, error) {
	q := where(pieceList, f.Tenant)
	q.is("l.kind", f.Kind)
	q.is("l.program", f.Program)
	q.is("l.language", f.Language)
	q.is("p.letter", f.Letter)
	q.is("p.id", f.Piece)
	q.is("p.batch", f.Batch)
	return q, errors.Join(
		inState(q, pieceChanges, "p.state", f.State),
		q.page(f.Page, "p.queued_at", "p.id", false))
}

func scanPiece(r rows) (p Piece, err error) {
	var queued, changed int64
	err = r.Scan(&p.ID, &p.Letter, &p.Reprint, &p.State, &p.Reason, &p.Class, &p.Due, &p.Batch,
		&queued, &changed, &p.Kind, &p.Program, &p.Language, &p.Object, &p.Sum, &p.Pages, &p.Sheets)
	p.QueuedAt, p.ChangedAt = fromMicros(queued), fromMicros(changed)
	return p, err
}

// queue adds the first piece of the letter l, held when the rendering says why.
func (tx *Tx) queue(ctx context.Context, now time.Time, r *Rendering, l Letter) (Piece, error) {
	p := Piece{ID: tx.newID(), Letter: r.Letter, State: Queued, Reason: r.Hold,
		Class: r.Class, Due: r.Due, QueuedAt: fromMicros(micros(now)), ChangedAt: fromMicros(micros(now))}
	if r.Hold != "" {
		p.State = Held
	}
	action, err := allowed(pieceChanges, "piece", p.ID, "", p.State)
	if err != nil {
		return Piece{}, err
	}
	if err := later(ctx, tx.s, pieceInsert, p.ID, r.Tenant, p.Letter, string(p.State),
		p.Reason, p.Class, p.Due, micros(now)); err != nil {
		return Piece{}, err
	}
	tx.changed("piece", l.Kind, l.Language, string(p.State))
	return p, tx.audit(ctx, now, r.Tenant, Entry{Action: action, Letter: p.Letter, Piece: p.ID,
		To: string(p.State), Note: p.Reason})
}

// Move is one piece on its way to another state.
type Move struct {
	Piece  string
	To     PieceState
	Reason string // why it is held (required), pulled or returned
	Batch  string // the batch it goes into (required for Batched)
}

// Move changes pieces. When one of them may not change, the error names every
// such piece (fault.Conflict, or fault.NotFound for one that the tenant does
// not have) and none is changed.
func (tx *Tx) Move(ctx context.Context, now time.Time, tenant string, moves []Move) error {
	from, err := tx.fit(ctx, tenant, moves)
	if err != nil {
		return err
	}
	for _, i := range inOrder(len(moves), func(i int) string { return moves[i].Piece }) {
		if err := tx.movePiece(ctx, now, tenant, from[i], moves[i]); err != nil {
			return err
		}
	}
	return nil
}

// fit returns the piece of each move, or every reason why one may not be made.
func (tx *Tx) fit(ctx context.Context, tenant string, moves []Move) ([]Piece, error) {
	var refused []error
	pieces := make([]Piece, len(moves))
	for i, m := range moves {
		p, ok, err := tx.piece(ctx, tenant, m.Piece)
		switch {
		case err != nil:
			return nil, err
		case !ok:
			err = fault.New(fault.NotFound, "no piece %s", m.Piece)
		default:
			err = m.check(p)
		}
		if err != nil {
			refused = append(refused, err)
		}
		pieces[i] = p
	}
	return pieces, errors.Join(refused...)
}

// check tells whether p may make the move.
func (m Move) check(p Piece) error {
	if _, err := allowed(pieceChanges, "piece", p.ID, p.State, m.To); err != nil {
		return err
	}
	if m.To == Held && m.Reason == "" {
		return fault.New(fault.Usage, "piece %s is not held without a reason", p.ID)
	}
	if m.To == Batched && m.Batch == "" {
		return fault.New(fault.Internal, "piece %s is batched without a batch", p.ID)
	}
	return nil
}

// movePiece changes one piece that was read in this transaction.
func (tx *Tx) movePiece(ctx context.Context, now time.Time, tenant string, p Piece, m Move) error {
	action, err := allowed(pieceChanges, "piece", p.ID, p.State, m.To)
	if err != nil {
		return err
	}
	n, err := tx.s.exec(ctx, pieceChange, tenant, p.ID, string(p.State), string(m.To), m.Reason, m.Batch, micros(now))
	if err != nil {
		return err
	}
	if n == 0 {
		return tx.s.lose(fault.New(fault.Conflict, "piece %s was changed by another at the same time", p.ID))
	}
	tx.changed("piece", p.Kind, p.Language, string(m.To))
	note := m.Reason
	if m.To == Batched {
		note = m.Batch
	}
	return tx.audit(ctx, now, tenant, Entry{Action: action, Letter: p.Letter, Piece: p.ID,
		From: string(p.State), To: string(m.To), Note: note})
}

func (tx *Tx) piece(ctx context.Context, tenant, id string) (Piece, bool, error) {
	q := where(pieceList, tenant)
	q.exactly("p.id", id)
	return one(ctx, tx.s, scanPiece, q.text.String(), q.args...)
}
