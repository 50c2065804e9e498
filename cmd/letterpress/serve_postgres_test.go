package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"letterpress/internal/archive"
	"letterpress/internal/ledger"
	"letterpress/internal/ledger/ledgertest"
)

// elsewhere is a ledger in PostgreSQL and an archive in S3, made for one test.
type elsewhere struct {
	t           *testing.T
	db, archive string
}

func newElsewhere(t *testing.T) elsewhere {
	t.Helper()
	s3 := os.Getenv("LETTERPRESS_TEST_S3")
	if os.Getenv("LETTERPRESS_TEST_POSTGRES") == "" || s3 == "" {
		t.Skip("not tested: PostgreSQL and S3 together; tools/s3server/run tools/postgres/run start them")
	}
	e := elsewhere{t: t, db: ledgertest.Postgres(t)}
	bucket, options, _ := strings.Cut(s3, "?")
	e.archive = strings.TrimRight(bucket, "/") + "/" + strings.ReplaceAll(e.schema(), "_", "-") + "?" + options
	return e
}

func (e elsewhere) flags() []string { return []string{"--db", e.db, "--archive", e.archive} }

// whole checks that n letters, their objects and their pieces are there once.
func (e elsewhere) whole(n int) {
	e.t.Helper()
	book, err := ledger.Open(e.t.Context(), e.db, ledger.Options{NewID: newID})
	if err != nil {
		e.t.Fatal(err)
	}
	defer book.Close()
	store, err := archive.Open(e.t.Context(), e.archive, "")
	if err != nil {
		e.t.Fatal(err)
	}
	count, mailed := 0, 0
	for after := ""; ; {
		list, next, err := book.Letters(e.t.Context(), ledger.Filter{Tenant: "default", Page: ledger.Page{Limit: 1000, After: after}})
		if err != nil {
			e.t.Fatal(err)
		}
		for _, l := range list {
			e.stands(store, l)
			count++
			if l.Piece.ID != "" {
				mailed++
			}
		}
		if after = next; next == "" {
			break
		}
	}
	if count != n {
		e.t.Errorf("%d letters, want %d", count, n)
	}
	if got := e.pieces(book); got != mailed {
		e.t.Errorf("%d pieces of %d letters to mail", got, mailed)
	}
}

// stands checks one letter: made, its object in the archive, mailed if it is to
// be.
func (e elsewhere) stands(store archive.Archive, l ledger.Letter) {
	e.t.Helper()
	if l.State != ledger.Rendered || (l.Piece.ID != "") != (l.Channel == "mail") {
		e.t.Errorf("letter %s is %s and has piece %q", l.ID, l.State, l.Piece.ID)
		return
	}
	data, err := store.Get(e.t.Context(), l.Object)
	if err != nil {
		e.t.Error(err)
		return
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != l.Sum {
		e.t.Errorf("letter %s: the archive has other bytes than the record", l.ID)
	}
}

func (e elsewhere) pieces(book *ledger.Ledger) (n int) {
	e.t.Helper()
	for after := ""; ; {
		list, next, err := book.Pieces(e.t.Context(), ledger.PieceFilter{Tenant: "default", Page: ledger.Page{Limit: 1000, After: after}})
		if err != nil {
			e.t.Fatal(err)
		}
		if n, after = n+len(list), next; next == "" {
			return n
		}
	}
}

// The same with PostgreSQL, S3 and two workers beside the service: all three are
// killed, again and again.
func TestKilledWorkersOnPostgresAreCompleted(t *testing.T) {
	const n, rounds = 2000, 25
	e := newElsewhere(t)
	program, data := binary(t), t.TempDir()
	file, err := os.ReadFile(bulk(t, n))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	rng := rand.New(rand.NewPCG(5, 6))
	key := ""
	for round := range rounds {
		workers := e.workers(program, data, 2)
		s := serve(t, program, data, e.flags()...)
		if s.key != "" {
			key = s.key
		}
		time.AfterFunc(time.Duration(rng.IntN(200))*time.Millisecond, func() { _ = s.cmd.Process.Kill() })
		s.upload(key, bytes.Join(lines[:n*(round+1)/rounds], nil))
		s.kill()
		for _, w := range workers {
			_ = w.Process.Kill()
			_ = w.Wait()
		}
	}
	workers := e.workers(program, data, 2)
	s := serve(t, program, data, e.flags()...)
	s.finish(key, file, n)
	s.stop()
	for _, w := range workers {
		_ = w.Process.Signal(os.Interrupt)
		_ = w.Wait()
	}
	e.whole(n)
}

// workers starts processes that only make letters.
func (e elsewhere) workers(program, data string, n int) (list []*exec.Cmd) {
	e.t.Helper()
	for range n {
		w := exec.Command(program, append([]string{"work", "--data", data}, e.flags()...)...)
		if err := w.Start(); err != nil {
			e.t.Fatal(err)
		}
		list = append(list, w)
	}
	return list
}
