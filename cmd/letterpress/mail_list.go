package main

import (
	"context"

	"letterpress/internal/ledger"
)

// mailListCmd lists the mailing queue.
type mailListCmd struct {
	State string `help:"Only pieces that stand so: queued, held, batched, handed-off, mailed, returned or pulled."`
	Batch string `placeholder:"ID" help:"Only pieces of this batch."`
	listing
}

// Help is the long help of the command.
func (*mailListCmd) Help() string {
	return exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitInterrupted)
}

// pieceLine is a piece as JSON, with the members that the contract names.
type pieceLine struct {
	Piece    string `json:"piece"`
	Letter   string `json:"letter"`
	Kind     string `json:"kind"`
	Language string `json:"language"`
	State    string `json:"state"`
	Queued   string `json:"queued"`
	Due      string `json:"due"`
	Pages    int    `json:"pages"`
	Sheets   int    `json:"sheets"`
	Class    string `json:"class"`
	Batch    string `json:"batch"`
}

// Run carries the command out.
func (c *mailListCmd) Run(ctx context.Context, s *session) error {
	if err := oneOf("--state", c.State, pieceStates...); err != nil {
		return err
	}
	list := rows[ledger.Piece]{session: s, limit: &c.listing,
		heads: "LETTER\tKIND\tLANG\tSTATE\tDUE\tSHEETS\tCLASS\tWHY",
		cells: func(p ledger.Piece) []any {
			return []any{p.Letter, p.Kind, p.Language, p.State, dash(p.Due), p.Sheets, p.Class, dash(p.Reason)}
		},
		json: func(p ledger.Piece) any {
			return pieceLine{Piece: p.ID, Letter: p.Letter, Kind: p.Kind, Language: p.Language, State: string(p.State), Queued: stamp(p.QueuedAt),
				Due: p.Due, Pages: p.Pages, Sheets: p.Sheets, Class: p.Class, Batch: p.Batch}
		},
		read: func(ctx context.Context, book *ledger.Ledger, p ledger.Page) ([]ledger.Piece, string, error) {
			return book.Pieces(ctx, ledger.PieceFilter{Tenant: s.Tenant, State: ledger.PieceState(c.State), Batch: c.Batch,
				Kind: c.Kind, Program: c.Program, Language: c.Language, Page: p})
		},
	}
	return list.run(ctx)
}
