package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"letterpress/internal/access"
	"letterpress/internal/api"
	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/jobs"
	"letterpress/internal/ledger"
	"letterpress/internal/press"
	"letterpress/internal/render"
)

// serveCmd is the service: HTTP and workers in one process.
type serveCmd struct {
	Listen string `placeholder:"ADDR" default:"127.0.0.1:8080" help:"Address to listen on; port 0 chooses a free one (default: 127.0.0.1:8080)."`
}

// Help is the long help of the command.
func (*serveCmd) Help() string {
	return "The first start prints an API key once; letterpress keys makes more. One process works on an SQLite database at a time.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSource, exitUnavailable)
}

const (
	// grace is how long a stop waits for letters and answers in hand.
	grace = 20 * time.Second
	// headTime is how long a caller may take for the head of a request.
	headTime = 10 * time.Second
	idleTime = 2 * time.Minute
)

// Run carries the command out.
func (c *serveCmd) Run(ctx context.Context, s *session) error {
	w, err := s.openWorks(ctx)
	if err != nil {
		return err
	}
	defer w.book.Close()
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return &fault.Error{Kind: fault.Usage, Message: "--listen", Err: err}
	}
	if err := w.firstKey(ctx, s); err != nil {
		return errors.Join(err, l.Close())
	}
	if err := w.queue.Start(ctx); err != nil {
		return errors.Join(err, l.Close())
	}
	s.note("listening on http://%s", l.Addr())
	err = w.serve(ctx, l)
	return errors.Join(err, w.stop())
}

// works is the parts of the service, wired.
type works struct {
	*session
	render  *render.Renderer
	book    *ledger.Ledger
	store   archive.Archive
	queue   *jobs.Queue
	log     *slog.Logger
	presses sync.Map // tenant to *press.Press
}

func (s *session) openWorks(ctx context.Context) (_ *works, err error) {
	w := &works{session: s, log: slog.New(slog.NewJSONHandler(s.err, nil))}
	if w.render, err = s.renderer(); err != nil {
		return nil, err
	}
	if w.book, err = s.openLedger(ctx); err != nil {
		return nil, err
	}
	if w.store, err = s.openArchive(ctx); err == nil {
		w.queue, err = jobs.Open(ctx, w.book, jobs.Options{Work: w.work, Host: hostName(), Lock: s.databaseFile() + ".work", Log: w.log, Now: s.now})
	}
	if err != nil {
		return nil, errors.Join(err, w.book.Close())
	}
	return w, nil
}

func hostName() string {
	name, err := os.Hostname()
	if err != nil {
		return "host"
	}
	return name
}

// press returns the press of a tenant.
func (w *works) press(tenant string) *press.Press {
	if p, ok := w.presses.Load(tenant); ok {
		return p.(*press.Press)
	}
	p, _ := w.presses.LoadOrStore(tenant, press.New(press.Options{Renderer: w.render, Ledger: w.book, Archive: w.store, Tenant: tenant, Now: w.now}))
	return p.(*press.Press)
}

// work finishes letters for the queue. What became of them is in the ledger.
func (w *works) work(ctx context.Context, tenant string, letters []string, done jobs.Done) error {
	ctx = ledger.As(ctx, "worker")
	_, err := w.press(tenant).FinishChunk(ctx, letters, press.Done(done))
	return err
}

func (w *works) enlist(tenant string, interactive bool) press.Enlist {
	return func(ctx context.Context, tx *ledger.Tx, letters []string) error {
		return w.queue.Enlist(ctx, tx, tenant, letters, interactive)
	}
}

// firstKey makes and prints the first key of a new installation.
func (w *works) firstKey(ctx context.Context, s *session) error {
	secret, err := access.First(ctx, w.book, w.now(), s.Tenant)
	if secret != "" && err == nil {
		s.note("api key: %s", secret)
	}
	return err
}

// serve answers until ctx ends, and then what is in hand.
func (w *works) serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{Handler: w.handler(), ReadHeaderTimeout: headTime, IdleTimeout: idleTime,
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
		ErrorLog:    slog.NewLogLogger(w.log.Handler(), slog.LevelWarn)}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }() // ends with Shutdown or an error of the listener
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return server.Close() // streams that do not end by themselves
	}
	return nil
}

func (w *works) handler() http.Handler {
	return api.New(api.Options{Version: moduleVersion(), Now: w.now, Press: w.press, Renderer: w.render, Ledger: w.book, Enlist: w.enlist,
		Know: func(ctx context.Context, secret string) (ledger.Key, bool, error) {
			return access.Know(ctx, w.book, secret)
		},
		Ready: func(ctx context.Context) error {
			return errors.Join(w.book.Check(ctx), w.store.Check(ctx))
		},
		Fault: func(_ context.Context, route string, err error) {
			w.log.Error("request failed", "route", route, "kind", fault.KindOf(err).String(), "reason", fault.MessageOf(err))
		}})
}

// stop lets letters in hand finish; those that do not go back on the list.
func (w *works) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	return w.queue.Stop(ctx)
}

// workCmd is workers alone.
type workCmd struct{}

// Help is the long help of the command.
func (*workCmd) Help() string {
	return "Makes letters that were accepted elsewhere, until it is stopped.\n\n" + exitCodes(exitDone, exitInternal, exitUsage, exitSource, exitUnavailable)
}

// Run carries the command out.
func (*workCmd) Run(ctx context.Context, s *session) error {
	w, err := s.openWorks(ctx)
	if err != nil {
		return err
	}
	defer w.book.Close()
	if err := w.queue.Start(ctx); err != nil {
		return err
	}
	s.note("working")
	<-ctx.Done()
	return w.stop()
}
