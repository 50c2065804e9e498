package blueprint

// arena hands out short slices cut from long ones. A letter is made of hundreds
// of lists with a few entries, and one allocation for each would take longer
// than filling it.
type arena[T any] struct{ free []T }

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
	return out
}

// one returns a slice of one entry.
func (a *arena[T]) one(v T) []T { return append(a.room(1), v) }
