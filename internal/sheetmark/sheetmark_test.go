package sheetmark

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/boombuler/barcode/datamatrix"
	"pgregory.net/rapid"
)

const id = "0190e9a7-bc7e-584d-9dab-adb32c31490f"

func TestTextHoldsIdAndSheetAlone(t *testing.T) {
	if got := Text(id, 2, 4); got != id+" 2/4" {
		t.Errorf("got %q", got)
	}
}

// The library makes the same matrix, module by module.
func TestAgreesWithTheLibrary(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		// The library takes the smallest symbol: 37 to 44 codewords are ours.
		text := rapid.StringMatching(`[ -~]{1}[a-z/. -]{36,43}`).Draw(r, "text")
		m, err := Encode(text)
		if err != nil {
			r.Fatal(err)
		}
		want, err := datamatrix.Encode(text)
		if err != nil {
			r.Fatal(err)
		}
		if want.Bounds().Dx() != Size {
			r.Fatalf("the library chose a symbol of %d modules", want.Bounds().Dx())
		}
		for y := range Size {
			for x := range Size {
				c, _, _, _ := want.At(x, y).RGBA()
				if dark := c == 0; dark != m.Dark(x, y) {
					r.Fatalf("module %d, %d of %q differs", x, y, text)
				}
			}
		}
	})
}

// An independent decoder reads it back.
func TestReadBackByDmtx(t *testing.T) {
	if _, err := exec.LookPath("dmtxread"); err != nil {
		t.Skip("dmtxread (Debian's dmtx-utils) is not installed: no mark was read back")
	}
	for _, sheet := range []int{1, 7, 12} {
		text := Text(id, sheet, 12)
		m, err := Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("dmtxread", "-N1", picture(t, &m)).Output()
		if err != nil || strings.TrimSpace(string(out)) != text {
			t.Errorf("read %q, %v", out, err)
		}
	}
}

func picture(t *testing.T, m *Matrix) string {
	const scale = 6
	img := image.NewGray(image.Rect(0, 0, (Size+4)*scale, (Size+4)*scale))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := range Size * scale {
		for x := range Size * scale {
			if m.Dark(x/scale, y/scale) {
				img.SetGray(x+2*scale, y+2*scale, color.Gray{})
			}
		}
	}
	name := filepath.Join(t.TempDir(), "mark.png")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRefusesWhatDoesNotFit(t *testing.T) {
	for name, text := range map[string]string{"too long": strings.Repeat("x", dataLen+1), "not ASCII": "ñ"} {
		if _, err := Encode(text); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Encode(Text(id, 999, 999)); err != nil {
		t.Errorf("a letter of 999 sheets: %v", err)
	}
}

func BenchmarkEncode(b *testing.B) {
	b.ReportAllocs()
	text := Text(id, 1, 3)
	for b.Loop() {
		if _, err := Encode(text); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleText() {
	fmt.Println(Text("0190e9a7-bc7e-584d-9dab-adb32c31490f", 1, 3))
	// Output: 0190e9a7-bc7e-584d-9dab-adb32c31490f 1/3
}
