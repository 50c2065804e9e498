package ledger_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/url"
	"sync/atomic"
	"testing"

	"letterpress/internal/ledger"
	"letterpress/internal/ledger/ledgertest"
)

// cutter passes bytes between a client and the server at address until cut is
// set: then the next COMMIT is swallowed, or let through and its answer is.
func cutter(t *testing.T, address string, cut *atomic.Int32) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go pass(client, address, cut)
		}
	}()
	return l.Addr().String()
}

const (
	cutRequest = 1
	cutAnswer  = 2
)

func pass(client net.Conn, address string, cut *atomic.Int32) {
	defer client.Close()
	server, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer server.Close()
	var mute atomic.Bool
	go func() {
		defer client.Close()
		buf := make([]byte, 1<<16)
		for {
			n, err := server.Read(buf)
			if err != nil || mute.Load() {
				return // the answer never gets there
			}
			if _, err := client.Write(buf[:n]); err != nil {
				return
			}
		}
	}()
	buf := make([]byte, 1<<16)
	for {
		n, err := client.Read(buf)
		if err != nil {
			return
		}
		if bytes.Contains(buf[:n], []byte("commit")) {
			switch cut.Swap(0) {
			case cutRequest:
				return
			case cutAnswer:
				mute.Store(true)
			}
		}
		if _, err := server.Write(buf[:n]); err != nil {
			return
		}
		if mute.Load() {
			_, _ = io.Copy(io.Discard, client) // until the client is cut off
			return
		}
	}
}

// A commit that the server never got is done again, one whose answer is lost is
// not: either way the caller is told that its letter is new, and it is there once.
func TestLostCommit(t *testing.T) {
	for name, how := range map[string]int32{"request": cutRequest, "answer": cutAnswer} {
		t.Run(name, func(t *testing.T) {
			u, err := url.Parse(ledgertest.Postgres(t))
			if err != nil {
				t.Fatal(err)
			}
			var cut atomic.Int32
			u.Host = cutter(t, u.Host, &cut)
			d := desk{t, openSQLite(t, u.String())}
			l := sample("t", "k")
			cut.Store(how)
			out, err := d.Accept(context.Background(), noon, []ledger.Letter{l})
			d.must(err)
			if cut.Load() != 0 {
				t.Fatal("no commit was cut")
			}
			if out[0].Outcome != ledger.Fresh {
				t.Errorf("outcome %d, want a fresh letter", out[0].Outcome)
			}
			d.wantHistory("t", l.ID, "letter.accepted")
		})
	}
}
