package render

import (
	"errors"
	"io/fs"
	"path"
	"sync"

	"letterpress/internal/blueprint"
	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/layout"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// Files is where the sources are read from, each a built-in folder and what is
// laid over it.
type Files struct {
	Programs  []fs.FS
	Locales   []fs.FS
	Templates []fs.FS
	Strict    bool
}

// Load reads and checks all sources, what does not depend on each other at the
// same time. The error is a fault.Diagnostics, or names
// what could not be read; every fault of every file is in it.
func Load(f Files) (Sources, error) {
	src := Sources{Strict: f.Strict}
	var words, templates, programs, profiles error
	var others sync.WaitGroup
	var unbound blueprint.Unbound
	others.Go(func() {
		unbound = blueprint.Read(f.Templates...)
		src.Programs, programs = loadPrograms(f.Programs)
		src.Profiles, profiles = loadProfiles(f.Templates)
	})
	src.Words, words = wording.Load(f.Locales...)
	others.Wait()
	src.Templates, templates = unbound.Bind(src.Words)
	var found fault.Diagnostics
	for _, err := range []error{words, templates, programs, profiles} {
		if err := gather(&found, err); err != nil {
			return src, err
		}
	}
	if len(found) == 0 { // a pack's words must be printable before the first letter is
		found = src.Words.Check(face.Covers, src.Templates.Used()).Faults()
	}
	return src, found.Err()
}

// gather keeps findings and passes any other error on.
func gather(found *fault.Diagnostics, err error) error {
	var d fault.Diagnostics
	if errors.As(err, &d) {
		*found = append(*found, d...)
		return nil
	}
	return err
}

func loadPrograms(layers []fs.FS) (*program.Set, error) {
	all := &program.Set{}
	for _, l := range layers {
		s, err := program.Load(l, "programs")
		if err != nil {
			return nil, err
		}
		all = all.With(s)
	}
	return all, nil
}

// loadProfiles reads the mail profiles; a later layer's replaces an earlier's.
func loadProfiles(layers []fs.FS) (map[string]*layout.Profile, error) {
	all := map[string]*layout.Profile{}
	var found fault.Diagnostics
	for _, l := range layers {
		names, _ := fs.Glob(l, "profiles/*.yaml")
		for _, name := range names {
			data, err := fs.ReadFile(l, name)
			if err != nil {
				return nil, fault.Wrap(fault.Source, err, "read mail profiles")
			}
			p, err := layout.ParseProfile(path.Join("templates", name), data)
			if err := gather(&found, err); err != nil {
				return nil, err
			}
			if p != nil {
				all[p.ID] = p
			}
		}
	}
	return all, found.Err()
}
