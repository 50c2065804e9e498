package pdf

import "encoding/binary"

// checksum is the Adler-32 of p, which ends a zlib stream (RFC 1950, 8.2). The
// standard library's takes a byte at a time, which would be a tenth of the work
// of compressing.
func checksum(p []byte) uint32 {
	const (
		modulus = 65521
		block   = 1 << 20 // bytes, long before a sum of 64 bits could overflow
	)
	a, b := uint64(1), uint64(0)
	for len(p) > 0 {
		part := p[:min(len(p), block)]
		p = p[len(part):]
		for ; len(part) >= runLength; part = part[runLength:] {
			sum, weighted := sumRun((*[runLength]byte)(part))
			b += runLength*a + weighted
			a += sum
		}
		for _, c := range part {
			a += uint64(c)
			b += a
		}
		a, b = a%modulus, b%modulus
	}
	return uint32(b<<16 | a)
}

// runLength is how many bytes are summed before lanes are added up: eleven times
// eight is the most at which no lane below can overflow.
const runLength = 88

// sumRun returns the sum of the bytes of p and their sum weighted by how often
// each is counted, the first runLength times and the last once. It takes eight
// at a time, the even and the odd ones in lanes of 16 bits.
func sumRun(p *[runLength]byte) (sum, weighted uint64) {
	const (
		lanes = 0x00FF00FF00FF00FF
		ones  = 0x0001000100010001 // the highest lane of a product adds up all lanes,
		even  = 0x0008000600040002 // or adds them up weighted, first times last
		odd   = 0x0007000500030001
	)
	var e, o, beforeE, beforeO uint64 // lanes, and the lanes before each step added up
	for i := 0; i < runLength; i += 8 {
		v := binary.LittleEndian.Uint64(p[i : i+8])
		beforeE, beforeO = beforeE+e, beforeO+o
		e, o = e+v&lanes, o+v>>8&lanes
	}
	return (e + o) * ones >> 48, 8*(beforeE*ones>>48+beforeO*ones>>48) + e*even>>48 + o*odd>>48
}
