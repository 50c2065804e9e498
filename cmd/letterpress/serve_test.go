package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"letterpress/internal/press/presstest"
)

// served is a running service, as a client knows it.
type served struct {
	t   testing.TB
	cmd *exec.Cmd
	url string
	key string // printed at the first start

	mu  sync.Mutex
	log bytes.Buffer  // all that it wrote to standard error
	end chan struct{} // closed when it writes no more
}

// Write keeps what the service writes to standard error.
func (s *served) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.Write(b)
}

// told is what the service has written to standard error so far.
func (s *served) told() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

// serve starts the service and waits until it listens.
func serve(t testing.TB, program, data string, flags ...string) *served {
	t.Helper()
	s := &served{t: t, end: make(chan struct{}), cmd: exec.Command(program, append([]string{"serve", "--listen", "127.0.0.1:0", "--data", data}, flags...)...)}
	errs, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	all := io.TeeReader(errs, s)
	in := bufio.NewScanner(all)
	for s.url == "" && in.Scan() {
		if key, ok := strings.CutPrefix(in.Text(), "api key: "); ok {
			s.key = key
		}
		s.url, _ = strings.CutPrefix(in.Text(), "listening on ")
		if !strings.HasPrefix(s.url, "http://") {
			s.url = ""
		}
	}
	if s.url == "" {
		t.Fatalf("the service did not start: %v", in.Err())
	}
	go func() { // ends with the process
		defer close(s.end)
		_, _ = io.Copy(io.Discard, all)
	}()
	return s
}

// kill ends the service without a word.
func (s *served) kill() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// stop asks the service to end and waits until it has.
func (s *served) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	<-s.end // or Wait would cut off its last words
	_ = s.cmd.Wait()
	if code := s.cmd.ProcessState.ExitCode(); code != exitDone {
		s.t.Errorf("stopped with exit code %d", code)
	}
}

// upload sends requests in bulk and counts the answers, by status. A service
// that is killed meanwhile answers in part.
func (s *served) upload(key string, body []byte) map[string]int {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.url+"/v1/letters:bulk", bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+key)
	count := map[string]int{}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return count
	}
	defer res.Body.Close()
	for d := json.NewDecoder(res.Body); ; {
		var a struct{ Status string }
		if d.Decode(&a) != nil {
			return count
		}
		count[a.Status]++
	}
}

// finish sends the requests again until all n letters are made.
func (s *served) finish(key string, body []byte, n int) {
	s.t.Helper()
	for late := time.Now().Add(3 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		count := s.upload(key, body)
		if count["queued"]+count["held"]+count["stored"] == n {
			return
		}
		if time.Now().After(late) {
			s.t.Fatalf("not done: %v", count)
		}
	}
}

// A service that is killed at any moment, as often as it may be, loses nothing
// that it accepted and makes nothing twice.
func TestKilledServiceIsCompleted(t *testing.T) {
	const n, rounds = 2000, 25
	program, data := binary(t), t.TempDir()
	file, err := os.ReadFile(bulk(t, n))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	rng := rand.New(rand.NewPCG(3, 4))
	key := ""
	for round := range rounds {
		s := serve(t, program, data)
		if s.key != "" {
			if key != "" {
				t.Error("a key is printed at the first start alone")
			}
			key = s.key
		}
		dies := time.Duration(rng.IntN(120)) * time.Millisecond
		time.AfterFunc(dies, func() { _ = s.cmd.Process.Kill() })
		s.upload(key, bytes.Join(lines[:n*(round+1)/rounds], nil))
		s.kill()
		answered(t, data)
	}
	s := serve(t, program, data)
	s.finish(key, file, n)
	s.stop()
	whole(t, data, n)
}

// The service from the outside: a letter by HTTP, and the commands beside it.
func TestServe(t *testing.T) {
	program, data := binary(t), t.TempDir()
	s := serve(t, program, data)
	defer s.kill()
	res, err := http.Get(s.url + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("not ready: %d", res.StatusCode)
	}
	if count := s.upload(s.key, append(presstest.Request(9, 0), '\n')); count["accepted"] != 1 {
		t.Errorf("%v", count)
	}
	_, errs := completed(t, exitUnavailable, program, "work", "--data", data)
	if !strings.Contains(errs, "another process works on this database") {
		t.Errorf("a second worker says %s", errs)
	}
	out, _ := completed(t, exitDone, program, "keys", "create", "--role", "read", "--data", data)
	_, reader, _ := strings.Cut(strings.TrimSpace(out), "api key: ")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+"/v1/letters", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+reader)
	if res, err = http.DefaultClient.Do(r); err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("a new key: %d", res.StatusCode)
	}
	for {
		out, _ := completed(t, exitDone, program, "jobs", "--data", data)
		if strings.HasPrefix(out, "0 waiting, 0 in hand, 0 to be tried again, 0 given up") {
			break
		}
	}
	s.stop()
	whole(t, data, 1)
}
