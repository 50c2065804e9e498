package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/render"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"
)

// common is the help group of the flags that every command takes.
const common = "common"

// Common is the flags that every command takes.
type Common struct {
	Data     string `group:"common" placeholder:"DIR" default:"data" help:"Folder of database and archive (default: data)."`
	DB       string `group:"common" placeholder:"URL" name:"db" help:"Database: a file, sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE (default: letterpress.db in the data folder)."`
	Archive  string `group:"common" placeholder:"URL" help:"Archive: a folder, or s3://bucket/prefix?endpoint=URL&path-style=1 (default: archive in the data folder)."`
	Programs string `group:"common" placeholder:"DIR" help:"Program files to lay over the built-in ones."`
	Wording  string `group:"common" placeholder:"DIR" help:"Wording pack to lay over the built-in wording."`
	Tenant   string `group:"common" placeholder:"ID" default:"default" help:"Whose letters (default: default)."`
	Strict   bool   `group:"common" help:"Refuse values that stand in for facts, and unconfirmed strings of the CMS form."`
	JSON     bool   `group:"common" name:"json" help:"Print one JSON object a line."`
}

// check refuses common flags that cannot be meant.
func (c *Common) check() error {
	if !letter.ValidTenant(c.Tenant) {
		return fault.New(fault.Usage, "--tenant: not the name of a tenant").
			WithHint("1 to 63 lower-case letters, digits and hyphens, such as north-region")
	}
	for _, d := range []struct{ flag, dir string }{{"--programs", c.Programs}, {"--wording", c.Wording}} {
		if d.dir == "" {
			continue
		}
		if info, err := os.Stat(d.dir); err != nil || !info.IsDir() {
			return fault.New(fault.Usage, "%s: %s is not a folder", d.flag, d.dir)
		}
	}
	return nil
}

// files is where the sources are read from: the built-in ones and what is laid
// over them.
func (c *Common) files() (render.Files, error) {
	builtIn, err := fs.Sub(samples.Programs, "programs")
	if err != nil {
		return render.Files{}, err
	}
	files := render.Files{Programs: []fs.FS{builtIn}, Locales: []fs.FS{locales.FS}, Templates: []fs.FS{templates.FS}, Strict: c.Strict}
	if c.Programs != "" {
		files.Programs = append(files.Programs, os.DirFS(c.Programs))
	}
	if c.Wording != "" {
		if err := openPack(c.Wording).lay(&files); err != nil {
			return render.Files{}, err
		}
	}
	return files, nil
}

// load reads the sources. A finding names the file as the user knows it.
func (c *Common) load() (render.Sources, error) {
	files, err := c.files()
	if err != nil {
		return render.Sources{}, err
	}
	src, err := render.Load(files)
	return src, c.placed(err)
}

// placed gives findings among err the names by which the user knows the files.
func (c *Common) placed(err error) error {
	var found fault.Diagnostics
	if errors.As(err, &found) {
		c.place(found)
		return found
	}
	return err
}

// place turns the names that the loaders give to files into paths that can be
// opened: those of a folder laid over, else those of the checkout.
func (c *Common) place(found fault.Diagnostics) {
	for i := range found {
		f := &found[i].File
		if name, ok := strings.CutPrefix(*f, "programs/"); ok {
			*f = over(c.Programs, name, "samples/programs")
		} else if c.Wording != "" {
			*f = openPack(c.Wording).path(*f)
		}
	}
}

// over is the path of a file in dir when it has one, else in the folder of the
// built-in files.
func over(dir, name, builtIn string) string {
	if dir != "" {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return builtIn + "/" + name
}

func (c *Common) renderer() (*render.Renderer, error) {
	src, err := c.load()
	if err != nil {
		return nil, err
	}
	return render.New(src), nil
}

// database is the address of the ledger.
func (c *Common) database() string {
	if c.DB != "" {
		return c.DB
	}
	return filepath.Join(c.Data, "letterpress.db")
}

// databaseFile is the file of the ledger in SQLite.
func (c *Common) databaseFile() string {
	return strings.TrimPrefix(strings.TrimPrefix(c.database(), "sqlite:"), "//")
}

func (c *Common) openLedger(ctx context.Context) (*ledger.Ledger, error) {
	return c.openWatched(ctx, nil)
}

// openWatched opens the ledger with watch told of every write.
func (c *Common) openWatched(ctx context.Context, watch func() func([]ledger.Change, error)) (*ledger.Ledger, error) {
	return ledger.Open(ctx, c.database(), ledger.Options{NewID: newID, Watch: watch})
}

// newID makes ids that grow with time, so that rows written together lie
// together.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// record opens the ledger to look at it. Looking makes no database: without
// one, nothing was ever issued.
func (c *Common) record(ctx context.Context) (*ledger.Ledger, error) {
	path := c.databaseFile()
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && !strings.Contains(path, "://") {
		return nil, fault.New(fault.NotFound, "no letter was issued yet: there is no database %s", path).
			WithHint("letterpress issue samples/requests")
	}
	return c.openLedger(ctx)
}

func (c *Common) openArchive(ctx context.Context) (archive.Archive, error) {
	return archive.Open(ctx, c.Archive, filepath.Join(c.Data, "archive"))
}

// pressOn returns a press over an open ledger. What a command does not need may
// be left out: it opens the archive, and loads the sources only when asked to.
func (s *session) pressOn(ctx context.Context, book *ledger.Ledger, r *render.Renderer) (*press.Press, error) {
	store, err := s.openArchive(ctx)
	if err != nil {
		return nil, err
	}
	return press.New(press.Options{Renderer: r, Ledger: book, Archive: store, Tenant: s.Tenant, Now: s.now, Cores: press.NewCores(cores())}), nil
}
