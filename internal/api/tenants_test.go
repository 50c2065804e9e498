package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"letterpress/internal/access"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press/presstest"
)

// trespass is tenant b's try at what is a's by one route.
type trespass struct {
	query   string
	body    []byte
	headers []string
	want    int
	open    string // why the route is nobody's
}

// estate is what tenant a has.
type estate struct {
	letter, piece, cursor string
	request               []byte // that made letter
}

// trespasses has a case for every route: one without fails the test, so that a new
// route cannot be forgotten.
func trespasses(a estate) map[string]trespass {
	key := letter.KeyOf(a.request)
	own := []string{"Idempotency-Key", key}
	replacing := bytes.Replace(a.request, []byte(`"key":"`+key+`"`), []byte(`"key":"b-replaces","replaces":{"letter":"`+a.letter+`","reason":"correction"}`), 1)
	return map[string]trespass{
		"POST /v1/letters":                 {body: replacing, headers: []string{"Idempotency-Key", "b-replaces"}, want: 422},
		"GET /v1/letters":                  {query: "?limit=1000&after=" + a.cursor, want: 200},
		"GET /v1/letters/{id}":             {want: 404},
		"GET /v1/letters/{id}/pdf":         {want: 404},
		"POST /v1/letters/{id}/void":       {body: []byte(`{"reason":"test"}`), want: 404},
		"POST /v1/letters/{id}/supersede":  {body: replacing, headers: []string{"Idempotency-Key", "b-replaces"}, want: 404},
		"POST /v1/letters/{id}/regenerate": {want: 404},
		"POST /v1/letters:bulk":            {body: replacing, want: 200},
		"POST /v1/previews":                {body: a.request, headers: own, want: 200},
		"GET /v1/events":                   {query: "?after=0", want: 200},
		"GET /healthz":                     {open: "says that the service runs"},
		"GET /readyz":                      {open: "says whether database and archive answer"},
		"GET /metrics":                     {open: "counts letters of all tenants and names none"},
		"/":                                {open: "says that there is nothing"},
	}
}

// routes are those of the served description and those that are handled outside of
// it.
func (o *office) routes() map[string]bool {
	o.t.Helper()
	found := map[string]bool{}
	a := o.do("GET", "/openapi.json", nil)
	o.want(a, 200)
	var described struct {
		Paths map[string]map[string]json.RawMessage
	}
	must(o.t, json.Unmarshal(a.body, &described))
	for path, methods := range described.Paths {
		for method := range methods {
			found[strings.ToUpper(method)+" "+path] = true
		}
	}
	files, err := filepath.Glob("*.go")
	must(o.t, err)
	handled := regexp.MustCompile(`\.Handle(?:Func)?\(\s*"([^"]+)"`)
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		must(o.t, err)
		for _, m := range handled.FindAllSubmatch(src, -1) {
			found[string(m[1])] = true
		}
	}
	return found
}

// Tenant b sees and changes nothing of a's by any route.
func TestTenantsApartByEveryRoute(t *testing.T) { everywhere(t, testEveryRoute) }

func testEveryRoute(t *testing.T, o *office) {
	b := o.newKey("b", access.Admin)
	o.work()
	a := estate{request: presstest.Request(3, 0)}
	a.letter = o.post(a.request).Letter.Letter
	a.piece = o.until(a.letter, "accepted").Letter.Piece
	other := o.post(presstest.Request(3, 1)).Letter.Letter
	o.until(other, "accepted")
	var page struct{ Next string }
	must(t, json.Unmarshal(o.do("GET", "/v1/letters?limit=1", nil).body, &page))
	a.cursor = page.Next
	before := o.shown(a.letter)

	cases := trespasses(a)
	found := o.routes()
	if len(found) < 10 {
		t.Fatalf("%d routes: the search misses them", len(found))
	}
	for route := range found {
		c, ok := cases[route]
		if !ok {
			t.Errorf("%s has no case in trespasses: how would another tenant use it?", route)
		}
		if !ok || c.open != "" {
			continue
		}
		method, path, _ := strings.Cut(route, " ")
		got := o.as(b, method, strings.Replace(path, "{id}", a.letter, 1)+c.query, c.body, c.headers...)
		told := bytes.ReplaceAll(got.body, []byte("no letter "+a.letter), nil) // what was asked for
		if got.status != c.want || bytes.Contains(told, []byte(a.letter)) || bytes.Contains(told, []byte(a.piece)) || bytes.Contains(told, []byte(other)) {
			t.Errorf("%s: %d, want %d: %s", route, got.status, c.want, got.body)
		}
	}
	o.bystander(b, a)
	if after := o.shown(a.letter); after != before {
		t.Errorf("what is a's was changed:\n%s\n%s", before, after)
	}
}

// shown is all that tenant a is shown of a letter and of the list.
func (o *office) shown(id string) string {
	o.t.Helper()
	var all []string
	for _, path := range []string{"/v1/letters", "/v1/letters/" + id, "/v1/events"} {
		a := o.do("GET", path, nil)
		o.want(a, 200)
		all = append(all, string(a.body))
	}
	return strings.Join(all, "\n")
}

// bystander has tenant b use a's key for a letter of its own and follow the stream
// of events: both are b's alone.
func (o *office) bystander(b string, a estate) {
	o.t.Helper()
	own := o.as(b, "POST", "/v1/letters", a.request, "Idempotency-Key", letter.KeyOf(a.request))
	o.want(own, 202)
	if own.Letter.Letter == a.letter || own.Letter.Repeated {
		o.t.Errorf("b is answered with a's letter: %s", own.body)
	}
	r, err := http.NewRequestWithContext(o.t.Context(), "GET", o.url+"/v1/events", nil)
	must(o.t, err)
	r.Header.Set("Authorization", "Bearer "+b)
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Last-Event-ID", "0")
	res, err := http.DefaultClient.Do(r)
	must(o.t, err)
	defer res.Body.Close()
	var told []byte
	for buf := make([]byte, 4096); !bytes.Contains(told, []byte("letter.rendered")); {
		n, err := res.Body.Read(buf)
		must(o.t, err)
		told = append(told, buf[:n]...)
	}
	if bytes.Contains(told, []byte(a.letter)) || bytes.Contains(told, []byte(a.piece)) {
		o.t.Errorf("b's stream tells of a's letter: %s", told)
	}
	list, _, err := o.book.Letters(o.t.Context(), ledger.Filter{Tenant: "b"})
	must(o.t, err)
	if len(list) != 1 || list[0].ID != own.Letter.Letter {
		o.t.Errorf("b has %d letters, want its own alone", len(list))
	}
}
