// Package sheetmark makes the 2D mark that every sheet of a mailed letter carries: a
// Data Matrix (ISO/IEC 16022, ECC 200) of one fixed size, 26 by 26 modules.
//
// It owns what the mark says and how it is coded. It refuses member data by
// construction: a mark holds a letter's id and the sheet's number, so that an
// inserter's camera can tell two letters in one envelope from one.
//
// The encoder is ours because it runs for every sheet of every letter: it
// allocates nothing. A library and two decoders check it in the tests.
package sheetmark

import (
	"strconv"

	"letterpress/internal/fault"
)

// Size is the number of modules along an edge, finder pattern included; the
// quiet zone of at least one module around it is the caller's.
const Size = 26

const (
	inner   = Size - 2 // modules of data along an edge
	dataLen = 44       // codewords of data
	ecLen   = 28       // codewords of error correction
)

// Matrix is a mark: Rows[0] is the top row, and bit Size-1-x of a row is the
// module at x. A set bit is dark.
type Matrix struct {
	Rows [Size]uint32
}

// Dark reports whether the module at column x of row y is dark.
func (m *Matrix) Dark(x, y int) bool { return m.Rows[y]>>(Size-1-x)&1 == 1 }

// Text returns what the mark of a sheet says: "<letter id> <sheet>/<sheets>".
func Text(letter string, sheet, sheets int) string {
	b := make([]byte, 0, 48)
	b = append(append(b, letter...), ' ')
	b = append(strconv.AppendInt(b, int64(sheet), 10), '/')
	return string(strconv.AppendInt(b, int64(sheets), 10))
}

// Encode returns the mark that says text, which is ASCII and not too long for
// the fixed size (a letter id with up to 999 sheets fits).
func Encode(text string) (Matrix, error) {
	var words [dataLen + ecLen]byte
	if err := encodeASCII(words[:dataLen], text); err != nil {
		return Matrix{}, err
	}
	correct(words[:])
	return place(&words), nil
}

// encodeASCII writes text in the ASCII scheme: a character is a codeword, a pair
// of digits is one, and what is left is padded.
func encodeASCII(dst []byte, text string) error {
	n := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c > 127 {
			return fault.New(fault.Internal, "a sheet mark holds ASCII alone")
		}
		if n == len(dst) {
			return fault.New(fault.Internal, "the text of a sheet mark is too long")
		}
		dst[n] = c + 1
		if digit(c) && i+1 < len(text) && digit(text[i+1]) {
			dst[n] = 130 + (c-'0')*10 + text[i+1] - '0'
			i++
		}
		n++
	}
	pad(dst, n)
	return nil
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// pad fills the rest: the first pad is plain, later ones are scrambled by their
// place (the standard's 253-state algorithm), so that no pattern repeats.
func pad(dst []byte, n int) {
	for i := n; i < len(dst); i++ {
		v := 129
		if i > n {
			v += 149*(i+1)%253 + 1
			if v > 254 {
				v -= 254
			}
		}
		dst[i] = byte(v)
	}
}

// place lays the codewords out.
func place(words *[dataLen + ecLen]byte) Matrix {
	p := thePlan()
	var rows [32]uint32 // more than there are, which saves a check at every module
	copy(rows[:], p.fixed[:])
	for i, w := range words {
		bits := uint32(w)
		for _, at := range p.words[i] {
			rows[at.row&31] |= bits >> 7 & 1 << (at.bit & 31)
			bits <<= 1
		}
	}
	return Matrix{Rows: [Size]uint32(rows[:Size])}
}
