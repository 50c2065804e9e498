package main

import (
	"context"
	"net/url"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/press"
)

// issueCmd issues the letters of many requests: the main job.
type issueCmd struct {
	Paths []string `arg:"" name:"path" help:"Request (.json), requests a line each (.ndjson), or a folder of them, read by name and with the folders below it."`
}

// Help is the long help of the command.
func (*issueCmd) Help() string {
	return "A request that was issued before is not issued again, so the same command completes a run that was stopped, and a refused request never stops the others. " +
		"In a folder, files with another ending and hidden ones are passed over.\n\n" +
		"With --json the answers come in the order of the requests, each as soon as those before it.\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSomeRefused, exitSource, exitRefused, exitUnavailable, exitInterrupted)
}

// Run carries the command out.
func (c *issueCmd) Run(ctx context.Context, s *session) error {
	in := &input{paths: c.Paths}
	if err := in.check(); err != nil {
		return err
	}
	r, err := s.renderer()
	if err != nil {
		return err
	}
	book, err := s.openLedger(ctx)
	if err != nil {
		return err
	}
	defer book.Close()
	p, err := s.pressOn(ctx, book, r)
	if err != nil {
		return err
	}
	return newIssuer(s, p, in).run(ctx)
}

// issuer is one run of the command.
type issuer struct {
	*session
	press *press.Press
	in    *input
	bar   *bar
	tally tally
	lost  error // standard output took no more
}

func newIssuer(s *session, p *press.Press, in *input) *issuer {
	return &issuer{session: s, press: p, in: in}
}

// run finishes what earlier runs left, issues the requests and closes with the
// counts.
func (i *issuer) run(ctx context.Context) error {
	start := i.now()
	i.bar = i.newBar(i.in)
	err := i.press.Resume(ctx, func(done []press.Outcome) { i.resumed(done) })
	if err == nil {
		f := flow{issue: i.press.IssueChunk}
		err = f.run(ctx, i.in.all, i.report)
	}
	i.bar.clear()
	if err == nil {
		err = i.lost
	}
	if err != nil && ctx.Err() != nil {
		err = fault.New(fault.Interrupted, "interrupted")
	}
	if err != nil {
		i.tell(err)
	}
	i.close(i.now().Sub(start), err)
	if err == nil && i.lost != nil {
		err = i.lost
		i.tell(err)
	}
	return i.verdict(err)
}

// resumed counts letters that an earlier run had accepted. They are told of
// where a request asks for them again; only a failure would otherwise go unseen.
func (i *issuer) resumed(done []press.Outcome) {
	for k := range done {
		switch o := &done[k]; {
		case o.Done():
			i.tally.made(o)
			i.tally.resumed++
		case o.Status != "":
			i.tally.failed++
			i.line("", o)
		}
	}
}

// report tells the outcomes of one chunk.
func (i *issuer) report(b *batch) {
	for k := range b.outcomes {
		o := &b.outcomes[k]
		i.tally.add(o)
		if o.Status == "" {
			continue // open: the run stops here
		}
		if i.JSON {
			i.answer(b.requests[k].place, o)
		} else {
			i.line(b.requests[k].place+": ", o)
		}
	}
	i.bar.add(len(b.outcomes))
}

// answer is an outcome as JSON. One that is not done says where its request is,
// which may have no key to be found by.
func (i *issuer) answer(place string, o *press.Outcome) {
	line := struct {
		*press.Outcome
		Warnings fault.Fields `json:"warnings,omitzero"` // a done letter has the list, also an empty one
		Place    string       `json:"place,omitempty"`
	}{Outcome: o, Place: place}
	if o.Done() {
		line.Warnings, line.Place = append(fault.Fields{}, o.Warnings...), ""
	}
	if err := i.object(line); err != nil && i.lost == nil {
		i.lost = err // the letters are what matters: the run goes on
	}
}

// line tells a person what is wrong or odd with one request; a letter that is
// as it should be is only counted.
func (i *issuer) line(place string, o *press.Outcome) {
	var lines []string
	for _, f := range o.Errors {
		lines = append(lines, "error: "+f.Error())
	}
	if o.Status == press.StatusFailed {
		lines = append(lines, "error: letter "+o.Letter+" failed: "+o.Reason)
	}
	if !o.Repeated {
		for _, w := range o.Warnings {
			lines = append(lines, "warning: "+w.Error())
		}
	}
	if len(lines) > 0 {
		i.bar.clear()
	}
	for _, l := range lines {
		i.note("%s%s", place, l)
	}
}

// close prints the counts: the result for a person, a remark beside JSON.
func (i *issuer) close(took time.Duration, err error) {
	out := i.out
	if i.JSON {
		out = i.err
	}
	lines := i.tally.lines(took)
	if n := i.in.other; n > 0 {
		lines = append(lines, plural(n, "other file was passed over", "other files were passed over")+": neither .json nor .ndjson")
	}
	for _, l := range append(lines, "next: "+i.next(err)) {
		if _, err := out.Write([]byte(l + "\n")); err != nil && i.lost == nil {
			i.lost = written(err)
		}
	}
}

// next is what to type now.
func (i *issuer) next(err error) string {
	t := &i.tally
	switch {
	case err != nil:
		return "type the same command again: it completes what is left and repeats nothing"
	case t.failed > 0:
		return i.again("letter list --state failed")
	case t.refused > 0:
		return "correct the requests named above and type the same command again"
	case t.held > 0:
		return i.again("mail list --state held")
	}
	return i.again("mail list")
}

// again is a command on the same ledger.
func (i *issuer) again(command string) string {
	s := "letterpress " + command
	if i.DB != "" {
		s += " --db " + withoutPassword(i.DB)
	} else if i.Data != "data" {
		s += " --data " + i.Data
	}
	if i.Tenant != "default" {
		s += " --tenant " + i.Tenant
	}
	return s
}

// withoutPassword is the address of a database as it may be shown.
func withoutPassword(address string) string {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return u.Redacted()
	}
	return address
}

// verdict is the exit code of the run.
func (i *issuer) verdict(err error) error {
	t := &i.tally
	switch {
	case err != nil:
		return exit(exitOf(fault.KindOf(err)))
	case t.failed > 0:
		return exit(exitInternal)
	case t.refused > 0 && t.refused == t.requests:
		return exit(exitRefused)
	case t.refused > 0:
		return exit(exitSomeRefused)
	}
	return nil
}
