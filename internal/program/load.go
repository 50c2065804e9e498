package program

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"letterpress/internal/crew"
	"letterpress/internal/fault"
	"letterpress/internal/yaml"
)

// maxFile is the most bytes a program file may have. A full one has about 6,000.
const maxFile = 256 << 10

// Set holds programs by id. It does not change once made.
type Set struct {
	byID map[string]*Program
}

// Load reads every .yaml and .yml file below fsys. The error is a
// fault.Diagnostics with all faults of all files, or says why a file could not
// be read. Base stands before file names in findings; it may be "".
func Load(fsys fs.FS, base string) (*Set, error) {
	names, err := programFiles(fsys)
	if err != nil {
		return nil, fault.Wrap(fault.Source, err, "read programs")
	}
	if len(names) == 0 {
		return nil, fault.New(fault.Source, "no program files here").WithHint("a program file ends in .yaml")
	}
	s := &Set{byID: map[string]*Program{}}
	var found fault.Diagnostics
	for _, f := range readAll(fsys, base, names) {
		if f.lost != nil {
			return nil, fault.Wrap(fault.Source, f.lost, "read programs")
		}
		found = append(found, s.add(f)...)
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// read is what became of one file.
type read struct {
	name    string // for findings
	program *Program
	err     error // the faults of the file
	lost    error // why there is nothing to parse
}

// readAll reads and parses files at the same time: a folder may hold hundreds.
func readAll(fsys fs.FS, base string, names []string) []read {
	out := make([]read, len(names))
	crew.Each(len(names), func(i int) { out[i] = readOne(fsys, base, names[i]) })
	return out
}

func readOne(fsys fs.FS, base, name string) read {
	out := read{name: path.Join(base, name)}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		out.lost = err
		return out
	}
	out.program, out.err = Parse(out.name, data)
	return out
}

// programFiles returns the names of the program files below fsys, sorted.
// Hidden files and folders are passed over.
func programFiles(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(e.Name(), ".")
		switch {
		case err != nil:
			return err
		case hidden && e.IsDir():
			return fs.SkipDir
		case hidden || e.IsDir():
			return nil
		}
		if ext := path.Ext(name); ext == ".yaml" || ext == ".yml" {
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

// add takes a program into s and returns the faults of its file.
func (s *Set) add(f read) fault.Diagnostics {
	if f.err != nil {
		return diagnostics(f.name, f.err)
	}
	p := f.program
	if first, ok := s.byID[p.ID]; ok {
		d := p.finding("id", "program-repeated", fmt.Sprintf("program %q stands already in %s", p.ID, first.Source),
			"give each program its own id")
		return fault.Diagnostics{d}
	}
	s.byID[p.ID] = p
	return nil
}

// diagnostics returns err as findings, whatever it is.
func diagnostics(name string, err error) fault.Diagnostics {
	var d fault.Diagnostics
	if errors.As(err, &d) {
		return d
	}
	return fault.Diagnostics{{File: name, Code: "program-file", Message: err.Error()}}
}

// Find returns the program with id.
func (s *Set) Find(id string) (*Program, bool) {
	p, ok := s.byID[id]
	return p, ok
}

// All returns the programs, sorted by id.
func (s *Set) All() []*Program {
	out := make([]*Program, 0, len(s.byID))
	for _, id := range s.IDs() {
		out = append(out, s.byID[id])
	}
	return out
}

// IDs returns the ids of the programs, sorted.
func (s *Set) IDs() []string {
	ids := make([]string, 0, len(s.byID))
	for id := range s.byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// With returns the programs of s and other; where both have an id, other's.
func (s *Set) With(other *Set) *Set {
	all := &Set{byID: map[string]*Program{}}
	for _, from := range []*Set{s, other} {
		for id, p := range from.byID {
			all.byID[id] = p
		}
	}
	return all
}

// Parse reads one program file; name is for findings only. The error is a
// fault.Diagnostics with every fault of the file, in order of place.
func Parse(name string, data []byte) (*Program, error) {
	if err := readable(name, data); err != nil {
		return nil, err
	}
	text := string(data)
	root, err := yaml.ParseText(name, text)
	if err != nil {
		return nil, err
	}
	d := &decoder{}
	p := d.program(d.marks.lift(&d.r, root, nil))
	found := d.r.Found()
	found.Sort()
	if err := found.Err(); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	p.SampleOnly, p.file = d.marks.paths, sync.OnceValue(func() *yaml.Node { return readAgain(name, text) })
	p.Source, p.Sum = name, hex.EncodeToString(sum[:])
	return p, nil
}

// readable refuses what no reader should be given.
func readable(name string, data []byte) error {
	message := ""
	switch {
	case len(data) > maxFile:
		message = fmt.Sprintf("the file is larger than %d bytes", maxFile)
	case !utf8.Valid(data):
		message = "the file is not UTF-8 text"
	default:
		return nil
	}
	return fault.Diagnostics{{File: name, Code: "program-file", Message: message}}
}
