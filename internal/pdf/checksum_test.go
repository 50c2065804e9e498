package pdf

import (
	"bytes"
	"hash/adler32"
	"testing"
)

func TestChecksum(t *testing.T) {
	high := bytes.Repeat([]byte{0xFF}, 3<<20)
	mixed := make([]byte, 70_000)
	for i := range mixed {
		mixed[i] = byte(i * i >> 3)
	}
	for _, p := range [][]byte{nil, {7}, high, mixed} {
		for n := 0; n <= min(len(p), 40); n++ {
			if got, want := checksum(p[n:]), adler32.Checksum(p[n:]); got != want {
				t.Fatalf("%d bytes: %08x, want %08x", len(p)-n, got, want)
			}
		}
	}
}
