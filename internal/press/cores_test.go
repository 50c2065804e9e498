package press

import (
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// crowd keeps n goroutines at work on c until the returned function is called,
// and counts how many work at once.
func crowd(c *Cores, ahead bool, n int) (working *atomic.Int32, stop func()) {
	working = new(atomic.Int32)
	var all sync.WaitGroup
	var end atomic.Bool
	for range n {
		all.Go(func() {
			for !end.Load() {
				c.do(ahead, func() {
					working.Add(1)
					time.Sleep(time.Millisecond)
					working.Add(-1)
				})
			}
		})
	}
	return working, func() { end.Store(true); all.Wait() }
}

// look lets a while go by and counts who works in the middle of a piece of work.
func look(working *atomic.Int32) int {
	time.Sleep(10*time.Millisecond + 500*time.Microsecond)
	synctest.Wait()
	return int(working.Load())
}

// All places are used while nobody waits, and half of them while somebody does.
// Commits are short for a while longer.
func TestCoresGiveWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewCores(4)
		working, stop := crowd(c, false, 12)
		defer stop()
		wants := func(when string, n, portion int) {
			t.Helper()
			if got := look(working); got != n || c.portion() != portion {
				t.Errorf("%s: %d work at once and commit %d, want %d and %d", when, got, c.portion(), n, portion)
			}
		}
		wants("nobody waits", 4, ChunkSize)
		answered := c.await()
		wants("somebody waits", 2, shortPart)
		other := c.await()
		answered()
		wants("another still waits", 2, shortPart)
		other()
		wants("nobody waits any more", 4, shortPart)
		time.Sleep(shortFor)
		wants("nobody has waited for a while", 4, ChunkSize)
	})
}

// Who waits for an answer finds a place beside any crowd, and before it.
func TestCoresGoAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewCores(2)
		_, stop := crowd(c, false, 20)
		defer stop()
		for range 10 {
			answered, begun := c.await(), time.Now()
			c.do(true, func() {})
			if took := time.Since(begun); took > time.Millisecond { // one piece of the crowd's work
				t.Errorf("waited %v for a place", took)
			}
			answered()
			time.Sleep(3*time.Millisecond + 300*time.Microsecond)
		}
	})
}

// One core serves one after another, and whoever has an answer to give first.
func TestOneCore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewCores(1)
		answered := c.await()
		defer answered()
		working, stop := crowd(c, false, 3)
		defer stop()
		ahead, stopAhead := crowd(c, true, 1)
		for range 20 {
			if n, m := look(working), int(ahead.Load()); n != 0 || m != 1 {
				t.Fatalf("%d work behind, %d ahead", n, m)
			}
		}
		stopAhead()
		if n := look(working); n != 1 {
			t.Errorf("%d work when nobody is ahead", n)
		}
	})
}

// A commit for which nobody waits stands back while somebody does.
func TestStandBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewCores(2)
		stood := func() time.Duration {
			begun := time.Now()
			c.giveWay(t.Context())
			return time.Since(begun)
		}
		if d := stood(); d != 0 {
			t.Errorf("nobody waits: stood back %v", d)
		}
		answered := c.await()
		if d := stood(); d != standBack {
			t.Errorf("somebody waits: stood back %v", d)
		}
		time.AfterFunc(time.Millisecond, answered)
		if d := stood(); d != time.Millisecond {
			t.Errorf("answered after a millisecond: stood back %v", d)
		}
	})
}
