package ledger

import (
	"context"
	_ "embed" // the statements
	"time"
)

var (
	//go:embed sql/event_any.sql
	eventAny string
	//go:embed sql/event_hold.sql
	eventHold string
	//go:embed sql/event_number.sql
	eventNumber string
	//go:embed sql/event_advance.sql
	eventAdvance string
	//go:embed sql/event_list.sql
	eventList string
)

// Event is a change of a letter or of its piece, with its place in the stream.
type Event struct {
	Seq           int64
	At            time.Time
	Action        string
	Letter, Piece string
	From, To      string
}

// Events returns the changes of a tenant's letters and pieces after a place in
// the stream, in order, n at most. A reader that goes on from the last place it
// saw misses none and sees none twice: a change that is committed late gets a
// later place, whatever its time says.
func (l *Ledger) Events(ctx context.Context, tenant string, after int64, n int) ([]Event, error) {
	if err := l.number(ctx); err != nil {
		return nil, err
	}
	return all(ctx, l.s, scanEvent, eventList, tenant, after, n)
}

func scanEvent(r rows) (e Event, err error) {
	var at int64
	err = r.Scan(&e.Seq, &at, &e.Action, &e.Letter, &e.Piece, &e.From, &e.To)
	e.At = fromMicros(at)
	return e, err
}

// number gives the records that have none their places. Of several at once one
// does it while the others wait; what commits meanwhile comes next time.
func (l *Ledger) number(ctx context.Context) error {
	_, any, err := one(ctx, l.s, scanText, eventAny)
	if err != nil || !any {
		return err
	}
	return l.Write(ctx, func(tx *Tx) error {
		if _, err := tx.s.exec(ctx, eventHold); err != nil {
			return err
		}
		n, err := tx.s.exec(ctx, eventNumber)
		if err != nil || n == 0 {
			return err
		}
		_, err = tx.s.exec(ctx, eventAdvance, n)
		return err
	})
}
