package main

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/render"
	"letterpress/internal/svg"
)

// renderCmd makes one letter and leaves no trace but its output.
type renderCmd struct {
	File   string `arg:"" help:"Request to render, - for standard input."`
	Output string `short:"o" placeholder:"OUT" default:"-" help:"File to write, - for standard output."`
	As     string `enum:"pdf,svg,text,tags,pages" default:"pdf" help:"What to make: pdf, svg (the pages as one picture), text (the words in reading order), tags (the tag tree) or pages (every item with its place)."`
}

// Help is the long help of the command.
func (*renderCmd) Help() string {
	return "A request without a key is rendered without a letter id on its pages. " +
		"A letter that would be held for its translation is rendered; formats that a vendor makes are not.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSource, exitRefused, exitUnavailable, exitInterrupted)
}

// Run carries the command out.
func (c *renderCmd) Run(ctx context.Context, s *session) error {
	if err := s.takes(c.Output, c.As != "pdf"); err != nil {
		return err
	}
	data, err := s.request(ctx, c.File)
	if err != nil {
		return err
	}
	r, err := s.renderer()
	if err != nil {
		return err
	}
	l, warnings, faults := judge(r, data)
	if len(faults) > 0 {
		return s.refuseOne(letter.KeyOf(data), faults)
	}
	out, done, err := c.make(r, l, s.Tenant)
	if err != nil {
		return err
	}
	for _, w := range warnings {
		s.note("warning: %s", w.Error())
	}
	if err := s.put(c.Output, out); err != nil {
		return err
	}
	if s.JSON && c.Output != "-" {
		return s.object(rendered(l, s.Tenant, done, warnings))
	}
	return nil
}

// judge parses a request and holds it against the sources. What a vendor makes
// is not rendered: it would come out as a letter in standard print.
func judge(r *render.Renderer, data []byte) (*letter.Letter, fault.Fields, fault.Fields) {
	l, faults := letter.Parse(data)
	if len(faults) > 0 {
		if l != nil {
			faults = r.Further(l, faults)
		}
		return nil, nil, faults
	}
	v, faults := r.Judge(l)
	if !l.Format.Printed() {
		faults.Add("/format", "by-vendor", "a vendor makes this format; issue records the letter and holds it")
	}
	return l, v.Warnings, faults
}

// make returns the output, and the letter itself when it is a PDF.
func (c *renderCmd) make(r *render.Renderer, l *letter.Letter, tenant string) ([]byte, *render.Letter, error) {
	id := idOf(l, tenant)
	switch c.As {
	case "pdf":
		done, err := r.Render(l, id)
		if err != nil {
			return nil, nil, err
		}
		return done.PDF, done, nil
	case "text":
		d, err := r.Expand(l, id)
		if err != nil {
			return nil, nil, err
		}
		return []byte(plain(d)), nil, nil
	}
	d, err := r.Pages(l, id)
	if err != nil {
		return nil, nil, err
	}
	switch c.As {
	case "tags":
		return []byte(d.DumpTags()), nil, nil
	case "pages":
		return []byte(d.DumpPages()), nil, nil
	}
	out, err := svg.Append(nil, d)
	return out, nil, err
}

// idOf is the id that stands on the pages; a request without a key has none.
func idOf(l *letter.Letter, tenant string) string {
	if l.Key == "" {
		return ""
	}
	return letter.ID(tenant, l.Key)
}

// rendered is the line about a letter that was only rendered.
func rendered(l *letter.Letter, tenant string, done *render.Letter, warnings fault.Fields) press.Outcome {
	o := press.Outcome{Key: l.Key, Status: "rendered", Letter: idOf(l, tenant), Kind: string(l.Kind),
		Language: string(l.Language), Warnings: append(fault.Fields{}, warnings...)}
	if done != nil {
		o.Pages, o.Sheets, o.Sum = done.Pages, done.Sheets, hex.EncodeToString(done.Sum[:])
	}
	return o
}

// refuseOne tells that the only request was refused.
func (s *session) refuseOne(key string, faults fault.Fields) error {
	if !s.JSON {
		return faults
	}
	if err := s.object(press.Outcome{Key: key, Status: press.StatusRefused, Errors: faults}); err != nil {
		return err
	}
	return exit(exitRefused)
}

// request reads one request from a file or from standard input, no further than
// it takes to see that it is too long.
func (s *session) request(ctx context.Context, name string) ([]byte, error) {
	in := s.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, unreadable(name, err)
		}
		defer f.Close()
		in = f
	}
	data, err := readAll(ctx, in, letter.MaxBytes+1)
	if err != nil && ctx.Err() == nil {
		return nil, unreadable(name, err)
	}
	return data, err
}

// unreadable is the fault of a path that the user gave.
func unreadable(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &fault.Error{Kind: fault.Usage, Message: "read " + name, Err: err}
}
