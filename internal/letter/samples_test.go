package letter

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"testing"
)

// Every sample request is one that this package takes.
func TestSamplesParse(t *testing.T) {
	found := 0
	for _, s := range samples(t) {
		found++
		if _, faults := Parse(s.request); len(faults) > 0 {
			t.Errorf("%s\n%v", s.name, faults)
		}
	}
	if found == 0 {
		t.Error("there are no samples")
	}
}

type sample struct {
	name    string
	request []byte
}

// samples reads all requests, those of an .ndjson file a line each.
func samples(t *testing.T) []sample {
	t.Helper()
	var out []sample
	root := os.DirFS("../../samples/requests")
	err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		switch path.Ext(name) {
		case ".json":
			out = append(out, sample{name, data})
		case ".ndjson":
			for i, line := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
				out = append(out, sample{fmt.Sprintf("%s line %d", name, i+1), line})
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
