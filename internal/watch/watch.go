// Package watch shows a running letterpress to those who keep it running:
// counts and durations for Prometheus, and lines of a log.
//
// It owns the names of metrics and of log attributes, and wraps what it measures
// from outside. It refuses to tell of one letter, member, tenant, key or file in
// a metric, and to let an attribute into the log whose name is not on its list.
// It is the only package that imports the Prometheus client.
package watch

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/render"
)

// Meter counts and times what a process does. It is safe for concurrent use, and
// every label has a value of a short list of letterpress's own.
type Meter struct {
	now      func() time.Time
	registry *prometheus.Registry

	letters, pieces, refusals  *prometheus.CounterVec
	faults, database, archived *prometheus.CounterVec
	requests                   *prometheus.CounterVec
	answers, stages            *prometheus.HistogramVec
}

// The stages of a letter.
const (
	stageRender = "render"
	stagePut    = "archive-put"
	stageWrite  = "ledger-write"
)

// seconds are the bounds of durations: a page is rendered in a few milliseconds,
// and a store far away may take many seconds.
var seconds = []float64{.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 30}

// New returns a meter of a process of this version of letterpress.
func New(version string, now func() time.Time) *Meter {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	f := promauto.With(r)
	count := func(name, help string, labels ...string) *prometheus.CounterVec {
		return f.NewCounterVec(prometheus.CounterOpts{Name: "letterpress_" + name, Help: help}, labels)
	}
	took := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return f.NewHistogramVec(prometheus.HistogramOpts{Name: "letterpress_" + name, Help: help, Buckets: seconds}, labels)
	}
	f.NewGaugeVec(prometheus.GaugeOpts{Name: "letterpress_build_info", Help: "Always 1; the labels say which letterpress this is."},
		[]string{"version", "go"}).WithLabelValues(version, runtime.Version()).Set(1)
	return &Meter{now: now, registry: r,
		letters:  count("letters_total", "Letters that came into a state in this process.", "state", "kind", "language"),
		pieces:   count("mail_pieces_total", "Mail pieces that came into a state in this process.", "state", "kind", "language"),
		refusals: count("requests_refused_total", "Letter requests that were refused: a conflict of keys, or faults.", "reason"),
		faults:   count("faults_total", "Requests over HTTP that failed through no fault of the caller.", "kind"),
		database: count("database_errors_total", "Write transactions that failed.", "kind"),
		archived: count("archive_errors_total", "Calls to the archive that failed.", "call", "kind"),
		requests: count("http_requests_total", "Requests over HTTP.", "route", "status"),
		answers:  took("http_request_seconds", "Time from a request to the end of its answer, but for streams of events.", "route"),
		stages:   took("stage_seconds", "Time of the steps of letters: to render one, to put one into the archive, to commit a chunk.", "stage"),
	}
}

// Handler serves the metrics.
func (m *Meter) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// timed returns what ends the measure of a stage that begins now.
func (m *Meter) timed(stage string) func() {
	begun := m.now()
	return func() { m.stages.WithLabelValues(stage).Observe(m.now().Sub(begun).Seconds()) }
}

// Ledger is the watch of a ledger: ledger.Options.Watch.
func (m *Meter) Ledger() func([]ledger.Change, error) {
	ended := m.timed(stageWrite)
	return func(changes []ledger.Change, err error) {
		ended()
		for _, c := range changes {
			counter := m.letters
			if c.Subject == "piece" {
				counter = m.pieces
			}
			counter.WithLabelValues(c.To, c.Kind, c.Language).Inc()
		}
		if err == nil || errors.Is(err, context.Canceled) { // the caller left
			return
		}
		if k := fault.KindOf(err); k == fault.Internal || k == fault.Unavailable { // the others are answers
			m.database.WithLabelValues(k.String()).Inc()
		}
	}
}

// Refused counts a letter request that was refused.
func (m *Meter) Refused(faults fault.Fields) {
	reason := "faults"
	if len(faults) == 1 && faults[0].Code == "key-conflict" {
		reason = "key-conflict"
	}
	m.refusals.WithLabelValues(reason).Inc()
}

// Fault counts a request that failed through no fault of its caller.
func (m *Meter) Fault(err error) { m.faults.WithLabelValues(fault.KindOf(err).String()).Inc() }

// Renderer is a renderer whose work is timed.
type Renderer struct {
	*render.Renderer
	m *Meter
}

// Renderer times the work of r.
func (m *Meter) Renderer(r *render.Renderer) *Renderer { return &Renderer{r, m} }

// Render is that of the renderer.
func (r *Renderer) Render(l *letter.Letter, id string) (*render.Letter, error) {
	defer r.m.timed(stageRender)()
	return r.Renderer.Render(l, id)
}

// Archive times what goes into a, and counts what fails.
func (m *Meter) Archive(a archive.Archive) archive.Archive { return &watched{a, m} }

type watched struct {
	archive.Archive
	m *Meter
}

func (w *watched) failed(call string, err error) error {
	if err != nil {
		w.m.archived.WithLabelValues(call, fault.KindOf(err).String()).Inc()
	}
	return err
}

func (w *watched) PutOnce(ctx context.Context, key string, data []byte, sum [sha256.Size]byte) (bool, error) {
	defer w.m.timed(stagePut)()
	created, err := w.Archive.PutOnce(ctx, key, data, sum)
	return created, w.failed("put", err)
}

func (w *watched) Get(ctx context.Context, key string) ([]byte, error) {
	data, err := w.Archive.Get(ctx, key)
	return data, w.failed("get", err)
}

func (w *watched) Stat(ctx context.Context, key string) (int64, [sha256.Size]byte, error) {
	size, sum, err := w.Archive.Stat(ctx, key)
	return size, sum, w.failed("stat", err)
}

func (w *watched) Check(ctx context.Context) error { return w.failed("check", w.Archive.Check(ctx)) }
