package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"letterpress/internal/ledger"
	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

// binary builds the program and returns its path.
func binary(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letterpress")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return path
}

// bulk writes n made requests, a line each, and returns the file.
func bulk(t testing.TB, n int) string {
	t.Helper()
	var b bytes.Buffer
	for i := range n {
		b.Write(presstest.Request(1, i))
		b.WriteByte('\n')
	}
	path := filepath.Join(t.TempDir(), "bulk.ndjson")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// completed runs the program to its end and returns what it printed.
func completed(t testing.TB, want int, program string, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Stderr = &o, &e
	if err := cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != want {
		t.Fatalf("%v, want exit code %d\n%s%s", err, want, o.String(), e.String())
	}
	return o.String(), e.String()
}

// A run that is killed at any moment, as often as it may be, is completed by
// running it again: nothing is lost and nothing is there twice.
func TestKilledRunsAreCompleted(t *testing.T) {
	const n, rounds = 500, 30
	program, data := binary(t), t.TempDir()
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range rounds {
		requests := bulk(t, n*(round+1)/rounds) // each round has something new to do
		cmd := exec.Command(program, "issue", requests, "--data", data)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.IntN(150)) * time.Millisecond)
		_ = cmd.Process.Kill() // it may have ended by itself
		_ = cmd.Wait()
		answered(t, data)
	}
	out, _ := completed(t, exitDone, program, "issue", bulk(t, n), "--data", data, "--json")
	if got := strings.Count(out, "\n"); got != n {
		t.Errorf("%d answers to %d requests", got, n)
	}
	whole(t, data, n)
}

// answered checks what a killed run left: what the ledger says is rendered must
// be in the archive, whole.
func answered(t *testing.T, data string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(data, "letterpress.db")); errors.Is(err, fs.ErrNotExist) {
		return // killed before it began
	}
	for _, l := range letters(t, data) {
		if l.State == ledger.Rendered {
			holds(t, data, l)
		}
	}
}

// whole checks that n letters, their PDFs and their pieces are there once each.
func whole(t *testing.T, data string, n int) {
	t.Helper()
	list := letters(t, data)
	if len(list) != n {
		t.Errorf("%d letters, want %d", len(list), n)
	}
	mailed := 0
	for _, l := range list {
		if l.State != ledger.Rendered {
			t.Errorf("letter %s is %s", l.ID, l.State)
		}
		if l.Channel == "mail" {
			mailed++
		}
		if (l.Piece.ID != "") != (l.Channel == "mail") {
			t.Errorf("letter %s goes by %s and has piece %q", l.ID, l.Channel, l.Piece.ID)
		}
		holds(t, data, l)
	}
	if got := len(pieces(t, data)); got != mailed {
		t.Errorf("%d pieces for %d letters to mail", got, mailed)
	}
	if got := pdfs(t, data); got != n {
		t.Errorf("%d PDFs, want %d", got, n)
	}
}

// holds checks that the archive has the bytes on record.
func holds(t *testing.T, data string, l ledger.Letter) {
	t.Helper()
	pdf, err := os.ReadFile(filepath.Join(data, "archive", filepath.FromSlash(l.Object)))
	if err != nil {
		t.Error(err)
		return
	}
	if sum := sha256.Sum256(pdf); hex.EncodeToString(sum[:]) != l.Sum {
		t.Errorf("letter %s: the archive has other bytes than the record", l.ID)
	}
}

func letters(t *testing.T, data string) []ledger.Letter {
	t.Helper()
	return everything(t, data, func(b *ledger.Ledger, p ledger.Page) ([]ledger.Letter, string, error) {
		return b.Letters(t.Context(), ledger.Filter{Tenant: "default", Page: p})
	})
}

func pieces(t *testing.T, data string) []ledger.Piece {
	t.Helper()
	return everything(t, data, func(b *ledger.Ledger, p ledger.Page) ([]ledger.Piece, string, error) {
		return b.Pieces(t.Context(), ledger.PieceFilter{Tenant: "default", Page: p})
	})
}

// everything reads a list to its end, from a ledger that nobody else has open.
func everything[T any](t *testing.T, data string, read func(*ledger.Ledger, ledger.Page) ([]T, string, error)) []T {
	t.Helper()
	b, err := ledger.Open(t.Context(), filepath.Join(data, "letterpress.db"), ledger.Options{NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var all []T
	for after := ""; ; {
		list, next, err := read(b, ledger.Page{Limit: 1000, After: after})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
		if next == "" {
			return all
		}
		after = next
	}
}

func pdfs(t *testing.T, data string) (n int) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(data, "archive"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".pdf" {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// An interrupt ends the run at once and cleanly; the letters that were told of
// stand, and the same command completes it.
func TestInterruptedRunIsCompleted(t *testing.T) {
	const n = 1200
	program, requests, data := binary(t), bulk(t, n), t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "issue", requests, "--data", data, "--json")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	told := 0
	for lines.Scan() {
		var o press.Outcome
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			t.Fatalf("%v: %s", err, lines.Text())
		}
		if !o.Done() {
			t.Errorf("told of as %s", o.Status)
		}
		if told++; told == 1 {
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Fatalf("exit code %d\n%s", code, errs.String())
	}
	if told == n {
		t.Fatal("the run ended before the interrupt reached it")
	}
	for _, want := range []string{"error: interrupted\n", "next: type the same command again"} {
		if !strings.Contains(errs.String(), want) {
			t.Errorf("no %q in:\n%s", want, errs.String())
		}
	}
	if done := letters(t, data); len(done) < told {
		t.Errorf("%d letters were told of, %d stand", told, len(done))
	}
	completed(t, exitDone, program, "issue", requests, "--data", data)
	whole(t, data, n)
}
