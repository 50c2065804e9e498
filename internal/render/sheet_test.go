package render_test

import (
	"image"
	"image/draw"
	_ "image/png" // what the engines write
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"letterpress/internal/letter"
)

// The sheet marks of a rendered letter, read from pictures of its pages.
func TestSheetMarksAreReadBack(t *testing.T) {
	needTools(t, "pdftoppm", "dmtxread")
	r := newRenderer(t)
	l := sampleLetters(t)["cigna-2024/cmr-summary-en.json"]
	id := letter.ID("default", l.Key)
	out := mustRender(t, r, l)
	pictures := picture(t, out.PDF, "pdftoppm", 300)
	for p, file := range pictures {
		got, _ := exec.Command("dmtxread", "-N1", "-m2000", "-x2300", "-y0", "-X2500", "-Y300", file).Output()
		want := ""
		if p%2 == 0 {
			want = id + " " + string(rune('1'+p/2)) + "/" + string(rune('0'+out.Sheets))
		}
		if strings.TrimSpace(string(got)) != want {
			t.Errorf("page %d: read %q, want %q", p+1, got, want)
		}
	}
}

// Two engines draw the same pages: each eighth of an inch is as dark by one as by
// the other. Single pixels differ, since engines smooth the edges of letters in
// their own ways.
func TestTwoEnginesAgree(t *testing.T) {
	needTools(t, "pdftoppm", "mutool")
	r := newRenderer(t)
	for _, name := range []string{"cigna-2024/cmr-summary-es.json", "hard/large-print-welcome-en.json", "hard/diacritics-vietnamese-en.json"} {
		out := mustRender(t, r, sampleLetters(t)[name])
		a, b := picture(t, out.PDF, "pdftoppm", 48), picture(t, out.PDF, "mutool", 48)
		if len(a) != out.Pages || len(b) != out.Pages {
			t.Fatalf("%s: %d and %d pictures of %d pages", name, len(a), len(b), out.Pages)
		}
		for p := range a {
			if d := apart(t, a[p], b[p]); d > tolerance {
				t.Errorf("%s page %d: a spot differs by %d of 255", name, p+1, d)
			}
		}
	}
}

func needTools(t *testing.T, tools ...string) {
	t.Helper()
	for _, name := range tools {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed: pages were not looked at", name)
		}
	}
}

// picture draws the pages of a PDF with an engine and returns the files in order.
func picture(t *testing.T, pdf []byte, engine string, dpi int) []string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "letter.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	res := strconv.Itoa(dpi)
	if engine == "mutool" {
		tool(t, "mutool", "draw", "-q", "-r", res, "-o", filepath.Join(dir, "p-%02d.png"), file)
	} else {
		tool(t, "pdftoppm", "-r", res, "-png", file, filepath.Join(dir, "p"))
	}
	files, err := filepath.Glob(filepath.Join(dir, "p-*.png"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

const (
	cell      = 6  // pixels: an eighth of an inch
	tolerance = 40 // of 255; a missing or displaced word is over 60
)

// apart returns the largest difference in lightness between two pictures, a cell
// at a time.
func apart(t *testing.T, fileA, fileB string) int {
	t.Helper()
	a, b := decode(t, fileA), decode(t, fileB)
	if a.Bounds() != b.Bounds() {
		t.Fatalf("pictures of different size: %v and %v", a.Bounds(), b.Bounds())
	}
	worst := 0
	for y := 0; y+cell <= a.Bounds().Dy(); y += cell {
		for x := 0; x+cell <= a.Bounds().Dx(); x += cell {
			worst = max(worst, mean(a, x, y)-mean(b, x, y), mean(b, x, y)-mean(a, x, y))
		}
	}
	return worst
}

func mean(m *image.Gray, x, y int) int {
	sum := 0
	for dy := range cell {
		for dx := range cell {
			sum += int(m.GrayAt(x+dx, y+dy).Y)
		}
	}
	return sum / (cell * cell)
}

func decode(t *testing.T, file string) *image.Gray {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	gray := image.NewGray(m.Bounds())
	draw.Draw(gray, gray.Bounds(), m, m.Bounds().Min, draw.Src)
	return gray
}
