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
	"letterpress/internal/watch"
)

// serveCmd is the service: HTTP and workers in one process.
type serveCmd struct {
	Listen     string `placeholder:"ADDR" default:"127.0.0.1:8080" help:"Address to listen on; port 0 chooses a free one (default: 127.0.0.1:8080)."`
	OnlyAnswer bool   `help:"Answer and make no letters: letterpress work does, beside it."`
	metricsFlag
}

// Help is the long help of the command.
func (*serveCmd) Help() string {
	return "The first start prints an API key once; letterpress keys makes more. One process works on an SQLite database at a time.\n\n" +
		"Each flag is also an environment variable, such as LETTERPRESS_LISTEN, or LETTERPRESS_DB_FILE for a file that holds the value.\n\n" +
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
	stopMetrics, err := w.serveMetrics(c.Metrics)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer stopMetrics()
	if err := w.firstKey(ctx, s); err != nil {
		return errors.Join(err, l.Close())
	}
	if !c.OnlyAnswer {
		err = w.queue.Start(ctx)
	}
	if err != nil {
		return errors.Join(err, l.Close())
	}
	s.note("listening on http://%s", l.Addr())
	err = w.serve(ctx, l, c.Metrics == "")
	return errors.Join(err, w.stop())
}

// works is the parts of the service, wired.
type works struct {
	*session
	render  *watch.Renderer
	book    *ledger.Ledger
	store   archive.Archive
	queue   *jobs.Queue
	log     *slog.Logger
	meter   *watch.Meter
	uses    *access.Uses
	cores   *press.Cores
	presses sync.Map // tenant to *press.Press
}

func (s *session) openWorks(ctx context.Context) (_ *works, err error) {
	w := &works{session: s, log: watch.Log(s.err), meter: watch.New(moduleVersion(), s.now)}
	r, err := s.renderer()
	if err != nil {
		return nil, err
	}
	w.render, w.cores = w.meter.Renderer(r), press.NewCores(cores())
	if w.book, err = s.openWatched(ctx, w.meter.Ledger); err != nil {
		return nil, err
	}
	if w.store, err = s.openArchive(ctx); err == nil {
		w.store = w.meter.Archive(w.store)
		w.queue, err = jobs.Open(ctx, w.book, jobs.Options{Work: w.work, Host: hostName(), Lock: s.databaseFile() + ".work", Log: w.log, Now: s.now})
	}
	if err != nil {
		return nil, errors.Join(err, w.book.Close())
	}
	w.meter.Backlog(w.backlog)
	w.uses = access.NewUses(w.book, w.now)
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
	p, _ := w.presses.LoadOrStore(tenant, press.New(press.Options{Renderer: w.render, Ledger: w.book, Archive: w.store, Tenant: tenant, Now: w.now, Cores: w.cores, Refused: w.meter.Refused}))
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
func (w *works) serve(ctx context.Context, l net.Listener, metrics bool) error {
	server := &http.Server{Handler: w.meter.HTTP(w.handler(metrics)), ReadHeaderTimeout: headTime, IdleTimeout: idleTime,
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
		ErrorLog:    watch.Server(w.log)}
	defer w.noteUses(ctx)()
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

// noteUses notes which keys are in use until the returned function is called.
func (w *works) noteUses(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.uses.Run(ctx)
	}()
	return func() {
		cancel()
		<-ended
	}
}

func (w *works) handler(metrics bool) http.Handler {
	o := api.Options{Version: moduleVersion(), Now: w.now, Press: w.press, Renderer: w.render, Ledger: w.book, Enlist: w.enlist,
		Know: func(ctx context.Context, secret string) (ledger.Key, bool, error) {
			k, ok, err := access.Know(ctx, w.book, secret)
			if ok {
				w.uses.Note(k)
			}
			return k, ok, err
		},
		Ready: func(ctx context.Context) error {
			return errors.Join(w.book.Check(ctx), w.store.Check(ctx))
		},
		Fault: func(_ context.Context, route string, err error) {
			w.meter.Fault(err)
			w.log.Error("request failed", "route", route, "kind", fault.KindOf(err).String(), "reason", fault.MessageOf(err))
		}}
	o.Previews = cores()
	if metrics {
		o.Metrics = w.meter.Handler()
	}
	return api.New(o)
}

// stop lets letters in hand finish; those that do not go back on the list.
func (w *works) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	return w.queue.Stop(ctx)
}

// workCmd is workers alone.
type workCmd struct{ metricsFlag }

// Help is the long help of the command.
func (*workCmd) Help() string {
	return "Makes letters that were accepted elsewhere, until it is stopped.\n\n" + exitCodes(exitDone, exitInternal, exitUsage, exitSource, exitUnavailable)
}

// Run carries the command out.
func (c *workCmd) Run(ctx context.Context, s *session) error {
	w, err := s.openWorks(ctx)
	if err != nil {
		return err
	}
	defer w.book.Close()
	stopMetrics, err := w.serveMetrics(c.Metrics)
	if err != nil {
		return err
	}
	defer stopMetrics()
	if err := w.queue.Start(ctx); err != nil {
		return err
	}
	s.note("working")
	<-ctx.Done()
	return w.stop()
}
