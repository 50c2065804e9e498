// Package ascii looks at plain text eight bytes at a time.
//
// It owns one question, which is asked of every text several times on its way to
// paper. What a byte beyond ASCII means is for others to say.
package ascii

// Printable returns how many bytes at the start of s are sure to be printable
// ASCII, from the space to the tilde: a multiple of eight.
func Printable(s string) int {
	const (
		high = 0x8080808080808080
		low  = 0x2020202020202020 // the space is the first that is printable
		one  = 0x0101010101010101 // added to the first behind the tilde gives a high bit
	)
	n := 0
	for ; n+8 <= len(s); n += 8 {
		p := s[n : n+8]
		v := uint64(p[0]) | uint64(p[1])<<8 | uint64(p[2])<<16 | uint64(p[3])<<24 |
			uint64(p[4])<<32 | uint64(p[5])<<40 | uint64(p[6])<<48 | uint64(p[7])<<56
		if below, above := ((v|high)-low)^high, v+one; (below|v|above)&high != 0 {
			break
		}
	}
	return n
}
