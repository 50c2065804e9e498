package api_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"letterpress/internal/access"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press/presstest"
)

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

func TestFiftyAtOnceAreOneLetter(t *testing.T) { everywhere(t, testFiftyAtOnce) }

func testFiftyAtOnce(t *testing.T, o *office) {
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
