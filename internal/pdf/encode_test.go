package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"letterpress/internal/face"
	"letterpress/internal/page"
)

func TestAppendNumber(t *testing.T) {
	for want, u := range map[string]page.Unit{
		"0": 0, "1": 1000, "-1": -1000, "612": 612000, "0.01": 5, "-0.01": -5, "0.5": 500, "-16.5": -16500,
		"72.25": 72250, "1234.56": 1234560, "9.99": 9994, "10": 9995, "-10": -9995, "100.1": 100096,
	} {
		if got := string(appendNumber(nil, round(u))); got != want {
			t.Errorf("%d: %s, want %s", u, got, want)
		}
	}
	if got := string(appendNumber(nil, round(4))); got != "0" {
		t.Errorf("less than half a hundredth: %s", got)
	}
}

func TestAppendInt(t *testing.T) {
	for want, n := range map[string]int{
		"0": 0, "9": 9, "10": 10, "99": 99, "100": 100, "101": 101, "999": 999, "1000": 1000, "-7": -7, "123456": 123456,
	} {
		if got := string(appendInt(nil, n)); got != want {
			t.Errorf("%s for %s", got, want)
		}
	}
}

func TestAppendColor(t *testing.T) {
	for want, c := range map[string]page.Color{
		"0 g\n": 0, "1 g\n": 0xFFFFFF, ".502 g\n": 0x808080, "1 0 0 rg\n": 0xFF0000,
		".071 .204 .337 rg\n": 0x123456, "0 .004 1 rg\n": 0x0001FF,
	} {
		if got := string(appendColor(nil, c, "g\n", "rg\n")); got != want {
			t.Errorf("%06X: %q, want %q", uint32(c), got, want)
		}
	}
}

func TestAppendLatin(t *testing.T) {
	for s, want := range map[string]string{
		"":                      "",
		"aé€’\u00a0":            "a\xe9\x80\x92\xa0",
		`(a\b)`:                 `\(a\\b\)`,
		"eight or (more) bytes": `eight or \(more\) bytes`,
	} {
		if got := string(appendLatin([]byte("before"), s)); got != "before"+want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestAppendPairs(t *testing.T) {
	for s, want := range map[string]string{
		"":        "",
		"aé":      "\x00a\x00\xe9",
		`(a\b)`:   "\x00\\(\x00a\x00\\\\\x00b\x00\\)",
		"č€":      "\x01\\r \xac", // U+010D ends like a carriage return
		"Ċ":       "\x01\\n",      // U+010A like a line feed
		"Ĩĩ":      "\x01\\(\x01\\)",
		"\u015c…": "\x01\\\\ &",
	} {
		if got := string(appendPairs(nil, s)); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestAppendTextString(t *testing.T) {
	for s, want := range map[string]string{
		"":            "()",
		"Plain (a\\)": `(Plain \(a\\\))`,
		"señor":       "<FEFF0073006500F1006F0072>",
		"😀":           "<FEFFD83DDE00>",
	} {
		if got := string(appendTextString(nil, s)); got != want {
			t.Errorf("%q: %s, want %s", s, got, want)
		}
	}
}

func FuzzTextString(f *testing.F) {
	f.Add("señor 😀")
	f.Fuzz(func(t *testing.T, s string) {
		got := string(appendUTF16(nil, s))
		var want strings.Builder
		for _, u := range utf16.Encode([]rune(s)) {
			want.Write(appendHex16(nil, u))
		}
		if got != "<FEFF"+want.String()+">" {
			t.Errorf("%q: %s", s, got)
		}
	})
}

func TestXMP(t *testing.T) {
	d := &page.Document{Title: "Bills & <letters> – año", Subject: "A > B", Lang: "es-US", Date: "2026-03-09"}
	packet := appendXMP(nil, d)
	var texts []string
	for dec := xml.NewDecoder(bytes.NewReader(packet)); ; {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := token.(xml.CharData); ok && strings.TrimSpace(string(c)) != "" {
			texts = append(texts, string(c))
		}
	}
	for _, want := range []string{d.Title, d.Subject, "es-US", "2026-03-09T00:00:00+00:00", "letterpress", "2", "A", "1"} {
		if !slices.Contains(texts, want) {
			t.Errorf("the packet does not say %q", want)
		}
	}
	d.Subject = ""
	if bytes.Contains(appendXMP(nil, d), []byte("dc:description")) {
		t.Error("a subject that is not there is described")
	}
}

func TestAppendDate(t *testing.T) {
	if got := string(appendDate(nil, "2026-03-09")); got != "(D:20260309000000+00'00')" {
		t.Error(got)
	}
}

// The profile's tag table points inside the profile, and says so of its size.
func TestSRGBProfile(t *testing.T) {
	p := sRGBProfile()
	if n := binary.BigEndian.Uint32(p); int(n) != len(p) || string(p[36:40]) != "acsp" {
		t.Fatalf("size %d of %d", n, len(p))
	}
	for i := range binary.BigEndian.Uint32(p[128:]) {
		entry := p[132+12*i:]
		at, size := binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:])
		if at%4 != 0 || int(at+size) > len(p) {
			t.Errorf("tag %s at %d, %d bytes", entry[:4], at, size)
		}
	}
	// The three primaries together are the white point.
	for i := range whiteD50 {
		sum := primaries[0][i] + primaries[1][i] + primaries[2][i]
		if d := sum - whiteD50[i]; d < -0.001 || d > 0.001 {
			t.Errorf("coordinate %d of white is %v, the primaries add up to %v", i, whiteD50[i], sum)
		}
	}
}

// Every character maps to its glyph and back to itself.
func TestFontMaps(t *testing.T) {
	for _, rep := range []face.Repertoire{face.Western, face.Wide} {
		for w := range face.Programs(rep) {
			p := &face.Programs(rep)[w]
			glyphs := glyphMap(p)
			for i, r := range p.Runes {
				if got := binary.BigEndian.Uint16(glyphs[2*r:]); got != p.Glyphs[i] {
					t.Fatalf("U+%04X: glyph %d, want %d", r, got, p.Glyphs[i])
				}
			}
			if got := codesIn(t, toUnicode(sameCodes(p.Runes), 4)); !slices.Equal(got, sameCodes(p.Runes)) {
				t.Errorf("%v %d: the map to Unicode covers %d characters of %d", rep, w, len(got), len(p.Runes))
			}
		}
	}
}

// A simple font's codes are those of page 1252, each with its character and that
// character's width.
func TestLatinCodes(t *testing.T) {
	list := latinCodes()
	if got := codesIn(t, toUnicode(list, 2)); !slices.Equal(got, list) {
		t.Errorf("the map to Unicode has %d codes of %d", len(got), len(list))
	}
	widths := strings.Fields(string(latinWidths(page.Bold)))
	if len(widths) != 256-firstCode {
		t.Fatalf("%d widths", len(widths))
	}
	for _, c := range list {
		if want := face.Code(c.char); rune(want) != c.code {
			t.Errorf("U+%04X has code %02X, want %02X", c.char, c.code, want)
		}
		if got := widths[c.code-firstCode]; got != strconv.Itoa(int(face.Advance(page.Bold, c.char))) {
			t.Errorf("code %02X is %s wide", c.code, got)
		}
	}
	if len(list) < 215 {
		t.Errorf("%d codes", len(list))
	}
}

// codesIn returns the codes of a CMap's ranges, none of which may change its
// high byte.
func codesIn(t *testing.T, cmap []byte) []coded {
	t.Helper()
	var out []coded
	for line := range strings.Lines(string(cmap)) {
		f := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("<> \n", r) })
		if len(f) != 3 || line[0] != '<' {
			continue
		}
		first, last, char := hexRune(f[0]), hexRune(f[1]), hexRune(f[2])
		if first>>8 != last>>8 || char>>8 != (char+last-first)>>8 {
			t.Errorf("range %s", line)
		}
		for c := first; c <= last; c++ {
			out = append(out, coded{c, char + c - first})
		}
	}
	return out
}

func hexRune(s string) rune {
	n := rune(0)
	for _, c := range s {
		n = n<<4 | rune(strings.IndexRune("0123456789ABCDEF", c))
	}
	return n
}

func TestWidthArray(t *testing.T) {
	p := &face.Program{Runes: []rune{32, 33, 35, 300}, Advances: []uint16{278, 278, 556, 222}}
	if got := string(widthArray(p)); got != "32[278 278]35[556]300[222]" {
		t.Error(got)
	}
}

// One bit changed anywhere, or a zero more, changes about half of the sum.
func TestDigest(t *testing.T) {
	src := bytes.Repeat([]byte("letter "), 20)
	sum := func(p []byte) [16]byte {
		d := digest{1, 2}
		d.write(p)
		return d.sum()
	}
	base := sum(src)
	seen := map[[16]byte]bool{base: true, sum(append(slices.Clone(src), 0)): true, sum(nil): true, sum([]byte{0}): true}
	for i := range src {
		for bit := range 8 {
			changed := slices.Clone(src)
			changed[i] ^= 1 << bit
			got := sum(changed)
			seen[got] = true
			if n := differing(base, got); n < 30 || n > 98 {
				t.Errorf("bit %d of byte %d changes %d bits", bit, i, n)
			}
		}
	}
	if want := 4 + 8*len(src); len(seen) != want {
		t.Errorf("%d different sums of %d", len(seen), want)
	}
}

func differing(a, b [16]byte) int {
	n := 0
	for i := range a {
		for x := a[i] ^ b[i]; x != 0; x &= x - 1 {
			n++
		}
	}
	return n
}
