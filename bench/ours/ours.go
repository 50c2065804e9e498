// Package ours is letterpress as a peer: request bytes in, PDF bytes out, with
// every check that the product makes.
package ours

import (
	"io/fs"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/render"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"

	"letterpress/bench/content"
	"letterpress/bench/peer"
)

// Press makes letters from requests. It is safe for any number of goroutines.
type Press struct{ r *render.Renderer }

// New loads the built-in sources.
func New() (*Press, error) { return With() }

// With loads the built-in sources and further folders of programs.
func With(programs ...fs.FS) (*Press, error) {
	src, err := render.Load(render.Files{
		Programs:  append([]fs.FS{samples.Programs}, programs...),
		Locales:   []fs.FS{locales.FS},
		Templates: []fs.FS{templates.FS},
	})
	if err != nil {
		return nil, err
	}
	return &Press{render.New(src)}, nil
}

// Make parses, judges and renders one request, as the commands do.
func (p *Press) Make(in peer.Input) ([]byte, error) {
	out, err := p.render(in.Request)
	if err != nil {
		return nil, err
	}
	return out.PDF, nil
}

// Pages returns how many pages a request's letter has.
func (p *Press) Pages(request []byte) (int, error) {
	out, err := p.render(request)
	if err != nil {
		return 0, err
	}
	return out.Pages, nil
}

func (p *Press) render(request []byte) (*render.Letter, error) {
	l, err := p.judged(request)
	if err != nil {
		return nil, err
	}
	return p.r.Render(l, letter.ID("default", l.Key))
}

// Close does nothing.
func (p *Press) Close() error { return nil }

// Content returns the words of a request's letter.
func (p *Press) Content(request []byte) (*content.Document, error) {
	d, err := p.expand(request)
	if err != nil {
		return nil, err
	}
	return content.Of(d), nil
}

func (p *Press) expand(request []byte) (*doc.Document, error) {
	l, err := p.judged(request)
	if err != nil {
		return nil, err
	}
	return p.r.Expand(l, letter.ID("default", l.Key))
}

func (p *Press) judged(request []byte) (*letter.Letter, error) {
	l, faults := letter.Parse(request)
	if len(faults) == 0 {
		_, faults = p.r.Judge(l)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return l, nil
}
