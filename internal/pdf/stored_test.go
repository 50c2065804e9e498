package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"path/filepath"
	"testing"

	"letterpress/internal/face"
)

// TestStored holds that the streams that are stored are those that the heads
// have, byte for byte as they would be compressed now, and no others. Run with
// -update after a change of fonts, repertoires or the compression library: the
// bytes of all letters change with them.
func TestStored(t *testing.T) {
	made := map[string][]byte{}
	for _, rep := range []face.Repertoire{face.Latin, face.Western, face.Wide} {
		_, err := newStatic(rep, func(data []byte) ([]byte, error) {
			z, err := compress(data)
			made[storedName(data)] = z
			return z, err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if *update {
		store(t, made)
	}
	files, _ := filepath.Glob("stored/*")
	for _, name := range files {
		if made[filepath.ToSlash(name)] == nil {
			t.Errorf("%s is in no head; run with -update", name)
		}
	}
	for name, want := range made {
		if got, err := os.ReadFile(filepath.FromSlash(name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is missing or differs (%v); run with -update", name, err)
		}
	}
}

// store rewrites the folder.
func store(t *testing.T, made map[string][]byte) {
	files, _ := filepath.Glob("stored/*")
	for _, name := range files {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	for name, z := range made {
		if err := os.WriteFile(filepath.FromSlash(name), z, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// What is not stored is compressed all the same.
func TestCompressedWithoutStore(t *testing.T) {
	data := bytes.Repeat([]byte("not in any head "), 20)
	z, err := compressed(data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zlib.NewReader(bytes.NewReader(z))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%q came out: %v", got, err)
	}
}
