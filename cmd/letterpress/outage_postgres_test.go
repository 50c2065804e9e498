package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"letterpress/internal/press/presstest"
)

// Whatever is wrong with the way to PostgreSQL costs time and no letter.
func TestDatabaseOutages(t *testing.T) {
	const n = 60
	newElsewhere(t)
	program := binary(t)
	for _, c := range []struct {
		name, kind, stream, attributes string
		times                          int64
	}{
		{"answer of a commit cut", "lost_commit", "upstream", `{}`, 10},
		{"reset", "reset_peer", "downstream", `{"timeout":0}`, 10},
		{"cut in mid transaction", "limit_data", "upstream", `{"bytes":20000}`, 30},
		{"answer cut in the middle", "limit_data", "downstream", `{"bytes":3000}`, 30},
		{"no answer", "timeout", "downstream", `{"timeout":0}`, 2}, // whoever meets it waits
		{"slow", "latency", "downstream", `{"latency":20,"jitter":10}`, 30},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			e := newElsewhere(t)
			l := newLine(t, host(t, e.db))
			data := t.TempDir()
			s := serve(t, program, data, "--db", l.through(e.db), "--archive", e.archive)
			defer s.kill()
			given := make(chan struct{})
			go func() { defer close(given); s.give(n) }()
			l.spoil(c.kind, c.stream, c.attributes)
			l.met(c.times)
			l.mend()
			<-given
			s.made(n)
			s.stop()
			e.whole(n)
		})
	}
	t.Run("gone", func(t *testing.T) { t.Parallel(); databaseGone(t, program) })
}

// Without its database the service says so to everybody: nothing that is there
// is said not to be. When the database is back, it goes on by itself.
func databaseGone(t *testing.T, program string) {
	const n = 400
	e := newElsewhere(t)
	l := newLine(t, host(t, e.db))
	data := t.TempDir()
	s := serve(t, program, data, "--db", l.through(e.db), "--archive", e.archive)
	defer s.kill()
	s.give(1)
	s.made(1)
	var about struct{ Letter string }
	if err := json.Unmarshal(s.post(presstest.Request(1, 0)).body, &about); err != nil {
		t.Fatal(err)
	}
	s.give(n) // most of them are not made yet
	l.cut()
	one := "/v1/letters/" + about.Letter
	for _, path := range []string{"/readyz", "/v1/letters", one, one + "/pdf", "/v1/events"} {
		s.unavailable(s.ask("GET", path, nil), path)
	}
	s.unavailable(s.post(presstest.Request(1, n)), "a letter")
	s.unavailable(s.ask("POST", one+"/void", []byte(`{"reason":"test"}`)), "void")
	s.unavailable(s.ask("POST", one+"/regenerate", nil), "regenerate")
	if a := s.ask("GET", "/healthz", nil); a.status != http.StatusOK {
		t.Errorf("healthz: %d", a.status)
	}
	for _, command := range [][]string{{"letter", "show", about.Letter}, {"letter", "pdf", about.Letter, "-o", data + "/one.pdf"}, {"letter", "list"},
		{"mail", "list"}, {"jobs"}, {"keys", "list"}, {"issue", bulk(t, 1)}, {"work"}} {
		_, errs := completed(t, exitUnavailable, program, append(command, "--data", data, "--db", l.through(e.db), "--archive", e.archive)...)
		if !strings.Contains(errs, "error: ") || !strings.Contains(errs, "hint: ") {
			t.Errorf("%v says %s", command, errs)
		}
	}
	l.join()
	s.made(n)
	s.stop()
	e.whole(n)
}
