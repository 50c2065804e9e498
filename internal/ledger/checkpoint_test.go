package ledger

import (
	"context"
	"path/filepath"
	"testing"
	"time"
)

// A log that has grown long is folded into the file without a commit that waits
// for it, and begun afresh.
func TestLogIsFolded(t *testing.T) {
	ctx := context.Background()
	s, err := openSQLite(ctx, filepath.Join(t.TempDir(), "letterpress.db"), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	put := func(query string, args ...any) {
		t.Helper()
		err := s.write(ctx, func(w session) error { _, err := w.exec(ctx, query, args...); return err })
		if err != nil {
			t.Fatal(err)
		}
	}
	log := func() (pages, folded int) {
		t.Helper()
		var busy int
		if err := s.pool.QueryRow("PRAGMA wal_checkpoint(NOOP)").Scan(&busy, &pages, &folded); err != nil {
			t.Fatal(err)
		}
		return pages, folded
	}
	put("CREATE TABLE filler (content BLOB)")
	const pageSize = 4096
	put("INSERT INTO filler VALUES (zeroblob(?))", (foldFrom+500)*pageSize)
	for limit := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		pages, folded := log()
		if pages == folded {
			break
		}
		if time.Now().After(limit) {
			t.Fatalf("%d of %d pages folded after a minute", folded, pages)
		}
	}
	put("DELETE FROM filler")
	if pages, _ := log(); pages >= foldFrom {
		t.Errorf("the log goes on at %d pages", pages)
	}
}

// Opening, a little work and closing leave no log behind.
func TestLogIsGoneAfterClose(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letterpress.db")
	s, err := openSQLite(context.Background(), path, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.probe(context.Background()); err != nil {
		t.Error(err)
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
