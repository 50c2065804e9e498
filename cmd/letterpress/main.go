// Command letterpress makes, stores and queues the letters of Medicare
// medication therapy management programs.
//
// It wires the packages together and speaks with the person at the terminal. It
// decides nothing about letters: what a request must be, how a letter looks and
// when it is durable belongs to the packages under internal.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	_ "time/tzdata" // programs name their time zones; a bare machine may lack them

	"letterpress/internal/press"
)

// Letters are many and small, and little outlives them: collecting less often
// costs memory that is bounded here and saves a tenth of the time. GOGC and
// GOMEMLIMIT, when set, have their usual effect instead.
const (
	gcPercent   = 400
	memoryLimit = 160 << 20
)

// cores is how many processors the process may use. The first call gives Go more
// threads than that, for work that syncs many files, unless GOMAXPROCS says how
// many. A command that makes one letter starts sooner without.
var cores = sync.OnceValue(func() int {
	n := runtime.GOMAXPROCS(0)
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(press.ThreadsPerCore * n)
	}
	return n
})

func main() {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(memoryLimit)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// From the first signal on the next one has its usual effect: it kills.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}
