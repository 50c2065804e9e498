package pdf

import "math/bits"

// codeLengths are the lengths in bits of the Huffman codes of one kind of
// stream: for each literal, the end and the 29 ranges of match lengths, then
// for each range of distances. tables.go has them.
type codeLengths struct {
	literal  [numLiterals]uint8
	distance [numDistances]uint8
}

// newCodes works out the codes from their lengths, and the header that tells
// the reader those lengths.
func newCodes(l *codeLengths) *codes {
	c := new(codes)
	c.header.b = []byte{0x78, 0x5E} // deflate in a window of 32 KiB (RFC 1950, 2.2)
	for _, h := range header(l) {
		c.header.grow(4)
		c.header.put(h)
	}
	all := canonical(l.literal[:])
	copy(c.literal[:], all)
	for n := minLength; n <= maxMatch; n++ {
		symbol, extra, value := lengthRange(n)
		base := all[symbol]
		c.length[n] = base.followed(newCode(value, extra))
	}
	copy(c.distance[:], canonical(l.distance[:]))
	return c
}

const minLength = 3 // of a match, by the format

// lengthRange returns the symbol of match length n, and the extra bits that
// tell it from the others of its range (RFC 1951, 3.2.5).
func lengthRange(n int) (symbol int, extra uint8, value uint64) {
	v := n - minLength
	switch {
	case n == maxMatch:
		return 285, 0, 0
	case v < 8:
		return 257 + v, 0, 0
	}
	extra = uint8(bits.Len(uint(v)) - 3)
	return 257 + 4*int(extra) + v>>extra, extra, uint64(v & (1<<extra - 1))
}

// canonical assigns codes by length, then by symbol (RFC 1951, 3.2.2), with
// their bits in the order they are sent.
func canonical(lengths []uint8) []code {
	const maxBits = 15
	var count, next [maxBits + 2]int
	for _, n := range lengths {
		count[n]++
	}
	count[0] = 0
	for n := 1; n <= maxBits; n++ {
		next[n+1] = (next[n] + count[n]) << 1
	}
	out := make([]code, len(lengths))
	for s, n := range lengths {
		if n > 0 {
			out[s] = newCode(uint64(bits.Reverse16(uint16(next[n]))>>(16-n)), n)
			next[n]++
		}
	}
	return out
}

// The lengths in tables.go lie between these, so that the header can send each
// in four bits.
const (
	shortest = 2
	longest  = 13
)

// repeat says in a header that the last length stands three to six times more.
const repeat = 16

// header describes one last block with codes of its own (RFC 1951, 3.2.7).
func header(l *codeLengths) []code {
	order := []int{repeat, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	out := []code{
		newCode(1, 1), newCode(2, 2), // the last block, with codes of its own
		newCode(numLiterals-257, 5), newCode(numDistances-1, 5), newCode(uint64(len(order)-4), 4),
	}
	var sizes [19]uint8
	sizes[repeat] = 2
	for n := shortest; n <= longest; n++ {
		sizes[n] = 4
	}
	for _, symbol := range order {
		out = append(out, newCode(uint64(sizes[symbol]), 3))
	}
	return appendLengths(out, canonical(sizes[:]), append(l.literal[:], l.distance[:]...))
}

func appendLengths(out, send []code, lengths []uint8) []code {
	for i := 0; i < len(lengths); {
		same := 1
		for i+same < len(lengths) && lengths[i+same] == lengths[i] {
			same++
		}
		out = append(out, send[lengths[i]])
		i++
		for same--; same >= 3; {
			n := min(same, 6)
			out = append(out, send[repeat], newCode(uint64(n-3), 2))
			same, i = same-n, i+n
		}
	}
	return out
}
