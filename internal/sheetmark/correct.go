package sheetmark

import "sync"

// field is GF(256) with the polynomial of Data Matrix, x⁸+x⁵+x³+x²+1, and the
// generator of its Reed-Solomon code for ecLen words.
type field struct {
	exp, log  [256]byte
	generator [ecLen]byte // coefficients from the highest, the leading 1 left out
}

var galois = sync.OnceValue(func() *field {
	f := &field{}
	v := 1
	for i := range 255 {
		f.exp[i], f.log[v] = byte(v), byte(i)
		if v <<= 1; v > 255 {
			v ^= 0x12D
		}
	}
	g := make([]byte, ecLen+1) // g[i] is the coefficient of x^i
	g[0] = 1
	for i := 1; i <= ecLen; i++ {
		for k := i; k > 0; k-- {
			g[k] = g[k-1] ^ f.times(g[k], f.exp[i])
		}
		g[0] = f.times(g[0], f.exp[i])
	}
	for i := range ecLen {
		f.generator[i] = g[ecLen-1-i]
	}
	return f
})

func (f *field) times(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return f.exp[(int(f.log[a])+int(f.log[b]))%255]
}

// correct fills the last ecLen words with the remainder of the data's
// polynomial by the generator.
func correct(words []byte) {
	f := galois()
	data, ec := words[:dataLen], words[dataLen:]
	clear(ec)
	for _, d := range data {
		lead := d ^ ec[0]
		copy(ec, ec[1:])
		ec[ecLen-1] = 0
		for i := range ec {
			ec[i] ^= f.times(lead, f.generator[i])
		}
	}
}
