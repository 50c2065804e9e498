package watch_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/watch"
)

// clock stands still until a test moves it.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2025, 2, 3, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	c.at = c.at.Add(d)
	c.mu.Unlock()
}

// shown is what a scrape of m gets.
func shown(t *testing.T, m *watch.Meter) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

// want checks that a scrape has each line.
func want(t *testing.T, text string, lines ...string) {
	t.Helper()
	for _, l := range lines {
		if !strings.Contains("\n"+text, "\n"+l+"\n") {
			t.Errorf("no line %s in\n%s", l, ours(text))
		}
	}
}

func ours(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "letterpress_") && !strings.Contains(line, "_bucket") {
			b.WriteString(line)
		}
	}
	return b.String()
}

func TestLedger(t *testing.T) {
	c := newClock()
	m := watch.New("v1", c.now)
	ended := m.Ledger()
	c.move(3 * time.Second)
	ended([]ledger.Change{{Subject: "letter", Kind: "welcome", Language: "es", To: "rendered"},
		{Subject: "letter", Kind: "welcome", Language: "es", To: "rendered"},
		{Subject: "piece", Kind: "welcome", Language: "es", To: "held"}}, nil)
	for _, err := range []error{fault.New(fault.Unavailable, "full"), errors.New("a mistake"),
		fault.New(fault.NotFound, "no letter"), fault.New(fault.Conflict, "void"), fmt.Errorf("stopped: %w", context.Canceled)} {
		m.Ledger()(nil, err)
	}
	m.Refused(fault.Fields{{Pointer: "/key", Code: "key-conflict"}})
	m.Refused(fault.Fields{{Pointer: "/date", Code: "required"}, {Pointer: "/key", Code: "key-conflict"}})
	text := shown(t, m)
	want(t, text,
		`letterpress_letters_total{kind="welcome",language="es",state="rendered"} 2`,
		`letterpress_mail_pieces_total{kind="welcome",language="es",state="held"} 1`,
		`letterpress_database_errors_total{kind="unavailable"} 1`,
		`letterpress_database_errors_total{kind="internal"} 1`,
		`letterpress_stage_seconds_sum{stage="ledger-write"} 3`,
		`letterpress_stage_seconds_count{stage="ledger-write"} 6`,
		`letterpress_requests_refused_total{reason="key-conflict"} 1`,
		`letterpress_requests_refused_total{reason="faults"} 1`)
	if n := strings.Count(text, "\nletterpress_database_errors_total{"); n != 2 {
		t.Errorf("%d kinds of database errors: answers are none", n)
	}
}

func TestArchive(t *testing.T) {
	m := watch.New("v1", time.Now)
	folder, err := archive.Open(t.Context(), "", filepath.Join(t.TempDir(), "archive"))
	if err != nil {
		t.Fatal(err)
	}
	a := m.Archive(folder)
	const key = "default/2025/02/0d1f1b6e-5c5a-5f0f-8f7e-0a4c1f5f0c11.pdf"
	if _, err := a.Get(t.Context(), key); fault.KindOf(err) != fault.NotFound {
		t.Fatal(err)
	}
	if _, err := a.PutOnce(t.Context(), key, []byte("a"), [32]byte{}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.PutOnce(t.Context(), key, []byte("b"), [32]byte{}); fault.KindOf(err) != fault.Conflict {
		t.Fatal(err)
	}
	if _, _, err := a.Stat(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	if err := a.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	text := shown(t, m)
	want(t, text,
		`letterpress_archive_errors_total{call="get",kind="not-found"} 1`,
		`letterpress_archive_errors_total{call="put",kind="conflict"} 1`,
		`letterpress_stage_seconds_count{stage="archive-put"} 2`)
	if strings.Contains(text, "0d1f1b6e") {
		t.Error("a metric names a letter")
	}
}

// However many addresses callers think of, routes are few, and nothing of an
// address is shown.
func TestHTTP(t *testing.T) {
	c := newClock()
	m := watch.New("v1", c.now)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/letters/{id}", func(w http.ResponseWriter, r *http.Request) {
		c.move(2 * time.Second)
		if r.PathValue("id") == "none" {
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = io.WriteString(w, "{}")
	})
	mux.HandleFunc("GET /v1/events", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		if err := http.NewResponseController(w).Flush(); err != nil {
			t.Errorf("a stream cannot be flushed: %v", err)
		}
	})
	mux.HandleFunc("GET /cut", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/", http.NotFound)
	server := httptest.NewServer(m.HTTP(mux))
	defer server.Close()
	for _, path := range []string{"/v1/letters/secret", "/v1/letters/none", "/v1/events", "/cut", "/secret/1", "/secret/2"} {
		if res, err := http.Get(server.URL + path); err == nil {
			res.Body.Close()
		}
	}
	text := shown(t, m)
	want(t, text,
		`letterpress_http_requests_total{route="GET /v1/letters/{id}",status="2xx"} 1`,
		`letterpress_http_requests_total{route="GET /v1/letters/{id}",status="4xx"} 1`,
		`letterpress_http_requests_total{route="GET /v1/events",status="2xx"} 1`,
		`letterpress_http_requests_total{route="GET /cut",status="cut"} 1`,
		`letterpress_http_requests_total{route="none",status="4xx"} 2`,
		`letterpress_http_request_seconds_sum{route="GET /v1/letters/{id}"} 4`)
	if strings.Contains(text, "secret") || strings.Contains(text, `seconds_count{route="GET /v1/events"}`) {
		t.Error(ours(text))
	}
}

// However often metrics are fetched, the database is asked rarely, and what it
// does not tell is not shown.
func TestBacklog(t *testing.T) {
	c := newClock()
	m := watch.New("v1", c.now)
	asked, fails := 0, error(nil)
	m.Backlog(func(ctx context.Context) (watch.Backlog, error) {
		asked++
		if _, bounded := ctx.Deadline(); !bounded {
			t.Error("a scrape may wait for ever")
		}
		return watch.Backlog{Waiting: 7, Resting: asked, Oldest: time.Minute, Failed: 2, Held: 3}, fails
	})
	for range 3 {
		want(t, shown(t, m), "letterpress_backlog_known 1", `letterpress_jobs{state="waiting"} 7`, `letterpress_jobs{state="resting"} 1`,
			"letterpress_jobs_oldest_seconds 60", "letterpress_letters_failed 2", "letterpress_mail_pieces_held 3")
	}
	c.move(10 * time.Second)
	want(t, shown(t, m), `letterpress_jobs{state="resting"} 2`)
	fails = fault.New(fault.Unavailable, "gone")
	c.move(10 * time.Second)
	text := shown(t, m)
	want(t, text, "letterpress_backlog_known 0")
	if strings.Contains(text, "letterpress_jobs{") {
		t.Error("what is not known is shown")
	}
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
}
