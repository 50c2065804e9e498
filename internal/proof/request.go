package proof

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

// formats are what each sample is made in.
var formats = []letter.Format{letter.Standard, letter.LargePrint}

// request is one sample letter to make.
type request struct {
	id      string // of the document
	variant string
	file    string
	text    []byte
	letter  *letter.Letter
	derived bool // from a sample of another format
	faults  fault.Fields
}

// requests reads the sample requests of all layers and adds those of the formats
// for which there is no own sample, sorted by id. A folder counts when it is
// named after the program of its requests.
func requests(layers []fs.FS) ([]*request, error) {
	files := map[string][]byte{}
	for _, l := range layers {
		if err := gather(files, l, ".json"); err != nil {
			return nil, fault.Wrap(fault.Source, err, "read sample requests")
		}
	}
	byID := map[string]*request{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		r := read(name, files[name])
		if r == nil {
			continue
		}
		if old := byID[r.id]; old != nil {
			return nil, fault.New(fault.Source, "sample requests %s and %s are of the same document", old.file, name).
				WithHint("name them <kind>-<what it shows>-<language>.json")
		}
		byID[r.id] = r
	}
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		derive(byID, byID[id])
	}
	out := slices.Collect(maps.Values(byID))
	slices.SortFunc(out, inOrder)
	return out, nil
}

// inOrder sorts as people look for letters: by program, kind in the order of the
// contract, what it shows, language, and standard print first. Requests that
// cannot be read come first.
func inOrder(a, b *request) int {
	kind := func(r *request) int { return slices.Index(letter.Kinds(), r.letter.Kind) }
	readable := func(r *request) bool { return r.letter != nil && len(r.faults) == 0 }
	if !readable(a) || !readable(b) {
		return cmp.Or(cmp.Compare(path.Dir(a.id), path.Dir(b.id)), -cmp.Compare(len(a.faults), len(b.faults)), cmp.Compare(a.id, b.id))
	}
	return cmp.Or(cmp.Compare(a.letter.Program, b.letter.Program), cmp.Compare(kind(a), kind(b)), cmp.Compare(a.variant, b.variant),
		cmp.Compare(a.letter.Language, b.letter.Language), -cmp.Compare(a.letter.Format, b.letter.Format))
}

// gather reads the files below fsys whose names end in one of the endings. Hidden
// files and folders are passed over, as the loaders do.
func gather(files map[string][]byte, fsys fs.FS, endings ...string) error {
	return fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(e.Name(), ".")
		switch {
		case err != nil:
			return err
		case hidden && e.IsDir():
			return fs.SkipDir
		case hidden || e.IsDir() || !slices.Contains(endings, path.Ext(name)):
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		files[name] = data
		return err
	})
}

// read returns a sample request, or nil for one of no program's folder and for
// formats that a vendor makes.
func read(name string, text []byte) *request {
	r := &request{file: name, text: text}
	r.letter, r.faults = letter.Parse(text)
	folder, base := path.Dir(name), strings.TrimSuffix(path.Base(name), ".json")
	if r.letter == nil || len(r.faults) > 0 {
		r.id = folder + "/" + base
		return r
	}
	l := r.letter
	if l.Program != folder || !l.Format.Printed() {
		return nil
	}
	r.variant = variant(base, l)
	r.name()
	return r
}

// variant is what tells a sample from others of its kind: what its file's name
// has beside kind, language and format.
func variant(base string, l *letter.Letter) string {
	v := strings.TrimSuffix(base, "-"+string(l.Language))
	if l.Format != letter.Standard {
		v = strings.ReplaceAll(v, string(l.Format), "")
	}
	v = strings.ReplaceAll(v, string(l.Kind), "")
	return strings.Join(strings.FieldsFunc(v, func(r rune) bool { return r == '-' }), "-")
}

// name gives r the id of its document.
func (r *request) name() {
	parts := []string{string(r.letter.Kind), r.variant, string(r.letter.Language), string(r.letter.Format)}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	r.id = r.letter.Program + "/" + strings.Join(parts, "-")
}

// derive adds r in the formats that no sample is in.
func derive(all map[string]*request, r *request) {
	if len(r.faults) > 0 || r.derived {
		return
	}
	for _, f := range formats {
		d := &request{variant: r.variant, file: r.file, text: r.text, letter: inFormat(r.letter, f), derived: true}
		d.name()
		if all[d.id] == nil {
			all[d.id] = d
		}
	}
}

// inFormat returns l in another format. It is another letter, so its key is
// another, and the member's standing wish is for its format.
func inFormat(l *letter.Letter, f letter.Format) *letter.Letter {
	out := *l
	out.Format = f
	if l.Key != "" {
		out.Key += "-" + string(f)
	}
	if m := l.Member; m != nil && m.Preference != nil {
		member, wish := *m, *m.Preference
		wish.Format = f
		member.Preference = &wish
		out.Member = &member
	}
	return &out
}
