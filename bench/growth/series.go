// Package growth measures how our cost grows: with what a letter holds, with how
// many letters there are, with what is loaded, and with how many work at once.
package growth

import (
	"fmt"
	"math"
	"strconv"

	"letterpress/bench/report"
)

// Series is a cost measured at several sizes of an input.
type Series struct {
	Title string
	Size  string // what is counted, the head of the first column
	Cost  string // what is measured, with its unit
	Each  string // head of cost by size; "" where a share makes no sense
	More  []string
	Flat  bool // the cost is meant not to grow at all
	List  []Point
}

// Point is the cost at one size, and what else was seen there, as More names it.
type Point struct {
	N    int
	Cost float64
	More []string
}

// Exponent is e of the power n^e that fits the costs best over the larger half of
// the sizes: 1 grows with its input, 2 with its square. Below, what every letter
// has hides the growth.
func (s Series) Exponent() float64 {
	list := s.List[len(s.List)/2-1:]
	var n, sx, sy, sxx, sxy float64
	for _, p := range list {
		x, y := math.Log(float64(p.N)), math.Log(p.Cost)
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

// String returns the series as Markdown.
func (s Series) String() string {
	heads := []string{s.Size, s.Cost}
	if s.Each != "" {
		heads = append(heads, s.Each)
	}
	heads = append(append(heads, s.More...), "a doubling costs")
	t := report.Table{heads}
	for i, p := range s.List {
		row := []string{strconv.Itoa(p.N), report.Number(p.Cost)}
		if s.Each != "" {
			row = append(row, report.Number(p.Cost/float64(p.N)))
		}
		t = append(t, append(append(row, p.More...), s.doubling(i)))
	}
	return fmt.Sprintf("**%s**: %s.\n\n%s", s.Title, s.verdict(), t)
}

// doubling is the factor of the cost for twice the size, from the point before.
func (s Series) doubling(i int) string {
	if i == 0 {
		return ""
	}
	a, b := s.List[i-1], s.List[i]
	steps := math.Log2(float64(b.N) / float64(a.N))
	return report.Number(math.Pow(b.Cost/a.Cost, 1/steps)) + "×"
}

// slack is what noise may add to an exponent.
const slack = 0.1

func (s Series) verdict() string {
	e := s.Exponent()
	limit := 1.0
	if s.Flat {
		limit = 0
	}
	said := "no faster than it should"
	if e > limit+slack {
		said = "FASTER THAN IT SHOULD"
	}
	return fmt.Sprintf("grows as n^%.2f over the larger sizes, %s", e, said)
}
