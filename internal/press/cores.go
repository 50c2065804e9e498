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
	// standBack is how long a commit of bulk lets others go before it, at most.
	standBack = 40 * time.Millisecond
	// shortPart is how many letters bulk commits at once while somebody waits, and
	// for shortFor after: who comes next should not stand behind a long commit.
	shortPart = 10
	shortFor  = time.Second
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
	queued int           // waiting for free
	awaits int           // calls under way whose callers wait
	quiet  chan struct{} // closed when the last of them ends; nil without any
	last   time.Time     // when that was
}

// NewCores returns n places, or for 0 as many as Go has threads.
func NewCores(n int) *Cores {
	if n == 0 {
		n = runtime.GOMAXPROCS(0)
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
	c.next() // there are more places when nobody waits any more
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
	if c.awaits > 0 {
		return max(1, c.places/2)
	}
	return c.places
}

// await notes that somebody waits, until the returned function is called.
func (c *Cores) await() (answered func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.awaits++; c.awaits == 1 {
		c.quiet = make(chan struct{})
	}
	return c.answered
}

func (c *Cores) answered() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.awaits--; c.awaits == 0 {
		close(c.quiet)
		c.quiet, c.last = nil, time.Now()
		c.next()
	}
}

// waiting is closed when nobody waits for an answer any more; nil when nobody
// does.
func (c *Cores) waiting() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.quiet
}

// giveWay lets those go first for whom somebody waits, for a while, before a
// commit for which nobody does: on every database commits stand behind one
// another.
func (c *Cores) giveWay(ctx context.Context) {
	quiet := c.waiting()
	if quiet == nil {
		return
	}
	select {
	case <-quiet:
	case <-time.After(standBack):
	case <-ctx.Done():
	}
}

// portion is how many letters to commit at once.
func (c *Cores) portion() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.awaits > 0 || time.Since(c.last) < shortFor {
		return shortPart
	}
	return ChunkSize
}
