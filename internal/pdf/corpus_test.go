package pdf_test

import (
	"testing"

	"letterpress/internal/page"
	"letterpress/internal/pdf"
)

// documents is one of each letter that the tests make.
func documents() map[string]*page.Document {
	return map[string]*page.Document{
		"latin": latin(), "western": western(), "wide": wide(), "five pages": fivePages(english), "cinco páginas": fivePages(spanish),
	}
}

func init() {
	pdf.SetCorpus(func(t *testing.T) (pages, rest [][]byte) {
		w, err := pdf.NewWriter()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range documents() {
			p, r, err := w.RawStreams(d)
			if err != nil {
				t.Fatal(err)
			}
			pages, rest = append(pages, p...), append(rest, r...)
		}
		return pages, rest
	})
}
