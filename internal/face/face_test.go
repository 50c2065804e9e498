package face

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/encoding/charmap"

	"letterpress/internal/page"
)

func TestCovers(t *testing.T) {
	const printed = "AZaz09 ~!ÑñáéíóúüçÇ¿¡ŁłŒœŸ€™•–—‘’“”…½⅓⅛\u00a0\u2011ʻ≤≥" +
		"ĐặngNguyễnThịÁnh ΑΩάώ Яблоко Ўі Șțș ₫₱"
	for _, r := range printed {
		if !Covers(r) {
			t.Errorf("U+%04X is not covered", r)
		}
	}
	refused := map[string]rune{
		"NUL": 0, "tab": '\t', "line feed": '\n', "DEL": 0x7F, "C1 control": 0x85,
		"soft hyphen": 0xAD, "combining acute": 0x301, "Cyrillic combining": 0x483,
		"zero width space": 0x200B, "zero width joiner": 0x200D, "right-to-left mark": 0x200F,
		"line separator": 0x2028, "left-to-right override": 0x202D, "word joiner": 0x2060,
		"Hebrew": 0x5D0, "Arabic": 0x628, "CJK": 0x6F22, "ballot box": 0x2610, "emoji": 0x1F600,
		"byte order mark": 0xFEFF, "replacement": unicode.ReplacementChar, "unassigned": 0x378,
		"negative": -1, "beyond Unicode": 0x110000, "at the limit": limit,
	}
	for name, r := range refused {
		if Covers(r) {
			t.Errorf("%s U+%04X is covered", name, r)
		}
		if got := Advance(page.Regular, r); got != 0 {
			t.Errorf("%s has advance %d", name, got)
		}
	}
}

func TestCoversAll(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "plain": true, "Nguyễn Thị Ánh": true, "a\u0301": false,
		"tab\there": false, "cut \xc3": false, "\xff": false, "end 😀": false,
	} {
		if got := CoversAll(s); got != want {
			t.Errorf("CoversAll(%q) = %v", s, got)
		}
	}
}

func TestRepertoires(t *testing.T) {
	for s, want := range map[string]Repertoire{
		"": Latin,
		"Dear Ms. Sample, “yes” – 5 € •™… ½": Latin,
		"¡Ñandú, señora!\u00a0":              Latin,
		"Łódź, Ñandú, Kahoʻolawe":            Western,
		"⅓ tablet, ≤ 2":                      Western,
		"Nguyễn":                             Wide,
		"Ơ":                                  Wide,
		"Ωμέγα":                              Wide,
		"Пример":                             Wide,
		"late in the text: ș":                Wide,
	} {
		if _, got, bad := Measure(page.Regular, s); got != want || bad >= 0 {
			t.Errorf("%q is %v, want %v", s, got, want)
		}
	}
}

// The Latin characters are those of code page 1252 that can be printed.
func TestCode(t *testing.T) {
	for r := rune(-1); r <= limit; r++ {
		want, ok := charmap.Windows1252.EncodeRune(r)
		if !ok || !Covers(r) {
			want = 0
		}
		if got := Code(r); got != want {
			t.Errorf("U+%04X has code %#x, want %#x", r, got, want)
		}
	}
}

// Widths, glyphs and measures agree with an independent reader of the fonts.
func TestAgreesWithSfnt(t *testing.T) {
	var buf sfnt.Buffer
	for w, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f := parse(t, ttf)
		for r := rune(0); r < limit; r++ {
			em := Advance(page.Weight(w), r)
			if em == 0 || drawnAs[r] != 0 {
				continue
			}
			if want := advanceBySfnt(t, f, &buf, r); em != want {
				t.Errorf("weight %d U+%04X: %d, want %d", w, r, em, want)
			}
		}
		checkMetrics(t, f)
	}
}

func checkMetrics(t *testing.T, f *sfnt.Font) {
	t.Helper()
	m, err := f.Metrics(nil, fixed.I(1000), font.HintingNone)
	if err != nil {
		t.Fatal(err)
	}
	if m.Ascent.Round() != Ascent || m.Descent.Round() != -Descent {
		t.Errorf("ascent %d, descent %d", m.Ascent.Round(), m.Descent.Round())
	}
	// OS/2 gives both weights the same capitals, within a unit of drawing.
	if d := m.CapHeight.Round() - CapHeight; d < -1 || d > 1 {
		t.Errorf("cap height %d", m.CapHeight.Round())
	}
	if d := m.XHeight.Round() - XHeight; d < -1 || d > 1 {
		t.Errorf("x height %d", m.XHeight.Round())
	}
}

func parse(t *testing.T, ttf []byte) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(ttf)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func advanceBySfnt(t *testing.T, f *sfnt.Font, buf *sfnt.Buffer, r rune) uint16 {
	t.Helper()
	g, err := f.GlyphIndex(buf, r)
	if err != nil || g == 0 {
		t.Fatalf("U+%04X: glyph %d, %v", r, g, err)
	}
	// At a size of one em per design unit there is nothing to round.
	a, err := f.GlyphAdvance(buf, g, fixed.I(int(f.UnitsPerEm())), font.HintingNone)
	if err != nil {
		t.Fatal(err)
	}
	return uint16((a.Round()*1000 + 1024) / 2048)
}

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		w    page.Weight
		s    string
		size page.Unit
		want page.Unit
	}{
		{page.Regular, "", 12 * page.Point, 0},
		{page.Regular, " ", 12 * page.Point, 3336},       // 278
		{page.Regular, "AB", 10 * page.Point, 13340},     // 667 + 667
		{page.Bold, "AB", 10 * page.Point, 14440},        // 722 + 722
		{page.Regular, "é€", 10 * page.Point, 11120},     // 556 + 556
		{page.Regular, "a😀b", 10 * page.Point, 11120},    // the emoji adds nothing
		{page.Regular, "a\xffb", 10 * page.Point, 11120}, // nor does a stray byte
		{page.Regular, "i", 1, 0},                        // 222 thousandths of a unit
	} {
		if got := Width(c.w, c.s, c.size); got != c.want {
			t.Errorf("Width(%d, %q, %d) = %d, want %d", c.w, c.s, c.size, got, c.want)
		}
	}
}

func TestEmsAdd(t *testing.T) {
	const s = "Señora Ánh, 2½ tablets — “daily”"
	for i := range s {
		if Ems(page.Bold, s[:i])+Ems(page.Bold, s[i:]) != Ems(page.Bold, s) {
			t.Fatalf("cut at %d adds up differently", i)
		}
	}
}

func TestWidthAllocatesNothing(t *testing.T) {
	n := testing.AllocsPerRun(100, func() {
		Width(page.Regular, "Take one tablet by mouth twice a day — señor", 12*page.Point)
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkWidth(b *testing.B) {
	for b.Loop() {
		Width(page.Regular, "Take one tablet by mouth twice a day with food", 12*page.Point)
	}
}

// Measure finds in one pass what the separate questions find.
func TestMeasure(t *testing.T) {
	for _, s := range []string{
		"", "plain", "señor – 5 €", "Nguyễn", "ș", "tab\there", "cut \xc3", "é\xff", "end 😀", "漢", "a\u0301",
	} {
		ems, _, bad := Measure(page.Bold, s)
		if (bad < 0) != CoversAll(s) {
			t.Errorf("%q: bad %d", s, bad)
		}
		good := s
		if bad >= 0 {
			good = s[:bad]
		}
		if ems != Ems(page.Bold, good) {
			t.Errorf("%q: %d", s, ems)
		}
	}
}

// Text is looked at eight bytes at a time: a byte that cannot be printed is seen
// wherever it stands, and whatever stands beside it.
func TestCoversAllAtEveryPlace(t *testing.T) {
	for c := range 256 {
		want := c < utf8.RuneSelf && Covers(rune(c))
		for _, around := range []string{"aaaaaaaaaaaaaaaaaa", "                  ", "~~~~~~~~~~~~~~~~~~"} {
			for at := range around {
				b := []byte(around)
				b[at] = byte(c)
				if got := CoversAll(string(b)); got != want {
					t.Fatalf("byte %#x at %d of %q: %v", c, at, around, got)
				}
				if _, _, bad := Measure(page.Regular, string(b)); (bad < 0) != want {
					t.Fatalf("byte %#x at %d of %q: bad at %d", c, at, around, bad)
				}
			}
		}
	}
}
