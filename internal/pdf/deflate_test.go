package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// roundTrip compresses src and reads it back with the standard library.
func roundTrip(t *testing.T, z *deflater, src []byte, k kind) []byte {
	t.Helper()
	packed := z.append([]byte("before"), src, len(src)/20, k)
	if !bytes.HasPrefix(packed, []byte("before")) {
		t.Fatal("the bytes before are gone")
	}
	r, err := zlib.NewReader(bytes.NewReader(packed[len("before"):]))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("read %d bytes back: %v", len(src), err)
	}
	if !bytes.Equal(got, src) {
		t.Fatalf("%d bytes came back as %d others", len(src), len(got))
	}
	return packed
}

func TestDeflate(t *testing.T) {
	random := make([]byte, 200_000)
	for i, r := 0, rand.New(rand.NewPCG(1, 2)); i < len(random); i++ {
		random[i] = byte(r.Uint32())
	}
	cases := map[string][]byte{
		"nothing":           nil,
		"one byte":          {0},
		"seven bytes":       []byte("seven b"),
		"zeros":             make([]byte, 100_000),
		"random":            random,
		"far repetition":    bytes.Join([][]byte{random[:1000], make([]byte, 31_768), random[:1000]}, nil),
		"too far":           bytes.Join([][]byte{random[:1000], make([]byte, 33_000), random[:1000]}, nil),
		"a turn back":       bytes.Join([][]byte{random[:1<<16], random[:1000]}, nil), // places are known modulo 2^16
		"over a turn":       bytes.Join([][]byte{random[:1<<16+100], random[:1000]}, nil),
		"text":              []byte(strings.Repeat("BT /R 12 Tf 72 700 Td (hello) Tj ET\n", 500)),
		"repetition at end": []byte("abcdefghijkl--abcdefghijkl"),
	}
	for n := minMatch; n <= maxMatch+3; n++ { // each length code
		cases["match of "+string(rune('0'+n/100))+string(rune('0'+n/10%10))+string(rune('0'+n%10))] =
			bytes.Join([][]byte{random[:n], {1, 2, 3}, random[:n], {4, 5, 6, 7, 8, 9, 10, 11}}, nil)
	}
	z := new(deflater)
	for name, src := range cases {
		t.Run(name, func(t *testing.T) {
			for k := range kinds {
				roundTrip(t, z, src, k)
			}
		})
	}
}

// Each distance code is read back as it was meant.
func TestDeflateDistances(t *testing.T) {
	const needle = "<needle in a haystack>"
	z := new(deflater)
	for d := len(needle); d <= maxDistance; d += 1 + d/7 {
		src := needle + strings.Repeat("\x00", d-len(needle)) + needle + "12345678"
		roundTrip(t, z, []byte(src), objects)
	}
}

// What was compressed before has no influence.
func TestDeflateForgets(t *testing.T) {
	z := new(deflater)
	src := []byte(strings.Repeat("/P<</MCID 1>>BDC ", 30))
	first := roundTrip(t, z, src, contents)
	roundTrip(t, z, bytes.Repeat(src, 20), objects)
	if again := roundTrip(t, z, src, contents); !bytes.Equal(first, again) {
		t.Error("the second time the bytes are others")
	}
}

func FuzzDeflate(f *testing.F) {
	f.Add([]byte("BT ET BT ET BT ET BT ET"), []byte("0 R 0 R"))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		z := new(deflater)
		for k := range kinds {
			roundTrip(t, z, a, k)
			roundTrip(t, z, bytes.Join([][]byte{a, b, a, a, b}, nil), k)
		}
	})
}
