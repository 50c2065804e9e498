package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
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
	"letterpress/internal/press/presstest"
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
}

func newOffice(t testing.TB, change ...func(*api.Options)) *office {
	t.Helper()
	dir := t.TempDir()
	o := &office{t: t, log: &bytes.Buffer{}}
	r, err := builtIn()
	must(t, err)
	o.book, err = ledger.Open(t.Context(), filepath.Join(dir, "l.db"), ledger.Options{NewID: func() string { return uuid.Must(uuid.NewV7()).String() }})
	must(t, err)
	t.Cleanup(func() { must(t, o.book.Close()) })
	store, err := archive.Open(t.Context(), "", filepath.Join(dir, "archive"))
	must(t, err)
	presses := func(tenant string) *press.Press {
		return press.New(press.Options{Renderer: r, Ledger: o.book, Archive: store, Tenant: tenant, Now: time.Now})
	}
	o.queue, err = jobs.Open(t.Context(), o.book, jobs.Options{Host: "test", Lock: filepath.Join(dir, "lock"), Now: time.Now,
		Log: slog.New(slog.NewJSONHandler(o.log, nil)),
		Work: func(ctx context.Context, tenant string, letters []string, done jobs.Done) error {
			_, err := presses(tenant).FinishChunk(ctx, letters, press.Done(done))
			return err
		}})
	must(t, err)
	options := api.Options{Press: presses, Renderer: r, Ledger: o.book, Now: time.Now,
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

func TestLetterFromRequestToPDF(t *testing.T) {
	o := newOffice(t)
	request := presstest.Request(3, 0)
	a := o.post(request)
	o.want(a, 202)
	if a.Letter.Status != "accepted" || a.header.Get("Location") != "/v1/letters/"+a.Letter.Letter || a.Letter.Repeated {
		t.Errorf("%s", a.body)
	}
	again := o.post(request)
	o.want(again, 202)
	if again.Letter.Letter != a.Letter.Letter || !again.Letter.Repeated {
		t.Errorf("%s", again.body)
	}
	o.want(o.do("GET", "/v1/letters/"+a.Letter.Letter+"/pdf", nil), 404)
	o.work()
	done := o.until(a.Letter.Letter, "accepted")
	if done.Letter.Pages == 0 || done.Letter.Sum == "" || done.Letter.Rendered == nil {
		t.Errorf("%s", done.body)
	}
	again = o.post(request)
	o.want(again, 200)
	file := o.do("GET", "/v1/letters/"+a.Letter.Letter+"/pdf", nil)
	o.want(file, 200)
	if !bytes.HasPrefix(file.body, []byte("%PDF-")) || file.header.Get("Content-Type") != "application/pdf" || file.header.Get("Cache-Control") != "no-store" {
		t.Errorf("%v %.20q", file.header, file.body)
	}
	history, err := o.book.Audit(t.Context(), "a", a.Letter.Letter)
	must(t, err)
	if last := history[len(history)-1]; last.Action != "letter.read" || !strings.HasPrefix(last.Actor, "key:") {
		t.Errorf("the reading is on record as %+v", last)
	}
	again = o.do("POST", "/v1/letters/"+a.Letter.Letter+"/regenerate", nil)
	o.want(again, 200)
	if !bytes.Contains(again.body, []byte(`"same":true`)) {
		t.Errorf("%s", again.body)
	}
}

func TestKeyOfTheHeader(t *testing.T) {
	o := newOffice(t)
	request := presstest.Request(3, 0)
	key := letter.KeyOf(request)
	bare := bytes.Replace(request, []byte(`"key":"`+key+`",`), nil, 1)
	if letter.KeyOf(bare) != "" {
		t.Fatal("the key is still there")
	}
	a := o.do("POST", "/v1/letters", bare, "Idempotency-Key", key)
	o.want(a, 202)
	same := o.post(request)
	o.want(same, 202)
	if same.Letter.Letter != a.Letter.Letter {
		t.Errorf("the same request under the same key is another letter")
	}
	o.want(o.do("POST", "/v1/letters", request), 400)
	o.want(o.do("POST", "/v1/letters", request, "Idempotency-Key", "another"), 422)
	conflict := o.do("POST", "/v1/letters", presstest.Request(3, 1), "Idempotency-Key", key)
	o.want(conflict, 422) // its own key is another
	other := bytes.Replace(presstest.Request(3, 1), []byte(letter.KeyOf(presstest.Request(3, 1))), []byte(key), 1)
	o.want(o.post(other), 409)
}

func TestFaultsComeTogether(t *testing.T) {
	o := newOffice(t)
	a := o.do("POST", "/v1/letters", []byte(`{"kind":"welcome","program":"no-such","language":"xx","date":"2025-02-30","Canary":"Canary"}`), "Idempotency-Key", "k")
	o.want(a, 422)
	pointers := map[string]bool{}
	for _, f := range a.Problem.Errors {
		pointers[f.Pointer] = true
	}
	for _, want := range []string{"/program", "/language", "/date", "/Canary", "/member", "/welcome"} {
		if !pointers[want] {
			t.Errorf("no fault at %s: %s", want, a.body)
		}
	}
	if a := o.do("POST", "/v1/letters", []byte(`[1`), "Idempotency-Key", "k"); a.status != 422 {
		t.Errorf("no JSON: %d %s", a.status, a.body)
	}
	long := append([]byte(`{"x":"`), bytes.Repeat([]byte("a"), letter.MaxBytes)...)
	if a := o.do("POST", "/v1/letters", long, "Idempotency-Key", "k"); a.status != 413 {
		t.Errorf("too long: %d %.200s", a.status, a.body)
	}
}

func TestWhoMayWhat(t *testing.T) {
	o := newOffice(t)
	reader, issuer := o.newKey("a", access.Read), o.newKey("a", access.Issue)
	request := presstest.Request(3, 0)
	id := o.post(request).Letter.Letter
	for _, c := range []struct {
		key, method, path string
		body              []byte
		want              int
	}{
		{"", "GET", "/v1/letters", nil, 401},
		{"lpk_wrong", "GET", "/v1/letters", nil, 401},
		{"", "POST", "/v1/letters:bulk", request, 401},
		{"", "GET", "/v1/events", nil, 401},
		{reader, "GET", "/v1/letters", nil, 200},
		{reader, "GET", "/v1/events", nil, 200},
		{reader, "POST", "/v1/letters", request, 403},
		{reader, "POST", "/v1/letters:bulk", request, 403},
		{reader, "POST", "/v1/previews", request, 403},
		{reader, "POST", "/v1/letters/" + id + "/void", []byte(`{"reason":"test"}`), 403},
		{issuer, "GET", "/v1/letters", nil, 403},
		{issuer, "GET", "/v1/letters/" + id, nil, 403},
		{issuer, "POST", "/v1/previews", request, 200},
		{"", "GET", "/healthz", nil, 200},
		{"", "GET", "/readyz", nil, 200},
		{"", "GET", "/nothing", nil, 404},
	} {
		if a := o.as(c.key, c.method, c.path, c.body, "Idempotency-Key", letter.KeyOf(request)); a.status != c.want {
			t.Errorf("%s %s: %d, want %d: %s", c.method, c.path, a.status, c.want, a.body)
		}
	}
}

// Tenant b has the same keys for its letters, and nothing of a's.
func TestTenantsApart(t *testing.T) {
	o := newOffice(t)
	b := o.newKey("b", access.Admin)
	request := presstest.Request(3, 0)
	o.work()
	mine := o.post(request).Letter.Letter
	o.until(mine, "accepted")
	theirs := o.as(b, "POST", "/v1/letters", request, "Idempotency-Key", letter.KeyOf(request))
	o.want(theirs, 202)
	if theirs.Letter.Letter == mine {
		t.Fatal("two tenants share a letter")
	}
	for _, path := range []string{"", "/pdf"} {
		o.want(o.as(b, "GET", "/v1/letters/"+mine+path, nil), 404)
	}
	o.want(o.as(b, "POST", "/v1/letters/"+mine+"/regenerate", nil), 404)
	o.want(o.as(b, "POST", "/v1/letters/"+mine+"/void", []byte(`{"reason":"test"}`)), 404)
	o.want(o.as(b, "POST", "/v1/letters/"+mine+"/supersede", request, "Idempotency-Key", "k"), 404)
	for _, path := range []string{"/v1/letters", "/v1/events"} {
		if a := o.as(b, "GET", path, nil); bytes.Contains(a.body, []byte(mine)) {
			t.Errorf("%s shows another tenant's letter", path)
		}
	}
}

func TestFiftyAtOnceAreOneLetter(t *testing.T) {
	o := newOffice(t)
	o.work()
	request := presstest.Request(3, 0)
	var g sync.WaitGroup
	var mu sync.Mutex
	ids, fresh := map[string]bool{}, 0
	for range 50 {
		g.Go(func() {
			a := o.post(request)
			mu.Lock()
			defer mu.Unlock()
			ids[a.Letter.Letter] = true
			if !a.Letter.Repeated {
				fresh++
			}
		})
	}
	g.Wait()
	if len(ids) != 1 || fresh != 1 {
		t.Errorf("%d letters, %d of them fresh", len(ids), fresh)
	}
	found, _, err := o.book.Letters(t.Context(), ledger.Filter{Tenant: "a"})
	must(t, err)
	if len(found) != 1 {
		t.Errorf("%d on record", len(found))
	}
}

func bulkLines(t *testing.T, body []byte) (out []api.BulkAnswer) {
	t.Helper()
	for d := json.NewDecoder(bytes.NewReader(body)); d.More(); {
		var a api.BulkAnswer
		must(t, d.Decode(&a))
		out = append(out, a)
	}
	return out
}

func TestBulk(t *testing.T) {
	o := newOffice(t)
	var body bytes.Buffer
	const n = 450
	for i, r := range presstest.Requests(5, n) {
		switch i {
		case 7:
			body.WriteString("this is no request\n")
		case 300:
			body.Write(append(bytes.Repeat([]byte("x"), letter.MaxBytes+5), '\n'))
		case 301:
			body.WriteString("\n  \n")
		}
		body.Write(append(r, '\n'))
	}
	a := o.do("POST", "/v1/letters:bulk", body.Bytes())
	o.want(a, 200)
	list := bulkLines(t, a.body)
	if len(list) != n+2 {
		t.Fatalf("%d answers", len(list))
	}
	for i, l := range list {
		want := "accepted"
		if i == 7 || i == 301 {
			want = "refused"
		}
		if l.Status != want || want == "refused" && len(l.Errors) == 0 {
			t.Fatalf("answer %d: %+v", i, l)
		}
	}
	o.work()
	for { // sent again until all are made
		made := 0
		list := bulkLines(t, o.do("POST", "/v1/letters:bulk", body.Bytes()).body)
		for _, l := range list {
			if l.Sum != "" && l.Again {
				made++
			}
		}
		if made == n {
			break
		}
	}
}

// The answers come while the upload goes on: a caller may wait for them.
func TestBulkAnswersAtOnce(t *testing.T) {
	o := newOffice(t)
	in, out := io.Pipe()
	r, err := http.NewRequestWithContext(t.Context(), "POST", o.url+"/v1/letters:bulk", in)
	must(t, err)
	r.Header.Set("Authorization", "Bearer "+o.key)
	first := make(chan struct{})
	go func() {
		_, _ = out.Write(append(presstest.Request(5, 0), '\n'))
		<-first
		_, _ = out.Write(append(presstest.Request(5, 1), '\n'))
		out.Close()
	}()
	res, err := http.DefaultClient.Do(r)
	must(t, err)
	defer res.Body.Close()
	d := json.NewDecoder(res.Body)
	for i := range 2 {
		var a api.BulkAnswer
		must(t, d.Decode(&a))
		if a.Line != i+1 || a.Status != "accepted" {
			t.Errorf("%+v", a)
		}
		if i == 0 {
			close(first)
		}
	}
}

func TestPreviewStoresNothing(t *testing.T) {
	o := newOffice(t)
	request := presstest.Request(3, 0)
	pdf := o.do("POST", "/v1/previews", request)
	o.want(pdf, 200)
	svg := o.do("POST", "/v1/previews?as=svg", request)
	o.want(svg, 200)
	if !bytes.HasPrefix(pdf.body, []byte("%PDF-")) || !bytes.HasPrefix(svg.body, []byte("<svg")) || svg.header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("%.20q %.20q", pdf.body, svg.body)
	}
	o.want(o.do("POST", "/v1/previews", []byte("{}")), 422)
	o.want(o.do("POST", "/v1/previews?as=docx", request), 422)
	found, _, err := o.book.Letters(t.Context(), ledger.Filter{Tenant: "a"})
	must(t, err)
	if len(found) > 0 {
		t.Error("a preview is on record")
	}
}

func TestVoidAndSupersede(t *testing.T) {
	o := newOffice(t)
	o.work()
	first := o.post(presstest.Request(3, 0)).Letter.Letter
	o.until(first, "accepted")
	void := func(id string) answer {
		return o.do("POST", "/v1/letters/"+id+"/void", []byte(`{"reason":"asked for twice"}`))
	}
	a := void(first)
	o.want(a, 200)
	if a.Letter.Status != "void" {
		t.Errorf("%s", a.body)
	}
	o.want(void(uuid.NewString()), 404)
	o.want(o.do("POST", "/v1/letters/"+first+"/void", []byte(`{}`)), 422)

	posted := o.post(presstest.Request(3, 4))
	o.want(posted, 202)
	old := posted.Letter.Letter
	o.until(old, "accepted")
	next := bytes.Replace(presstest.Request(3, 4), []byte(`"key":"`), []byte(`"replaces":{"letter":"`+old+`","reason":"correction"},"key":"new-`), 1)
	key := letter.KeyOf(next)
	o.want(o.do("POST", "/v1/letters/"+first+"/supersede", next, "Idempotency-Key", key), 422)
	b := o.do("POST", "/v1/letters/"+old+"/supersede", next, "Idempotency-Key", key)
	o.want(b, 202)
	o.until(b.Letter.Letter, "accepted")
	if got := o.do("GET", "/v1/letters/"+old, nil); got.Letter.Status != "superseded" {
		t.Errorf("%s", got.body)
	}
}

func TestListAndEvents(t *testing.T) {
	o := newOffice(t)
	for i := range 5 {
		o.post(presstest.Request(3, i))
	}
	var page struct {
		Letters []api.Letter
		Next    string
	}
	seen := map[string]bool{}
	for after := ""; ; after = page.Next {
		a := o.do("GET", "/v1/letters?limit=2&after="+after, nil)
		o.want(a, 200)
		page.Next = ""
		must(t, json.Unmarshal(a.body, &page))
		for _, l := range page.Letters {
			seen[l.Letter] = true
		}
		if page.Next == "" {
			break
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d letters on the pages", len(seen))
	}
	for _, bad := range []string{"limit=0", "state=lost", "after=x", "color=red"} {
		if a := o.do("GET", "/v1/letters?"+bad, nil); a.status != 422 && a.status != 400 {
			t.Errorf("%s: %d", bad, a.status)
		}
	}
	var events api.EventPage
	must(t, json.Unmarshal(o.do("GET", "/v1/events?after=2", nil).body, &events))
	if len(events.Events) != 3 || events.Next != 5 || events.Events[0].Action != "letter.accepted" {
		t.Errorf("%+v", events)
	}
	o.want(o.do("GET", "/v1/events?after=-1", nil), 400)
}

func TestEventStream(t *testing.T) {
	o := newOffice(t)
	o.post(presstest.Request(3, 0))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", o.url+"/v1/events", nil)
	must(t, err)
	r.Header.Set("Authorization", "Bearer "+o.key)
	r.Header.Set("Accept", "text/event-stream")
	res, err := http.DefaultClient.Do(r)
	must(t, err)
	defer res.Body.Close()
	second := o.post(presstest.Request(3, 1)).Letter.Letter
	read, buf := "", make([]byte, 4096)
	for !strings.Contains(read, second) {
		n, err := res.Body.Read(buf)
		must(t, err)
		read += string(buf[:n])
	}
	if !strings.Contains(read, "id: 2\nevent: letter.accepted\ndata: {") {
		t.Errorf("%s", read)
	}
}

func TestPace(t *testing.T) {
	o := newOffice(t, func(o *api.Options) { o.PerSecond, o.Burst = 0.001, 3 })
	for i := range 4 {
		a := o.do("GET", "/v1/letters", nil)
		if want := map[bool]int{true: 200, false: 429}[i < 3]; a.status != want {
			t.Errorf("request %d: %d", i, a.status)
		}
		if i == 3 && a.header.Get("Retry-After") == "" {
			t.Error("nothing says when to try again")
		}
	}
}

// A panic is answered, and its words go nowhere.
func TestPanic(t *testing.T) {
	o := newOffice(t, func(o *api.Options) {
		o.Press = func(string) *press.Press { panic("Canary") }
	})
	a := o.post(presstest.Request(3, 0))
	o.want(a, 500)
	if bytes.Contains(a.body, []byte("Canary")) {
		t.Errorf("%s", a.body)
	}
}

var update = flag.Bool("update", false, "write docs/openapi.yaml")

// The description that is kept with the documents is the one that is served.
func TestDescription(t *testing.T) {
	const kept = "../../docs/openapi.yaml"
	now, err := api.Describe("v1")
	must(t, err)
	if *update {
		must(t, os.WriteFile(kept, now, 0o644))
	}
	old, err := os.ReadFile(kept)
	must(t, err)
	if !bytes.Equal(old, now) {
		t.Error("docs/openapi.yaml is not what the service says of itself: go test ./internal/api -update")
	}
	for _, path := range []string{"/v1/letters:bulk", "/v1/events", "/v1/letters/{id}/pdf", "Idempotency-Key"} {
		if !bytes.Contains(now, []byte(path)) {
			t.Errorf("nothing is said of %s", path)
		}
	}
}
