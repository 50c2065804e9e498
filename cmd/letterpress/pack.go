package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"letterpress/internal/fault"
	"letterpress/internal/render"
	"letterpress/templates"
)

// pack is a wording pack: a folder with locales/ and templates/ like the
// built-in ones, or with locale files alone.
type pack struct {
	dir                string
	locales, templates bool // the folder has folders of these names
}

func openPack(dir string) pack {
	folder := func(name string) bool {
		info, err := os.Stat(filepath.Join(dir, name))
		return err == nil && info.IsDir()
	}
	return pack{dir: dir, locales: folder("locales"), templates: folder("templates")}
}

// flat reports whether the pack is locale files alone.
func (p pack) flat() bool { return !p.locales && !p.templates }

// words is the folder of the pack's locale files, "" for none.
func (p pack) words() string {
	switch {
	case p.flat():
		return p.dir
	case p.locales:
		return filepath.Join(p.dir, "locales")
	}
	return ""
}

// lay lays the pack over the built-in files. A locale file where nothing reads
// it is a fault: what somebody confirmed would be left out in silence.
func (p pack) lay(files *render.Files) error {
	if dir := p.words(); dir != "" {
		files.Locales = append(files.Locales, os.DirFS(dir))
	}
	if p.templates {
		files.Templates = append(files.Templates, os.DirFS(filepath.Join(p.dir, "templates")))
	}
	if p.flat() {
		return nil
	}
	var found fault.Diagnostics
	for _, name := range p.unread() {
		found = append(found, fault.Diagnostic{File: filepath.Join(p.dir, name), Code: "pack-unread", Message: "nothing reads this file",
			Hint: "a pack has locales/ and templates/ with letters/, parts/, shared/, editions/ and profiles/"})
	}
	return found.Err()
}

// read are the folders of templates that something reads.
var read = map[string]bool{"letters": true, "parts": true, "shared": true, "editions": true, "profiles": true}

// unread returns the YAML files of the pack that no reader takes in.
func (p pack) unread() []string {
	var out []string
	_ = fs.WalkDir(os.DirFS(p.dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return nil // what cannot be read is told by the reader that wants it
		}
		parts := strings.Split(name, "/")
		locale := parts[0] == "locales" && len(parts) > 1
		template := parts[0] == "templates" && len(parts) == 3 && read[parts[1]] && path.Ext(name) == ".yaml"
		if ext := path.Ext(name); (ext == ".yaml" || ext == ".yml") && !locale && !template {
			out = append(out, name)
		}
		return nil
	})
	return out
}

// path turns the name that a loader gives to a file into one that can be
// opened.
func (p pack) path(name string) string {
	if rest, ok := strings.CutPrefix(name, "wording/"); ok {
		return filepath.Join(p.words(), filepath.FromSlash(rest))
	}
	if rest, ok := strings.CutPrefix(name, "templates/"); ok && p.templates {
		return over(filepath.Join(p.dir, "templates"), rest, "templates")
	}
	return name
}

// templateFiles returns the names of the pack's template files, as the loaders
// call them.
func (p pack) templateFiles() []string {
	if !p.templates {
		return nil
	}
	names, _ := fs.Glob(os.DirFS(p.dir), "templates/*/*.yaml") // the pattern is well-formed
	return names
}

// profile reports whether a template file is a mail profile.
func (p pack) profile(name string) bool { return strings.HasPrefix(name, "templates/profiles/") }

func builtInFile(name string) bool {
	_, err := fs.Stat(templates.FS, strings.TrimPrefix(name, "templates/"))
	return err == nil
}
