package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"letterpress/internal/fault"
)

// sqlitePath returns the file that url names. An error does not repeat more
// than the scheme, since what follows may hold a password.
func sqlitePath(url string) (string, error) {
	scheme, rest, ok := strings.Cut(url, ":")
	switch path := strings.TrimPrefix(rest, "//"); {
	case url == "":
		return DefaultPath, nil
	case ok && scheme == "sqlite" && path != "":
		return path, nil
	case ok && path != rest || scheme == "sqlite":
		return "", fault.New(fault.Usage, "the database %q is not one this letterpress can open", scheme+":").
			WithHint("give the path of a file, sqlite:PATH or postgres://user:password@host/database")
	}
	return url, nil
}

// sqliteStore is one SQLite file: one connection that writes, and a few that
// read at the same time, since the file is in WAL mode.
type sqliteStore struct {
	turns
	path   string
	writer *sql.DB
	pool   *sql.DB
	log    *checkpointer
	versions
}

const (
	readers  = 4   // connections of the pool
	smallest = 512 // bytes of the shortest file that SQLite writes

	// Ids are spread evenly: with SQLite's 2 MB of cache, pages are read again many
	// times over.
	writerCache = "cache_size(-16000)" // kB
)

func openSQLite(ctx context.Context, path string, wait time.Duration) (_ *sqliteStore, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return nil, fault.Wrap(fault.Unavailable, err, "open ledger")
	}
	if err := createFile(path); err != nil {
		return nil, fault.Wrap(fault.Unavailable, err, "open ledger "+path)
	}
	s := &sqliteStore{path: path}
	if err := s.connect(wait); err != nil {
		return nil, errors.Join(fmt.Errorf("open ledger: %w", err), s.close())
	}
	if err := s.prepare(ctx, wait); err != nil {
		s.close() // the first error is the one that says why
		return nil, fmt.Errorf("open ledger %s: %w", path, err)
	}
	return s, nil
}

func (s *sqliteStore) connect(wait time.Duration) (err error) {
	writing := dsn(s.path, wait, "synchronous(FULL)", "journal_mode(WAL)", writerCache, fmt.Sprintf("wal_autocheckpoint(%d)", foldAtLast))
	if s.writer, err = openPool(writing + "&_txlock=immediate"); err != nil {
		return err
	}
	s.writer.SetMaxOpenConns(1)
	if s.pool, err = openPool(dsn(s.path, wait, "query_only(1)")); err != nil {
		return err
	}
	s.pool.SetMaxOpenConns(readers)
	s.pool.SetMaxIdleConns(readers)
	folding, err := openPool(dsn(s.path, foldWait, "synchronous(FULL)"))
	if err == nil {
		s.log = checkpoint(folding, &s.turns)
	}
	return err
}

// openPool returns a pool of connections that keep their statements.
func openPool(dsn string) (*sql.DB, error) {
	c, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(keeping{c}), nil
}

// prepare connects for the first time and brings the schema up to date. Another
// process that is doing the same at the same moment may get in the way of the
// change to WAL mode, which does not wait as other statements do.
func (s *sqliteStore) prepare(ctx context.Context, wait time.Duration) error {
	patience, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	err := s.writer.PingContext(ctx)
	for busy(err) && patience.Err() == nil {
		pause(patience, 20*time.Millisecond)
		err = s.writer.PingContext(ctx)
	}
	if err == nil {
		err = s.migrate(ctx, goose.DialectSQLite3, s.writer)
	}
	return explain(ctx, err)
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// dsn is the file's address for the driver with the settings that both kinds of
// connection share.
func dsn(path string, wait time.Duration, pragmas ...string) string {
	q := url.Values{"_pragma": append(pragmas,
		fmt.Sprintf("busy_timeout(%d)", max(1, wait.Milliseconds())), "foreign_keys(1)")}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// createFile makes an empty database file that only its owner can read, in a
// folder that only its owner can enter, unless they exist. The file appears
// under its name by a link and is never open in this process meanwhile: closing
// any descriptor of a database file drops the locks that SQLite holds on it.
func createFile(path string) error {
	switch info, err := os.Stat(path); {
	case err == nil && info.Size() > 0 && info.Size() < smallest:
		// SQLite would take it for empty and write over it.
		return fault.New(fault.Unavailable, "%s", trouble[sqlite3.SQLITE_NOTADB][0]).
			WithHint("%s", trouble[sqlite3.SQLITE_NOTADB][1])
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".letterpress-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func (s *sqliteStore) close() error {
	var errs []error
	if s.log != nil {
		errs = append(errs, s.log.close())
	}
	if s.pool != nil {
		errs = append(errs, s.pool.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.Close()) // last, so that it folds the log into the file
	}
	return errors.Join(errs...)
}

func (s *sqliteStore) reader() session { return sqliteReader{s.pool} }

// write runs fn in the one write transaction at a time.
func (s *sqliteStore) write(ctx context.Context, fn func(session) error) error {
	if err := s.take(ctx); err != nil {
		return explain(ctx, err)
	}
	defer s.leave()
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return explain(ctx, err)
	}
	defer tx.Rollback() // after a commit it does nothing
	w := &sqliteTx{tx: tx}
	if err := fn(w); err != nil {
		return err
	}
	if w.lost != nil {
		return w.lost
	}
	defer s.log.committed()
	return explain(ctx, tx.Commit())
}

// probe changes a number in the file's head that means nothing to the ledger: a
// change to what is there already would not be written.
func (s *sqliteStore) probe(ctx context.Context) error {
	return s.write(ctx, func(w session) error {
		n, _, err := one(ctx, w, scanNumber, "PRAGMA user_version")
		if err != nil {
			return err
		}
		_, err = w.exec(ctx, fmt.Sprintf("PRAGMA user_version = %d", 1-n&1))
		return err
	})
}

func scanNumber(r rows) (n int, err error) {
	err = r.Scan(&n)
	return n, err
}

// sqliteTx is the session of a write transaction. After an error SQLite may
// have ended the transaction by itself, and whatever followed would be
// committed at once, statement by statement: so nothing may follow.
type sqliteTx struct {
	tx   *sql.Tx
	lost error
}

func (t *sqliteTx) lose(err error) error {
	if t.lost == nil {
		t.lost = err
	}
	return t.lost
}

// standing says whether the transaction takes another statement.
func (t *sqliteTx) standing(ctx context.Context) error {
	if t.lost == nil && ctx.Err() != nil {
		t.lost = ctx.Err()
	}
	return t.lost
}

// exec runs without the context's cancellation: the driver starts a goroutine a
// statement to watch for it, and statements here take microseconds.
func (t *sqliteTx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	if err := t.standing(ctx); err != nil {
		return 0, err
	}
	r, err := t.tx.ExecContext(context.WithoutCancel(ctx), query, args...)
	if err != nil {
		return 0, t.lose(explain(ctx, err))
	}
	return r.RowsAffected()
}

func (t *sqliteTx) query(ctx context.Context, query string, args ...any) (rows, error) {
	if err := t.standing(ctx); err != nil {
		return nil, err
	}
	r, err := t.tx.QueryContext(context.WithoutCancel(ctx), query, args...)
	if err != nil {
		return nil, t.lose(explain(ctx, err))
	}
	return &sqliteRows{r, ctx, t.lose}, nil
}

// sqliteReader is the session of reads outside of a transaction.
type sqliteReader struct{ pool *sql.DB }

func (r sqliteReader) lose(err error) error { return err }

func (r sqliteReader) exec(context.Context, string, ...any) (int64, error) {
	return 0, fault.New(fault.Internal, "a write outside of a transaction")
}

func (r sqliteReader) query(ctx context.Context, query string, args ...any) (rows, error) {
	list, err := r.pool.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, explain(ctx, err)
	}
	return &sqliteRows{list, ctx, r.lose}, nil
}

// sqliteRows gives the errors of reading on their fault kind.
type sqliteRows struct {
	*sql.Rows
	ctx  context.Context
	lose func(error) error
}

func (r *sqliteRows) Scan(into ...any) error { return r.explain(r.Rows.Scan(into...)) }
func (r *sqliteRows) Err() error             { return r.explain(r.Rows.Err()) }

func (r *sqliteRows) explain(err error) error {
	if err == nil {
		return nil
	}
	return r.lose(explain(r.ctx, err))
}
