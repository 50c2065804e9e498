package proof

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"letterpress/internal/fault"
	"letterpress/internal/render"
)

// The folder of a set of samples: the PDFs lie in a folder a program, the rest
// below these names.
const (
	indexFile   = "samples.json"
	indexPage   = "index.html"
	pagesDir    = "pages"   // SVG images, <id>-<page>.svg
	recordsDir  = "records" // <id>.json
	sourcesDir  = "sources" // what the samples were made from
	folderPerms = 0o755
	filePerms   = 0o644 // sample members are fictional
)

// Write puts s into dir, which is made when it is not there. A folder that holds
// anything else than samples is refused; older samples are replaced whole.
func (s *Samples) Write(dir string) error {
	files, err := s.Files()
	if err != nil {
		return err
	}
	if err := clear(dir); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), folderPerms); err != nil {
			return fault.Wrap(fault.Unavailable, err, "write samples")
		}
		if err := os.WriteFile(at, files[name], filePerms); err != nil {
			return fault.Wrap(fault.Unavailable, err, "write samples")
		}
	}
	return nil
}

// clear takes older samples out of dir. What it does not know it leaves alone,
// and says so: nobody loses a file by a mistyped folder.
func clear(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return &fault.Error{Kind: fault.Usage, Message: "--out", Err: err}
	}
	old, err := readIndex(os.DirFS(dir))
	if err != nil {
		return fault.New(fault.Usage, "--out: the folder holds something else than samples").
			WithHint("name a folder that is empty or not there yet")
	}
	root, err := os.OpenRoot(dir) // names of an old index lead nowhere else
	if err != nil {
		return fault.Wrap(fault.Usage, err, "--out")
	}
	defer root.Close()
	for _, d := range old.Documents {
		err = errors.Join(err, gone(root.Remove(filepath.FromSlash(d.PDF))))
		_ = root.Remove(filepath.Dir(filepath.FromSlash(d.PDF))) // stays while something else is in it
	}
	for _, n := range []string{pagesDir, recordsDir, sourcesDir, indexPage, indexFile} {
		err = errors.Join(err, root.RemoveAll(n))
	}
	return fault.Wrap(fault.Unavailable, err, "replace the samples")
}

// gone takes it that what is not there was removed.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Files returns the folder of s by name: what Write writes.
func (s *Samples) Files() (map[string][]byte, error) {
	out := map[string][]byte{}
	for name, data := range s.kept {
		out[path.Join(sourcesDir, name)] = data
	}
	for _, e := range s.Documents {
		d := s.docs[e.ID]
		record, err := encode(d.Record)
		if err != nil {
			return nil, err
		}
		out[e.PDF], out[path.Join(recordsDir, e.ID+".json")] = d.PDF, record
		for i, image := range d.Pages {
			out[pageFile(e.ID, i)] = image
		}
	}
	var err error
	if out[indexFile], err = encode(s.Index); err != nil {
		return nil, err
	}
	out[indexPage], err = s.page()
	return out, err
}

// pageFile is where the image of page i of a document lies, counted from 0.
func pageFile(id string, i int) string {
	return path.Join(pagesDir, fmt.Sprintf("%s-%d.svg", id, i+1))
}

func encode(v any) ([]byte, error) {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "write a record")
	}
	return append(data, '\n'), nil
}

// Open reads a folder that Write made. The PDFs are not read: their hashes are
// on record.
func Open(dir string) (*Samples, error) {
	fsys := os.DirFS(dir)
	index, err := readIndex(fsys)
	if err != nil {
		return nil, err
	}
	s := &Samples{Index: *index, docs: map[string]*Document{}, kept: map[string][]byte{}}
	for _, e := range s.Documents {
		if s.docs[e.ID], err = readDocument(fsys, e); err != nil {
			return nil, fault.Wrap(fault.Usage, err, "read samples")
		}
	}
	sources, err := fs.Sub(fsys, sourcesDir)
	if err != nil {
		return nil, fault.Wrap(fault.Internal, err, "read samples")
	}
	if err := gather(s.kept, sources, ".yaml", ".yml"); err != nil {
		return nil, fault.Wrap(fault.Usage, err, "read samples")
	}
	s.files = render.Files{Programs: layers(sources, "programs"), Locales: layers(sources, "locales"),
		Templates: layers(sources, "templates"), Strict: s.Strict}
	return s, nil
}

func readIndex(fsys fs.FS) (*Index, error) {
	var index Index
	data, err := fs.ReadFile(fsys, indexFile)
	if err == nil {
		err = json.Unmarshal(data, &index)
	}
	if err != nil {
		return nil, fault.New(fault.Usage, "a folder that letterpress samples build made is wanted: %s cannot be read", indexFile).
			WithHint("letterpress samples build --out DIR")
	}
	if index.Version != version {
		return nil, fault.New(fault.Usage, "the samples are of version %d, this letterpress reads version %d", index.Version, version)
	}
	return &index, nil
}

func readDocument(fsys fs.FS, e Entry) (*Document, error) {
	d := &Document{Entry: e}
	data, err := fs.ReadFile(fsys, path.Join(recordsDir, e.ID+".json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &d.Record); err != nil {
		return nil, fmt.Errorf("record of %s: %w", e.ID, err)
	}
	for i := range e.Pages {
		image, err := fs.ReadFile(fsys, pageFile(e.ID, i))
		if err != nil {
			return nil, err
		}
		d.Pages = append(d.Pages, image)
	}
	return d, nil
}

// layers returns the layers of a group of sources.
func layers(sources fs.FS, group string) []fs.FS {
	var out []fs.FS
	for _, name := range layerNames {
		if l, err := fs.Sub(sources, path.Join(group, name)); err == nil {
			if info, err := fs.Stat(l, "."); err == nil && info.IsDir() {
				out = append(out, l)
			}
		}
	}
	return out
}
