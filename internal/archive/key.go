package archive

import (
	"fmt"
	"strings"
)

const (
	maxKey     = 512 // S3 allows 1,024 bytes, of which a prefix takes some
	maxSegment = 128 // file systems allow 255 bytes a name
)

// contentTypes holds the endings an object may have, and what each means.
var contentTypes = map[string]string{
	"pdf":  "application/pdf",
	"json": "application/json",
	"csv":  "text/csv; charset=utf-8",
}

// ValidKey returns why key cannot name an object, or nil.
//
// A key is segments of a-z, 0-9 and hyphen between slashes; the last ends in
// .pdf, .json or .csv. So a key is made of ids, means the same on every file
// system and S3 server (some resolve ".."), and an object's name is never that
// of a folder. The error does not repeat the key.
func ValidKey(key string) error {
	if len(key) > maxKey {
		return fmt.Errorf("object key: longer than %d bytes", maxKey)
	}
	segments := strings.Split(key, "/")
	last := len(segments) - 1
	name, ext, _ := strings.Cut(segments[last], ".")
	if contentTypes[ext] == "" {
		return fmt.Errorf("object key: segment %d must end in .pdf, .json or .csv", last+1)
	}
	segments[last] = name
	for i, s := range segments {
		if !validSegment(s) {
			return fmt.Errorf("object key: segment %d must be 1 to %d of a-z, 0-9 and hyphen", i+1, maxSegment)
		}
	}
	return nil
}

func validSegment(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return s != "" && len(s) <= maxSegment
}

// contentType returns the media type of a valid key's object.
func contentType(key string) string {
	return contentTypes[key[strings.LastIndexByte(key, '.')+1:]]
}
