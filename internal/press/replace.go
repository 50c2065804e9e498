package press

import (
	"context"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
)

// CodeUnknownLetter refuses a letter that replaces one which does not exist.
const CodeUnknownLetter = "unknown-letter"

// replacing judges the letters of a chunk that take the place of others. A
// wrong id would pull the envelope of a letter that nobody replaces, so what is
// named must be there, still stand, and be to the same member.
type replacing struct {
	*chunk
	fresh map[string]*letter.Letter // by id: letters before in this chunk, not in the ledger yet
	taken map[string]bool           // ids that letters before in this chunk replace
}

// note remembers a letter that is about to be accepted.
func (r *replacing) note(l *letter.Letter) {
	r.fresh[letter.ID(r.Tenant, l.Key)] = l
	if l.Replaces != nil {
		r.taken[l.Replaces.Letter] = true
	}
}

// judge adds what is wrong with a request's replaces to its faults.
func (r *replacing) judge(ctx context.Context, w *work) error {
	if w.letter == nil || w.letter.Replaces == nil || w.letter.Replaces.Letter == "" {
		return nil
	}
	code, detail, err := r.fault(ctx, w.letter)
	if code != "" {
		w.faults.Add("/replaces/letter", code, detail)
	}
	return err
}

func (r *replacing) fault(ctx context.Context, l *letter.Letter) (code, detail string, err error) {
	id := l.Replaces.Letter
	if l.Key != "" && id == letter.ID(r.Tenant, l.Key) {
		return letter.CodeConflict, "a letter does not replace itself", nil
	}
	was := r.fresh[id]
	if was == nil {
		old, err := r.Ledger.Letter(ctx, r.Tenant, id)
		switch {
		case fault.KindOf(err) == fault.NotFound:
			return CodeUnknownLetter, "there is no such letter", nil
		case err != nil:
			return "", "", err
		}
		r.taken[id] = r.taken[id] || old.State == ledger.Superseded
		was, _ = letter.Parse(old.Request) // its faults by today's rules do not matter here
	}
	code, detail = unlike(was, l)
	if r.taken[id] {
		code, detail = letter.CodeConflict, "another letter replaced it already: replace that one"
	}
	return code, detail, nil
}

// unlike says why l cannot take the place of was. What is at fault in l is
// empty and judged elsewhere.
func unlike(was, l *letter.Letter) (code, detail string) {
	switch {
	case was == nil:
		return "", ""
	case l.Kind != "" && was.Kind != l.Kind:
		return letter.CodeConflict, "is a letter of another kind"
	case was.Member != nil && l.Member != nil && l.Member.ID != "" && was.Member.ID != l.Member.ID:
		return letter.CodeConflict, "is a letter about another member"
	}
	return "", ""
}

// holdReplaced keeps the envelope of a letter from being mailed when the letter
// it replaces was replaced by yet another in the meantime: one of the two is too
// many, and only a person can tell which.
const holdReplaced = "replaced-twice"

// replace withdraws the letter whose place w's letter takes, in the transaction
// that records w's letter: until then the old one stands, from then on it is not
// mailed. A piece of it that is under way is left to the mailroom.
func (c *chunk) replace(ctx context.Context, tx *ledger.Tx, w *work) error {
	if w.letter.Replaces == nil {
		return nil
	}
	old, err := tx.Letter(ctx, c.Tenant, w.letter.Replaces.Letter)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		return nil // not even to be withdrawn
	case err != nil:
		return err
	}
	switch old.State {
	case ledger.Rendered:
		return tx.Supersede(ctx, c.Now(), c.Tenant, old.ID, w.id)
	case ledger.Accepted, ledger.Failed: // or a later run would make and mail it
		return tx.Void(ctx, c.Now(), c.Tenant, old.ID, "replaced by "+w.id)
	case ledger.Superseded:
		if w.piece.State == ledger.Queued {
			w.piece.State, w.piece.Reason = ledger.Held, holdReplaced
			return tx.Move(ctx, c.Now(), c.Tenant, []ledger.Move{{Piece: w.piece.ID, To: ledger.Held, Reason: holdReplaced}})
		}
	}
	return nil
}
