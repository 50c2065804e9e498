package ledger

import (
	"context"
	"slices"
	"sync"
)

// turns lets one writer of this process through at a time: first those for whom
// somebody waits, each line in the order of coming. The pool of connections would
// hand its one connection to any of them, and the unlucky would wait for many.
type turns struct {
	mu            sync.Mutex
	taken         bool
	ahead, others []chan struct{} // who waits; closed when the turn is theirs
	passed        int             // turns of those ahead since others began to wait
}

// fair is how many of those ahead may go before one of the others who wait.
const fair = 16

// take waits for a turn, which leave ends. Its error is the context's.
func (t *turns) take(ctx context.Context) error {
	t.mu.Lock()
	if !t.taken {
		t.taken = true
		t.mu.Unlock()
		return nil
	}
	line, mine := &t.others, make(chan struct{})
	if IsAhead(ctx) {
		line = &t.ahead
	}
	*line = append(*line, mine)
	t.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
		t.withdraw(line, mine)
		return ctx.Err()
	}
}

// withdraw gives up a place in a line, or the turn that came meanwhile.
func (t *turns) withdraw(line *[]chan struct{}, mine chan struct{}) {
	t.mu.Lock()
	i := slices.Index(*line, mine)
	if i >= 0 {
		*line = slices.Delete(*line, i, i+1)
	}
	t.mu.Unlock()
	if i < 0 {
		t.leave()
	}
}

// leave hands the turn on.
func (t *turns) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	line := t.next()
	if len(*line) == 0 {
		t.taken = false
		return
	}
	close((*line)[0])
	*line = slices.Delete(*line, 0, 1)
}

// next is the line that has the next turn.
func (t *turns) next() *[]chan struct{} {
	switch {
	case len(t.others) == 0:
		t.passed = 0
		return &t.ahead
	case len(t.ahead) == 0 || t.passed >= fair:
		t.passed = 0
		return &t.others
	}
	t.passed++
	return &t.ahead
}
