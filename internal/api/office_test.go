package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"letterpress/internal/access"
	"letterpress/internal/api"
	"letterpress/internal/archive"
	"letterpress/internal/jobs"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/render"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"
)

var builtIn = sync.OnceValues(func() (*render.Renderer, error) {
	src, err := render.Load(render.Files{Programs: []fs.FS{samples.Programs}, Locales: []fs.FS{locales.FS}, Templates: []fs.FS{templates.FS}})
	if err != nil {
		return nil, err
	}
	return render.New(src), nil
})

// office is the service on a real database, archive and queue, with a key of
// tenant a that may do everything.
type office struct {
	t     testing.TB
	url   string
	book  *ledger.Ledger
	queue *jobs.Queue
	key   string
	log   *bytes.Buffer
	ahead atomic.Int64 // nanoseconds that the clock is wrong
	open  func() *jobs.Queue
	press func(tenant string) *press.Press // a new one each time
	dir   string
}

func newOffice(t testing.TB, change ...func(*api.Options)) *office {
	t.Helper()
	return newOfficeOn(t, filepath.Join(t.TempDir(), "l.db"), change...)
}

// now is the clock of the office.
func (o *office) now() time.Time { return time.Now().Add(time.Duration(o.ahead.Load())) }

// newOfficeOn opens an office on the database at an address.
func newOfficeOn(t testing.TB, address string, change ...func(*api.Options)) *office {
	t.Helper()
	dir := t.TempDir()
	o := &office{t: t, log: &bytes.Buffer{}, dir: dir}
	r, err := builtIn()
	must(t, err)
	o.book, err = ledger.Open(t.Context(), address, ledger.Options{NewID: func() string { return uuid.Must(uuid.NewV7()).String() }})
	must(t, err)
	t.Cleanup(func() { must(t, o.book.Close()) })
	store, err := archive.Open(t.Context(), "", filepath.Join(dir, "archive"))
	must(t, err)
	o.press = func(tenant string) *press.Press {
		return press.New(press.Options{Renderer: r, Ledger: o.book, Archive: store, Tenant: tenant, Now: o.now})
	}
	o.open = func() *jobs.Queue {
		q, err := jobs.Open(t.Context(), o.book, jobs.Options{Host: "test", Lock: filepath.Join(dir, "lock"), Now: o.now,
			Log: slog.New(slog.NewJSONHandler(o.log, nil)),
			Work: func(ctx context.Context, tenant string, letters []string, done jobs.Done) error {
				_, err := o.press(tenant).FinishChunk(ctx, letters, press.Done(done))
				return err
			}})
		must(t, err)
		return q
	}
	o.queue = o.open()
	options := api.Options{Press: o.press, Renderer: r, Ledger: o.book, Now: o.now,
		Know: func(ctx context.Context, secret string) (ledger.Key, bool, error) {
			return access.Know(ctx, o.book, secret)
		},
		Enlist: func(tenant string, interactive bool) press.Enlist {
			return func(ctx context.Context, tx *ledger.Tx, letters []string) error {
				return o.queue.Enlist(ctx, tx, tenant, letters, interactive)
			}
		},
		Ready: store.Check,
		Fault: func(_ context.Context, route string, err error) { t.Logf("%s: %v", route, err) }}
	for _, f := range change {
		f(&options)
	}
	server := httptest.NewServer(api.New(options))
	t.Cleanup(server.Close)
	o.url, o.key = server.URL, o.newKey("a", access.Admin)
	return o
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (o *office) newKey(tenant string, roles ...string) string {
	o.t.Helper()
	secret, _, err := access.Create(context.Background(), o.book, time.Now(), tenant, roles)
	must(o.t, err)
	return secret
}

// work starts the workers until the test ends.
func (o *office) work() {
	o.t.Helper()
	must(o.t, o.queue.Start(o.t.Context()))
	o.t.Cleanup(func() { must(o.t, o.queue.Stop(context.Background())) })
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   []byte
	Letter api.Letter
	api.Problem
}

// as sends a request under a key; headers are pairs.
func (o *office) as(key, method, path string, body []byte, headers ...string) answer {
	o.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, o.url+path, bytes.NewReader(body))
	must(o.t, err)
	if key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	must(o.t, err)
	defer res.Body.Close()
	a := answer{status: res.StatusCode, header: res.Header}
	a.body, err = io.ReadAll(res.Body)
	must(o.t, err)
	if res.StatusCode < 300 {
		_ = json.Unmarshal(a.body, &a.Letter) // not every answer is a letter
	} else {
		if got := res.Header.Get("Content-Type"); got != "application/problem+json" {
			o.t.Errorf("%s %s: a problem comes as %q: %s", method, path, got, a.body)
		}
		_ = json.Unmarshal(a.body, &a.Problem)
		if a.Problem.Status != res.StatusCode || a.Title == "" {
			o.t.Errorf("%s %s: %s", method, path, a.body)
		}
	}
	return a
}

func (o *office) do(method, path string, body []byte, headers ...string) answer {
	o.t.Helper()
	return o.as(o.key, method, path, body, headers...)
}

// post asks for a letter under its own key.
func (o *office) post(request []byte) answer {
	o.t.Helper()
	return o.do("POST", "/v1/letters", request, "Idempotency-Key", letter.KeyOf(request))
}

func (o *office) want(a answer, status int) {
	o.t.Helper()
	if a.status != status {
		o.t.Fatalf("got %d, want %d: %s", a.status, status, a.body)
	}
}

// until asks until the letter has left a status.
func (o *office) until(id, status string) answer {
	o.t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		a := o.do("GET", "/v1/letters/"+id, nil)
		o.want(a, 200)
		if a.Letter.Status != status {
			return a
		}
		if time.Now().After(end) {
			o.t.Fatalf("letter %s stays %s", id, status)
		}
	}
}
