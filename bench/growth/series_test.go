package growth_test

import (
	"math"
	"strings"
	"testing"

	"letterpress/bench/growth"
)

func series(flat bool, cost func(n float64) float64) growth.Series {
	s := growth.Series{Title: "T", Size: "n", Cost: "ms", Each: "each", Flat: flat}
	for n := 1; n <= 64; n *= 2 {
		s.List = append(s.List, growth.Point{N: n, Cost: cost(float64(n))})
	}
	return s
}

func TestExponent(t *testing.T) {
	for _, c := range []struct {
		name   string
		s      growth.Series
		want   float64
		faster bool
	}{
		{"linear", series(false, func(n float64) float64 { return 3 * n }), 1, false},
		{"square", series(false, func(n float64) float64 { return n * n }), 2, true},
		{"n log n", series(false, func(n float64) float64 { return n * math.Log2(2*n) }), 1.3, true},
		{"flat", series(true, func(float64) float64 { return 7 }), 0, false},
		{"linear where it should be flat", series(true, func(n float64) float64 { return n }), 1, true},
	} {
		if got := c.s.Exponent(); math.Abs(got-c.want) > 0.05 {
			t.Errorf("%s: n^%.2f, want n^%.2f", c.name, got, c.want)
		}
		if got := strings.Contains(c.s.String(), "FASTER"); got != c.faster {
			t.Errorf("%s: said to be faster: %v\n%s", c.name, got, c.s)
		}
	}
}
