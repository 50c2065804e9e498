package face

import (
	"bytes"
	"slices"
	"testing"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"letterpress/internal/page"
)

// A cut font draws every character as the whole font does: same contours, same
// advance.
func TestCutKeepsOutlines(t *testing.T) {
	whole := []*sfnt.Font{parse(t, liberationsansregular.TTF), parse(t, liberationsansbold.TTF)}
	for _, rep := range []Repertoire{Latin, Western, Wide} {
		for w, p := range Programs(rep) {
			cutFont := parse(t, withNames(p.File))
			for i, r := range p.Runes {
				like := r
				if drawnAs[r] != 0 {
					like = drawnAs[r]
				}
				compareGlyph(t, whole[w], cutFont, like, sfnt.GlyphIndex(p.Glyphs[i]))
			}
		}
	}
}

func compareGlyph(t *testing.T, whole, cut *sfnt.Font, r rune, g sfnt.GlyphIndex) {
	t.Helper()
	var a, b sfnt.Buffer
	old, err := whole.GlyphIndex(&a, r)
	if err != nil {
		t.Fatal(err)
	}
	size := fixed.I(2048)
	want, err := whole.LoadGlyph(&a, old, size, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := cut.LoadGlyph(&b, g, size, nil)
	if err != nil {
		t.Fatalf("U+%04X glyph %d: %v", r, g, err)
	}
	if !slices.Equal(want, got) {
		t.Errorf("U+%04X: the cut glyph is drawn differently", r)
	}
	wa, _ := whole.GlyphAdvance(&a, old, size, font.HintingNone)
	ga, _ := cut.GlyphAdvance(&b, g, size, font.HintingNone)
	if wa != ga {
		t.Errorf("U+%04X: advance %v, want %v", r, ga, wa)
	}
}

// withNames adds what a free-standing font file must have and a font inside a
// PDF need not: name and post of the smallest kind.
func withNames(file []byte) []byte {
	tables := map[string][]byte{
		"name": {0, 0, 0, 0, 0, 6},
		"post": append([]byte{0, 3, 0, 0}, make([]byte, 28)...),
	}
	for name, body := range tablesOf(file) {
		tables[name] = body
	}
	return assemble(tables)
}

func tablesOf(file []byte) map[string][]byte {
	out := map[string][]byte{}
	for i := range u16(file, 4) {
		e := file[12+16*i:]
		out[string(e[:4])] = file[u32(e, 8) : u32(e, 8)+u32(e, 12)]
	}
	return out
}

func TestCutFileIsSound(t *testing.T) {
	for _, rep := range []Repertoire{Latin, Western, Wide} {
		for w, p := range Programs(rep) {
			if sum := checksum(p.File); sum != checksumTotal {
				t.Errorf("%v %d: file sums to %#x", rep, w, sum)
			}
			tables := tablesOf(p.File)
			if tables["fpgm"] != nil || tables["cvt "] != nil || tables["prep"] != nil {
				t.Errorf("%v %d: hints are left", rep, w)
			}
			if !slices.IsSorted(p.Runes) || len(p.Runes) != len(p.Glyphs) || len(p.Runes) != len(p.Advances) {
				t.Errorf("%v %d: lists do not match", rep, w)
			}
			for i, r := range p.Runes {
				if p.Glyphs[i] == 0 || p.Advances[i] != Advance(page.Weight(w), r) {
					t.Errorf("%v %d U+%04X: glyph %d, advance %d", rep, w, r, p.Glyphs[i], p.Advances[i])
				}
			}
		}
	}
}

func TestCutIsRepeatable(t *testing.T) {
	a, b := cut(Western), cut(Western)
	for w := range a {
		if a[w].Name != b[w].Name || !bytes.Equal(a[w].File, b[w].File) {
			t.Errorf("weight %d differs between two cuts", w)
		}
	}
}

func TestRepertoiresNest(t *testing.T) {
	for rep, least := range map[Repertoire]int{Latin: 215, Western: 400, Wide: 1100} {
		runes := Programs(rep)[0].Runes
		if len(runes) < least {
			t.Errorf("%v has %d characters", rep, len(runes))
		}
		wider := Programs(min(rep+1, Wide))[0].Runes
		for _, r := range runes {
			if _, ok := slices.BinarySearch(wider, r); !ok {
				t.Errorf("U+%04X is %v but not in the next wider repertoire", r, rep)
			}
		}
	}
}

// The cmap leads from each Latin character to its glyph, and nowhere from others.
func TestLatinMap(t *testing.T) {
	for _, rep := range []Repertoire{Latin, Western, Wide} {
		for _, p := range Programs(rep) {
			f, buf := parse(t, withNames(p.File)), sfnt.Buffer{}
			for i, r := range p.Runes {
				want := sfnt.GlyphIndex(p.Glyphs[i])
				if Code(r) == 0 {
					want = 0
				}
				if got, err := f.GlyphIndex(&buf, r); err != nil || got != want {
					t.Errorf("%v U+%04X: glyph %d, want %d (%v)", rep, r, got, want, err)
				}
			}
		}
	}
}

func TestDescriptor(t *testing.T) {
	for w, p := range Programs(Western) {
		if p.Ascent != Ascent || p.Descent != Descent {
			t.Errorf("weight %d: ascent %d, descent %d", w, p.Ascent, p.Descent)
		}
		if p.BBox[0] >= 0 || p.BBox[1] > Descent || p.BBox[2] < 1000 || p.BBox[3] < CapHeight {
			t.Errorf("weight %d: bounding box %v", w, p.BBox)
		}
	}
}

func TestFingerprint(t *testing.T) {
	if got := Fingerprint(); len(got) != 64 || got != Fingerprint() {
		t.Errorf("fingerprint %q", got)
	}
}

func BenchmarkColdLatin(b *testing.B) {
	for b.Loop() {
		open("LiberationSans", liberationsansregular.TTF)
		open("LiberationSans-Bold", liberationsansbold.TTF)
		cut(Latin)
	}
}

func BenchmarkColdWide(b *testing.B) {
	for b.Loop() {
		cut(Wide)
	}
}

func BenchmarkColdMetrics(b *testing.B) {
	for b.Loop() {
		m := new(metrics)
		m.cover(sources(), western, Western)
		m.cover(sources(), wideOnly, Wide)
	}
}
