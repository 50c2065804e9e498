// Package gauge measures makers: documents, processor time, time by the clock
// and memory, of this process or of those that the makers started.
//
// It reads Linux's /proc. A maker that runs in processes of its own, such as a
// browser, is charged for them alone and not for the one that drives it.
package gauge

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"letterpress/bench/peer"
)

// Kept is how many documents, the first of the input, are made before the others,
// hashed and kept for readers.
const Kept = 5

// Plan is one measurement.
type Plan struct {
	Makers    []peer.Maker // one a thread
	Inputs    []peer.Input // at least Kept
	Warm, For time.Duration
	Keep      string // folder for the first documents; "" keeps none
}

// Sample is what was measured. Times are seconds, sizes bytes.
type Sample struct {
	Docs  int
	Wall  float64
	CPU   float64
	Peak  int64
	Bytes int64  // of all documents
	Waste int64  // allocated for all documents, when Go made them in this process
	Sum   string // SHA-256 of the first documents
}

// PerCPU is documents a second of processor time.
func (s Sample) PerCPU() float64 { return float64(s.Docs) / s.CPU }

// PerSecond is documents a second by the clock.
func (s Sample) PerSecond() float64 { return float64(s.Docs) / s.Wall }

// Measure carries the plan out.
func (p Plan) Measure() (Sample, error) {
	debug.FreeOSMemory() // what the inputs were read with is not the maker's
	forget()
	var s Sample
	var err error
	if s.Sum, err = p.first(); err != nil {
		return s, err
	}
	if _, err := p.stretch(p.Warm); err != nil {
		return s, err
	}
	kids := children()
	watch := watchMemory(kids)
	heap, before, start := allocated(), spent(kids), time.Now()
	done, err := p.stretch(p.For)
	if len(kids) == 0 {
		s.Waste = allocated() - heap
	}
	s.Wall, s.CPU = time.Since(start).Seconds(), (spent(kids) - before).Seconds()
	s.Docs, s.Bytes, s.Peak = int(done.docs.Load()), done.bytes.Load(), watch.end()
	return s, err
}

// spent is the processor time of the makers' own processes, or of this one.
func spent(kids []int) time.Duration {
	if len(kids) == 0 {
		return Own()
	}
	var sum time.Duration
	for _, pid := range kids {
		sum += used(pid)
	}
	return sum
}

// first makes the first documents, in order.
func (p Plan) first() (string, error) {
	sum := sha256.New()
	for i, in := range p.Inputs[:Kept] {
		pdf, err := p.Makers[0].Make(in)
		if err != nil {
			return "", err
		}
		if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
			return "", fmt.Errorf("document %d is no PDF", i)
		}
		sum.Write(pdf)
		if p.Keep != "" {
			if err := os.WriteFile(filepath.Join(p.Keep, fmt.Sprintf("%d.pdf", i)), pdf, 0o644); err != nil {
				return "", err
			}
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// allocated is the bytes that this process has ever allocated in Go's heap.
func allocated() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.TotalAlloc)
}

type tally struct{ docs, bytes atomic.Int64 }

// stretch makes documents on all threads for d, each thread from its own place
// in the input on.
func (p Plan) stretch(d time.Duration) (*tally, error) {
	done := &tally{}
	errs := make([]error, len(p.Makers))
	var wg sync.WaitGroup
	end := time.Now().Add(d)
	for t, m := range p.Makers {
		wg.Go(func() {
			for i := t * len(p.Inputs) / len(p.Makers); time.Now().Before(end); i++ {
				pdf, err := m.Make(p.Inputs[i%len(p.Inputs)])
				if err != nil {
					errs[t] = err
					return
				}
				done.docs.Add(1)
				done.bytes.Add(int64(len(pdf)))
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return done, err
		}
	}
	return done, nil
}

// memory watches what processes hold.
type memory struct {
	kids []int
	stop chan struct{}
	done chan int64
}

func watchMemory(kids []int) *memory {
	m := &memory{kids: kids, stop: make(chan struct{}), done: make(chan int64, 1)}
	if len(kids) > 0 {
		go m.watch()
	}
	return m
}

// watch looks a few times a second: looking costs the kernel a millisecond.
func (m *memory) watch() {
	var most int64
	for {
		var sum int64
		for _, pid := range m.kids {
			sum += share(pid)
		}
		most = max(most, sum)
		select {
		case <-m.stop:
			m.done <- most
			return
		case <-time.After(300 * time.Millisecond):
		}
	}
}

// end returns the most memory that was held.
func (m *memory) end() int64 {
	if len(m.kids) == 0 {
		return peak()
	}
	close(m.stop)
	return <-m.done
}
