// Package pdf writes laid-out letters as PDF files: PDF 1.7, made to PDF/A-2a
// (ISO 19005-2, archival) and PDF/UA-1 (ISO 14289-1, accessible).
//
// It owns the file: drawing operators, fonts, colour profile, tags, bookmarks,
// metadata. It refuses to lay anything out and to write a document that would
// come out wrong: a character without a glyph, something over the edge of the
// page, an item that is not tagged or whose origin is unknown. Such a document
// gives an error that names page, item and reason, and never the words.
//
// The same document gives the same bytes from any Writer on any machine: there
// is no clock and no randomness, and the file identifier is a hash.
package pdf

import (
	"crypto/sha256"

	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// Writer writes one document after another and keeps its buffers between them.
// It is not safe for concurrent use; give each goroutine its own. Writers share
// the fonts.
type Writer struct {
	gate      gate
	painter   *painter
	assembler assembler
}

// NewWriter returns a Writer, ready for letters of the Latin repertoire. The fonts
// of the others are cut when the first letter needs them.
func NewWriter() (*Writer, error) {
	p, err := newPainter()
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "make a PDF writer")
	}
	if _, err := heads[face.Latin](); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "make a PDF writer")
	}
	return &Writer{painter: p}, nil
}

// Append writes d as one PDF file behind dst and returns the longer slice, with
// the SHA-256 of the file. On an error, which is always fault.Internal, it
// returns dst as it was.
func (w *Writer) Append(dst []byte, d *page.Document) ([]byte, [sha256.Size]byte, error) {
	out, sum, err := w.write(dst, d)
	if err != nil {
		return dst, sum, err
	}
	return out, sum, nil
}

func (w *Writer) write(dst []byte, d *page.Document) (out []byte, sum [sha256.Size]byte, err error) {
	rep, err := w.gate.check(d)
	if err != nil {
		return nil, sum, err
	}
	head, err := heads[rep]()
	if err != nil {
		return nil, sum, fault.Wrap(fault.Internal, err, "prepare the fonts")
	}
	streams, err := w.painter.paint(d, w.gate.texts)
	if err != nil {
		return nil, sum, fault.Wrap(fault.Internal, err, "draw the pages")
	}
	if out, err = w.assembler.assemble(dst, d, w.gate.attached, head, streams); err != nil {
		return nil, sum, fault.Wrap(fault.Internal, err, "write the file")
	}
	sum, err = head.sum(out[len(dst):])
	return out, sum, fault.Wrap(fault.Internal, err, "write the file")
}
