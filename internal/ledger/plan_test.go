package ledger

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// No list walks through a whole table or sorts it, however many letters there
// are: each is read along an index, from the cursor on.
func TestPlans(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	l, err := Open(context.Background(), path, Options{NewID: func() string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()

	next := Page{After: "1.x"}
	pieces := where(pieceList, "t")
	pieces.exactly("p.letter", "id")
	fixed := func(q *filter) func() (*filter, error) { return func() (*filter, error) { return q, nil } }
	for _, c := range []struct {
		along string
		build func() (*filter, error)
	}{
		{"letter_newest (tenant=? AND (accepted_at,id)<(?,?))", Filter{Tenant: "t", Page: next}.query},
		{"letter_failed (tenant=? AND (accepted_at,id)<(?,?))", Filter{Tenant: "t", State: Failed, Page: next}.query},
		{"letter_accepted (tenant=? AND (accepted_at,id)>(?,?))", func() (*filter, error) { return unfinished("t", next) }},
		{"piece_oldest (tenant=? AND (queued_at,id)>(?,?))", PieceFilter{Tenant: "t", Page: next}.query},
		{"piece_queued (tenant=? AND (queued_at,id)>(?,?))", PieceFilter{Tenant: "t", State: Queued, Page: next}.query},
		{"piece_held (tenant=? AND (queued_at,id)>(?,?))", PieceFilter{Tenant: "t", State: Held, Page: next}.query},
		{"sqlite_autoindex_piece_2 (letter=?)", fixed(pieces)},
		{"sqlite_autoindex_letter_1 (id=?)", fixed(byID(fullByID, "t", make([]string, 1)))},
		{"sqlite_autoindex_letter_1 (id=?)", fixed(byID(lightByID, "t", make([]string, 200)))},
		{"audit_letter (letter=?)", fixed(where(auditList, "t", "id"))},
		{"sqlite_autoindex_audit_1 (id>?)", fixed(where(auditAll, "t", "a", "b", 1, 10))},
	} {
		q, err := c.build()
		if err != nil {
			t.Fatal(err)
		}
		plan := planOf(t, db, q)
		few := strings.Contains(c.along, "(letter=?)") || strings.Contains(c.along, "(id=?)") // may be sorted
		if !strings.Contains(plan, c.along) || strings.Contains(plan, "SCAN") || strings.Contains(plan, "TEMP B-TREE") && !few {
			t.Errorf("%s:\n%s", c.along, plan)
		}
	}
}

func planOf(t *testing.T, db *sql.DB, q *filter) string {
	t.Helper()
	r, err := db.Query("EXPLAIN QUERY PLAN "+q.text.String(), q.args...)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var plan strings.Builder
	for r.Next() {
		var id, parent, unused int
		var step string
		if err := r.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		plan.WriteString(step + "\n")
	}
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return plan.String()
}
