package ledger

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"letterpress/internal/fault"
)

// troubles is what stands between the ledger and a PostgreSQL server, by the
// beginning of its SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html):
// what a person is told, and what to do. All of them are fault.Unavailable; the
// first that fits counts.
var troubles = []struct{ code, message, hint string }{
	{"08", "the database cannot be reached", "check its address and that the server runs, then run the command again"},
	{"57P", "the database is shutting down or starting", "wait for it, then run the command again"},
	{"57014", "the database did not answer in time", "run the command again"},
	{"55P03", "the database is held by another process", "wait for it to finish, then run the command again"},
	{"40", "the database is held by other processes", "run the command again"},
	{diskFull, "the disk of the database is full", "make room, then run the command again"},
	{"53300", "the database takes no more connections", "stop other processes, or let it take more"},
	{"53", "the database ran out of memory or another resource", "run the command again"},
	{"58", "the disk of the database failed", "check the disk and its free space, then run the command again"},
	{"28", "the database does not let this user in", "check the user and the password in its address"},
	{"3D000", "there is no database of this name", "check its name in the address, or make it with createdb"},
	{"3F000", "there is no schema of this name", "make the schema that search_path names"},
	{"42501", "the database may not be written", "check what its user may do"},
	{"25006", "the database may not be written", "check that it is no read-only copy"},
	{"XX00", "the database is damaged", "restore it from a backup"},
}

// serverFault is an error of the server without its text and details, which may
// quote a row.
type serverFault struct{ code, constraint string }

func (e serverFault) Error() string {
	if e.constraint != "" {
		return "SQLSTATE " + e.code + ", constraint " + e.constraint
	}
	return "SQLSTATE " + e.code
}

// diskFull is the SQLSTATE of a server without room.
const diskFull = "53100"

// Is tells a full disk.
func (e serverFault) Is(target error) bool { return target == fault.ErrFull && e.code == diskFull }

// explainPostgres gives an error of the database its fault kind. When the caller
// has given up, that is the reason, whatever the database made of it.
func explainPostgres(ctx context.Context, err error) error {
	var known *fault.Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	}
	code := "08000" // no answer of a server: none was reached
	var e *pgconn.PgError
	var cause error
	if errors.As(err, &e) {
		code, cause = e.Code, serverFault{e.Code, e.ConstraintName}
	} else if !unsure(err) {
		return err
	}
	for _, t := range troubles {
		if strings.HasPrefix(code, t.code) {
			return &fault.Error{Kind: fault.Unavailable, Message: t.message, Hint: t.hint, Err: cause}
		}
	}
	return cause
}

// unsure tells whether err leaves open what the server did: no answer came, or
// one that only says that the connection ends.
func unsure(err error) bool {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return strings.HasPrefix(e.Code, "08") || strings.HasPrefix(e.Code, "57P")
	}
	var scan pgx.ScanArgError
	return !errors.As(err, &scan)
}

// worth tells how often a failed statement's transaction may be tried again.
func worth(err error) int {
	var e *pgconn.PgError
	if errors.As(err, &e) && !unsure(err) && e.Code != "40001" && e.Code != "40P01" {
		return never
	}
	return forever
}
