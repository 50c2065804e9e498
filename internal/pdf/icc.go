package pdf

import (
	"encoding/binary"
	"math"
)

// An archival file says what its colours mean by an ICC profile. This one is
// made here from the numbers of IEC 61966-2-1 (sRGB), in the matrix and tone
// curve form of ICC.1:2001-04 (version 2.1), so that no outside profile with a
// licence of its own is shipped.
const sRGBName = "sRGB IEC61966-2.1"

// xyz is a colour in the profile connection space, illuminant D50.
type xyz [3]float64

var (
	whiteD50 = xyz{0.9642, 1, 0.8249}
	// The sRGB primaries, adapted from D65 to D50 with the Bradford method.
	primaries = [3]xyz{
		{0.43607, 0.22249, 0.01392},
		{0.38515, 0.71687, 0.09708},
		{0.14307, 0.06061, 0.71410},
	}
)

type iccTag struct {
	name string
	body []byte // nil: the same bytes as the tag before
}

// sRGBProfile builds the profile.
func sRGBProfile() []byte {
	tags := []iccTag{
		{"desc", iccDescription(sRGBName)},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No rights reserved\x00"...)},
		{"wtpt", whiteD50.tag()},
		{"rXYZ", primaries[0].tag()},
		{"gXYZ", primaries[1].tag()},
		{"bXYZ", primaries[2].tag()},
		{"rTRC", toneCurve()},
		{"gTRC", nil},
		{"bTRC", nil},
	}
	const header = 128
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var bodies []byte
	at, size := 0, 0
	for _, t := range tags {
		if t.body != nil {
			at, size = header+4+12*len(tags)+len(bodies), len(t.body)
			bodies = append(bodies, t.body...)
			bodies = append(bodies, make([]byte, -len(bodies)&3)...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(size))
	}
	out := append(iccHeader(header+len(table)+len(bodies)), table...)
	return append(out, bodies...)
}

func iccHeader(size int) []byte {
	h := make([]byte, 128)
	binary.BigEndian.PutUint32(h, uint32(size))
	h[8], h[9] = 2, 0x10         // version 2.1
	copy(h[12:], "mntrRGB XYZ ") // a display, RGB, connected through XYZ
	binary.BigEndian.PutUint16(h[24:], 2026)
	h[27], h[29] = 1, 1 // made on 1 January
	copy(h[36:], "acsp")
	copy(h[68:], whiteD50.bytes())
	return h
}

func (c xyz) bytes() []byte {
	b := make([]byte, 0, 12)
	for _, v := range c {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

func (c xyz) tag() []byte { return append([]byte("XYZ \x00\x00\x00\x00"), c.bytes()...) }

// toneCurve samples the sRGB transfer function at 256 steps.
func toneCurve() []byte {
	const steps = 256
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), steps)
	for i := range steps {
		v := float64(i) / (steps - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}

// iccDescription holds the name in ASCII and leaves the Unicode and Macintosh
// forms, which the type has room for, empty.
func iccDescription(name string) []byte {
	b := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(name)+1))
	b = append(b, name...)
	return append(b, make([]byte, 1+4+4+2+1+67)...)
}
