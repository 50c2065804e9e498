package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"letterpress/internal/letter"
)

// The words that must not get out, in lower case. The first is added to every
// name, address and free text of every request; the others stand for what has a
// form: a birth date, a ZIP code, the number of a prescriber, a phone number.
var canaries = []string{"zqcanary", "1929-02-27", "06199-9876", "1992999999", "555-0199"}

// invented begins the names of members that no request has. A fault points at the
// member, so that its sender finds it; it goes no further.
const invented = "zqinvented"

// worded are the members that hold somebody's words. Their values get a canary.
var worded = []string{"display", "salutation", "first", "middle", "last", "care_of", "urbanization", "lines", "city", "name", "practice",
	"substance", "reaction", "topic", "actions", "finding", "recommendation", "reason", "other_information", "cc", "reference", "brand",
	"unable_to_participate", "stopped_reason", "note", "device", "title", "address", "directions", "en", "es"}

// formed are the members that hold a value of a certain form, with the canary that
// takes its place.
var formed = map[string]string{"birth_date": "1929-02-27", "postal_code": "06199-9876", "npi": "1992999999", "phone": "(212) 555-0199", "fax": "(212) 555-0199"}

// seeded is a request with canaries, n of them so far.
type seeded struct{ n int }

func (s *seeded) word() string {
	s.n++
	return "Zqcanary" + strings.NewReplacer("0", "a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7", "h", "8", "i", "9", "j").Replace(strconv.Itoa(s.n))
}

// seed returns the value of a member with canaries in it.
func (s *seeded) seed(parent, name string, v any) any {
	if name == "values" { // a phrase takes words of certain lists
		return v
	}
	switch x := v.(type) {
	case map[string]any:
		for _, k := range keysOf(x) {
			x[k] = s.seed(name, k, x[k])
		}
	case []any:
		for i := range x {
			x[i] = s.seed(parent, name, x[i])
		}
	case string:
		switch {
		case formed[name] != "":
			return formed[name]
		case name == "id" && parent == "member":
			return "ZQCANARY-" + strconv.Itoa(s.n)
		case parent != "replaces" && slices.Contains(worded, name):
			return x + " " + s.word()
		}
	}
	return v
}

func keysOf(m map[string]any) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func decoded(t *testing.T, data []byte) (m map[string]any) {
	t.Helper()
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func encoded(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sampleRequests returns every sample request with canaries, a line each, by name.
func sampleRequests(t *testing.T) map[string][]byte {
	t.Helper()
	root, found := filepath.Join("..", "..", "samples", "requests"), map[string][]byte{}
	var s seeded
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".json" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		found[filepath.ToSlash(name)] = encoded(t, s.seed("", "", decoded(t, data)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// spoiled returns requests that are refused: at each of the members of request, one
// at a time, a canary that cannot be printed, one of the wrong type, and a member
// that does not exist.
func spoiled(t *testing.T, request []byte) (list [][]byte) {
	t.Helper()
	whole := decoded(t, request)
	n := 0
	put := func() {
		n++
		whole["key"] = fmt.Sprintf("spoiled-%s-%d", letter.KeyOf(request), n)
		list = append(list, encoded(t, whole))
	}
	var walk func(v any)
	try := func(was any, set func(any)) {
		for _, bad := range []any{"Zqcanary\u0007bell", []any{map[string]any{"zqcanary name": "Zqcanary"}}, map[string]any{invented: "Zqcanary"}} {
			set(bad)
			put()
		}
		set(was)
		walk(was)
	}
	walk = func(v any) {
		switch x := v.(type) {
		case map[string]any:
			for _, k := range keysOf(x) {
				if k != "key" {
					try(x[k], func(v any) { x[k] = v })
				}
			}
		case []any:
			for i := range x {
				try(x[i], func(v any) { x[i] = v })
			}
		}
	}
	walk(whole)
	return list
}

// misused sends what no client should, with canaries wherever there is room.
func (w *watchman) misused(request []byte) {
	w.t.Helper()
	for _, c := range []struct {
		status       int
		method, path string
		body         string
		headers      []string
	}{
		{401, "GET", "/v1/letters", "", []string{"Authorization", "Bearer zqcanary"}},
		{404, "GET", "/zqcanary", "", nil},
		{422, "GET", "/v1/letters/zqcanary", "", nil},
		{422, "GET", "/v1/letters?state=zqcanary", "", nil},
		{422, "GET", "/v1/letters?limit=zqcanary", "", nil},
		{422, "GET", "/v1/letters?zqinvented=1", "", nil},
		{400, "GET", "/v1/letters?after=zqcanary", "", nil},
		{200, "GET", "/v1/letters?kind=zqcanary&program=zqcanary&language=zqcanary", "", nil},
		{400, "GET", "/v1/events?after=zqcanary", "", nil},
		{422, "POST", "/v1/letters", string(request), []string{"Idempotency-Key", "zqcanary with spaces"}},
		{422, "POST", "/v1/letters", string(request), []string{"Idempotency-Key", "not-its-key"}},
		{422, "POST", "/v1/letters", `{"zqcanary name": "Zqcanary`, []string{"Idempotency-Key", "k"}},
		{422, "POST", "/v1/letters", "Zqcanary\xff", []string{"Idempotency-Key", "k"}},
		{422, "POST", "/v1/letters", strings.Repeat(`{"zqinvented":`, 40), []string{"Idempotency-Key", "k"}},
		{422, "POST", "/v1/previews", `{"member": "Zqcanary"}`, nil},
		{422, "POST", "/v1/previews?as=zqcanary", string(request), nil},
		{422, "POST", "/v1/letters/11111111-1111-5111-8111-111111111111/void", `{"reason": ["Zqcanary"]}`, nil},
		{422, "POST", "/v1/letters/11111111-1111-5111-8111-111111111111/void", `{"reason": "` + strings.Repeat("Zqcanary", 40) + `"}`, nil},
		{422, "POST", "/v1/letters/11111111-1111-5111-8111-111111111111/void", `{"reason": "x", "zqcanary name": 1}`, nil},
		{400, "POST", "/v1/letters/11111111-1111-5111-8111-111111111111/void", `{"reason": Zqcanary}`, nil},
		{404, "POST", "/v1/letters/11111111-1111-5111-8111-111111111111/supersede", string(request), []string{"Idempotency-Key", "k"}},
	} {
		w.want(c.status, c.method, c.path, []byte(c.body), c.headers...)
	}
}

// finish sends requests again until each is made.
func (w *watchman) finish(requests [][]byte) {
	w.t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		waiting := 0
		for key, status := range w.bulk(requests) {
			switch status {
			case "accepted":
				waiting++
			case "refused", "failed":
				w.t.Errorf("%s is %s", key, status)
			}
		}
		if waiting == 0 {
			return
		}
		if time.Now().After(end) {
			w.t.Fatalf("%d letters are not made", waiting)
		}
	}
}

// Whatever becomes of a letter, what is said of its member stays in the record of
// the letter and on its pages.
func TestNothingOfAMemberGetsOut(t *testing.T) {
	program := binary(t)
	t.Run("SQLite and a folder", func(t *testing.T) { testNothingGetsOut(t, program, keptHere(t)) })
	t.Run("PostgreSQL and S3", func(t *testing.T) { testNothingGetsOut(t, program, keptElsewhere(t)) })
}

func testNothingGetsOut(t *testing.T, program string, at kept) {
	samples := sampleRequests(t)
	poison, held := samples["connecticare-2025/welcome-criteria-en.json"], samples["hard/machine-translation-es.json"]
	summary := samples["connecticare-2025/cmr-summary-en.json"]
	var good [][]byte
	for name, request := range samples {
		if name != "connecticare-2025/welcome-criteria-en.json" {
			good = append(good, request)
		}
	}
	w := &watchman{t, serve(t, program, at.data, at.flags...)}
	defer func() { w.kill() }()
	at.foul(objectOf(t, poison))

	w.finish(good)
	w.want(http.StatusAccepted, "POST", "/v1/letters", poison, "Idempotency-Key", letter.KeyOf(poison))
	w.failed(letter.ID("default", letter.KeyOf(poison)))
	if got := w.bulk([][]byte{held})[letter.KeyOf(held)]; got != "held" {
		t.Errorf("a machine translation is %s", got)
	}
	for _, name := range []string{"connecticare-2025/cmr-summary-en.json", "hard/representative-es.json", "hard/prescriber-five-en.json", "hard/safe-disposal-many-sites-en.json"} {
		bad := spoiled(t, samples[name])
		for key, status := range w.bulk(bad) {
			if status != "refused" {
				t.Errorf("%s is %s", key, status)
			}
		}
	}
	other := decoded(t, summary)
	other["reference"] = "Zqcanary"
	w.want(http.StatusConflict, "POST", "/v1/letters", encoded(t, other), "Idempotency-Key", letter.KeyOf(summary))
	w.want(http.StatusOK, "POST", "/v1/previews", summary)
	w.want(http.StatusOK, "POST", "/v1/previews?as=svg", summary)
	w.misused(summary)
	w.used(letter.ID("default", letter.KeyOf(summary)), at.lose)

	w.checkMetrics(`letterpress_letters_total{kind="cmr-summary",language="en",state="rendered"}`, `letterpress_letters_failed 1`,
		`letterpress_requests_refused_total{reason="faults"}`, `letterpress_requests_refused_total{reason="key-conflict"} 1`,
		`letterpress_http_requests_total{route="GET /v1/letters/{id}",status="2xx"}`)
	w.stop()
	w.checkLog()
	w.checkRows(at.db)
	w.checkFiles(at.data)
	at.check(w)
	for _, command := range []string{"audit --all", "jobs", "letter list --all", "mail list --all", "keys list", "letter show --key " + letter.KeyOf(summary)} {
		out, errs := completed(t, exitDone, program, append(append(strings.Fields(command), "--data", at.data, "--json"), at.flags...)...)
		w.silent(command, []byte(out+errs))
	}
}

// used reads all that there is of a letter, also after the archive has lost it.
func (w *watchman) used(id string, lose func(object string)) {
	w.t.Helper()
	at := "/v1/letters/" + id
	var l struct{ Object string }
	if err := json.Unmarshal(w.want(http.StatusOK, "GET", at, nil), &l); err != nil {
		w.t.Fatal(err)
	}
	w.want(http.StatusOK, "GET", "/v1/letters?limit=1000", nil)
	w.want(http.StatusOK, "GET", "/v1/events", nil)
	w.want(http.StatusOK, "GET", at+"/pdf", nil)
	w.want(http.StatusOK, "POST", at+"/regenerate", nil)
	lose(l.Object)
	w.want(http.StatusInternalServerError, "GET", at+"/pdf", nil)
	w.until(`"msg":"request failed"`)
}

// failed waits until a letter has.
func (w *watchman) failed(id string) {
	w.t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if bytes.Contains(w.want(http.StatusOK, "GET", "/v1/letters/"+id, nil), []byte(`"status":"failed"`)) {
			return
		}
		if time.Now().After(end) {
			w.t.Fatal("the letter whose place is taken does not fail")
		}
	}
}

// An archive that does not answer keeps letters waiting, and the log says so
// without them.
func TestNothingOfAMemberGetsOutWithoutAnArchive(t *testing.T) {
	program, data := binary(t), t.TempDir()
	t.Setenv("AWS_ACCESS_KEY_ID", "none")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "none")
	request := sampleRequests(t)["connecticare-2025/cmr-summary-en.json"]
	w := &watchman{t, serve(t, program, data, "--archive", "s3://letters?endpoint=http://127.0.0.1:1&path-style=1&region=us-east-1")}
	defer func() { w.kill() }()
	w.want(http.StatusAccepted, "POST", "/v1/letters", request, "Idempotency-Key", letter.KeyOf(request))
	w.until("letters wait")
	w.want(http.StatusServiceUnavailable, "GET", "/readyz", nil)
	w.checkMetrics(`letterpress_archive_errors_total{call="put",kind="unavailable"}`, `letterpress_archive_errors_total{call="check",kind="unavailable"}`,
		`letterpress_faults_total{kind="unavailable"}`)
	w.stop()
	w.checkLog()
	w.checkRows(old{"sqlite", filepath.Join(data, "letterpress.db")})
	w.checkFiles(data)
}

// objectOf is the object of the PDF of a request.
func objectOf(t *testing.T, request []byte) string {
	t.Helper()
	l, faults := letter.Parse(request)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return letter.ObjectKey("default", l.Date, letter.ID("default", l.Key))
}
