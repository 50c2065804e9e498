// Package roster lists who is measured, and what of them this machine has.
package roster

import (
	"os"
	"os/exec"
	"path/filepath"

	"letterpress/bench/chromium"
	"letterpress/bench/fonts"
	"letterpress/bench/gopdf"
	"letterpress/bench/maroto"
	"letterpress/bench/ours"
	"letterpress/bench/peer"
	"letterpress/bench/plainfpdf"
	"letterpress/bench/typst"
)

// Ours is the name under which we run.
const Ours = "letterpress"

// Place is the folders of a run.
type Place struct {
	Bench string // of the benchmark's sources
	Work  string // for what a run makes: programs, fonts, inputs
}

// Requests and Contents are the names of a set's two files in the work folder.
func (p Place) Requests(set string) string { return filepath.Join(p.Work, set+".requests.ndjson") }

// Contents is the file for the peers.
func (p Place) Contents(set string) string { return filepath.Join(p.Work, set+".contents.ndjson") }

// Entrant is one who is measured.
type Entrant struct {
	Name string
	// What says how it is used, for the page.
	What string
	// Open returns makers, one a thread, or says what this machine lacks.
	Open func(p Place, threads int) ([]peer.Maker, error)
	// Missing says what this machine lacks; nil when it has all.
	Missing func(p Place) error
	// First returns a command of a cold process that makes the document of one
	// input; files is a name to which it may put files that it reads.
	First func(p Place, in peer.Input, files string) (*exec.Cmd, error)
}

// All is everyone, ourselves first.
func All() []Entrant {
	return []Entrant{
		{Ours, "request to PDF/A-2a and PDF/UA-1, every check on", openOurs, here, firstOurs},
		{"fpdf", "go-pdf/fpdf as documented", of(func() (peer.Maker, error) { return peer.Func(plainfpdf.Make), nil }), here, firstGo("fpdf")},
		{"maroto", "johnfercher/maroto v2", of(maroto.New), here, firstGo("maroto")},
		{"gopdf", "signintech/gopdf", of(gopdf.New), here, firstGo("gopdf")},
		{"typst", "Typst, warm compiler, PDF/UA-1", openTypst, missingTypst, firstTypst},
		browser("chromium-headless-shell", "its headless shell, warm, one page, tagged"),
		browser("chromium", "headless Chromium, warm, one page, tagged"),
	}
}

func here(Place) error { return nil }

func openOurs(_ Place, threads int) ([]peer.Maker, error) {
	press, err := ours.New() // one for all threads, as the product has it
	out := make([]peer.Maker, threads)
	for i := range out {
		out[i] = press
	}
	return out, err
}

func firstOurs(p Place, in peer.Input, files string) (*exec.Cmd, error) {
	err := os.WriteFile(files+".json", in.Request, 0o600)
	return exec.Command(filepath.Join(p.Work, "letterpress"), "render", files+".json", "-o", files+".pdf"), err
}

// of opens each thread's maker.
func of(open func() (peer.Maker, error)) func(Place, int) ([]peer.Maker, error) {
	return func(_ Place, threads int) ([]peer.Maker, error) {
		var out []peer.Maker
		for range threads {
			m, err := open()
			if err != nil {
				return nil, err
			}
			out = append(out, m)
		}
		return out, nil
	}
}

// firstGo is a small program that has one library alone.
func firstGo(name string) func(Place, peer.Input, string) (*exec.Cmd, error) {
	return func(p Place, in peer.Input, files string) (*exec.Cmd, error) {
		err := in.Content.Write(files + ".json")
		return exec.Command(filepath.Join(p.Work, "first-"+name), files+".json", files+".pdf"), err
	}
}

func missingTypst(p Place) error {
	_, err := typst.Script(p.Bench)
	return err
}

func openTypst(p Place, threads int) ([]peer.Maker, error) {
	script, err := typst.Script(p.Bench)
	if err != nil {
		return nil, err
	}
	return of(func() (peer.Maker, error) { return typst.New(script, p.Work) })(p, threads)
}

func firstTypst(p Place, in peer.Input, files string) (*exec.Cmd, error) {
	script, err := typst.Script(p.Bench)
	if err != nil {
		return nil, err
	}
	err = os.WriteFile(files+".typ", []byte(typst.Source(in.Content)), 0o600)
	return exec.Command("node", script, p.Work, files+".typ", files+".pdf"), err
}

func browser(name, what string) Entrant {
	settings := func(p Place) string { return filepath.Join(p.Work, fonts.Settings) }
	return Entrant{name, what,
		func(p Place, threads int) ([]peer.Maker, error) {
			path, err := chromium.Find(name)
			if err != nil {
				return nil, err
			}
			return of(func() (peer.Maker, error) { return chromium.New(path, settings(p)) })(p, threads)
		},
		func(Place) error {
			_, err := chromium.Find(name)
			return err
		},
		func(p Place, in peer.Input, files string) (*exec.Cmd, error) {
			path, err := chromium.Find(name)
			if err != nil {
				return nil, err
			}
			err = os.WriteFile(files+".html", []byte(chromium.HTML(in.Content)), 0o600)
			return chromium.First(path, settings(p), files+".html", files+".pdf"), err
		},
	}
}
