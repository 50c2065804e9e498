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

// While somebody reads from before, as a backup does, the log cannot be folded:
// the writers are not held up for it at each commit.
func TestLongReaderHoldsUpNobody(t *testing.T) {
	ctx := context.Background()
	s, err := openSQLite(ctx, filepath.Join(t.TempDir(), "letterpress.db"), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	if err := s.log.close(); err != nil { // the test takes its steps itself
		t.Fatal(err)
	}
	folding, err := openPool(dsn(s.path, foldWait, "synchronous(FULL)"))
	if err != nil {
		t.Fatal(err)
	}
	defer folding.Close()
	reader, err := s.pool.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := reader.QueryRow("SELECT count(*) FROM letter").Scan(&n); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"CREATE TABLE filler (content BLOB)", "INSERT INTO filler VALUES (zeroblob(20000000))"} {
		if err := s.write(ctx, func(w session) error { _, err := w.exec(ctx, query); return err }); err != nil {
			t.Fatal(err)
		}
	}
	var turn turns
	c := &checkpointer{db: folding, turns: &turn}
	if err := turn.take(ctx); err != nil { // whoever asks for a turn waits for good
		t.Fatal(err)
	}
	end, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if c.foldAll(end); end.Err() != nil {
		t.Error("the checkpointer asks for a turn that gains nothing")
	}
	if err := reader.Rollback(); err != nil {
		t.Fatal(err)
	}
	turn.leave()
	c.foldAll(ctx)
	if left, ok := c.fold("NOOP"); !ok || left != 0 {
		t.Errorf("%d pages are left without the reader", left)
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
