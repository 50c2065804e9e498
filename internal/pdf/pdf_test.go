package pdf_test

import (
	"bytes"
	"os"
	"sync"
	"testing"

	"letterpress/internal/page"
	"letterpress/internal/pdf"
)

func write(t testing.TB, d *page.Document) []byte {
	t.Helper()
	w, err := pdf.NewWriter()
	if err != nil {
		t.Fatal(err)
	}
	out, err := w.Append(nil, d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTmp(t *testing.T) {
	os.WriteFile("/tmp/lpw.pdf", write(t, western()), 0o644)
	os.WriteFile("/tmp/lpx.pdf", write(t, wide()), 0o644)
	t.Log(western().DumpTags())
}

var _ = bytes.Equal
var _ sync.Mutex
