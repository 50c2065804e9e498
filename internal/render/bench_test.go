package render_test

import (
	"os"
	"runtime/debug"
	"testing"

	"letterpress/internal/letter"
)

// BenchmarkReferencePacket measures request bytes to PDF bytes on one core:
// parse, judge, expand, lay out, write. Letters a second is 1e9 / ns/op.
func BenchmarkReferencePacket(b *testing.B) {
	benchmark(b, "hard/reference-packet-en.json")
}

// BenchmarkWelcome is the same for a welcome letter of 3 pages.
func BenchmarkWelcome(b *testing.B) { benchmark(b, "cigna-2024/welcome-criteria-en.json") }

func benchmark(b *testing.B, sample string) {
	data, err := os.ReadFile("../../samples/requests/" + sample)
	if err != nil {
		b.Fatal(err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as the program does
	r := newRenderer(b)
	b.ReportAllocs()
	for b.Loop() {
		l, faults := letter.Parse(data)
		if len(faults) == 0 {
			_, faults = r.Judge(l)
		}
		if len(faults) > 0 {
			b.Fatal(faults)
		}
		if _, err := r.Render(l, letter.ID("default", l.Key)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "letters/s")
}

// BenchmarkColdStart measures what a first letter waits for: reading and
// compiling every source, and the letter itself.
func BenchmarkColdStart(b *testing.B) {
	data, err := os.ReadFile("../../samples/requests/hard/reference-packet-en.json")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r := newRenderer(b)
		l, _ := letter.Parse(data)
		if _, err := r.Render(l, ""); err != nil {
			b.Fatal(err)
		}
	}
}
