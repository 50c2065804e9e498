package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"letterpress/bench/report"
)

// form is one way to run the service, and what is asked of it.
type form struct {
	name    string
	large   bool // on PostgreSQL and S3, with workers in processes of their own
	workers int
	letters int
	posts   bool // single posts are measured, too
}

var (
	bulkHead  = []string{"bulk", "workers", "letters", "accepted a second", "durable a second", "memory at a quarter", "at the end", "most"}
	postsHead = []string{"single posts during a bulk upload", "a second", "posts", "median", "p99", "slowest", "refused", "of bulk accepted a second", "letters made a second"}
)

// beside begins the keys of the bulk upload that runs beside single posts.
const beside = "beside"

// measure runs the service from its first start and ends it.
func (f form) measure(ctx context.Context, o *options) (bulk, posts []string, err error) {
	home, err := os.MkdirTemp(o.work, "service-")
	if err != nil {
		return nil, nil, err
	}
	s, err := start(ctx, o.program, home, f, o)
	if err != nil {
		return nil, nil, err
	}
	defer s.stop()
	if bulk, err = f.upload(ctx, s); err != nil || !f.posts {
		return bulk, nil, err
	}
	posts, err = f.post(ctx, s, o)
	return bulk, posts, err
}

// upload measures one bulk upload, from its first byte to the last letter that
// is made, stored and recorded.
func (f form) upload(ctx context.Context, s *service) ([]string, error) {
	note("%s, %s: %d letters in bulk", f.name, f.crew(), f.letters)
	watched := watchMemory(s.pids())
	begun := time.Now()
	if err := s.bulk(ctx, "bulk", f.letters); err != nil {
		return nil, err
	}
	accepted := time.Since(begun)
	if err := s.finished(ctx, f.letters); err != nil {
		return nil, err
	}
	durable := time.Since(begun)
	m := watched.stop()
	each := func(d time.Duration) string { return report.Number(float64(f.letters) / d.Seconds()) }
	return []string{f.name, f.crew(), report.Number(float64(f.letters)), each(accepted), each(durable),
		megabytes(m.quarter()), megabytes(m.last()), megabytes(m.most())}, nil
}

func (f form) crew() string {
	if !f.large {
		return "in the service"
	}
	return strconv.Itoa(f.workers)
}

// post measures single posts at a steady rate while a bulk upload runs.
func (f form) post(ctx context.Context, s *service, o *options) ([]string, error) {
	note("%s: %d posts a second beside a bulk upload", f.name, o.rate)
	uploading, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- s.bulkUntil(uploading, beside) }() // ends when it is cancelled
	begun := time.Now()
	times, refused, err := s.steady(ctx, o.rate, time.Duration(o.seconds)*time.Second)
	if err != nil {
		return nil, err
	}
	stopped := time.Now()
	cancel()
	if err := <-ended; err != nil {
		return nil, err
	}
	accepted, made, err := s.between(ctx, begun, stopped)
	if err != nil {
		return nil, err
	}
	each := func(n int) string { return report.Number(float64(n) / stopped.Sub(begun).Seconds()) }
	ms := func(q float64) string { return report.Number(float64(quantile(times, q))/1e6) + " ms" }
	return []string{f.name, strconv.Itoa(o.rate), strconv.Itoa(len(times)), ms(0.5), ms(0.99), ms(1), strconv.Itoa(refused), each(accepted), each(made)}, nil
}

func megabytes(bytes int64) string { return fmt.Sprintf("%.0f MB", float64(bytes)/1e6) }

func note(format string, a ...any) { fmt.Fprintf(os.Stderr, format+"\n", a...) }

// dataOf is the folder of the service's data.
func dataOf(home string) string { return filepath.Join(home, "data") }
