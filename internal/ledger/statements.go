package ledger

import (
	"context"
	"database/sql/driver"
	"strings"
)

// keeping opens connections that keep the statements they compile, as PostgreSQL's
// do: to compile one takes SQLite longer than to run it for a letter, and the queue
// of jobs asks by text each time.
type keeping struct{ driver.Connector }

// Connect implements driver.Connector.
func (k keeping) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := k.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	conn, ok := c.(connection)
	if !ok {
		return c, nil // of a driver that keeps nothing
	}
	return &keeper{connection: conn, idle: make(map[string]statement)}, nil
}

// connection and statement are what database/sql asks of a modern driver.
type (
	connection interface {
		driver.Conn
		driver.ConnBeginTx
		driver.ConnPrepareContext
		driver.Pinger
		driver.SessionResetter
		driver.Validator
	}
	statement interface {
		driver.Stmt
		driver.StmtExecContext
		driver.StmtQueryContext
	}
)

// keeper is a connection and its compiled statements. Like any driver.Conn it has
// one user at a time. A statement in use is not among the idle ones, so that a
// query within the rows of the same query gets one of its own.
type keeper struct {
	connection
	idle map[string]statement
}

// mostKept is how many statements a connection keeps: more than the ledger and
// the queue have. Text that is made for the occasion starts it afresh.
const mostKept = 200

// ExecContext implements driver.ExecerContext.
func (k *keeper) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	st, err := k.take(ctx, query)
	if err != nil {
		return nil, err
	}
	r, err := st.ExecContext(ctx, args)
	k.put(query, st, err)
	return r, err
}

// QueryContext implements driver.QueryerContext.
func (k *keeper) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	st, err := k.take(ctx, query)
	if err != nil {
		return nil, err
	}
	r, err := st.QueryContext(ctx, args)
	if err != nil {
		k.put(query, st, err)
		return nil, err
	}
	return &keptRows{Rows: r, close: func(err error) { k.put(query, st, err) }}, nil
}

// Close implements driver.Conn.
func (k *keeper) Close() error {
	k.drop()
	return k.connection.Close()
}

func (k *keeper) take(ctx context.Context, query string) (statement, error) {
	if st, ok := k.idle[query]; ok {
		delete(k.idle, query)
		return st, nil
	}
	st, err := k.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.(statement), nil
}

// put ends the use of a statement. One that failed is not used again.
func (k *keeper) put(query string, st statement, err error) {
	if _, twice := k.idle[query]; twice || err != nil || !lasting(query) {
		st.Close() // its error, if any, is the one that it failed with
		return
	}
	if len(k.idle) >= mostKept {
		k.drop()
	}
	k.idle[query] = st
}

func (k *keeper) drop() {
	for _, st := range k.idle {
		st.Close()
	}
	clear(k.idle)
}

// longest is how long a text may be that is kept: lists of ids make many long
// ones, each of its own length and of tens of kilobytes once compiled.
const longest = 2 << 10

// lasting reports whether it pays to keep a statement. SQLite compiles pragmas
// again by itself.
func lasting(query string) bool {
	const pragma = "PRAGMA"
	return len(query) <= longest && (len(query) < len(pragma) || !strings.EqualFold(query[:len(pragma)], pragma))
}

// keptRows gives a statement back when its rows are read.
type keptRows struct {
	driver.Rows
	close func(error)
}

// Close implements driver.Rows.
func (r *keptRows) Close() error {
	err := r.Rows.Close()
	if r.close != nil {
		r.close(err)
		r.close = nil
	}
	return err
}
