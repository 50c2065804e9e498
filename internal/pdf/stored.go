package pdf

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"

	"github.com/klauspost/compress/zlib"
)

// stored is the streams of the heads as compress makes them, each under the
// checksum of what is compressed: the first letter of a process would wait for
// them longer than for all its own pages. What is not there is compressed when
// it is needed; a test holds that nothing is missing or differs.
//
//go:embed stored
var stored embed.FS

// storedName is the file that holds data compressed.
func storedName(data []byte) string {
	sum := sha256.Sum256(data)
	return "stored/" + hex.EncodeToString(sum[:8]) + ".z"
}

// compressed returns what compress makes of data.
func compressed(data []byte) ([]byte, error) {
	if z, err := stored.ReadFile(storedName(data)); err == nil {
		return z, nil
	}
	return compress(data)
}

// compress writes a zlib stream as small as the library can.
func compress(data []byte) ([]byte, error) {
	var z bytes.Buffer
	w, err := zlib.NewWriterLevel(&z, zlib.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("start compression: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return z.Bytes(), nil
}
