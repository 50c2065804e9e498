package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"letterpress/internal/letter"
	"letterpress/internal/press/presstest"
)

// reply is an answer of the service; its status is 0 when none came.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// ask sends a request under the key of the first start; headers are pairs.
func (s *served) ask(method, path string, body []byte, headers ...string) reply {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.key)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return reply{}
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		return reply{}
	}
	return reply{res.StatusCode, res.Header, data}
}

// post asks for one letter.
func (s *served) post(request []byte) reply {
	s.t.Helper()
	return s.ask("POST", "/v1/letters", request, "Idempotency-Key", letter.KeyOf(request))
}

// give hands in n requests, the first few one by one and the others in bulk, again
// and again until all are accepted.
func (s *served) give(n int) {
	s.t.Helper()
	singly := min(5, n)
	requests := presstest.Requests(1, n)
	for _, r := range requests[:singly] {
		patiently(s.t, "a letter is not accepted", func() bool { a := s.post(r); return a.status == 200 || a.status == 202 })
	}
	body := bytes.Join(requests[singly:], []byte("\n"))
	patiently(s.t, "letters are not accepted", func() bool {
		all := 0
		for status, count := range s.upload(s.key, body) {
			if status != "open" && status != "refused" {
				all += count
			}
		}
		return all == n-singly
	})
}

// happened counts what happened to letters and pieces since the beginning.
func (s *served) happened() map[string]int {
	s.t.Helper()
	count := map[string]int{}
	for after := int64(0); ; {
		a := s.ask("GET", fmt.Sprint("/v1/events?after=", after), nil)
		var page struct {
			Events []struct{ Action string }
			Next   int64
		}
		if a.status != 200 || json.Unmarshal(a.body, &page) != nil {
			return nil
		}
		for _, e := range page.Events {
			count[e.Action]++
		}
		if len(page.Events) == 0 {
			return count
		}
		after = page.Next
	}
}

// made waits until n letters are made, and wants that each was accepted and made
// once and that none has failed meanwhile.
func (s *served) made(n int) {
	s.t.Helper()
	var count map[string]int
	patiently(s.t, "letters are not made", func() bool {
		count = s.happened()
		return count["letter.rendered"] >= n || count["letter.failed"] > 0
	})
	pieces := count["piece.queued"] + count["piece.held"]
	delete(count, "piece.queued")
	delete(count, "piece.held")
	want := map[string]int{"letter.accepted": n, "letter.rendered": n}
	if !maps.Equal(count, want) || pieces > n {
		s.t.Errorf("what happened: %v and %d pieces, want %v", count, pieces, want)
	}
}

// Whatever is wrong with the way to the store costs time and no letter.
func TestArchiveOutages(t *testing.T) {
	const n = 60
	newElsewhere(t)
	program := binary(t)
	for _, c := range []struct{ name, kind, stream, attributes string }{
		{"answer cut after the store", "limit_data", "downstream", `{"bytes":0}`},
		{"request cut", "limit_data", "upstream", `{"bytes":9000}`},
		{"connection reset", "reset_peer", "downstream", `{"timeout":0}`},
		{"no answer", "timeout", "downstream", `{"timeout":0}`},
		{"slow", "latency", "downstream", `{"latency":300,"jitter":200}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := newElsewhere(t)
			l := newLine(t, endpoint(t, e.archive))
			s := serve(t, program, t.TempDir(), "--db", e.db, "--archive", l.through(e.archive))
			defer s.kill()
			l.spoil(c.kind, c.stream, c.attributes)
			s.give(n)
			l.met(10)
			l.mend()
			s.made(n)
			s.stop()
			e.whole(n)
		})
	}
	t.Run("gone", func(t *testing.T) { t.Parallel(); archiveGone(t, program) })
	t.Run("503", func(t *testing.T) { t.Parallel(); archiveRefuses(t, program) })
}

// Without its store the service goes on to accept letters, says that it is not
// ready, and makes them once the store is back.
func archiveGone(t *testing.T, program string) {
	const n = 20
	e := newElsewhere(t)
	l := newLine(t, endpoint(t, e.archive))
	s := serve(t, program, t.TempDir(), "--db", e.db, "--archive", l.through(e.archive))
	defer s.kill()
	s.give(1)
	s.made(1)
	l.cut()
	s.give(n)
	first := s.post(presstest.Request(1, 0))
	var about struct{ Letter string }
	if err := json.Unmarshal(first.body, &about); err != nil {
		t.Fatalf("%v: %s", err, first.body)
	}
	for _, path := range []string{"/readyz", "/v1/letters/" + about.Letter + "/pdf"} {
		s.unavailable(s.ask("GET", path, nil), path)
	}
	patiently(t, "no job waits for the store", func() bool { // all were taken up by now, and some came back
		out, _ := completed(t, exitDone, program, "jobs", "--db", e.db)
		return !strings.HasPrefix(out, "0 waiting")
	})
	l.join()
	s.made(n)
	s.stop()
	e.whole(n)
}

// unavailable wants the answer of a service whose database or archive is gone.
func (s *served) unavailable(a reply, what string) {
	s.t.Helper()
	if a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") == "" || a.header.Get("Content-Type") != "application/problem+json" {
		s.t.Errorf("%s: %d %v %s", what, a.status, a.header, a.body)
	}
}

// archiveRefuses is a store that answers with errors for a while, some before and
// some after it has stored.
func archiveRefuses(t *testing.T, program string) {
	const n, errors = 60, 80
	e := newElsewhere(t)
	store := endpoint(t, e.archive)
	var refused atomic.Int64
	pass := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: store})
		r.Out.Host = r.In.Host // it is signed
	}}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		turn := refused.Add(1)
		switch {
		case turn > errors:
			pass.ServeHTTP(w, r)
			return
		case turn%2 == 0:
			pass.ServeHTTP(httptest.NewRecorder(), r)
		}
		w.WriteHeader([]int{500, 502, 503, 504}[turn%4])
	}))
	defer front.Close()
	s := serve(t, program, t.TempDir(), "--db", e.db, "--archive", strings.Replace(e.archive, store, front.Listener.Addr().String(), 1))
	defer s.kill()
	s.give(n)
	s.made(n)
	if refused.Load() <= errors {
		t.Errorf("%d requests reached the store", refused.Load())
	}
	s.stop()
	e.whole(n)
}
