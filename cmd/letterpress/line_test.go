package main

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/Shopify/toxiproxy/v2/stream"
	"github.com/Shopify/toxiproxy/v2/toxics"
	"github.com/rs/zerolog"
)

// line is the way to a server, which a test can spoil and mend.
type line struct {
	t      *testing.T
	proxy  *toxiproxy.Proxy
	server string // what the line leads to
	name   string // of its counter
	on     []string
}

func newLine(t *testing.T, server string) *line {
	t.Helper()
	l := &line{t: t, server: server, name: newID()}
	l.proxy = toxiproxy.NewProxy(toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop()), l.name, "127.0.0.1:0", server)
	l.join()
	t.Cleanup(l.proxy.Stop)
	return l
}

// through is an address of the server by way of the line.
func (l *line) through(address string) string {
	return strings.Replace(address, l.server, l.proxy.Listen, 1)
}

// cut ends every connection and takes no others until join.
func (l *line) cut() { l.proxy.Stop() }

func (l *line) join() {
	l.t.Helper()
	if err := l.proxy.Start(); err != nil {
		l.t.Fatal(err)
	}
}

// spoil adds a toxic, to connections that are open as to new ones, and begins to
// count what it meets.
func (l *line) spoil(kind, stream, attributes string) {
	l.t.Helper()
	if of := fmt.Sprintf(`{"of":%q}`, l.name); kind == "lost_commit" { // it counts what it cuts
		attributes = of
	} else {
		l.toxic("tally", stream, of)
	}
	l.toxic(kind, stream, attributes)
}

func (l *line) toxic(kind, stream, attributes string) {
	l.t.Helper()
	name := fmt.Sprint(kind, len(l.on))
	_, err := l.proxy.Toxics.AddToxicJson(strings.NewReader(fmt.Sprintf(
		`{"name":%q,"type":%q,"stream":%q,"attributes":%s}`, name, kind, stream, attributes)))
	if err != nil {
		l.t.Fatal(err)
	}
	l.on = append(l.on, name)
}

// met waits until the toxic has met data n times.
func (l *line) met(n int64) {
	l.t.Helper()
	patiently(l.t, "the line is not used", func() bool { return tallyOf(l.name).Load() >= n })
}

// mend takes the toxics away.
func (l *line) mend() {
	l.t.Helper()
	for _, name := range l.on {
		if err := l.proxy.Toxics.RemoveToxic(context.Background(), name); err != nil {
			l.t.Fatal(err)
		}
	}
	l.on = nil
}

// patiently asks until the answer is yes.
func patiently(t testing.TB, otherwise string, ask func() bool) {
	t.Helper()
	for late := time.Now().Add(2 * time.Minute); !ask(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatal(otherwise)
		}
	}
}

// endpoint is host and port of the S3 server in an archive's address.
func endpoint(t *testing.T, archive string) string {
	t.Helper()
	u, err := url.Parse(archive)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(u.Query().Get("endpoint"), "http://")
}

// host is host and port of the server in a database's address.
func host(t *testing.T, db string) string {
	t.Helper()
	u, err := url.Parse(db)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}

func init() {
	toxics.Register("tally", new(counter))
	toxics.Register("lost_commit", new(lostCommit))
}

// tallies has the counters of all lines: toxics are copied, so they cannot hold
// their own.
var tallies sync.Map

func tallyOf(name string) *atomic.Int64 {
	n, _ := tallies.LoadOrStore(name, new(atomic.Int64))
	return n.(*atomic.Int64)
}

// counter is a toxic that counts the data that passes, and lets it pass.
type counter struct {
	Of string `json:"of"`
}

// Pipe implements toxics.Toxic.
func (c *counter) Pipe(s *toxics.ToxicStub) {
	pipe(s, func(data *stream.StreamChunk) (on bool) {
		tallyOf(c.Of).Add(1)
		return passed(s, data)
	})
}

// pipe gives pass all data that comes, until it wants no more or nothing comes.
func pipe(s *toxics.ToxicStub, pass func(*stream.StreamChunk) (on bool)) {
	for {
		select {
		case <-s.Interrupt:
			return
		case data := <-s.Input:
			if data == nil {
				s.Close()
				return
			}
			if !pass(data) {
				return
			}
		}
	}
}

// passed hands data on. The toxic behind may have ended the connection, and then
// takes nothing more: whoever takes this one away meanwhile would wait for ever.
func passed(s *toxics.ToxicStub, data *stream.StreamChunk) bool {
	select {
	case s.Output <- data:
		return true
	case <-s.Interrupt:
	}
	select {
	case s.Output <- data: // only slow
	case <-time.After(time.Second):
	}
	return false
}

// lostCommit is a toxic that ends the connection as soon as it has passed a
// COMMIT on, before its answer.
type lostCommit struct {
	Of string `json:"of"`
}

// Pipe implements toxics.Toxic.
func (c *lostCommit) Pipe(s *toxics.ToxicStub) {
	pipe(s, func(data *stream.StreamChunk) (on bool) {
		if !passed(s, data) {
			return false
		}
		if !bytes.Contains(data.Data, []byte("commit")) {
			return true
		}
		tallyOf(c.Of).Add(1)
		s.Close()
		return false
	})
}
