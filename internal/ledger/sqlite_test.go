package ledger_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

func TestSQLite(t *testing.T) {
	conformance(t, func(t testing.TB) func() *ledger.Ledger {
		path := newFile(t)
		return func() *ledger.Ledger { return openSQLite(t, path) }
	})
}

func open(path string, wait time.Duration) (*ledger.Ledger, error) {
	return ledger.Open(context.Background(), path, ledger.Options{NewID: newID, Wait: wait})
}

// raw opens the file beside the ledger, to look and to break things.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestOpenURL(t *testing.T) {
	t.Chdir(t.TempDir())
	for url, file := range map[string]string{
		"":                     ledger.DefaultPath,
		"one.db":               "one.db",
		"sqlite:deep/er/two.d": "deep/er/two.d",
		"odd ?#%41&'é.db":      "odd ?#%41&'é.db",
		":memory:":             ":memory:",
		"sqlite://three.db":    "three.db",
	} {
		d := desk{t, openSQLite(t, url)}
		d.issued("t", "k")
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%q: %v", url, err)
		}
	}
	for _, url := range []string{"sqlite:", "mysql://user:secret@host/db", "postgres://user:secret@host:port/db", "s3://bucket", "sqlite://"} {
		_, err := open(url, 0)
		wantKind(t, err, fault.Usage)
		if strings.Contains(err.Error(), "secret") {
			t.Error("the error repeats a password")
		}
	}
	if _, err := ledger.Open(context.Background(), "x.db", ledger.Options{}); err == nil {
		t.Error("a ledger without a source of ids")
	}
}

// The file holds requests, so only its owner may read it, whatever the umask.
func TestFileModes(t *testing.T) {
	path := newFile(t)
	desk{t, openSQLite(t, path)}.issued("t", "k")
	for name, want := range map[string]fs.FileMode{
		filepath.Dir(path): 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(name), got, want)
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestReopen(t *testing.T) {
	path := newFile(t)
	first, err := open(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	l := desk{t, first}.issued("t", "k")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Letter(context.Background(), "t", l.ID); err == nil {
		t.Error("a closed ledger answers")
	}
	if got := (desk{t, openSQLite(t, path)}).accept(sample("t", "k")); got.Outcome != ledger.Repeat {
		t.Errorf("after reopening the key gives %+v", got)
	}
}

// Every way in which a file is not a whole ledger ends in one clear sentence.
func TestOpenDamaged(t *testing.T) {
	whole := newFile(t)
	made, err := open(whole, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		desk{t, made}.accept(sample("t", fmt.Sprint(i)))
	}
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"text":         []byte(strings.Repeat("not a database\n", 1000)),
		"a line":       []byte("x"),
		"half":         good[:len(good)/2],
		"first page":   good[:4096],
		"a header":     good[:100],
		"zeros inside": append(bytes.Clone(good[:4096]), make([]byte, len(good)-4096)...),
	} {
		path := filepath.Join(t.TempDir(), "l.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := open(path, 0)
		if err == nil {
			l.Close()
		}
		wantKind(t, err, fault.Unavailable)
		if err != nil && (fault.HintOf(err) == "" || !strings.Contains(err.Error(), path)) {
			t.Errorf("%s: %v, hint %q", name, err, fault.HintOf(err))
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
			t.Errorf("%s: the file was changed, %v", name, err)
		}
	}
}

func TestOpenNoFile(t *testing.T) {
	dir := t.TempDir()
	_, err := open(dir, 0) // a folder
	wantKind(t, err, fault.Unavailable)
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = open(filepath.Join(plain, "l.db"), 0) // a file where a folder should be
	wantKind(t, err, fault.Unavailable)
}

func TestOpenNewer(t *testing.T) {
	path := newFile(t)
	l, err := open(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := raw(t, path).Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"); err != nil {
		t.Fatal(err)
	}
	_, err = open(path, 0)
	wantKind(t, err, fault.Unavailable)
	if err != nil && !strings.Contains(err.Error(), "9999") {
		t.Errorf("the error does not name the schema: %v", err)
	}
}

// Handles that open a new file at the same moment find one whole schema.
func TestOpenAtOnce(t *testing.T) {
	path := newFile(t)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			l, err := open(path, 0)
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			if _, err := l.Accept(context.Background(), noon, []ledger.Letter{sample("t", newID())}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	list, _, err := openSQLite(t, path).Letters(context.Background(), ledger.Filter{Tenant: "t"})
	if err != nil || len(list) != 8 {
		t.Errorf("%d letters, error %v, want 8", len(list), err)
	}
}

// A write that another process does not let in is refused after its wait and
// works once the other is done; reading works all the while.
func TestHeldByAnother(t *testing.T) {
	path := newFile(t)
	other := openSQLite(t, path)
	mine, err := open(path, 30*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer mine.Close()
	ctx := context.Background()
	if err := other.Write(ctx, func(*ledger.Tx) error {
		_, err := mine.Accept(ctx, noon, []ledger.Letter{sample("t", "k")})
		wantKind(t, err, fault.Unavailable)
		if _, _, err := mine.Letters(ctx, ledger.Filter{Tenant: "t"}); err != nil {
			t.Error(err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	desk{t, mine}.issued("t", "k")
}

// A ledger whose tables someone has dropped or changed fails as a whole and
// does not pretend to have recorded anything.
func TestTablesGone(t *testing.T) {
	path := newFile(t)
	l := openSQLite(t, path)
	if _, err := raw(t, path).Exec("DROP TABLE audit"); err != nil {
		t.Fatal(err)
	}
	_, err := l.Accept(context.Background(), noon, []ledger.Letter{sample("t", "k")})
	if err == nil {
		t.Fatal("accepted without an audit record")
	}
	found, err := l.Find(context.Background(), "t", []string{letterID("t", "k")})
	if err != nil || len(found) != 0 {
		t.Errorf("found %v, %v", found, err)
	}
}

// The schema itself refuses what the code must never ask for.
func TestConstraints(t *testing.T) {
	path := newFile(t)
	d := desk{t, openSQLite(t, path)}
	queued, mailed := d.issued("t", "queued"), d.pieceIn(ledger.Mailed)
	db := raw(t, path)
	piece := func(id string, letter ledger.Letter, reprint int, state, reason string, batch any) error {
		_, err := db.Exec(`INSERT INTO piece (id, tenant, letter, reprint, state, reason, batch, queued_at, changed_at)
			VALUES ($1, 't', $2, $3, $4, $5, $6, 1, 1)`, id, letter.ID, reprint, state, reason, batch)
		return err
	}
	letter := func(set string) error {
		_, err := db.Exec(`UPDATE letter SET `+set+` WHERE id = $1`, queued.ID)
		return err
	}
	for name, err := range map[string]error{
		"a second first piece":         piece("x1", mailed, 0, "queued", "", nil),
		"a second waiting piece":       piece("x2", queued, 1, "queued", "", nil),
		"a piece of no letter":         piece("x3", ledger.Letter{ID: "none"}, 0, "queued", "", nil),
		"held without a reason":        piece("x4", mailed, 1, "held", "", nil),
		"queued in a batch":            piece("x5", mailed, 1, "queued", "", "b"),
		"mailed without a batch":       piece("x6", mailed, 1, "mailed", "", nil),
		"a state of a piece":           piece("x7", mailed, 1, "lost", "", nil),
		"a state of a letter":          letter("state = 'lost'"),
		"rendered without bytes":       letter("sum = ''"),
		"retryable without a failure":  letter("retryable = TRUE"),
		"a key twice":                  letter("key = (SELECT key FROM letter WHERE id = '" + mailed.ID + "')"),
		"fewer than no pages":          letter("pages = -1"),
		"a channel that nobody offers": letter("channel = 'pigeon'"),
	} {
		if err == nil || !strings.Contains(err.Error(), "constraint") {
			t.Errorf("%s: %v, want a constraint to refuse it", name, err)
		}
	}
	if err := piece("reprint", mailed, 1, "queued", "", nil); err != nil {
		t.Fatalf("a reprint: %v", err)
	}
	if got := d.letter(mailed); got.Piece.ID != "reprint" || got.Status() != "queued" {
		t.Errorf("the latest piece is %+v", got.Piece)
	}
	found, err := d.Find(context.Background(), "t", []string{mailed.ID})
	if err != nil || found[mailed.Key].Piece.ID != "reprint" {
		t.Errorf("the latest piece in a list is %+v, %v", found[mailed.Key].Piece, err)
	}
	wantKind(t, d.Void(context.Background(), noon, "t", mailed.ID, "x"), fault.Conflict)
}

// What has no room on disk is refused as a whole, what was acknowledged stays,
// and the same open ledger goes on when there is room again.
func TestDiskFull(t *testing.T) {
	small := os.Getenv("LETTERPRESS_TEST_SMALLFS")
	if small == "" {
		t.Skip("not tested: a full disk; LETTERPRESS_TEST_SMALLFS names no folder in which ledger/ is a file system of a few MB")
	}
	dir, err := os.MkdirTemp(filepath.Join(small, "ledger"), "t-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	filler := filepath.Join(dir, "filler")
	d := desk{t, openSQLite(t, filepath.Join(dir, "l.db"))}
	if err := os.WriteFile(filler, make([]byte, 512<<10), 0o600); err != nil {
		t.Fatal(err)
	}

	acknowledged, refused := fillDisk(t, d)
	wantKind(t, d.Fail(context.Background(), noon, "t", acknowledged[0].ID, strings.Repeat("long ", 1<<19), true), fault.Unavailable)
	d.wantAll(acknowledged, refused)
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	out, err := d.Accept(context.Background(), noon, refused)
	d.must(err)
	for _, a := range out {
		if a.Outcome != ledger.Fresh {
			t.Errorf("a refused letter left something: %+v", a)
		}
	}
	d.must(d.record(rendering(refused[0])).Err)
	again := desk{t, openSQLite(t, filepath.Join(dir, "l.db"))}
	again.wantAll(append(acknowledged, refused...), nil)
}

// fillDisk accepts chunks until one is refused.
func fillDisk(t *testing.T, d desk) (acknowledged, refused []ledger.Letter) {
	t.Helper()
	for c := range 10_000 {
		var chunk []ledger.Letter
		for i := range 10 {
			l := sample("t", fmt.Sprintf("k%05d-%d", c, i))
			l.Request = []byte(`"` + strings.Repeat("x", 2000) + `"`)
			chunk = append(chunk, l)
		}
		_, err := d.Accept(context.Background(), noon, chunk)
		if err != nil {
			wantKind(t, err, fault.Unavailable)
			if fault.HintOf(err) == "" {
				t.Errorf("no hint: %v", err)
			}
			return acknowledged, chunk
		}
		acknowledged = append(acknowledged, chunk...)
	}
	t.Fatal("the file system is not small")
	return nil, nil
}

// wantAll checks that the letters in there are there, with their audit records,
// and those out of there are not.
func (d desk) wantAll(in, out []ledger.Letter) {
	d.t.Helper()
	for _, l := range in {
		if got, err := d.Letter(context.Background(), l.Tenant, l.ID); err != nil || !bytes.Equal(got.Request, l.Request) {
			d.t.Fatal("an acknowledged letter is lost", err)
		}
		if h := d.history(l.Tenant, l.ID); len(h) == 0 || h[0] != "letter.accepted" {
			d.t.Fatal("an acknowledged letter has no audit record")
		}
	}
	for _, l := range out {
		_, err := d.Letter(context.Background(), l.Tenant, l.ID)
		wantKind(d.t, err, fault.NotFound)
	}
}
