package pdf

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"sync"
)

// A letter's streams are small and alike: a page has some 2 kB of the same few
// operators, the object stream 13 kB of the same few dictionaries. A general
// compressor spends most of its time on them finding out, for each stream
// anew, how often each byte occurs. deflater takes that as known (tables.go)
// and so needs one search and a quarter of the time, for files of the same size.
// What comes out is ordinary zlib (RFC 1950, RFC 1951).
type deflater struct {
	// seen holds where a sequence was met last, by its hash, modulo 2^16, or 0. It
	// is small so that it stays in the processor's nearest cache.
	seen [1 << hashBits]uint16
	// found is what the search came to. It is written out afterwards: search and
	// codes together would be more than the processor's registers hold.
	found []repetition
}

// repetition is a number of literals and, after them, length bytes that stood
// somewhere before, which code tells.
type repetition struct {
	literals, length uint32
	code             code
}

const (
	hashBits = 13
	// minMatch is the shortest repetition worth a code: what is shorter is hardly
	// longer as it is, and costs more to find than it saves.
	minMatch    = 5
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
// bits behind it. It is one word, for one load: how many bits it has in the lowest
// byte, the bits above.
type code uint64

func newCode(bits uint64, n uint8) code { return code(bits<<8 | uint64(n)) }

func (c code) bits() uint64 { return uint64(c >> 8) }

// followed returns c with d behind it.
func (c code) followed(d code) code {
	return c + d&^0xFF<<(c&63) + d&0xFF
}

// codes is all that one kind of stream is written with.
type codes struct {
	header   bitWriter            // of the stream and of its one block
	literal  [endOfBlock + 1]code // and the end of the block
	length   [maxMatch + 1]code   // with extra bits
	distance [32]code             // without; the last two are no distances
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
	c := codesOf[k]()
	z.search(src, plain, c)
	w := c.header
	w.b = append(dst, w.b...)
	w.grow(2*len(src) + 16) // no literal is longer than 13 bits, no repetition than its literals
	w.block(src, z.found, c)
	return binary.BigEndian.AppendUint32(w.end(), checksum(src))
}

// search finds the repetitions in src, from byte plain on.
func (z *deflater) search(src []byte, plain int, c *codes) {
	clear(z.seen[:])
	z.found = z.found[:0]
	from := 0 // the first literal since the last repetition
	for at, i := z.meet(src, max(plain, 1)); i < len(src); at, i = z.meet(src, from) {
		same := sameBytes(src, at, i)
		code := c.length[same].followed(c.back(uint32(i - at)))
		z.found = append(z.found, repetition{uint32(i - from), uint32(same), code})
		from = i + same
		if from+6 <= len(src) {
			z.seen[slot(load(src, from-2))] = uint16(from - 2) // where the next one may well begin
		}
	}
}

// meet returns the first place from i on whose sequence has been met, and where
// that was last, or the end of src. Only the last sequence with the same hash is
// looked at. An empty slot points at the first byte, or at one that is a multiple
// of 2^16, which is as good a guess as any: what stands there is compared before it
// is used. The loop is a function of its own because what search knows besides
// would not fit in the registers.
func (z *deflater) meet(src []byte, i int) (at, where int) {
	seen := &z.seen
	for last := len(src) - 8; i <= last; i++ {
		next := binary.LittleEndian.Uint64(src[i : i+8])
		h := slot(next)
		back := uint16(i) - seen[h]
		seen[h] = uint16(i)
		at = i - int(back)
		if (binary.LittleEndian.Uint64(src[at:at+8])^next)<<(64-8*minMatch) == 0 && back-1 < maxDistance {
			return at, i
		}
	}
	return 0, len(src)
}

// load returns eight bytes of b.
func load(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i : i+8]) }

func slot(v uint64) uint64 {
	const prime = 227718039650203 // of 48 bits
	return v << (64 - 8*minMatch) * prime >> (64 - hashBits)
}

// sameBytes counts how many bytes at and i have in common, which are minMatch
// at least and maxMatch at most. at comes before i.
func sameBytes(src []byte, at, i int) int {
	n, most := minMatch, min(maxMatch, len(src)-i)
	for n+8 <= most {
		if x := load(src, at+n) ^ load(src, i+n); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
		n += 8
	}
	for n < most && src[at+n] == src[i+n] {
		n++
	}
	return n
}

// bitWriter puts bits, lowest first, behind b, which has room for them.
type bitWriter struct {
	b []byte
	queue
}

// queue is bits that wait to be written, up to 63. How many is in the lowest byte
// of n; what hold leaves above it counts for nothing. It is a value, so that loops
// keep it in registers.
type queue struct{ acc, n uint64 }

// hold adds c to the bits that wait.
func (q queue) hold(c code) queue {
	return queue{q.acc | c.bits()<<(q.n&63), q.n + uint64(c)}
}

// flush writes to b[at:] the whole bytes that wait and returns where they end.
// It may write up to eight bytes.
func (q queue) flush(b []byte, at int) (int, queue) {
	binary.LittleEndian.PutUint64(b[at:at+8], q.acc)
	return at + int(uint8(q.n)>>3), queue{q.acc >> (q.n & 56), q.n & 7}
}

// grow makes room for size bytes and what flush needs.
func (w *bitWriter) grow(size int) { w.b = slices.Grow(w.b, size+8) }

func (w *bitWriter) put(c code) {
	at := len(w.b)
	at, w.queue = w.hold(c).flush(w.b[:cap(w.b)], at)
	w.b = w.b[:at]
}

// block writes src as its literals and the repetitions found, then the end. With
// seven bits waiting and no code longer than 13, four literals fit, or a length of
// at most 18 bits and a distance of at most 26.
func (w *bitWriter) block(src []byte, found []repetition, c *codes) {
	b, at, q := w.b[:cap(w.b)], len(w.b), w.queue
	from, to := 0, 0
	for i := 0; i <= len(found); i++ {
		if to = len(src); i < len(found) {
			to = from + int(found[i].literals)
		}
		for ; from+4 <= to; from += 4 {
			four := src[from : from+4]
			q = q.hold(c.literal[four[0]]).hold(c.literal[four[1]])
			at, q = q.hold(c.literal[four[2]]).hold(c.literal[four[3]]).flush(b, at)
		}
		for _, l := range src[from:to] {
			q = q.hold(c.literal[l])
		}
		at, q = q.flush(b, at)
		if i < len(found) {
			at, q = q.hold(found[i].code).flush(b, at)
			from = to + int(found[i].length)
		}
	}
	at, q = q.hold(c.literal[endOfBlock]).flush(b, at)
	w.b, w.queue = b[:at], q
}

// end completes the last byte.
func (w *bitWriter) end() []byte {
	if w.n == 0 {
		return w.b
	}
	return append(w.b, byte(w.acc))
}

// back returns how far back a repetition lies: the code of its range, then its
// place in the range. There are two ranges to each power of two.
func (c *codes) back(d uint32) code {
	d--
	if d < 4 {
		return c.distance[d]
	}
	extra := uint32(bits.Len32(d) - 2)
	inRange := code(d&(1<<extra-1))<<8 | code(extra)
	return c.distance[(2*extra+d>>extra)&31].followed(inRange)
}
