package main

import (
	"context"
	"fmt"
	"path/filepath"

	"letterpress/internal/fault"
	"letterpress/internal/proof"
)

// samplesDiffCmd compares two sets of samples.
type samplesDiffCmd struct {
	Old    string `arg:"" help:"Folder that samples build made."`
	New    string `arg:"" optional:"" help:"Folder that samples build made later; left out: what this letterpress makes now."`
	Output string `short:"o" required:"" placeholder:"FILE" help:"Report to write, one HTML page; - for standard output."`
	sampleSources
}

// Help is the long help of the command.
func (*samplesDiffCmd) Help() string {
	return "Without NEW, the same selection of samples is made from the built-in sources and what --programs, --wording and --requests lay over them. " +
		"The report shows each document that changed, the changed words and pages before and after, " +
		"and which message, template or program field caused it. It needs no server and no network.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSource, exitUnavailable, exitSamples, exitInterrupted)
}

// Run carries the command out.
func (c *samplesDiffCmd) Run(ctx context.Context, s *session) error {
	before, err := proof.Open(c.Old)
	if err != nil {
		return err
	}
	after, name, err := c.later(ctx, s, before)
	if err != nil {
		return err
	}
	report := proof.Compare(before, after, [2]string{filepath.Base(c.Old), name})
	page, err := report.HTML()
	if err != nil {
		return err
	}
	if err := s.put(c.Output, page); err != nil {
		return err
	}
	if err := c.tell(s, report); err != nil {
		return err
	}
	if report.Differs() {
		return exit(exitSamples)
	}
	return nil
}

// later is the set to compare with, and what it is called.
func (c *samplesDiffCmd) later(ctx context.Context, s *session, before *proof.Samples) (*proof.Samples, string, error) {
	if c.New == "" {
		s.Tenant = before.Tenant // the letter ids on the pages follow from it
		made, err := s.samples(ctx, c.sampleSources, before.Only)
		return made, "this letterpress", err
	}
	if c.Requests != "" {
		return nil, "", fault.New(fault.Usage, "--requests has no use with two folders")
	}
	made, err := proof.Open(c.New)
	return made, filepath.Base(c.New), err
}

// tell sums the report up, on standard error when the report itself or JSON goes
// to standard output.
func (c *samplesDiffCmd) tell(s *session, r *proof.Report) error {
	if s.JSON && c.Output != "-" {
		for _, o := range r.Outcomes() {
			if err := s.object(o); err != nil {
				return err
			}
		}
	}
	for _, line := range summary(r) {
		if s.JSON || c.Output == "-" {
			s.note("%s", line)
		} else if err := s.printf("%s\n", line); err != nil {
			return err
		}
	}
	return nil
}

// summary is what a report says, in a few lines.
func summary(r *proof.Report) []string {
	var out []string
	for _, x := range r.Causes {
		out = append(out, x.Called()+": "+plural(len(x.Changed), "document", "documents")+" changed")
	}
	if n := len(r.Idle); n > 0 {
		out = append(out, plural(n, "source differs", "sources differ")+" and "+map[bool]string{true: "shows", false: "show"}[n == 1]+" in no sample")
	}
	return append(out, fmt.Sprintf("%s changed, %d added, %d removed, %d the same",
		plural(len(r.Changed), "document", "documents"), len(r.Added), len(r.Removed), r.Same))
}
