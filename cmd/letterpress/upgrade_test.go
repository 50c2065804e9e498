package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// newestSchema is the one of this program; testdata/schema has a way back from
// it to each earlier one.
const newestSchema = 4

// A database of every earlier schema, with letters made and letters in flight,
// is brought up to date by the next start: what was made stays, what was in
// flight is made, once.
func TestUpgradeWithLettersInFlight(t *testing.T) {
	program := binary(t)
	for schema := newestSchema - 1; schema >= 1; schema-- {
		t.Run(fmt.Sprintf("SQLite, schema %d", schema), func(t *testing.T) {
			data := t.TempDir()
			path := filepath.Join(data, "letterpress.db")
			n := upgraded(t, program, schema, old{"sqlite", path}, old{"sqlite", filepath.Join(t.TempDir(), "fresh.db")}, data)
			whole(t, data, n)
		})
		t.Run(fmt.Sprintf("PostgreSQL, schema %d", schema), func(t *testing.T) {
			e, fresh := newElsewhere(t), newElsewhere(t)
			e.whole(upgraded(t, program, schema, old{"pgx", e.db}, old{"pgx", fresh.db}, t.TempDir(), e.flags()...))
		})
	}
}

// upgraded leaves letters made and letters in flight in a database that is
// turned back to a schema, starts the service on it, and returns how many
// letters there must be at the end.
func upgraded(t *testing.T, program string, schema int, db, fresh old, data string, flags ...string) int {
	t.Helper()
	const made, n = 20, 60
	file, err := os.ReadFile(bulk(t, n))
	if err != nil {
		t.Fatal(err)
	}
	first := filepath.Join(t.TempDir(), "first.ndjson")
	if err := os.WriteFile(first, []byte(strings.Join(strings.SplitAfter(string(file), "\n")[:made], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	completed(t, exitDone, program, append([]string{"issue", first, "--data", data}, flags...)...)
	s := serve(t, program, data, append(flags, "--only-answer")...)
	if count := s.upload(s.key, file); count["accepted"] != n-made {
		t.Fatalf("%v", count)
	}
	key := s.key
	s.kill()
	db.turnBack(t, schema, fresh)
	s = serve(t, program, data, flags...)
	defer s.kill()
	if keyless := schema < 3; keyless != (s.key != "") {
		t.Errorf("a first key is made: %v", !keyless)
	} else if keyless {
		key = s.key
	}
	s.finish(key, file, n)
	s.stop()
	return n
}

// old is a database that is made as an earlier version had it.
type old struct{ driver, address string }

// turnBack gives the database an earlier schema, and checks that it has what the
// migrations up to there make of an empty one.
func (o old) turnBack(t *testing.T, schema int, fresh old) {
	t.Helper()
	for v := newestSchema - 1; v >= schema; v-- {
		o.run(t, fmt.Sprintf("testdata/schema/back-to-%d.sql", v))
	}
	if schema < 3 {
		// Programs of then kept no list of work. Their letters in flight are older
		// than those that may still be with who accepted them.
		o.forgetWork(t)
		o.exec(t, "UPDATE letter SET accepted_at = accepted_at - 600000000")
	}
	for v := 1; v <= schema; v++ {
		names, err := filepath.Glob(fmt.Sprintf("../../internal/ledger/migrations/%05d_*.sql", v))
		if err != nil || len(names) != 1 {
			t.Fatal(names, err)
		}
		fresh.run(t, names[0])
	}
	if got, want := o.shape(t), fresh.shape(t); !slices.Equal(got, want) {
		t.Fatalf("schema %d was turned back to\n%q\nand was\n%q", schema, got, want)
	}
}

// forgetWork drops everything of the list of work.
func (o old) forgetWork(t *testing.T) {
	t.Helper()
	for _, table := range o.list(t, tablesOf[o.driver]) {
		if strings.HasPrefix(table, "river_") {
			o.exec(t, "DROP TABLE "+table+cascade[o.driver])
		}
	}
	if o.driver == "pgx" {
		o.exec(t, "DROP TYPE river_job_state CASCADE")
	}
}

var (
	tablesOf = map[string]string{
		"sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
		"pgx":    "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
	}
	cascade   = map[string]string{"pgx": " CASCADE"}
	columnsOf = map[string]string{
		"sqlite": "SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || coalesce(c.dflt_value, '') FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
		"pgx": "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(column_default, '') FROM information_schema.columns" +
			" WHERE table_schema = current_schema()",
	}
	indexesOf = map[string]string{
		"sqlite": "SELECT tbl_name || ' by ' || name FROM sqlite_master WHERE type = 'index'",
		"pgx":    "SELECT tablename || ' by ' || indexname FROM pg_indexes WHERE schemaname = current_schema()",
	}
)

// shape is the columns and indexes of the ledger's own tables.
func (o old) shape(t *testing.T) (list []string) {
	t.Helper()
	for _, s := range append(o.list(t, columnsOf[o.driver]), o.list(t, indexesOf[o.driver])...) {
		if !strings.HasPrefix(s, "river_") && !strings.HasPrefix(s, "goose_") && !strings.HasPrefix(s, "sqlite_") {
			list = append(list, s)
		}
	}
	slices.Sort(list)
	return list
}

func (o old) run(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	o.exec(t, string(text))
}

func (o old) exec(t *testing.T, statements string) {
	t.Helper()
	o.with(t, func(db *sql.DB) error {
		for s := range strings.SplitSeq(statements, ";\n") {
			if strings.TrimSpace(s) == "" {
				continue
			}
			if _, err := db.Exec(s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
}

func (o old) list(t *testing.T, query string) (list []string) {
	t.Helper()
	o.with(t, func(db *sql.DB) error {
		rows, err := db.Query(query)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var s string
			if err := rows.Scan(&s); err != nil {
				return err
			}
			list = append(list, s)
		}
		return rows.Err()
	})
	return list
}

func (o old) with(t *testing.T, use func(*sql.DB) error) {
	t.Helper()
	db, err := sql.Open(o.driver, o.address)
	if err == nil {
		err = use(db)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
