package ascii

import "testing"

// A byte that is not printable is seen wherever it stands, and whatever stands
// beside it.
func TestPrintable(t *testing.T) {
	for c := range 256 {
		for _, around := range []string{"aaaaaaaaaaaaaaaaaaa", "                   ", "~~~~~~~~~~~~~~~~~~~"} {
			for at := range around {
				b := []byte(around)
				b[at] = byte(c)
				want := len(b) &^ 7
				if (c < ' ' || c > '~') && at < want {
					want = at &^ 7
				}
				if got := Printable(string(b)); got != want {
					t.Fatalf("byte %#x at %d of %q: %d, want %d", c, at, around, got, want)
				}
			}
		}
	}
}
