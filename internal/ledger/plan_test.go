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
	keys := where(letterLight, "t")
	keys.in("l.key", []string{"a", "b"})
	history := where(auditList, "t", "id")
	for index, build := range map[string]func() (*filter, error){
		"letter_newest":             Filter{Tenant: "t", Page: next}.query,
		"letter_failed":             Filter{Tenant: "t", State: Failed, Page: next}.query,
		"letter_accepted":           func() (*filter, error) { return unfinished("t", next) },
		"piece_oldest":              PieceFilter{Tenant: "t", Page: next}.query,
		"piece_queued":              PieceFilter{Tenant: "t", State: Queued, Page: next}.query,
		"piece_held":                PieceFilter{Tenant: "t", State: Held, Page: next}.query,
		"sqlite_autoindex_letter_2": func() (*filter, error) { return keys, nil },
		"audit_letter":              func() (*filter, error) { return history, nil },
		"sqlite_autoindex_audit_1":  func() (*filter, error) { return where(auditAll, "t", "a", "b", 1, 10), nil },
	} {
		q, err := build()
		if err != nil {
			t.Fatal(err)
		}
		plan := planOf(t, db, q)
		if !strings.Contains(plan, index+" (") || strings.Contains(plan, "SCAN") ||
			strings.Contains(plan, "TEMP B-TREE") && index != "audit_letter" { // one letter's history is short
			t.Errorf("%s:\n%s", index, plan)
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
