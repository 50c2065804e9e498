package press_test

import (
	"testing"

	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

// BenchmarkIssue issues chunks of 200 new letters into SQLite and a folder:
// judged, rendered, stored and recorded, each chunk in two commits and each
// letter with its own sync to disk.
func BenchmarkIssue(b *testing.B) {
	d := newDesk(b)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		b.StopTimer()
		requests := make([][]byte, press.ChunkSize)
		for i := range requests {
			requests[i] = presstest.Request(1, n*press.ChunkSize+i)
		}
		n++
		b.StartTimer()
		for _, o := range d.issue(requests...) {
			if !o.Done() || o.Repeated {
				b.Fatalf("%s: %s", o.Key, o.Status)
			}
		}
	}
	b.ReportMetric(float64(b.N*press.ChunkSize)/b.Elapsed().Seconds(), "letters/s")
}

// BenchmarkIssueAgain issues a chunk that stands already.
func BenchmarkIssueAgain(b *testing.B) {
	d := newDesk(b)
	requests := presstest.Requests(1, press.ChunkSize)
	d.issue(requests...)
	b.ReportAllocs()
	for b.Loop() {
		d.issue(requests...)
	}
	b.ReportMetric(float64(b.N*press.ChunkSize)/b.Elapsed().Seconds(), "letters/s")
}
