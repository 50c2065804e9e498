package ledger

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"modernc.org/sqlite"
)

// counting is a source of connections that counts what they compile.
type counting struct {
	driver.Connector
	compiled map[string]int
}

type counter struct {
	connection
	compiled map[string]int
}

func (c counting) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return counter{conn.(connection), c.compiled}, nil
}

func (c counter) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	c.compiled[query]++
	return c.connection.PrepareContext(ctx, query)
}

// kept opens a database of one connection that keeps its statements.
func kept(t *testing.T) (*sql.DB, map[string]int) {
	t.Helper()
	c, err := sqlite.NewConnector("file:" + filepath.Join(t.TempDir(), "kept.db"))
	if err != nil {
		t.Fatal(err)
	}
	compiled := make(map[string]int)
	db := sql.OpenDB(keeping{counting{c, compiled}})
	db.SetMaxOpenConns(1)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	run(t, db, "CREATE TABLE a (n INTEGER PRIMARY KEY)")
	return db, compiled
}

func run(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatal(err)
	}
}

func TestStatementsAreCompiledOnce(t *testing.T) {
	db, compiled := kept(t)
	const insert, count = "INSERT INTO a VALUES (?)", "SELECT count(*) FROM a"
	long := "DELETE FROM a WHERE n IN (-1" + strings.Repeat(", -1", longest/4) + ")"
	for i := range 5 {
		run(t, db, insert, i)
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		var n int
		if err := tx.QueryRow(count).Scan(&n); err != nil || n != i+1 {
			t.Errorf("%d rows, want %d (%v)", n, i+1, err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		run(t, db, "pragma user_version = 1")
		run(t, db, long)
	}
	if compiled[insert] != 1 || compiled[count] != 1 || compiled["pragma user_version = 1"] != 5 || compiled[long] != 5 {
		t.Errorf("compiled %v", compiled)
	}
}

// The rows of a query stay whole while the same query is asked again in the same
// transaction.
func TestStatementWithinItself(t *testing.T) {
	db, _ := kept(t)
	run(t, db, "INSERT INTO a VALUES (1), (2), (3)")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	const query = "SELECT n FROM a WHERE n >= ? ORDER BY n"
	ask := func(from int) *sql.Rows {
		rows, err := tx.Query(query, from)
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	var got string
	for outer := ask(1); outer.Next(); {
		var n int
		if err := outer.Scan(&n); err != nil {
			t.Fatal(err)
		}
		got += fmt.Sprint(n, ":")
		for inner := ask(n); inner.Next(); {
			var m int
			if err := inner.Scan(&m); err != nil {
				t.Fatal(err)
			}
			got += fmt.Sprint(m)
		}
		got += " "
	}
	if want := "1:123 2:23 3:3 "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A failure, a change of the schema and many other statements between do a kept
// statement no harm.
func TestStatementsOutliveTrouble(t *testing.T) {
	db, compiled := kept(t)
	const insert, all = "INSERT INTO a (n) VALUES (?)", "SELECT * FROM a"
	width := func() int {
		rows, err := db.Query(all)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		cols, err := rows.Columns()
		if err != nil || !rows.Next() {
			t.Fatal("no row: ", err)
		}
		return len(cols)
	}
	run(t, db, insert, 1)
	if _, err := db.Exec(insert, 1); err == nil {
		t.Error("the same key went in twice")
	}
	run(t, db, insert, 2)
	if compiled[insert] != 2 {
		t.Errorf("compiled %d times, want again after the failure", compiled[insert])
	}
	width()
	run(t, db, "ALTER TABLE a ADD COLUMN b TEXT")
	if n := width(); n != 2 {
		t.Errorf("%d columns after the change", n)
	}
	for i := range 2 * mostKept {
		run(t, db, fmt.Sprintf("DELETE FROM a WHERE n = %d", 100+i))
	}
	run(t, db, insert+" ", 3) // of its own
	if n := width(); n != 2 {
		t.Errorf("%d columns at last", n)
	}
}

// Readers who give up in the middle leave no statement behind that still reads:
// it would keep the log from being begun afresh.
func TestReadersWhoGiveUp(t *testing.T) {
	s, err := openSQLite(context.Background(), filepath.Join(t.TempDir(), "letterpress.db"), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	const many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 3000) SELECT i, (SELECT count(*) FROM letter) FROM n"
	var all sync.WaitGroup
	for g := range 2 * readers {
		all.Go(func() {
			for i := range 30 {
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(g*i)*20*time.Microsecond)
				if rows, err := s.pool.QueryContext(ctx, many); err == nil {
					for n := 0; n < i && rows.Next(); n++ {
					}
					cancel()
					rows.Close()
				}
				cancel()
			}
		})
	}
	for range 20 {
		if err := s.probe(context.Background()); err != nil {
			t.Error(err)
		}
	}
	all.Wait()
	var busy, pages, folded int
	if err := s.writer.QueryRow("PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &folded); err != nil || busy != 0 {
		t.Errorf("somebody still reads: busy %d, %d of %d pages folded, %v", busy, folded, pages, err)
	}
	var rows int
	if err := s.pool.QueryRow("SELECT count(*) FROM (" + many + ")").Scan(&rows); err != nil || rows != 3000 {
		t.Errorf("%d rows, %v", rows, err)
	}
}
