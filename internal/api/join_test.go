package api

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"letterpress/internal/ledger"
	"letterpress/internal/press"
)

// Posts that wait while another is accepted are accepted together, each with its
// own answer; those of another key are not among them.
func TestJoiner(t *testing.T) {
	const n = 100
	entered, release := make(chan struct{}), make(chan struct{})
	var mu sync.Mutex
	var sizes []int
	j := &joiner{accept: func(_ context.Context, tenant string, requests [][]byte) ([]press.Outcome, error) {
		mu.Lock()
		first := len(sizes) == 0
		sizes = append(sizes, len(requests))
		mu.Unlock()
		if first {
			close(entered)
			<-release
		}
		out := make([]press.Outcome, len(requests))
		for i, r := range requests {
			if out[i].Key = string(r); !strings.HasPrefix(out[i].Key, tenant) {
				t.Errorf("%s was accepted for %s", r, tenant)
			}
		}
		return out, nil
	}}
	var wg sync.WaitGroup
	post := func(caller ledger.Key, request string) {
		o, err := j.take(t.Context(), caller, []byte(request))
		if err != nil || o.Key != request {
			t.Errorf("%s: %v %v", request, o, err)
		}
	}
	a, b := ledger.Key{ID: "1", Tenant: "a"}, ledger.Key{ID: "2", Tenant: "b"}
	wg.Go(func() { post(a, "a") })
	<-entered
	for i := range n {
		wg.Go(func() { post(a, "a"+strings.Repeat("x", i)) })
	}
	post(b, "b") // does not wait for a's
	for waiting := 0; waiting < n; {
		j.mu.Lock()
		waiting = len(j.lines[a.ID].waiting)
		j.mu.Unlock()
	}
	close(release)
	wg.Wait()
	mu.Lock()
	defer mu.Unlock()
	if len(sizes) != 4 || sizes[2] != joined || sizes[3] != n-joined {
		t.Errorf("accepted by %v", sizes)
	}
	for open := true; open; { // or the test never ends
		j.mu.Lock()
		open = len(j.lines) > 0
		j.mu.Unlock()
	}
}

// As many commits of one key are under way at once as the database takes, and
// what comes then waits for one of them.
func TestJoinerCommitsAtOnce(t *testing.T) {
	const commits = 3
	entered, release := make(chan int, commits+1), make(chan struct{})
	j := &joiner{commits: commits, accept: func(_ context.Context, _ string, requests [][]byte) ([]press.Outcome, error) {
		entered <- len(requests)
		<-release
		return make([]press.Outcome, len(requests)), nil
	}}
	var wg sync.WaitGroup
	post := func() {
		if _, err := j.take(t.Context(), ledger.Key{ID: "1"}, nil); err != nil {
			t.Error(err)
		}
	}
	for range commits {
		wg.Go(post)
		<-entered
	}
	const late = 5
	for range late {
		wg.Go(post)
	}
	for waiting := 0; waiting < late; {
		j.mu.Lock()
		waiting = len(j.lines["1"].waiting)
		j.mu.Unlock()
	}
	close(release)
	wg.Wait()
	if n := <-entered; n != late {
		t.Errorf("%d of %d that waited shared a commit", n, late)
	}
}

// What goes wrong goes wrong for all that shared it, and for nobody after them.
func TestJoinerFails(t *testing.T) {
	caller, fails := ledger.Key{ID: "1"}, errors.New("no database")
	j := &joiner{accept: func(_ context.Context, _ string, requests [][]byte) ([]press.Outcome, error) {
		switch string(requests[0]) {
		case "panic":
			panic("words of a letter")
		case "fail":
			return nil, fails
		}
		return make([]press.Outcome, len(requests)), nil
	}}
	for request, want := range map[string]error{"panic": errPanic, "fail": fails, "": nil} {
		if _, err := j.take(t.Context(), caller, []byte(request)); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", request, err, want)
		}
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if _, err := j.take(gone, caller, []byte("")); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
