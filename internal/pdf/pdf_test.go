package pdf_test

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"sync"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/page"
	"letterpress/internal/pdf"
)

func newWriter(t testing.TB) *pdf.Writer {
	t.Helper()
	w, err := pdf.NewWriter()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func write(t testing.TB, d *page.Document) []byte {
	t.Helper()
	out, sum, err := newWriter(t).Append(nil, d)
	if err != nil {
		t.Fatal(err)
	}
	if sum != sha256.Sum256(out) {
		t.Fatal("the hash is not that of the file")
	}
	return out
}

// A writer that has written other things writes the same bytes as a new one.
func TestSameBytesAgain(t *testing.T) {
	w := newWriter(t)
	for range 3 {
		for name, d := range documents() { // in any order
			got, _, err := w.Append(nil, d)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, write(t, d)) {
				t.Errorf("%s: other bytes from a used writer", name)
			}
			bad := latin()
			bad.Pages[1].Items[3].Source = page.Unknown
			if _, _, err := w.Append(nil, bad); err == nil {
				t.Error("a bad document in between was written")
			}
		}
	}
}

func TestSameBytesConcurrently(t *testing.T) {
	want := map[string][]byte{}
	for name, d := range documents() {
		want[name] = write(t, d)
	}
	var wg sync.WaitGroup
	for range 4 {
		w := newWriter(t)
		wg.Go(func() {
			for range 5 {
				for name, d := range documents() {
					got, _, err := w.Append(nil, d)
					if err != nil || !bytes.Equal(got, want[name]) {
						t.Errorf("%s: other bytes (%v)", name, err)
					}
				}
			}
		})
	}
	wg.Wait()
}

// Offsets count from where the file begins, whatever stands before it.
func TestAppendKeepsWhatIsThere(t *testing.T) {
	want := write(t, latin())
	got, _, err := newWriter(t).Append([]byte("before"), latin())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, append([]byte("before"), want...)) {
		t.Error("the file differs when bytes stand before it")
	}
}

func TestDifferentLettersDifferInIdentifier(t *testing.T) {
	a, b := latin(), western()
	items := b.Pages[0].Items
	for i := range items {
		items[i].Words = strings.Replace(items[i].Words, "Ms. Sample", "Ms. Simple", 1)
	}
	if identifier(t, write(t, a)) == identifier(t, write(t, b)) {
		t.Error("two letters have one identifier")
	}
}

func identifier(t *testing.T, file []byte) string {
	t.Helper()
	_, rest, ok := bytes.Cut(file, []byte("/ID[<"))
	if !ok {
		t.Fatal("no identifier")
	}
	return string(rest[:32])
}

// A panic of the drawing package comes out as an error.
func TestPanicIsContained(t *testing.T) {
	w := newWriter(t)
	w.BreakPainter()
	out, _, err := w.Append([]byte("before"), latin())
	if err == nil || fault.KindOf(err) != fault.Internal || string(out) != "before" {
		t.Errorf("got %d bytes and error %v", len(out), err)
	}
}

func TestFewAllocations(t *testing.T) {
	w, d := newWriter(t), fivePages(english)
	out, _, err := w.Append(nil, d)
	if err != nil {
		t.Fatal(err)
	}
	n := testing.AllocsPerRun(20, func() { out, _, _ = w.Append(out[:0], d) })
	// Five for each shape that fpdf draws and some sixty for its template.
	_, shapes, _ := count(d)
	if limit := float64(6*shapes + 120); n > limit {
		t.Errorf("%v allocations, more than %v", n, limit)
	}
}
