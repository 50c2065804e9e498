package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"

	"letterpress/internal/fault"
	"letterpress/internal/proof"
	"letterpress/samples"
)

// sampleSources is the flags about what samples are made from.
type sampleSources struct {
	Requests string `placeholder:"DIR" help:"Sample requests to lay over the built-in ones, in a folder named after their program."`
}

// samplesBuildCmd makes the sample documents.
type samplesBuildCmd struct {
	Out     string `placeholder:"DIR" required:"" help:"Folder to write, empty or with older samples, which are replaced."`
	Program string `placeholder:"ID" help:"Only documents of this program."`
	Year    int    `placeholder:"YYYY" help:"Only documents of programs of this contract year."`
	sampleSources
}

// Help is the long help of the command.
func (*samplesBuildCmd) Help() string {
	return "Makes every document of every program from the built-in sample requests, in both languages and in both print sizes. " +
		"DIR/index.html shows the pages of all of them; DIR/<program>/ has the PDFs. " +
		"Keep the folder to compare a later one with it: letterpress samples diff DIR -o report.html\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSomeRefused, exitSource, exitRefused, exitUnavailable, exitInterrupted)
}

// Run carries the command out.
func (c *samplesBuildCmd) Run(ctx context.Context, s *session) error {
	made, err := s.samples(ctx, c.sampleSources, proof.Selection{Program: c.Program, Year: c.Year})
	if err != nil {
		return err
	}
	if err := made.Write(c.Out); err != nil {
		return err
	}
	for _, r := range made.Refused {
		for _, f := range r.Errors {
			s.errorf("%s: %s", r.ID, f.Error())
		}
	}
	if err := c.tell(s, made); err != nil {
		return err
	}
	switch {
	case len(made.Refused) == 0:
		return nil
	case len(made.Documents) == 0:
		return exit(exitRefused)
	}
	return exit(exitSomeRefused)
}

// tell closes the run: a line a document as JSON, or where to look.
func (c *samplesBuildCmd) tell(s *session, made *proof.Samples) error {
	if s.JSON {
		for _, d := range made.Documents {
			if err := s.object(d); err != nil {
				return err
			}
		}
		for _, r := range made.Refused {
			if err := s.object(r); err != nil {
				return err
			}
		}
	}
	pages := 0
	for _, d := range made.Documents {
		pages += d.Pages
	}
	line := plural(len(made.Documents), "document", "documents") + " of " + plural(len(made.Programs), "program", "programs") + ", " +
		plural(pages, "page", "pages")
	if n := len(made.Refused); n > 0 {
		line += ", " + plural(n, "request", "requests") + " refused"
	}
	if s.JSON {
		s.note("%s", line)
		return nil
	}
	return s.printf("%s\nLook at %s\n", line, filepath.Join(c.Out, "index.html"))
}

// samples makes the samples of this letterpress and what is laid over it.
func (s *session) samples(ctx context.Context, from sampleSources, only proof.Selection) (*proof.Samples, error) {
	files, err := s.files()
	if err != nil {
		return nil, err
	}
	builtIn, err := fs.Sub(samples.Requests, "requests")
	if err != nil {
		return nil, err
	}
	o := proof.Options{Files: files, Requests: []fs.FS{builtIn}, Tenant: s.Tenant, Only: only}
	if from.Requests != "" {
		if info, err := os.Stat(from.Requests); err != nil || !info.IsDir() {
			return nil, fault.New(fault.Usage, "--requests: %s is not a folder", from.Requests)
		}
		o.Requests = append(o.Requests, os.DirFS(from.Requests))
	}
	made, err := proof.Build(ctx, o)
	return made, s.placed(err)
}
