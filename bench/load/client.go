package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"letterpress/bench/packet"
)

// requests writes n requests to w, one a line, half welcome letters and half
// summaries, each under a key of its own; n below 0: until ctx ends.
func requests(ctx context.Context, w io.Writer, prefix string, n int) error {
	pool, err := poolOf(prefix)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	for i := 0; i != n && ctx.Err() == nil; i++ {
		if _, err := out.Write(append(pool.request(i), '\n')); err != nil {
			return err
		}
	}
	return out.Flush()
}

// pool is a few hundred requests that are sent under ever new keys.
type pool struct {
	prefix string
	bodies [][]byte
}

const distinct = 500

func poolOf(prefix string) (*pool, error) {
	set, err := packet.New(1)
	if err != nil {
		return nil, err
	}
	p := &pool{prefix: prefix}
	summaries, welcomes := set.Summaries(distinct/2), set.Welcomes(distinct/2)
	for i := range summaries {
		p.bodies = append(p.bodies, summaries[i], welcomes[i])
	}
	return p, nil
}

// request is the i-th request: a body with its key in front.
func (p *pool) request(i int) []byte {
	return p.under(i, fmt.Sprintf("%s-%d", p.prefix, i))
}

func (p *pool) under(i int, key string) []byte {
	var m map[string]json.RawMessage
	body := p.bodies[i%len(p.bodies)]
	if err := json.Unmarshal(body, &m); err != nil {
		panic(err) // our own requests
	}
	m["key"], _ = json.Marshal(key)
	out, _ := json.Marshal(m)
	return out
}

// bulk uploads n letters and reads every answer.
func (s *service) bulk(ctx context.Context, prefix string, n int) error {
	accepted, err := s.stream(ctx, prefix, n)
	if err == nil && accepted != n {
		err = fmt.Errorf("%d of %d letters were accepted", accepted, n)
	}
	return err
}

// bulkUntil uploads letters until ctx ends, which is no error.
func (s *service) bulkUntil(ctx context.Context, prefix string) error {
	if _, err := s.stream(ctx, prefix, -1); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

func (s *service) stream(ctx context.Context, prefix string, n int) (accepted int, err error) {
	r, w := io.Pipe()
	go func() { w.CloseWithError(requests(ctx, w, prefix, n)) }() // ends with the upload
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/v1/letters:bulk", r)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer "+s.keys[0])
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	in := bufio.NewScanner(resp.Body)
	for in.Scan() {
		if bytes.Contains(in.Bytes(), []byte(`"status":"accepted"`)) {
			accepted++
		}
	}
	return accepted, in.Err()
}

// finished waits until no letter waits for being made, and counts those made.
func (s *service) finished(ctx context.Context, n int) error {
	for {
		waiting, err := s.list(ctx, "state=accepted&limit=1")
		if err != nil {
			return err
		}
		if len(waiting.Letters) == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	made, after := 0, ""
	for {
		page, err := s.list(ctx, "state=rendered&limit=1000&after="+after)
		if err != nil {
			return err
		}
		if made += len(page.Letters); page.Next == "" {
			break
		}
		after = page.Next
	}
	if made < n {
		return errTooFew
	}
	return nil
}

type listing struct {
	Letters []struct {
		Key      string    `json:"key"`
		Accepted time.Time `json:"accepted"`
		Rendered time.Time `json:"rendered"`
	} `json:"letters"`
	Next string `json:"next"`
}

// between counts the letters that the upload beside single posts had accepted in
// a while, and those of all uploads and posts that were made in it.
func (s *service) between(ctx context.Context, from, to time.Time) (accepted, made int, err error) {
	within := func(t time.Time) bool { return t.After(from) && t.Before(to) }
	for after := ""; ; {
		page, err := s.list(ctx, "limit=1000&after="+after)
		if err != nil {
			return 0, 0, err
		}
		for _, l := range page.Letters {
			if within(l.Accepted) && strings.HasPrefix(l.Key, beside) {
				accepted++
			}
			if within(l.Rendered) {
				made++
			}
		}
		if after = page.Next; after == "" {
			return accepted, made, nil
		}
	}
}

func (s *service) list(ctx context.Context, query string) (l listing, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/v1/letters?"+query, nil)
	if err != nil {
		return l, err
	}
	req.Header.Set("Authorization", "Bearer "+s.keys[1])
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return l, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return l, fmt.Errorf("the list answers %s", resp.Status)
	}
	return l, json.NewDecoder(resp.Body).Decode(&l)
}

// steady posts letters at a rate for a while, whether or not answers come, and
// returns how long each answer took, counted from when its post was due. The
// times are sorted.
func (s *service) steady(ctx context.Context, rate int, d time.Duration) (times []time.Duration, refused int, err error) {
	p, err := poolOf("single")
	if err != nil {
		return nil, 0, err
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	n, every, begun := rate*int(d/time.Second), time.Second/time.Duration(rate), time.Now()
	for i := range n {
		due := begun.Add(time.Duration(i) * every)
		time.Sleep(time.Until(due))
		wg.Go(func() {
			ok, e := s.post(ctx, fmt.Sprintf("single-%d", i), p, i)
			took := time.Since(due)
			mu.Lock()
			defer mu.Unlock()
			if times = append(times, took); !ok {
				refused++
			}
			if e != nil {
				err = e
			}
		})
	}
	wg.Wait()
	slices.Sort(times)
	return times, refused, err
}

func (s *service) post(ctx context.Context, key string, p *pool, i int) (accepted bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/v1/letters", bytes.NewReader(p.under(i, key)))
	if err != nil {
		return false, err
	}
	req.Header.Set("Authorization", "Bearer "+s.keys[2])
	req.Header.Set("Idempotency-Key", key)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode == http.StatusAccepted, err
}
