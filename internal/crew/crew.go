// Package crew divides work among the processors.
//
// It owns the goroutines that do it and waits for every one. It knows no errors:
// whoever gives work out keeps what came of each piece, so that nothing depends
// on which was done first.
package crew

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for every number below n, many at the same time and each once,
// and returns when all calls have.
func Each(n int, do func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}
