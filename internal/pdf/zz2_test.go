package pdf_test

import (
	"letterpress/internal/pdf"
	"testing"
)

func TestZZ2(t *testing.T) {
	w, _ := pdf.NewWriter()
	pdf.Parts(w, fivePages(english))
}
