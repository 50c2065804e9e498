package proof

import (
	"encoding/hex"
	"io/fs"
	"path"
	"slices"

	"letterpress/internal/letter"
	"letterpress/internal/render"
)

// lab makes documents again from the sources of one side with one thing of the
// other. The words that only the other side has are added to both: a template
// may name them.
type lab struct {
	sides [2]*Samples
	made  map[string]*render.Renderer // by what was exchanged; nil when its sources have faults
}

func newLab(before, after *Samples) *lab {
	return &lab{sides: [2]*Samples{before, after}, made: map[string]*render.Renderer{}}
}

// exchange says whether a template file, exchanged alone on either side, makes
// another document. It is not tested when no side can be made.
func (l *lab) exchange(a, b *Document, name string) (matters, tested bool) {
	for i, d := range []*Document{a, b} {
		base, ok1 := l.sum(l.renderer(i, ""), i, d)
		other, ok2 := l.sum(l.renderer(i, name), i, d)
		if ok1 && ok2 {
			tested = true
			matters = matters || base != other
		}
	}
	return matters, tested
}

// ask says whether the request of the other side makes another document.
func (l *lab) ask(a, b *Document) (matters, tested bool) {
	for i := range l.sides {
		r := l.renderer(i, "")
		x, ok1 := l.sum(r, i, a)
		y, ok2 := l.sum(r, i, b)
		if ok1 && ok2 {
			tested = true
			matters = matters || x != y
		}
	}
	return matters, tested
}

// remake says whether this letterpress makes another document from the old
// sources than the one that made it. That is only of use when one of the two
// sides is of this letterpress.
func (l *lab) remake(a, b *Document) (matters, tested bool) {
	if a.Fingerprint.Code == b.Fingerprint.Code && a.Fingerprint.Fonts == b.Fingerprint.Fonts {
		return false, true
	}
	for i, d := range []*Document{a, b} {
		r := l.own(i)
		if other := []*Document{b, a}[i]; r == nil || render.Code() != other.Fingerprint.Code {
			continue
		}
		got, ok := l.sum(r, i, d)
		return !ok || got != d.SHA256, ok
	}
	return true, false
}

// own makes documents from the sources of a side as they are.
func (l *lab) own(side int) *render.Renderer {
	return l.load("own"+layerNames[side], l.sides[side].files)
}

// renderer makes documents from the sources of a side, the template file name, if
// any, taken from the other.
func (l *lab) renderer(side int, name string) *render.Renderer {
	is, other := l.sides[side].files, l.sides[1-side].files
	f := is
	f.Locales = slices.Concat(other.Locales, is.Locales)
	if name != "" {
		f.Templates = nil
		for _, t := range is.Templates {
			f.Templates = append(f.Templates, some{t, func(n string) bool { return n != name }})
		}
		for _, t := range other.Templates {
			f.Templates = append(f.Templates, some{t, func(n string) bool { return n == name }})
		}
	}
	return l.load(layerNames[side]+" "+name, f)
}

func (l *lab) load(key string, f render.Files) *render.Renderer {
	if r, ok := l.made[key]; ok {
		return r
	}
	f.Strict = false
	src, err := render.Load(f)
	l.made[key] = nil
	if err == nil {
		l.made[key] = render.New(src)
	}
	return l.made[key]
}

// sum is the hash of a document as r makes it with the tenant of a side.
func (l *lab) sum(r *render.Renderer, side int, d *Document) (string, bool) {
	if r == nil {
		return "", false
	}
	asked, faults := letter.Parse([]byte(d.Record.Request.Text))
	if asked == nil || len(faults) > 0 {
		return "", false
	}
	if d.Record.Request.Derived {
		asked = inFormat(asked, letter.Format(d.Format))
	}
	if _, faults := r.Judge(asked); len(faults) > 0 {
		return "", false
	}
	done, err := r.Render(asked, idOf(asked, l.sides[side].Tenant))
	if err != nil {
		return "", false
	}
	return hex.EncodeToString(done.Sum[:]), true
}

// some shows the files of a folder that it keeps.
type some struct {
	fs.FS
	keep func(name string) bool
}

// Open opens what the folder has. Folders are always there.
func (s some) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && !info.IsDir() && !s.keep(name) {
		f.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f, nil
}

// ReadDir lists what is kept.
func (s some) ReadDir(dir string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(s.FS, dir)
	return slices.DeleteFunc(list, func(e fs.DirEntry) bool { return !e.IsDir() && !s.keep(path.Join(dir, e.Name())) }), err
}
