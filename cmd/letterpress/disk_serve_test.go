package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"letterpress/internal/press/presstest"
)

// full wants that the service says why it is not ready.
func (s *served) full() {
	s.t.Helper()
	var a reply
	patiently(s.t, "a service on a full disk is ready", func() bool { a = s.ask("GET", "/readyz", nil); return a.status != http.StatusOK })
	s.unavailable(a, "/readyz")
	if !strings.Contains(string(a.body), "is full") {
		s.t.Errorf("not ready, because %s", a.body)
	}
}

// empty makes room again and waits until the service is ready by itself.
func (s *served) empty(ballast []string) {
	s.t.Helper()
	for _, b := range ballast {
		if err := os.Remove(b); err != nil {
			s.t.Fatal(err)
		}
	}
	patiently(s.t, "the service does not come back", func() bool { return s.ask("GET", "/readyz", nil).status == http.StatusOK })
}

// On a full disk the service takes nothing that it cannot keep, says why, still
// shows what it has, and goes on once there is room.
func TestServiceWithAFullDatabase(t *testing.T) {
	const n = 40
	small, store := smallDisk(t), filepath.Join(t.TempDir(), "archive")
	db := filepath.Join(small, "letterpress.db")
	s := serve(t, binary(t), t.TempDir(), "--db", db, "--archive", store)
	defer s.kill()
	s.give(3)
	s.made(3)
	ballast := fill(t, small, 0)
	taken := map[int]string{}
	for i := 3; i < n; i++ {
		a := s.post(presstest.Request(1, i))
		if a.status != http.StatusAccepted {
			s.unavailable(a, "a letter")
			if !strings.Contains(string(a.body), "is full") {
				t.Errorf("refused, because %s", a.body)
			}
			continue
		}
		var l struct{ Letter string }
		if err := json.Unmarshal(a.body, &l); err != nil {
			t.Fatal(err)
		}
		taken[i] = l.Letter
	}
	if len(taken) == n-3 {
		t.Fatal("the disk was not full")
	}
	s.full()
	if a := s.ask("GET", "/v1/letters", nil); a.status != http.StatusOK {
		t.Errorf("the list: %d %s", a.status, a.body)
	}
	s.empty(ballast)
	for i, id := range taken {
		if a := s.ask("GET", "/v1/letters/"+id, nil); a.status != http.StatusOK {
			t.Errorf("letter %d was taken and is gone: %d %s", i, a.status, a.body)
		}
	}
	s.give(n)
	s.made(n)
	s.stop()
	elsewhere{t, db, store}.whole(n)
}

// A full archive keeps no letter from being accepted: they wait for room.
func TestServiceWithAFullArchive(t *testing.T) {
	const n = 20
	small, data := smallDisk(t), t.TempDir()
	store := filepath.Join(small, "archive")
	s := serve(t, binary(t), data, "--archive", store)
	defer s.kill()
	s.give(3)
	s.made(3)
	ballast := fill(t, small, 100<<10)
	s.give(n)
	s.full()
	if count := s.happened(); count["letter.accepted"] != n || count["letter.rendered"] == n || count["letter.failed"] > 0 {
		t.Errorf("on a full disk: %v", count)
	}
	s.empty(ballast)
	s.made(n)
	s.stop()
	elsewhere{t, filepath.Join(data, "letterpress.db"), store}.whole(n)
}
