package pdf

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"
)

// A letter's streams are small and alike: a page has some 6 kB of the same few
// operators, the object stream 15 kB of the same few dictionaries. A general
// compressor spends most of its time on them finding out, for each stream
// anew, how often each byte occurs. deflater takes that as known (tables.go)
// and so needs one search and a quarter of the time, for files of the same size.
// What comes out is ordinary zlib (RFC 1950, RFC 1951).
type deflater struct {
	// seen holds where a sequence was met last, by its hash, or 0. It is small
	// so that it stays in the processor's nearest cache.
	seen [1 << hashBits]int32
	// found is what the search came to. It is written out afterwards: search and
	// codes together would be more than the processor's registers hold.
	found []repetition
}

// repetition is a number of literals and, after them, length bytes that stood
// distance bytes before.
type repetition struct{ literals, length, distance int32 }

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
	header   bitWriter            // of the stream and of its one block
	literal  [endOfBlock + 1]code // and the end of the block
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

// append compresses src behind dst as a zlib stream. In its first plain bytes
// no repetition is looked for.
func (z *deflater) append(dst, src []byte, plain int, k kind) []byte {
	z.search(src, plain)
	c := codesOf[k]()
	w := c.header
	w.b = append(dst, w.b...)
	w.grow(2*len(src) + 16) // no literal is longer than 13 bits, no repetition than its literals
	at := 0
	for i := range z.found {
		r := &z.found[i]
		next := at + int(r.literals)
		w.literals(src[at:next], &c.literal)
		w.hold(c.length[r.length]) // at most 18 bits, and a distance 26
		w.put(c.back(int(r.distance)))
		at = next + int(r.length)
	}
	w.literals(src[at:], &c.literal)
	w.put(c.literal[endOfBlock])
	return binary.BigEndian.AppendUint32(w.end(), checksum(src))
}

// search finds the repetitions in src: those of the last sequence with the same
// hash. An empty slot points at the first byte, which is as good a guess as any:
// what stands there is compared before it is used.
func (z *deflater) search(src []byte, plain int) {
	clear(z.seen[:])
	z.found = z.found[:0]
	from := 0 // the first literal since the last repetition
	for i := max(plain, 1); i+8 <= len(src); {
		next := load(src, i)
		h := slot(next)
		at := int(z.seen[h])
		z.seen[h] = int32(i)
		if (load(src, at)^next)<<(64-8*minMatch) == 0 && i-at <= maxDistance {
			same := minMatch + sameBytes(src[at+minMatch:], src[i+minMatch:], maxMatch-minMatch)
			z.found = append(z.found, repetition{int32(i - from), int32(same), int32(i - at)})
			i += same
			from = i
			z.remember(src, i-2)
			continue
		}
		if byte(next) == 0 { // half of a character, whose other half begins nothing
			i++
		}
		i++
	}
}

// load returns eight bytes of b. Cut like this they need one check of bounds.
func load(b []byte, i int) uint64 {
	b = b[i : i+8 : len(b)]
	return binary.LittleEndian.Uint64(b)
}

// remember notes the sequence at i, near the end of a repetition, where the
// next one may well begin.
func (z *deflater) remember(src []byte, i int) {
	if i+8 <= len(src) {
		z.seen[slot(load(src, i))] = int32(i)
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
		if x := load(a, n) ^ load(b, n); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
		n += 8
	}
	for n < limit && a[n] == b[n] {
		n++
	}
	return n
}

// bitWriter gathers bits, lowest first, behind b, which has room for them.
// Fewer than eight are waiting in acc at any time.
type bitWriter struct {
	b    []byte
	acc  uint64
	have uint8
}

// grow makes room for size bytes and what flush needs.
func (w *bitWriter) grow(size int) { w.b = slices.Grow(w.b, size+8) }

// hold adds the bits of c to those waiting. Up to 64 may wait.
func (w *bitWriter) hold(c code) {
	w.acc |= uint64(c.bits) << (w.have & 63)
	w.have += c.n
}

// flush moves the whole bytes that wait behind b.
func (w *bitWriter) flush() {
	n := len(w.b)
	binary.LittleEndian.PutUint64(w.b[n:n+8:cap(w.b)], w.acc)
	w.b = w.b[:n+int(w.have>>3)]
	w.acc, w.have = w.acc>>(w.have&56), w.have&7
}

func (w *bitWriter) put(c code) {
	w.hold(c)
	w.flush()
}

// literals is put for each byte of p, four at a time: with seven bits waiting
// and no code longer than 13, they fit.
func (w *bitWriter) literals(p []byte, codes *[endOfBlock + 1]code) {
	i, acc, have := 0, w.acc, w.have
	for ; i+4 <= len(p); i += 4 {
		four := p[i : i+4 : len(p)]
		c0, c1, c2, c3 := codes[four[0]], codes[four[1]], codes[four[2]], codes[four[3]]
		acc |= uint64(c0.bits) << (have & 63)
		have += c0.n
		acc |= uint64(c1.bits) << (have & 63)
		have += c1.n
		acc |= uint64(c2.bits) << (have & 63)
		w.have = have + c2.n
		w.acc = acc
		w.put(c3)
		acc, have = w.acc, w.have
	}
	for ; i < len(p); i++ {
		w.hold(codes[p[i]])
	}
	w.flush()
}

// end completes the last byte.
func (w *bitWriter) end() []byte {
	if w.have == 0 {
		return w.b
	}
	return append(w.b, byte(w.acc))
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
