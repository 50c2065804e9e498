package main

import (
	"context"

	"letterpress/internal/ledger"
	"letterpress/internal/press"
)

// letterListCmd lists letters.
type letterListCmd struct {
	State string `help:"Only letters that stand so: accepted, failed, void, superseded, stored, or the state of their piece: queued, held, batched, handed-off, mailed, returned, pulled. All that are rendered: rendered."`
	listing
}

// Help is the long help of the command.
func (*letterListCmd) Help() string {
	return exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitInterrupted)
}

// states of letters that the ledger can be asked for; the others are those of
// pieces, of letters that are rendered.
var letterStates = []string{string(ledger.Accepted), string(ledger.Rendered), string(ledger.Failed), string(ledger.Void), string(ledger.Superseded)}

var pieceStates = []string{string(ledger.Queued), string(ledger.Held), string(ledger.Batched), string(ledger.HandedOff),
	string(ledger.Mailed), string(ledger.Returned), string(ledger.Pulled)}

// Run carries the command out.
func (c *letterListCmd) Run(ctx context.Context, s *session) error {
	shown := append([]string{press.StatusStored}, pieceStates...)
	if err := oneOf("--state", c.State, append(letterStates, shown...)...); err != nil {
		return err
	}
	state, keep := ledger.LetterState(c.State), (func(ledger.Letter) bool)(nil)
	if oneOf("", c.State, letterStates...) != nil {
		state, keep = ledger.Rendered, func(l ledger.Letter) bool { return l.Status() == c.State }
	}
	list := rows[ledger.Letter]{session: s, limit: &c.listing, keep: keep,
		heads: "LETTER\tKIND\tLANG\tSTATUS\tPAGES\tDATE\tKEY",
		cells: func(l ledger.Letter) []any {
			return []any{l.ID, l.Kind, l.Language, l.Status(), l.Pages, l.Date, l.Key}
		},
		json: func(l ledger.Letter) any { return lineOf(&l) },
		read: func(ctx context.Context, book *ledger.Ledger, p ledger.Page) ([]ledger.Letter, string, error) {
			return book.Letters(ctx, ledger.Filter{Tenant: s.Tenant, State: state, Kind: c.Kind, Program: c.Program, Language: c.Language, Page: p})
		},
	}
	return list.run(ctx)
}
