package letter

import (
	"bytes"
	"slices"

	"letterpress/internal/fault"
)

// WithKey returns a request with the key under which it was sent. A request that
// has another key, and a key of the wrong shape, are faults. What is no JSON
// object comes back as it is: Parse says what is wrong with it.
func WithKey(request []byte, key string) ([]byte, fault.Fields) {
	if !ValidKey(key) {
		return nil, fault.Fields{{Pointer: "/key", Code: keyShape.code, Detail: keyShape.detail}}
	}
	if seek(lenient(request), "key") {
		if own := KeyOf(request); own != "" && own != key {
			return nil, fault.Fields{{Pointer: "/key", Code: CodeConflict, Detail: "is not the key under which the request was sent"}}
		}
		return request, nil
	}
	brace := bytes.IndexByte(request, '{')
	if brace < 0 || len(bytes.TrimSpace(request[:brace])) > 0 {
		return request, nil
	}
	member := `"key":"` + key + `"` // of letters that need no escape
	if rest := bytes.TrimSpace(request[brace+1:]); len(rest) > 0 && rest[0] != '}' {
		member += ","
	}
	return slices.Concat(request[:brace+1], []byte(member), request[brace+1:]), nil
}
