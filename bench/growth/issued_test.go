package growth_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"letterpress/bench/growth"
)

func TestSizes(t *testing.T) {
	for most, want := range map[int][]int{
		1000:    {500, 1000},
		4000:    {500, 1000, 2000, 4000},
		10_000:  {500, 1000, 2000, 4000, 10_000},
		200_000: {500, 1000, 2000, 4000, 10_000, 25_000, 62_500, 200_000},
	} {
		if got, err := growth.Sizes(most); err != nil || !slices.Equal(got, want) {
			t.Errorf("%d: %v, %v, want %v", most, got, err, want)
		}
	}
	if _, err := growth.Sizes(999); err == nil {
		t.Error("one size was taken, of which nothing grows")
	}
}

func TestJanuary(t *testing.T) {
	r := growth.Issue{Letters: 1000, Clock: 2 * time.Second, CPU: 3600 * time.Millisecond, Archive: 60e6, Ledger: 10e6}
	said := r.January()
	for _, want := range []string{"at 81.0 a second", "the 500 a second", "takes 3.89 hours", "works 7.00 hours", "0.29 cores", "0.42 TB", "70.0 GB"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing of %q in: %s", want, said)
		}
	}
}
