package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"letterpress/internal/api"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

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
