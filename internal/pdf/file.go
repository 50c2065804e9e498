package pdf

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"letterpress/internal/fault"
)

// Widths in bytes of a cross-reference row: kind, offset or stream, index.
const (
	offsetWidth = 4
	indexWidth  = 3
	maxPacked   = 1<<(8*indexWidth) - 1
)

// file writes the objects of one PDF behind a static prefix. Objects that are
// not streams are packed into one object stream, which halves what a letter
// needs on disk beside its fonts.
type file struct {
	out     []byte // the caller's bytes, then the file
	start   int    // where the file begins in out
	prefix  int    // length of its static part
	places  []place
	bundle  int    // number of the object stream; the cross-reference is next
	packed  []byte // bodies for the object stream
	index   []byte // "number offset " of each
	count   int    // how many are packed
	scratch []byte
	zipped  []byte
	deflater
	// edit, when tests set it, changes each object as it is written: how the
	// deliberately broken files are made that a validator must refuse.
	edit func([]byte) []byte
}

// place is where an object stands: at an offset in the file or, where in is the
// number of an object stream, as the nth in that.
type place struct{ at, in int }

// begin starts a file whose object stream is number bundle.
func (f *file) begin(dst []byte, s *static, bundle int) {
	f.start, f.prefix, f.bundle = len(dst), len(s.prefix), bundle
	f.out = append(dst, s.prefix...)
	f.places = append(f.places[:0], s.places...)
	for len(f.places) <= bundle+1 {
		f.places = append(f.places, place{})
	}
	f.packed, f.index, f.count = f.packed[:0], f.index[:0], 0
}

// open starts object n in the object stream and returns the buffer to append
// its body to, which close takes back.
func (f *file) open(n int) []byte {
	f.places[n] = place{at: f.count, in: f.bundle}
	f.count++
	f.index = append(appendInt(f.index, n), ' ')
	f.index = append(appendInt(f.index, len(f.packed)), ' ')
	return f.packed
}

func (f *file) close(b []byte) {
	if f.edit != nil {
		from := len(f.packed)
		b = append(b[:from:from], f.edit(b[from:])...)
	}
	f.packed = append(b, '\n')
}

// stream writes object n as a stream with data as it is.
func (f *file) stream(n int, dict string, data []byte) {
	if f.edit != nil {
		dict, data = string(f.edit([]byte(dict))), f.edit(data)
	}
	f.putStream(n, dict, data)
}

// deflated writes object n as a compressed stream.
func (f *file) deflated(n int, dict string, data []byte, k kind) {
	if f.edit != nil {
		data = f.edit(data)
	}
	f.zipped = f.deflater.append(f.zipped[:0], data, 0, k)
	f.putStream(n, dict+"/Filter/FlateDecode", f.zipped)
}

func (f *file) putStream(n int, dict string, data []byte) {
	f.places[n] = place{at: len(f.out) - f.start}
	f.out = appendStream(f.out, n, dict, data)
}

func appendStream(b []byte, n int, dict string, data []byte) []byte {
	b = append(appendInt(b, n), " 0 obj\n<<"...)
	b = append(b, dict...)
	b = append(appendInt(append(b, "/Length "...), len(data)), ">>\nstream\n"...)
	return append(append(b, data...), "\nendstream\nendobj\n"...)
}

// end writes the object stream, the cross-reference stream and the trailer, and
// returns the caller's bytes with the file behind them.
func (f *file) end(s *static, catalog, info int) ([]byte, error) {
	if f.count > maxPacked {
		return nil, fault.New(fault.Internal, "the document has %d objects, more than one file can index", f.count)
	}
	f.scratch = append(append(f.scratch[:0], f.index...), f.packed...)
	f.zipped = f.deflater.append(f.zipped[:0], f.scratch, len(f.index), objects) // the index hardly repeats itself
	f.putStream(f.bundle, fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", f.count, len(f.index)), f.zipped)
	id := f.identity(s)
	at := len(f.out) - f.start
	f.places[f.bundle+1] = place{at: at}
	f.zipped = f.deflater.append(f.zipped[:0], f.rows(), 0, objects)
	f.putStream(f.bundle+1, f.trailer(f.bundle+2, catalog, info, id), f.zipped)
	f.out = append(f.out, "startxref\n"...)
	f.out = append(appendInt(f.out, at), "\n%%EOF\n"...)
	return f.out, nil
}

// identity returns the file identifier: a hash of all that is written before
// the cross-reference. Equal letters have equal identifiers, others do not.
func (f *file) identity(s *static) string {
	h := s.digest
	h.write(f.out[f.start+f.prefix:])
	id := h.sum()
	return hex.EncodeToString(id[:])
}

// rows returns the cross-reference table, each row as its difference to the row
// above (the PNG predictor Up): most rows then are the same.
func (f *file) rows() []byte {
	const up = 2
	last := uint64(0)
	x := f.scratch[:0]
	for i, p := range f.places {
		next := row(1, p.at, 0)
		switch {
		case i == 0:
			next = row(0, 0, 65535) // head of the list of free objects
		case p.in != 0:
			next = row(2, p.in, p.at)
		}
		x = binary.BigEndian.AppendUint64(append(x, up), differences(next, last))
		last = next
	}
	f.scratch = x
	return x
}

// rowWidth is how many bytes one entry of the table has.
const rowWidth = 1 + offsetWidth + indexWidth

// row is one entry of the table, its first byte highest.
func row(kind, a, b int) uint64 {
	return uint64(kind)<<(8*(offsetWidth+indexWidth)) | uint64(uint32(a))<<(8*indexWidth) | uint64(b&maxPacked)
}

// differences subtracts each byte of b from that of a. The highest bits are kept
// out of it, so that no byte borrows from the next.
func differences(a, b uint64) uint64 {
	const high = 0x8080808080808080
	return ((a | high) - b&^high) ^ (a^^b)&high
}

func (f *file) trailer(size, catalog, info int, id string) string {
	dict := fmt.Sprintf("/Type/XRef/W[1 %d %d]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"+
		"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>",
		offsetWidth, indexWidth, size, catalog, info, id, id, rowWidth)
	if f.edit != nil {
		return string(f.edit([]byte(dict)))
	}
	return dict
}
