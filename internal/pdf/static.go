package pdf

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"sync"

	"letterpress/internal/face"
)

// static is the head of every file of one repertoire: the colour profile, both
// fonts and the resources that pages share. It is written once and never
// changed, so all writers may copy from it at the same time.
type static struct {
	prefix    []byte
	places    []place // by object number; 0 is unused
	profile   int
	resources int
	digest    digest      // of prefix
	hash      hash.Cloner // SHA-256 that has taken in prefix; only cloned

	// Needed until the head is whole.
	compress func([]byte) ([]byte, error)
	streams  map[string]int // numbers by content
	kept     []object       // what is no stream, until pack
}

type object struct {
	n    int
	body string
}

var heads = [...]func() (*static, error){
	face.Latin:   sync.OnceValues(func() (*static, error) { return newStatic(face.Latin, compressed) }),
	face.Western: sync.OnceValues(func() (*static, error) { return newStatic(face.Western, compressed) }),
	face.Wide:    sync.OnceValues(func() (*static, error) { return newStatic(face.Wide, compressed) }),
}

// sum returns the SHA-256 of a file that begins with prefix. The head is most of
// a letter's bytes, so hashing goes on from there.
func (s *static) sum(file []byte) (out [sha256.Size]byte, err error) {
	h, err := s.hash.Clone()
	if err != nil {
		return out, fmt.Errorf("hash the file: %w", err)
	}
	h.Write(file[len(s.prefix):])
	h.Sum(out[:0])
	return out, nil
}

// newStatic writes the head. The binary comment on the second line tells
// transfer programs that the file is not text (ISO 19005-2, 6.1.2).
func newStatic(rep face.Repertoire, compress func([]byte) ([]byte, error)) (*static, error) {
	s := &static{
		prefix: []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), places: []place{{}},
		compress: compress, streams: map[string]int{},
	}
	var err error
	if s.profile, err = s.deflated("/N 3", sRGBProfile()); err != nil {
		return nil, err
	}
	if err := s.fonts(rep); err != nil {
		return nil, err
	}
	if err := s.pack(); err != nil {
		return nil, err
	}
	s.digest.write(s.prefix)
	h := sha256.New()
	h.Write(s.prefix)
	cloner, ok := h.(hash.Cloner)
	if !ok {
		return nil, errors.New("SHA-256 cannot go on from a state")
	}
	s.hash = cloner
	s.compress, s.streams, s.kept = nil, nil, nil
	return s, nil
}

// object keeps an object for pack and returns its number.
func (s *static) object(body string) int {
	n := s.next()
	s.kept = append(s.kept, object{n, body})
	return n
}

// next returns the number of an object that begins where the head ends by now.
func (s *static) next() int {
	s.places = append(s.places, place{at: len(s.prefix)})
	return len(s.places) - 1
}

// pack writes the objects that were kept as one object stream.
func (s *static) pack() error {
	var index, bodies []byte
	for _, o := range s.kept {
		index = fmt.Appendf(index, "%d %d ", o.n, len(bodies))
		bodies = append(append(bodies, o.body...), '\n')
	}
	in, err := s.deflated(fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(s.kept), len(index)), append(index, bodies...))
	for i, o := range s.kept {
		s.places[o.n] = place{at: i, in: in}
	}
	return err
}

// deflated writes a compressed stream and returns its number. What two fonts have
// in common is written once.
func (s *static) deflated(dict string, data []byte) (int, error) {
	if n, ok := s.streams[string(data)]; ok {
		return n, nil
	}
	z, err := s.compress(data)
	if err != nil {
		return 0, err
	}
	n := s.next()
	s.prefix = appendStream(s.prefix, n, dict+"/Filter/FlateDecode", z)
	s.streams[string(data)] = n
	return n, nil
}
