package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// service is the running service and its workers.
type service struct {
	url  string
	keys []string // of the bulk upload, of the one who looks, of the single posts
	all  []*exec.Cmd
}

// start starts the service on an empty database, and its workers.
func start(ctx context.Context, program, home string, f form, o *options) (_ *service, err error) {
	s := &service{}
	defer func() {
		if err != nil {
			s.stop()
		}
	}()
	flags := []string{"--data", dataOf(home)}
	serve := []string{"serve", "--listen", "127.0.0.1:0"}
	if f.large {
		db, err := freshDatabase(ctx, o.db)
		if err != nil {
			return nil, err
		}
		flags = append(flags, "--db", db, "--archive", under(o.archive, fmt.Sprintf("bench-%d", time.Now().UnixNano())))
		serve = append(serve, "--only-answer")
	}
	if err := s.serve(program, append(serve, flags...)); err != nil {
		return nil, err
	}
	for len(s.keys) < 3 {
		key, err := newKey(ctx, program, flags)
		if err != nil {
			return nil, err
		}
		s.keys = append(s.keys, key)
	}
	for range f.workers {
		if err := s.launch(exec.Command(program, append([]string{"work"}, flags...)...)); err != nil {
			return nil, err
		}
	}
	http.DefaultTransport.(*http.Transport).MaxIdleConnsPerHost = 64
	return s, nil
}

// serve starts the service and waits until it listens.
func (s *service) serve(program string, args []string) error {
	c := exec.Command(program, args...)
	errs, err := c.StderrPipe()
	if err != nil {
		return err
	}
	if err := s.launch(c); err != nil {
		return err
	}
	in := bufio.NewScanner(errs)
	for s.url == "" && in.Scan() {
		if key, ok := strings.CutPrefix(in.Text(), "api key: "); ok {
			s.keys = append(s.keys, key)
		}
		s.url, _ = strings.CutPrefix(in.Text(), "listening on ")
		if !strings.HasPrefix(s.url, "http://") {
			s.url = ""
		}
	}
	if s.url == "" {
		return fmt.Errorf("the service did not start: %w", c.Wait())
	}
	go func() { // ends with the process
		for in.Scan() {
			fmt.Fprintln(os.Stderr, in.Text())
		}
	}()
	return nil
}

func (s *service) launch(c *exec.Cmd) error {
	err := c.Start()
	if err == nil {
		s.all = append(s.all, c)
	}
	return err
}

func (s *service) pids() []int {
	var out []int
	for _, c := range s.all {
		out = append(out, c.Process.Pid)
	}
	return out
}

// stop ends the service and its workers, and waits for them.
func (s *service) stop() {
	for _, c := range s.all {
		_ = c.Process.Signal(syscall.SIGTERM) // it may be gone
	}
	for _, c := range s.all {
		_ = c.Wait()
	}
}

// newKey makes an API key and returns its secret, the last word printed.
func newKey(ctx context.Context, program string, flags []string) (string, error) {
	out, err := exec.CommandContext(ctx, program, append([]string{"keys", "create", "--role", "issue,read"}, flags...)...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("keys create: %w: %s", err, out)
	}
	for _, word := range strings.Fields(string(out)) {
		if strings.HasPrefix(word, "lpk_") {
			return word, nil
		}
	}
	return "", fmt.Errorf("keys create printed no key")
}
