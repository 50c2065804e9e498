package blueprint

import "letterpress/internal/doc"

// arena hands out short slices cut from long ones. A letter is made of hundreds
// of lists with a few entries, and one allocation for each would take longer
// than filling it.
type arena[T any] struct {
	free  []T
	whole []T // what is cut up again after a reset
	used  int // entries handed out since then
}

// arenaSize is how many entries are made at a time.
const arenaSize = 64

// room returns an empty slice with room for n entries. Appending more moves it,
// so that it never writes into the next one.
func (a *arena[T]) room(n int) []T {
	if n > len(a.free) {
		a.free = make([]T, max(n, arenaSize))
	}
	out := a.free[:0:n]
	a.free = a.free[n:]
	a.used += n
	return out
}

// one returns a slice of one entry.
func (a *arena[T]) one(v T) []T { return append(a.room(1), v) }

// reset takes back, emptied, all that was handed out. When that was more than is
// kept, as much is kept from now on.
func (a *arena[T]) reset() {
	if a.used > len(a.whole) {
		a.whole = make([]T, a.used)
	} else {
		clear(a.whole[:a.used])
	}
	a.free, a.used = a.whole, 0
}

// Memory is where a document stands, for a caller that needs one after another:
// expanding the next letter empties it first. Its zero value is ready to use.
type Memory struct {
	spans arena[doc.Span]
	inner arena[doc.Block]
	lists arena[doc.Inline]
	paras arena[doc.Para]
}

func (m *Memory) reset() {
	m.spans.reset()
	m.inner.reset()
	m.lists.reset()
	m.paras.reset()
}
