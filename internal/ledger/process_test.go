package ledger_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"letterpress/internal/ledger"
)

// The test binary runs itself as another process on the same file; roleVar says
// as what.
const (
	roleVar = "LETTERPRESS_TEST_ROLE"
	pathVar = "LETTERPRESS_TEST_PATH"
)

func TestMain(m *testing.M) {
	role := map[string]func(*ledger.Ledger) error{"rival": rival, "victim": victim}[os.Getenv(roleVar)]
	if role == nil {
		// Each random step is a transaction on disk; -rapid.checks asks for more.
		if err := flag.Set("rapid.checks", "40"); err != nil {
			panic(err)
		}
		os.Exit(m.Run())
	}
	l, err := open(os.Getenv(pathVar), 0)
	if err == nil {
		err = role(l)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func process(t *testing.T, role, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVar+"="+role, pathVar+"="+path)
	cmd.Stderr = os.Stderr
	return cmd
}

// rival accepts and records the same letters as its rivals, and prints those
// that it was the first to accept and to record.
func rival(l *ledger.Ledger) error {
	ctx := context.Background()
	for c := range 20 {
		var chunk []ledger.Letter
		var done []ledger.Rendering
		for i := range 10 {
			one := sample("t", fmt.Sprintf("k%d-%d", c, i))
			chunk, done = append(chunk, one), append(done, rendering(one))
		}
		accepted, err := l.Accept(ctx, noon, chunk)
		if err != nil {
			return err
		}
		recorded, err := l.Record(ctx, noon, done)
		if err != nil {
			return err
		}
		for i := range chunk {
			if accepted[i].Outcome == ledger.Fresh {
				fmt.Println("accepted", chunk[i].Key)
			}
			if !recorded[i].Repeated && recorded[i].Err == nil {
				fmt.Println("recorded", chunk[i].Key)
			}
		}
	}
	return l.Close()
}

// Three processes create one file and issue the same 200 letters into it.
func TestProcessesAtOnce(t *testing.T) {
	path := newFile(t)
	outputs := make(chan string, 3)
	for range 3 {
		cmd := process(t, "rival", path)
		go func() {
			out, err := cmd.Output()
			if err != nil {
				t.Error(err)
			}
			outputs <- string(out)
		}()
	}
	first := map[string]int{}
	for range 3 {
		for line := range strings.Lines(<-outputs) {
			first[line]++
		}
	}
	if len(first) != 400 {
		t.Errorf("%d firsts, want 200 accepted and 200 recorded", len(first))
	}
	for line, n := range first {
		if n != 1 {
			t.Errorf("%d processes were first: %s", n, line)
		}
	}
	pieces, _, err := openSQLite(t, path).Pieces(context.Background(), ledger.PieceFilter{Tenant: "t", Page: ledger.Page{Limit: 1000}})
	if err != nil || len(pieces) != 200 {
		t.Errorf("%d pieces, error %v, want 200", len(pieces), err)
	}
}

// victim commits one letter, does more in a transaction and waits to be killed.
func victim(l *ledger.Ledger) error {
	ctx := context.Background()
	if _, err := l.Accept(ctx, noon, []ledger.Letter{sample("t", "committed")}); err != nil {
		return err
	}
	return l.Write(ctx, func(tx *ledger.Tx) error {
		if _, err := tx.Record(ctx, noon, []ledger.Rendering{rendering(sample("t", "committed"))}); err != nil {
			return err
		}
		for i := range 2000 { // more than the page cache holds, so that the log has some of it
			l := sample("t", fmt.Sprintf("lost-%d", i))
			l.Request = []byte(`"` + strings.Repeat("x", 4000) + `"`)
			if _, err := tx.Accept(ctx, noon, []ledger.Letter{l}); err != nil {
				return err
			}
		}
		fmt.Println("ready")
		_, err := io.Copy(io.Discard, os.Stdin) // until the parent kills it, or is gone
		return err
	})
}

func TestKilled(t *testing.T) {
	path := newFile(t)
	cmd := process(t, "victim", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "ready\n" {
		t.Errorf("the victim said %q, %v", line, err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it says that it was killed

	d := desk{t, openSQLite(t, path)}
	left, _, err := d.Unfinished(context.Background(), "t", ledger.Page{})
	d.must(err)
	if len(left) != 1 || left[0].Key != "committed" {
		t.Fatalf("unfinished after the kill: %d letters", len(left))
	}
	d.wantHistory("t", left[0].ID, "letter.accepted")
	d.issued("t", "lost-0")
	d.must(d.record(rendering(left[0])).Err)
}
