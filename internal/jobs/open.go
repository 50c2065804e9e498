package jobs

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"letterpress/internal/ledger"
)

// open chooses the engine by the ledger's database.
func open(ctx context.Context, book *ledger.Ledger, o Options) (engine, error) {
	if pool, ok := book.Native().(*pgxpool.Pool); ok {
		return newRiver[pgx.Tx](ctx, riverpgxv5.New(pool), book, o, newSessions(pool, o))
	}
	db, _ := book.Native().(*sql.DB)
	return newRiver[*sql.Tx](ctx, riversqlite.New(db), book, o, &fileLock{path: o.Lock})
}
