package ledger

import "letterpress/internal/fault"

// LetterState is where a letter stands. The empty state is a letter that does
// not exist yet.
type LetterState string

// The states of a letter.
const (
	Accepted   LetterState = "accepted"   // asked for and committed, not rendered
	Rendered   LetterState = "rendered"   // its PDF is stored
	Void       LetterState = "void"       // withdrawn
	Superseded LetterState = "superseded" // replaced by another letter
	Failed     LetterState = "failed"     // could not be rendered
)

// PieceState is where an envelope stands. The empty state is a piece that does
// not exist yet.
type PieceState string

// The states of a piece.
const (
	Queued    PieceState = "queued"     // waits for a batch
	Held      PieceState = "held"       // kept out of batches, for a reason
	Batched   PieceState = "batched"    // frozen into a batch
	HandedOff PieceState = "handed-off" // the vendor has the batch
	Mailed    PieceState = "mailed"     // the vendor says that it is mailed
	Returned  PieceState = "returned"   // came back undeliverable
	Pulled    PieceState = "pulled"     // taken out before it was handed off
)

// change is an arrow of a state machine: what moves a subject from one state to
// another, and the action its audit record names.
type change[S ~string] struct {
	from, to   S
	by, action string
}

// The arrows. What is not listed is refused; docs/states.md draws them.
var (
	letterChanges = []change[LetterState]{
		{"", Accepted, "Accept", "letter.accepted"},
		{Accepted, Rendered, "Record", "letter.rendered"},
		{Accepted, Failed, "Fail", "letter.failed"},
		{Failed, Accepted, "Retry", "letter.retried"},
		{Accepted, Void, "Void", "letter.voided"},
		{Failed, Void, "Void", "letter.voided"},
		{Rendered, Void, "Void", "letter.voided"},
		{Rendered, Superseded, "Supersede", "letter.superseded"},
	}
	pieceChanges = []change[PieceState]{
		{"", Queued, "Record", "piece.queued"},
		{"", Held, "Record", "piece.held"},
		{Queued, Held, "Move", "piece.held"},
		{Held, Queued, "Move", "piece.released"},
		{Queued, Batched, "Move", "piece.batched"},
		{Batched, HandedOff, "Move", "piece.handed-off"},
		{HandedOff, Mailed, "Move", "piece.mailed"},
		{Mailed, Returned, "Move", "piece.returned"},
		{Queued, Pulled, "Move", "piece.pulled"},
		{Held, Pulled, "Move", "piece.pulled"},
		{Batched, Pulled, "Move", "piece.pulled"},
	}
)

// allowed returns the audit action of a change, or fault.Conflict when the
// machine has no such arrow. subject is "letter" or "piece".
func allowed[S ~string](machine []change[S], subject, id string, from, to S) (string, error) {
	for _, c := range machine {
		if c.from == from && c.to == to {
			return c.action, nil
		}
	}
	return "", fault.New(fault.Conflict, "%s %s is %s, it cannot become %s", subject, id, from, to)
}

// known tells whether any arrow leads to s.
func known[S ~string](machine []change[S], s S) bool {
	for _, c := range machine {
		if c.to == s {
			return true
		}
	}
	return false
}

// waiting tells whether the piece can still be kept from being mailed by
// anyone: it is in no batch.
func (s PieceState) waiting() bool { return s == Queued || s == Held }
