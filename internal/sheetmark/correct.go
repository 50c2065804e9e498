package sheetmark

import (
	"crypto/subtle"
	"sync"
)

// field is GF(256) with the polynomial of Data Matrix, x⁸+x⁵+x³+x²+1.
type field struct{ exp, log [256]byte }

func newField() *field {
	f := &field{}
	v := 1
	for i := range 255 {
		f.exp[i], f.log[v] = byte(v), byte(i)
		if v <<= 1; v > 255 {
			v ^= 0x12D
		}
	}
	return f
}

func (f *field) times(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return f.exp[(int(f.log[a])+int(f.log[b]))%255]
}

// multiples holds the generator of the Reed-Solomon code for ecLen words times
// each element of the field, so that a word of data costs one addition:
// coefficients from the highest, the leading one left out.
type multiples [256][ecLen]byte

var generators = sync.OnceValue(func() *multiples {
	f := newField()
	g := make([]byte, ecLen+1) // g[i] is the coefficient of x^i
	g[0] = 1
	for i := 1; i <= ecLen; i++ {
		for k := i; k > 0; k-- {
			g[k] = g[k-1] ^ f.times(g[k], f.exp[i])
		}
		g[0] = f.times(g[0], f.exp[i])
	}
	m := new(multiples)
	for by := range m {
		for i := range m[by] {
			m[by][i] = f.times(byte(by), g[ecLen-1-i])
		}
	}
	return m
})

// correct fills the last ecLen words with the remainder of the data's
// polynomial by the generator.
func correct(words []byte) {
	g := generators()
	data, ec := words[:dataLen], words[dataLen:]
	clear(ec)
	for _, d := range data {
		lead := d ^ ec[0]
		copy(ec, ec[1:])
		ec[ecLen-1] = 0
		subtle.XORBytes(ec, ec, g[lead][:])
	}
}
