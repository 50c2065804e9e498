package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"iter"
	"sync/atomic"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/press"
)

const (
	// inFlight is how many chunks are under way at once: while one waits for a
	// disk or a store, the next is rendered.
	inFlight = 3
	// chunkBytes ends a chunk of long requests before it has press.ChunkSize.
	chunkBytes = 4 << 20
)

// batch is one chunk of requests on its way.
type batch struct {
	requests []request
	outcomes []press.Outcome
	err      error
	done     chan struct{} // closed when outcomes and err are there
	size     int
	keys     map[string]bool
	follows  bool // one of its letters replaces another
}

func newBatch() *batch { return &batch{done: make(chan struct{}), keys: map[string]bool{}} }

func (b *batch) full() bool { return len(b.requests) == press.ChunkSize || b.size >= chunkBytes }

func (b *batch) add(r request) {
	b.requests = append(b.requests, r)
	b.size += len(r.data)
	if key := letter.KeyOf(r.data); key != "" {
		b.keys[key] = true
	}
	// The words may stand elsewhere in a request: then the batch only waits.
	b.follows = b.follows || bytes.Contains(r.data, []byte(`"replaces"`))
}

// after reports whether b has to wait for an earlier batch: of two requests with
// one key the first one counts, and what a letter replaces must be there.
func (b *batch) after(earlier *batch) bool {
	if b.follows {
		return true
	}
	for k := range b.keys {
		if earlier.keys[k] {
			return true
		}
	}
	return false
}

// flow issues requests chunk by chunk, a few chunks at once, in constant memory.
type flow struct {
	issue func(context.Context, [][]byte) ([]press.Outcome, error)

	queue chan *batch
	stop  atomic.Bool // nothing more is fed
	cut   bool        // feed stopped before the end; read after queue is closed
}

// run issues the requests and hands the batches to report in their order. The
// first error of a batch stops the feeding; batches under way are waited for.
func (f *flow) run(ctx context.Context, requests iter.Seq[request], report func(*batch)) error {
	f.queue = make(chan *batch, inFlight-1)
	go f.feed(ctx, requests) // ends with the queue, which is read to its end
	var first error
	for b := range f.queue {
		<-b.done
		report(b)
		if b.err != nil && first == nil {
			first = b.err
			f.stop.Store(true)
		}
	}
	if first == nil && f.cut {
		return ctx.Err()
	}
	return first
}

func (f *flow) feed(ctx context.Context, requests iter.Seq[request]) {
	defer close(f.queue)
	var earlier []*batch
	b := newBatch()
	for r := range requests {
		if ctx.Err() != nil || f.stop.Load() {
			f.cut = true
			return
		}
		if b.add(r); b.full() {
			earlier = f.launch(ctx, b, earlier)
			b = newBatch()
		}
	}
	if len(b.requests) > 0 {
		f.launch(ctx, b, earlier)
	}
}

// launch starts a batch once there is room for it, and returns the batches that
// one after it may have to wait for.
func (f *flow) launch(ctx context.Context, b *batch, earlier []*batch) []*batch {
	for _, e := range earlier {
		if b.after(e) {
			<-e.done
		}
	}
	f.queue <- b
	go f.work(ctx, b) // run waits for b.done
	if len(earlier) > inFlight {
		earlier = earlier[1:] // reported long ago, or the queue would be full
	}
	return append(earlier, b)
}

// work issues what could be read of a batch and refuses the rest.
func (f *flow) work(ctx context.Context, b *batch) {
	defer close(b.done)
	b.outcomes = make([]press.Outcome, len(b.requests))
	if f.stop.Load() {
		return
	}
	var data [][]byte
	for i := range b.requests {
		if b.requests[i].bad == nil {
			data = append(data, b.requests[i].data)
		}
	}
	issued, err := f.issue(ctx, data)
	b.err = err
	for i := range b.requests {
		if bad := b.requests[i].bad; bad != nil {
			b.outcomes[i] = cannotRead(bad)
			continue
		}
		b.requests[i].data = nil
		b.outcomes[i], issued = issued[0], issued[1:]
	}
}

// cannotRead is the answer to a request whose file, found in a folder, cannot
// be read.
func cannotRead(err error) press.Outcome {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err // the place is told anyway
	}
	return press.Outcome{Status: press.StatusRefused, Errors: fault.Fields{{Code: "unreadable", Detail: "cannot be read: " + err.Error()}}}
}
