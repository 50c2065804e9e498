package jobs

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// open chooses the engine by the ledger's database.
func open(ctx context.Context, book *ledger.Ledger, o Options) (engine, error) {
	switch db := book.Native().(type) {
	case *sql.DB:
		return newRiver[*sql.Tx](ctx, riversqlite.New(db), book, o, &fileLock{path: o.Lock})
	case *pgxpool.Pool:
		return newRiver[pgx.Tx](ctx, riverpgxv5.New(db), book, o, &sessions{pool: db})
	}
	return nil, fault.New(fault.Internal, "the list of work knows no database like the ledger's")
}
