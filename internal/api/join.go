package api

import (
	"context"
	"sync"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/press"
)

// joined is how many single posts share a commit.
const joined = 64

// joiner accepts single posts. Those that come while as many commits are under
// way as the database takes wait, and then share one, so that a durable commit is
// paid by all that wait and not by each: the more posts there are, the more share.
type joiner struct {
	// accept puts requests on record and answers in their order.
	accept func(ctx context.Context, tenant string, requests [][]byte) ([]press.Outcome, error)
	// commits is how many a key may have under way.
	commits int

	mu    sync.Mutex
	lines map[string]*queue // by the caller's key; there while its posts are at work
}

// queue is the posts of one key that wait, and how many goroutines serve it.
type queue struct {
	waiting []*posting
	served  int
}

// posting is a post that waits for its answer.
type posting struct {
	request []byte
	done    chan struct{} // closed when outcome and err are there
	outcome press.Outcome
	err     error
}

// take accepts one request. A caller who gives up is not waited for, and may
// find the letter accepted all the same.
func (j *joiner) take(ctx context.Context, caller ledger.Key, request []byte) (*press.Outcome, error) {
	p := &posting{request: request, done: make(chan struct{})}
	if j.line(caller.ID, p) {
		go j.run(context.WithoutCancel(ctx), caller) // ends when nobody of this caller waits
	}
	select {
	case <-p.done:
		return &p.outcome, p.err
	case <-ctx.Done():
		return nil, fault.Wrap(fault.Interrupted, ctx.Err(), "the caller gave up")
	}
}

// line puts a post in its caller's line, and reports whether one more is to serve
// it, who then counts as serving.
func (j *joiner) line(key string, p *posting) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.lines == nil {
		j.lines = map[string]*queue{}
	}
	q := j.lines[key]
	if q == nil {
		q = &queue{}
		j.lines[key] = q
	}
	q.waiting = append(q.waiting, p)
	if q.served >= max(1, j.commits) {
		return false
	}
	q.served++
	return true
}

// next takes the posts at the head of a line. Without any, whoever asks serves it
// no longer; a line that nobody serves is closed.
func (j *joiner) next(key string) []*posting {
	j.mu.Lock()
	defer j.mu.Unlock()
	q := j.lines[key]
	if len(q.waiting) == 0 {
		if q.served--; q.served == 0 {
			delete(j.lines, key)
		}
		return nil
	}
	n := min(joined, len(q.waiting))
	posts := q.waiting[:n:n]
	q.waiting = q.waiting[n:]
	return posts
}

// run serves a line until it is empty. The posts of one key alone share a
// commit: the record tells who did what.
func (j *joiner) run(ctx context.Context, caller ledger.Key) {
	for posts := j.next(caller.ID); posts != nil; posts = j.next(caller.ID) {
		requests := make([][]byte, len(posts))
		for i, p := range posts {
			requests[i] = p.request
		}
		outcomes, err := j.contained(ctx, caller.Tenant, requests)
		for i, p := range posts {
			if p.err = err; err == nil {
				p.outcome = outcomes[i]
			}
			close(p.done)
		}
	}
}

// contained accepts requests. A panic is an error without words, as in a handler.
func (j *joiner) contained(ctx context.Context, tenant string, requests [][]byte) (outcomes []press.Outcome, err error) {
	defer func() {
		if recover() != nil {
			err = errPanic
		}
	}()
	return j.accept(ctx, tenant, requests)
}
