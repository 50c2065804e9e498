package press

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// ThreadsPerCore is how many threads a process should run Go code on for each
// core (GOMAXPROCS). One that syncs a file keeps its place among them, and with
// no more places than cores, whoever has an answer to give waits for the disk of
// others.
const ThreadsPerCore = 2

const (
	// remembered is how long somebody is taken to wait after the last answer: where
	// letters come one by one the next is not far.
	remembered = 100 * time.Millisecond
	// standBack is what a commit of bulk leaves to others before it begins.
	standBack = 20 * time.Millisecond
	// shortPart is how many letters bulk commits at once while somebody waits.
	shortPart = 10
)

// Cores shares out the processor among the presses of a process. Requests are
// read and letters rendered on as many goroutines as there are cores, so that
// work which waits for a place takes none from the work that has one; and while
// somebody waits for an answer, work for which nobody does takes half of them,
// and commits seldom and little. It is safe for concurrent use.
type Cores struct {
	places int

	mu     sync.Mutex
	free   sync.Cond // for work for which somebody waits
	spare  sync.Cond // for other work
	used   int
	queued int       // waiting for free
	awaits int       // calls under way whose callers wait
	last   time.Time // when such a call ended
}

// NewCores returns the places of a machine: n, or those of its processor for 0.
func NewCores(n int) *Cores {
	if n == 0 {
		n = max(1, runtime.GOMAXPROCS(0)/ThreadsPerCore)
	}
	c := &Cores{places: n}
	c.free.L, c.spare.L = &c.mu, &c.mu
	return c
}

// do runs f when there is a place for it.
func (c *Cores) do(ahead bool, f func()) {
	c.take(ahead)
	defer c.leave()
	f()
}

func (c *Cores) take(ahead bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if ahead {
		c.queued++
		for c.used >= c.places {
			c.free.Wait()
		}
		c.queued--
	} else {
		for c.queued > 0 || c.used >= c.open() {
			c.spare.Wait()
		}
	}
	c.used++
	c.next() // the number of places grows when nobody waits any more
}

func (c *Cores) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used--
	c.next()
}

// next wakes who may have the next place. Whoever it wakes looks for itself.
func (c *Cores) next() {
	switch {
	case c.queued > 0:
		c.free.Signal()
	case c.used < c.open():
		c.spare.Signal()
	}
}

// open is how many places there are for work for which nobody waits.
func (c *Cores) open() int {
	if c.awaited() {
		return max(1, c.places/2)
	}
	return c.places
}

func (c *Cores) awaited() bool {
	return c.awaits > 0 || time.Since(c.last) < remembered
}

// await notes that somebody waits, until the returned function is called.
func (c *Cores) await() (answered func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.awaits++
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.awaits--
		c.last = time.Now()
	}
}

// busy reports whether somebody waits for an answer.
func (c *Cores) busy() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.awaited()
}

// giveWay lets a moment go by while somebody waits, before a commit for which
// nobody does: on every database commits stand behind one another.
func (c *Cores) giveWay(ctx context.Context) {
	if !c.busy() {
		return
	}
	select {
	case <-time.After(standBack):
	case <-ctx.Done():
	}
}

// portion is how many letters to commit at once.
func (c *Cores) portion() int {
	if c.busy() {
		return shortPart
	}
	return ChunkSize
}
