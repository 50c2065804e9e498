package letter

import (
	"bytes"
	"crypto/sha256"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"letterpress/internal/fault"
)

// Canonical returns the canonical form of a request (RFC 8785) and its SHA-256.
// Two requests are the same when their sums are: white space, the order of
// members and the way numbers and escapes are written do not matter.
//
// It fails for what is not JSON, or gives a member twice. Such a request is
// the same as no other, and Parse names its faults.
func Canonical(data []byte) (canon []byte, sum [sha256.Size]byte, err error) {
	if len(data) > MaxBytes {
		return nil, sum, fault.New(fault.Request, "more than %d bytes", MaxBytes)
	}
	v := jsontext.Value(slices.Clone(data))
	if v.Canonicalize() != nil { // the error may quote the request
		return nil, sum, fault.New(fault.Request, "not well-formed JSON")
	}
	return v, sha256.Sum256(v), nil
}

// KeyOf returns the idempotency key of a request as far as one can be found,
// whatever else is wrong with the request, or "". It reads no further than the
// key.
func KeyOf(data []byte) string {
	if len(data) > MaxBytes {
		return ""
	}
	dec := lenient(data)
	if !seek(dec, "key") {
		return ""
	}
	return keyIn(dec)
}

// lenient reads what it can of a request.
func lenient(data []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

// seek reads an object up to the value of a member, and reports whether there
// is one.
func seek(dec *jsontext.Decoder, member string) bool {
	if t, err := dec.ReadToken(); err != nil || t.Kind() != jsontext.KindBeginObject {
		return false
	}
	for dec.PeekKind() == jsontext.KindString {
		name, err := dec.ReadToken()
		switch {
		case err != nil:
			return false
		case name.String() == member:
			return true
		case dec.SkipValue() != nil:
			return false
		}
	}
	return false
}

func keyIn(dec *jsontext.Decoder) string {
	t, err := dec.ReadToken()
	if err != nil || t.Kind() != jsontext.KindString || !ValidKey(t.String()) {
		return ""
	}
	return t.String()
}
