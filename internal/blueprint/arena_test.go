package blueprint

import "testing"

// After a reset an arena hands out empty room again, and makes none anew for what
// it has had room for before.
func TestArenaIsUsedAgain(t *testing.T) {
	var a arena[string]
	fill := func() {
		for range 100 {
			for _, s := range a.room(3)[:3] {
				if s != "" {
					t.Fatalf("%q was left by the letter before", s)
				}
			}
			a.one("words")
		}
	}
	fill()
	a.reset()
	if n := testing.AllocsPerRun(10, func() { fill(); a.reset() }); n != 0 {
		t.Errorf("%v allocations for entries that there was room for", n)
	}
}
