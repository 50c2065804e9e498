package ledger

// Native returns the database itself, *sql.DB for SQLite's writer, for a list
// of work that lives in the same database.
func (l *Ledger) Native() any { return l.store.native() }

// Native returns the transaction itself, *sql.Tx for SQLite, so that a list of
// work can be written in the same one.
func (tx *Tx) Native() any { return tx.s.native() }

// Writers is how many writes the database takes at once and gains by it: SQLite
// takes one at a time, PostgreSQL syncs those together that come together.
func (l *Ledger) Writers() int { return l.store.writers() }

func (s *sqliteStore) writers() int { return 1 }
func (s *sqliteStore) native() any  { return s.writer }
func (t *sqliteTx) native() any     { return t.tx }
func (sqliteReader) native() any    { return nil }
