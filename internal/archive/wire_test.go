package archive

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"letterpress/internal/fault"
)

// wire is a proxy in front of the real S3 server that spoils the first
// connections it is given and passes on the others. The server closes each
// connection after one answer, so a connection is a request.
type wire struct {
	listener net.Listener
	server   string
	spoil    func(client, server net.Conn)
	left     atomic.Int64 // connections still to spoil
	spoiled  atomic.Int64
	open     sync.WaitGroup
}

// spoilers are the ways in which a network loses a request or its answer.
var spoilers = map[string]func(client, server net.Conn){
	"answer cut after the store": func(client, server net.Conn) {
		go io.Copy(server, client)
		io.Copy(io.Discard, server) // the request is done, its answer lost
	},
	"answer cut in its first line": func(client, server net.Conn) {
		go io.Copy(server, client)
		io.CopyN(client, server, 9)
		io.Copy(io.Discard, server)
	},
	"request cut in its body": func(client, server net.Conn) {
		io.CopyN(server, client, 20_000)
	},
	"request cut in its head": func(client, server net.Conn) {
		io.CopyN(server, client, 50)
	},
	"reset before the request": func(client, _ net.Conn) {
		client.(*net.TCPConn).SetLinger(0)
	},
	"reset after the store": func(client, server net.Conn) {
		go io.Copy(server, client)
		io.Copy(io.Discard, server)
		client.(*net.TCPConn).SetLinger(0)
	},
	"a burst of 503": func(client, _ net.Conn) {
		io.WriteString(client, "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
		client.(*net.TCPConn).CloseWrite()
		io.Copy(io.Discard, client)
	},
	"503 after the store": func(client, server net.Conn) {
		go io.Copy(server, client)
		io.Copy(io.Discard, server)
		io.WriteString(client, "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
	},
	"silence after the store": func(client, server net.Conn) {
		io.Copy(server, client) // until the client gives up
	},
}

// spoiledWire starts a proxy to the server that spoils the first n connections.
func spoiledWire(t *testing.T, at address, n int, spoil func(client, server net.Conn)) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{listener: l, server: strings.TrimPrefix(at.endpoint, "http://"), spoil: spoil}
	w.left.Store(int64(n))
	w.open.Go(w.accept)
	t.Cleanup(func() { l.Close(); w.open.Wait() })
	return w
}

func (w *wire) accept() {
	for {
		client, err := w.listener.Accept()
		if err != nil {
			return
		}
		w.open.Go(func() { w.carry(client) })
	}
}

func (w *wire) carry(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("tcp", w.server)
	if err != nil {
		return
	}
	defer server.Close()
	if w.left.Add(-1) >= 0 {
		w.spoiled.Add(1)
		w.spoil(client, server)
		return
	}
	go io.Copy(server, client)
	io.Copy(client, server)
}

// through returns the address of the same bucket behind the proxy.
func (w *wire) through(at address) address {
	at.endpoint = "http://" + w.listener.Addr().String()
	return at
}

// A spoiled network costs time, never a letter: what is acknowledged is stored,
// and the loss of an answer is not taken for a conflict.
func TestBucketOverASpoiledWire(t *testing.T) {
	overASpoiledWire(t, testServer(t))
}

// The same with locks: there a put that meets its own object may be refused
// instead of answered by "taken".
func TestLockedBucketOverASpoiledWire(t *testing.T) {
	overASpoiledWire(t, lockedBucket(t, "governance"))
}

func overASpoiledWire(t *testing.T, at address) {
	for name, spoil := range spoilers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := at
			own.prefix = randomPrefix()
			w := spoiledWire(t, own, hasty.attempts-1, spoil)
			a, direct, data := openAt(t, w.through(own)), openAt(t, own), aLetter()
			a.proven.Store(true) // spoil the letter, not the check before it
			if _, err := put(a, aKey(1), data); err != nil {
				t.Fatalf("PutOnce: %v", err)
			}
			if w.spoiled.Load() == 0 {
				t.Fatal("nothing was spoiled")
			}
			mustHold(t, direct, aKey(1), data)
			mustPut(t, direct, aKey(1), data, false)
			_, err := put(direct, aKey(1), data[1:])
			wantKind(t, err, fault.Conflict)
		})
	}
}

// Over a network that stays spoiled, a put is refused, whether or not its bytes
// arrived; the run after it completes it.
func TestBucketOverADeadWire(t *testing.T) {
	at := testServer(t)
	for name, spoil := range spoilers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := at
			own.prefix = randomPrefix()
			w := spoiledWire(t, own, 1<<30, spoil)
			a, direct, data := openAt(t, w.through(own)), openAt(t, own), aLetter()
			_, err := put(a, aKey(1), data)
			wantKind(t, err, fault.Unavailable)
			if _, err := put(direct, aKey(1), data); err != nil {
				t.Fatalf("the run after it: %v", err)
			}
			mustHold(t, direct, aKey(1), data)
		})
	}
}

// A conflict is told through a spoiled network as without it.
func TestBucketConflictOverASpoiledWire(t *testing.T) {
	at := testServer(t)
	for name, spoil := range spoilers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			own := at
			own.prefix = randomPrefix()
			direct, data := openAt(t, own), aLetter()
			mustPut(t, direct, aKey(1), data, true)
			w := spoiledWire(t, own, hasty.attempts-1, spoil)
			_, err := put(openAt(t, w.through(own)), aKey(1), aLetter())
			wantKind(t, err, fault.Conflict)
			mustHold(t, direct, aKey(1), data)
		})
	}
}

// Many letters at once over a network that spoils every second connection for a
// while: each one acknowledged is there.
func TestBucketManyOverASpoiledWire(t *testing.T) {
	own := testServer(t)
	own.prefix = randomPrefix()
	w := spoiledWire(t, own, racers, spoilers["answer cut after the store"])
	a, direct := openAt(t, w.through(own)), openAt(t, own)
	var wg sync.WaitGroup
	for n := range racers {
		wg.Go(func() {
			data := aLetter()
			if _, err := put(a, aKey(n), data); err != nil {
				t.Errorf("letter %d: %v", n, err)
				return
			}
			got, err := direct.Get(context.Background(), aKey(n))
			if err != nil || string(got) != string(data) {
				t.Errorf("letter %d is acknowledged and not there: %v", n, err)
			}
		})
	}
	wg.Wait()
}
