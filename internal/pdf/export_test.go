package pdf

import (
	"letterpress/internal/face"
	"letterpress/internal/page"
)

// RawStreams returns the streams of d before compression: pages, then objects
// and cross-reference rows.
func (w *Writer) RawStreams(d *page.Document) (pages, rest [][]byte, err error) {
	if _, _, err = w.Append(nil, d); err != nil {
		return nil, nil, err
	}
	for _, s := range w.painter.streams {
		pages = append(pages, append([]byte(nil), s...))
	}
	a := &w.assembler
	rest = [][]byte{append(append([]byte(nil), a.index...), a.packed...), append([]byte(nil), a.rows()...)}
	return pages, rest, nil
}

// SetEdit makes w pass each object through edit as it is written.
func (w *Writer) SetEdit(edit func([]byte) []byte) { w.assembler.edit = edit }

// BreakPainter makes the drawing package panic at the next document.
func (w *Writer) BreakPainter() { w.painter.parent = nil }

// BuildHead builds the head of a repertoire anew, as the first letter does.
func BuildHead(rep face.Repertoire) error {
	_, err := newStatic(rep, compressed)
	return err
}

// Known returns how many numbers of shapes w remembers, and the most it may.
func (w *Writer) Known() (n, most int) { return len(w.painter.known), maxKnown }
