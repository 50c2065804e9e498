package ledger

import (
	"context"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"letterpress/internal/fault"
)

// trouble is what stands between the ledger and its file, by the primary result
// code of SQLite (https://sqlite.org/rescode.html): what a person is told, and
// what to do. All of them are fault.Unavailable.
var trouble = map[int][2]string{
	sqlite3.SQLITE_BUSY:     {"the database is held by another process", "wait for it to finish, then run the command again"},
	sqlite3.SQLITE_LOCKED:   {"the database is held by another process", "wait for it to finish, then run the command again"},
	sqlite3.SQLITE_PROTOCOL: {"the database is held by another process", "wait for it to finish, then run the command again"},
	sqlite3.SQLITE_FULL:     {"the disk of the database is full", "make room, then run the command again"},
	sqlite3.SQLITE_IOERR:    {"the disk of the database failed", "check the disk and its free space, then run the command again"},
	sqlite3.SQLITE_READONLY: {"the database may not be written", "check who owns the file and its folder"},
	sqlite3.SQLITE_PERM:     {"the database may not be opened", "check who owns the file and its folder"},
	sqlite3.SQLITE_CANTOPEN: {"the database cannot be opened", "check who owns the file and its folder, and the free space"},
	sqlite3.SQLITE_NOMEM:    {"the database ran out of memory", ""},
	sqlite3.SQLITE_NOTADB:   {"the file is no letterpress database", "name another file, or restore it from a backup"},
	sqlite3.SQLITE_CORRUPT:  {"the database is damaged", "restore it from a backup"},
}

// explain gives an error of the database its fault kind. When the caller has
// given up, that is the reason, whatever the database made of it.
func explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	t, ok := trouble[e.Code()&0xff]
	if !ok {
		return err
	}
	err = e
	if e.Code()&0xff == sqlite3.SQLITE_FULL {
		err = fault.Full(e)
	}
	return &fault.Error{Kind: fault.Unavailable, Message: t[0], Hint: t[1], Err: err}
}

// busy tells whether another process was in the way.
func busy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_BUSY
}
