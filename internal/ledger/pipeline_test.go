package ledger_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"

	"letterpress/internal/ledger"
	"letterpress/internal/ledger/ledgertest"
)

// line carries connections to a server and counts how often a client spoke again
// after it was answered: the ways there and back.
type line struct {
	sync.Mutex
	answered map[net.Conn]bool
	trips    int
}

// through returns the address of a database behind a line.
func (l *line) through(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	front, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := u.Host
	var open sync.WaitGroup
	open.Go(func() {
		for {
			client, err := front.Accept()
			if err != nil {
				return
			}
			open.Go(func() { l.carry(client, server) })
		}
	})
	t.Cleanup(func() { front.Close(); open.Wait() })
	u.Host = front.Addr().String()
	return u.String()
}

func (l *line) carry(client net.Conn, server string) {
	defer client.Close()
	back, err := net.Dial("tcp", server)
	if err != nil {
		return
	}
	defer back.Close()
	go func() {
		_, _ = io.Copy(client, noting{back, func() { l.note(client, true) }})
		client.Close()
	}()
	_, _ = io.Copy(back, noting{client, func() { l.note(client, false) }})
}

func (l *line) note(client net.Conn, answer bool) {
	l.Lock()
	defer l.Unlock()
	if !answer && l.answered[client] {
		l.trips++
	}
	l.answered[client] = answer
}

// count returns the trips since it was last asked.
func (l *line) count() int {
	l.Lock()
	defer l.Unlock()
	n := l.trips
	l.trips = 0
	return n
}

// noting calls note when something was read.
type noting struct {
	io.Reader
	note func()
}

func (n noting) Read(b []byte) (int, error) {
	got, err := n.Reader.Read(b)
	if got > 0 {
		n.note()
	}
	return got, err
}

// A chunk of letters goes to the database on a few ways there and back, not on
// one a statement: each costs what the network costs.
func TestChunkTakesFewTrips(t *testing.T) {
	l := &line{answered: map[net.Conn]bool{}}
	d := desk{t, openSQLite(t, l.through(t, ledgertest.Postgres(t)))}
	ctx, now := context.Background(), time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)
	for round := range 2 { // statements are prepared in the first
		var asked []ledger.Letter
		var done []ledger.Rendering
		for i := range 100 {
			one := sample("t", fmt.Sprintf("round-%d-%03d", round, i))
			asked, done = append(asked, one), append(done, rendering(one))
		}
		l.count()
		_, err := d.Accept(ctx, now, asked)
		d.must(err)
		accept := l.count()
		_, err = d.Record(ctx, now, done)
		d.must(err)
		record := l.count()
		t.Logf("100 letters: %d trips to accept, %d to record", accept, record)
		if round > 0 && (accept > 20 || record > 20) { // five, and what overlaps of a long answer
			t.Errorf("%d trips to accept 100 letters, %d to record them", accept, record)
		}
	}
}
