package ledger_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/ledger/ledgertest"
)

// A copy is of one moment: made while another goes on to write, it holds all
// that was acknowledged before it, and of each transaction everything or nothing.
func TestBackup(t *testing.T) {
	path := newFile(t)
	d, other := desk{t, openSQLite(t, path)}, desk{t, openSQLite(t, path)}
	for i := range 50 {
		d.issued("t", fmt.Sprint("before-", i))
	}
	stop, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				other.issued("t", fmt.Sprint("meanwhile-", i))
			}
		}
	}()
	to := filepath.Join(t.TempDir(), "copy.db")
	err := d.Backup(context.Background(), to)
	close(stop)
	<-ended
	d.must(err)
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy is %v, %v", info, err)
	}
	var verdict string
	d.must(raw(t, to).QueryRow("PRAGMA integrity_check").Scan(&verdict))
	if verdict != "ok" {
		t.Error(verdict)
	}
	copied := desk{t, openSQLite(t, to)}
	for i := range 50 {
		if got := copied.letter(sample("t", fmt.Sprint("before-", i))); got.State != ledger.Rendered {
			t.Errorf("letter %d of before is %s", i, got.State)
		}
	}
	copied.issued("t", "after") // it can be worked with
}

func TestBackupRefuses(t *testing.T) {
	d := desk{t, openSQLite(t, newFile(t))}
	taken := filepath.Join(t.TempDir(), "taken")
	d.must(os.WriteFile(taken, []byte("something"), 0o600))
	wantKind(t, d.Backup(context.Background(), taken), fault.Usage)
	if data, err := os.ReadFile(taken); string(data) != "something" {
		t.Errorf("the file that was there is %q, %v", data, err)
	}
	missing := filepath.Join(t.TempDir(), "missing", "copy.db")
	wantKind(t, d.Backup(context.Background(), missing), fault.Unavailable)
	stopped, stop := context.WithCancel(context.Background())
	stop()
	dir := t.TempDir()
	if err := d.Backup(stopped, filepath.Join(dir, "copy.db")); err == nil {
		t.Error("a copy that was stopped is there")
	}
	if left, err := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestBackupOfPostgres(t *testing.T) {
	d := desk{t, openSQLite(t, ledgertest.Postgres(t))}
	wantKind(t, d.Backup(context.Background(), filepath.Join(t.TempDir(), "copy.db")), fault.Usage)
}
