package pdf

import (
	"encoding/binary"
	"hash/adler32"
	"math/bits"
	"slices"
	"sync"
)

// A letter's streams are small and alike: a page has some 6 kB of the same few
// operators, the object stream 25 kB of the same few dictionaries. A general
// compressor spends most of its time on them finding out, for each stream
// anew, how often each byte occurs. deflater takes that as known (tables.go)
// and so needs one pass and a quarter of the time, for files of the same size.
// What comes out is ordinary zlib (RFC 1950, RFC 1951).
type deflater struct {
	// seen holds where a sequence was met last, plus one, by its hash. It is
	// small so that it stays in the processor's nearest cache.
	seen [1 << hashBits]int32
}

const (
	hashBits = 13
	// minMatch is the shortest repetition worth a code. Text takes two bytes a
	// character, one of them zero, so anything shorter is cheaper as it is.
	minMatch    = 6
	maxMatch    = 258
	maxDistance = 32768
	endOfBlock  = 256
)

// kind is a sort of stream that has statistics of its own.
type kind uint8

const (
	contents kind = iota // operators of a page
	objects              // dictionaries
	kinds
)

// code is a Huffman code as the stream has it, lowest bit first, with any extra
// bits behind it.
type code struct {
	bits uint32
	n    uint8
}

// codes is all that one kind of stream is written with.
type codes struct {
	header   []code               // the block's description of its own codes
	literal  [endOfBlock + 1]code // and the end of the block
	pair     [256]code            // a zero and the literal after it
	length   [maxMatch + 1]code   // with extra bits
	distance [numDistances]code   // without
}

const (
	numLiterals  = 286 // literals, end of block, lengths
	numDistances = 30
)

var codesOf = [kinds]func() *codes{
	contents: sync.OnceValue(func() *codes { return newCodes(&contentLengths) }),
	objects:  sync.OnceValue(func() *codes { return newCodes(&objectLengths) }),
}

// append compresses src behind dst as a zlib stream.
func (z *deflater) append(dst, src []byte, k kind) []byte {
	c := codesOf[k]()
	w := bitWriter{b: append(dst, 0x78, 0x5E)}
	for _, h := range c.header {
		w.put(h)
	}
	z.compress(&w, src, c)
	w.put(c.literal[endOfBlock])
	return binary.BigEndian.AppendUint32(w.end(), adler32.Checksum(src))
}

// compress writes src as literals and as repetitions of the last sequence with
// the same hash.
func (z *deflater) compress(w *bitWriter, src []byte, c *codes) {
	clear(z.seen[:])
	out := w.room(2*len(src) + 16) // no literal is longer than 15 bits
	n, acc, have := 0, w.acc, w.have
	i := 0
	for i+8 <= len(src) {
		next := binary.LittleEndian.Uint64(src[i:])
		h := slot(next)
		at := int(z.seen[h]) - 1
		z.seen[h] = int32(i + 1)
		if at >= 0 && i-at <= maxDistance && (binary.LittleEndian.Uint64(src[at:])^next)<<(64-8*minMatch) == 0 {
			same := minMatch + sameBytes(src[at+minMatch:], src[i+minMatch:], maxMatch-minMatch)
			n, acc, have = put(out, n, acc, have, c.length[same])
			n, acc, have = put(out, n, acc, have, c.back(i-at))
			i += same
			z.remember(src, i-2)
			continue
		}
		if byte(next) == 0 { // half of a character: its other half goes with it
			n, acc, have = put(out, n, acc, have, c.pair[byte(next>>8)])
			i += 2
			continue
		}
		n, acc, have = put(out, n, acc, have, c.literal[byte(next)])
		i++
	}
	for ; i < len(src); i++ {
		n, acc, have = put(out, n, acc, have, c.literal[src[i]])
	}
	w.b, w.acc, w.have = w.b[:len(w.b)+n], acc, have
}

// remember notes the sequence at i, near the end of a repetition, where the
// next one may well begin.
func (z *deflater) remember(src []byte, i int) {
	if i+8 <= len(src) {
		z.seen[slot(binary.LittleEndian.Uint64(src[i:]))] = int32(i + 1)
	}
}

func slot(v uint64) uint64 {
	const prime = 227718039650203 // of 48 bits
	return v << (64 - 8*minMatch) * prime >> (64 - hashBits)
}

// sameBytes counts how many leading bytes a and b share, up to limit. b begins
// later in the same stream and so is the shorter.
func sameBytes(a, b []byte, limit int) int {
	n := 0
	limit = min(limit, len(b))
	for n+8 <= limit {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
		n += 8
	}
	for n < limit && a[n] == b[n] {
		n++
	}
	return n
}

// bitWriter gathers bits, lowest first, behind b. Fewer than eight are waiting
// in acc at any time.
type bitWriter struct {
	b    []byte
	acc  uint64
	have uint8
}

// room returns the space behind b, of at least size bytes and what put needs.
func (w *bitWriter) room(size int) []byte {
	w.b = slices.Grow(w.b, size+8)
	return w.b[len(w.b):cap(w.b)]
}

func (w *bitWriter) put(c code) {
	n := 0
	n, w.acc, w.have = put(w.room(4), 0, w.acc, w.have, c)
	w.b = w.b[:len(w.b)+n]
}

// end completes the last byte.
func (w *bitWriter) end() []byte {
	if w.have == 0 {
		return w.b
	}
	return append(w.b, byte(w.acc))
}

// put adds the bits of c to the have bits in acc, writes the whole bytes to
// out[n:], and returns what these three are then. It is no method so that they
// stay in registers.
func put(out []byte, n int, acc uint64, have uint8, c code) (int, uint64, uint8) {
	acc |= uint64(c.bits) << (have & 63)
	have += c.n
	binary.LittleEndian.PutUint64(out[n:], acc)
	return n + int(have>>3), acc >> (have & 56), have & 7
}

// back returns how far back a repetition lies: the code of its range, then its
// place in the range. There are two ranges to each power of two.
func (c *codes) back(d int) code {
	d--
	if d < 4 {
		return c.distance[d]
	}
	extra := uint8(bits.Len(uint(d)) - 2)
	base := c.distance[2*int(extra)+d>>extra]
	return code{base.bits | uint32(d&(1<<extra-1))<<base.n, base.n + extra}
}
