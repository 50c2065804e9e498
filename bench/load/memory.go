package main

import (
	"slices"
	"time"

	"letterpress/bench/gauge"
)

// memory is how much all processes of the service had, ten times a second.
type memory []int64

type watched struct {
	quit chan struct{}
	done chan memory
}

// watchMemory samples until it is stopped.
func watchMemory(pids []int) *watched {
	w := &watched{quit: make(chan struct{}), done: make(chan memory, 1)}
	go func() { // ends with stop
		var m memory
		t := time.NewTicker(100 * time.Millisecond)
		defer t.Stop()
		for {
			sum := int64(0)
			for _, p := range pids {
				sum += gauge.Resident(p)
			}
			m = append(m, sum)
			select {
			case <-t.C:
			case <-w.quit:
				w.done <- m
				return
			}
		}
	}()
	return w
}

func (w *watched) stop() memory {
	close(w.quit)
	return <-w.done
}

func (m memory) quarter() int64 { return m[len(m)/4] }
func (m memory) last() int64    { return m[len(m)-1] }
func (m memory) most() int64    { return slices.Max(m) }

// quantile returns the time that a share q of the sorted times do not exceed.
func quantile(sorted []time.Duration, q float64) time.Duration {
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}
