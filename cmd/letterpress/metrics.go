package main

import (
	"context"
	"net"
	"net/http"

	"letterpress/internal/fault"
	"letterpress/internal/watch"
)

// metricsFlag is the flag of what runs for long.
type metricsFlag struct {
	Metrics string `placeholder:"ADDR" help:"Serve /metrics on an address of its own, which needs no key: serve then has it there alone, work has none without."`
}

// serveMetrics serves /metrics on an address of its own, or not at all when there
// is none. The returned function ends it.
func (w *works) serveMetrics(address string) (stop func(), err error) {
	if address == "" {
		return func() {}, nil
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &fault.Error{Kind: fault.Usage, Message: "--metrics", Err: err}
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", w.meter.Handler())
	server := &http.Server{Handler: mux, ReadHeaderTimeout: headTime, IdleTimeout: idleTime, ErrorLog: watch.Server(w.log)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l) // ends with Close
	}()
	w.note("metrics on http://%s/metrics", l.Addr())
	return func() {
		_ = server.Close() // whoever fetches metrics comes again
		<-ended
	}, nil
}

// backlog counts what waits, for the metrics.
func (w *works) backlog(ctx context.Context) (b watch.Backlog, err error) {
	stats, err := w.queue.Stats(ctx)
	if err != nil {
		return b, err
	}
	b = watch.Backlog{Waiting: stats.Waiting, Working: stats.Working, Resting: stats.Resting, Given: stats.Given, Oldest: stats.Oldest}
	b.Failed, b.Held, err = w.book.Waiting(ctx)
	return b, err
}
