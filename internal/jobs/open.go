package jobs

import (
	"context"
	"database/sql"

	"github.com/riverqueue/river/riverdriver/riversqlite"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// open chooses the engine by the ledger's database.
func open(ctx context.Context, book *ledger.Ledger, o Options) (engine, error) {
	switch db := book.Native().(type) {
	case *sql.DB:
		return newRiver[*sql.Tx](ctx, riversqlite.New(db), book, o, &fileLock{path: o.Lock})
	default:
		return nil, fault.New(fault.Usage, "the service works on an SQLite database alone so far").
			WithHint("leave --db away; letterpress issue takes PostgreSQL as well")
	}
}
