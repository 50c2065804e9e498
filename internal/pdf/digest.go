package pdf

import (
	"encoding/binary"
	"math/bits"
)

// digest makes the file identifier. Letters must get different identifiers,
// which takes a good mixture but no cryptography: what proves that a file is
// unchanged is the archive's SHA-256, and hashing everything twice that way
// would take a tenth of the time of writing it.
//
// Two lanes take 16 bytes at a time and fold the 128-bit product of what they
// take and what they hold.
type digest struct{ a, b uint64 }

// Odd numbers with as many ones as zeros, without pattern: the golden ratio and
// the square roots of 2, 3 and 5, as fractions of 2^64.
const (
	golden = 0x9E3779B97F4A7C15
	root2  = 0x6A09E667F3BCC909
	root3  = 0xBB67AE8584CAA73B
	root5  = 0x3C6EF372FE94F82B
)

func (d *digest) write(p []byte) {
	size := uint64(len(p))
	for ; len(p) >= 16; p = p[16:] {
		d.mix(binary.LittleEndian.Uint64(p), binary.LittleEndian.Uint64(p[8:]))
	}
	var last [16]byte
	copy(last[:], p)
	d.mix(binary.LittleEndian.Uint64(last[:]), binary.LittleEndian.Uint64(last[8:]))
	d.mix(size, golden)
}

func (d *digest) mix(x, y uint64) {
	d.a, d.b = fold(x^root2, y^d.a)+y, fold(y^root3, x^d.b)+x^root5
}

func fold(x, y uint64) uint64 {
	high, low := bits.Mul64(x, y)
	return high ^ low
}

func (d *digest) sum() [16]byte {
	d.mix(d.b, d.a)
	d.mix(d.a, d.b)
	var out [16]byte
	binary.BigEndian.PutUint64(out[:8], d.a)
	binary.BigEndian.PutUint64(out[8:], d.b)
	return out
}
