package watch

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Backlog is what waits to be done, in the whole database.
type Backlog struct {
	Waiting, Working, Resting, Given int           // jobs
	Oldest                           time.Duration // age of the oldest job that is not done
	Failed, Held                     int           // letters and pieces that wait for a person
}

const (
	// fresh is how long a backlog is shown before the database is asked again:
	// however often and from wherever metrics are fetched, it answers rarely.
	fresh = 10 * time.Second
	// patience is how long a scrape waits for the database.
	patience = 2 * time.Second
)

// Backlog shows what count finds, asked when metrics are fetched. While the
// database does not answer, letterpress_backlog_known is 0 and the rest is not
// shown, rather than what is no longer true.
func (m *Meter) Backlog(count func(context.Context) (Backlog, error)) {
	gauge := func(name, help string, labels ...string) *prometheus.Desc {
		return prometheus.NewDesc("letterpress_"+name, help, labels, nil)
	}
	m.registry.MustRegister(&backlog{now: m.now, count: count,
		known:  gauge("backlog_known", "1 when the database told what waits, else 0."),
		jobs:   gauge("jobs", "Jobs that are not done, in the whole database.", "state"),
		oldest: gauge("jobs_oldest_seconds", "Age of the oldest job that is not done."),
		failed: gauge("letters_failed", "Letters that could not be made and wait for a person; counted up to 10,000."),
		held:   gauge("mail_pieces_held", "Mail pieces that are kept out of batches; counted up to 10,000."),
	})
}

type backlog struct {
	now   func() time.Time
	count func(context.Context) (Backlog, error)

	known, jobs, oldest, failed, held *prometheus.Desc

	mu   sync.Mutex
	at   time.Time // when last was asked
	last Backlog
	err  error
}

func (b *backlog) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{b.known, b.jobs, b.oldest, b.failed, b.held} {
		to <- d
	}
}

func (b *backlog) Collect(to chan<- prometheus.Metric) {
	show := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	w, err := b.ask()
	if err != nil {
		show(b.known, 0)
		return
	}
	show(b.known, 1)
	show(b.jobs, float64(w.Waiting), "waiting")
	show(b.jobs, float64(w.Working), "working")
	show(b.jobs, float64(w.Resting), "resting")
	show(b.jobs, float64(w.Given), "given-up")
	show(b.oldest, w.Oldest.Seconds())
	show(b.failed, float64(w.Failed))
	show(b.held, float64(w.Held))
}

// ask returns the last count while it is fresh. One caller asks anew, and the
// others wait for what it learns.
func (b *backlog) ask() (Backlog, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := b.now(); b.at.IsZero() || now.Sub(b.at) >= fresh || now.Before(b.at) {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		b.last, b.err = b.count(ctx)
		b.at = b.now()
	}
	return b.last, b.err
}
