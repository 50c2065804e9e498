package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/alecthomas/kong"

	"letterpress/internal/fault"
)

// cli is the command line: the common flags and a member a command.
type cli struct {
	Common

	Render renderCmd `cmd:"" help:"Make the PDF of one request; touch nothing else."`
	Issue  issueCmd  `cmd:"" help:"Make, store, record and queue the letters of many requests."`
	Letter struct {
		List       letterListCmd       `cmd:"" help:"List letters, the newest first."`
		Show       letterShowCmd       `cmd:"" help:"Show all that is on record of a letter."`
		PDF        letterPDFCmd        `cmd:"" name:"pdf" help:"Get the PDF of a letter as it was stored."`
		Void       letterVoidCmd       `cmd:"" help:"Withdraw a letter that is in no batch yet."`
		Regenerate letterRegenerateCmd `cmd:"" help:"Make a letter again from its record and compare the bytes."`
		Verify     letterVerifyCmd     `cmd:"" help:"Look for every letter on record in the archive."`
	} `cmd:"" help:"Letters that were issued."`
	Mail struct {
		List mailListCmd `cmd:"" help:"List the mailing queue, the oldest first."`
	} `cmd:"" help:"The mailing queue."`
	Serve   serveCmd   `cmd:"" help:"Run the service: HTTP and workers."`
	Work    workCmd    `cmd:"" help:"Run workers alone."`
	Probe   probeCmd   `cmd:"" help:"Ask a running service whether it is ready."`
	Backup  backupCmd  `cmd:"" help:"Copy the database while it is used."`
	Jobs    jobsCmd    `cmd:"" help:"Show how many letters are still to be made."`
	Keys    keysCmds   `cmd:"" help:"API keys of a tenant."`
	Audit   auditCmd   `cmd:"" help:"Show who changed or read what."`
	Migrate migrateCmd `cmd:"" help:"Bring the database up to date."`
	New     newCmd     `cmd:"" help:"Write a request to fill in."`
	Phrases phrasesCmd `cmd:"" help:"List the phrases that requests may name, in both languages."`
	Samples struct {
		Build samplesBuildCmd `cmd:"" help:"Make every sample document, with an index to look through."`
		Diff  samplesDiffCmd  `cmd:"" help:"Report what differs between two sets of samples, and what caused it."`
	} `cmd:"" help:"Sample documents for compliance staff."`
	Check   checkCmd   `cmd:"" help:"Check templates, wording and programs."`
	Version versionCmd `cmd:"" help:"Say which letterpress this is."`
}

// session is what a command works with besides its own options.
type session struct {
	*Common
	*terminal
	now func() time.Time
}

// leave ends the parsing of the command line, with which exit code.
type leave int

// run carries out one command line and returns its exit code.
func run(ctx context.Context, args []string, env func(string) string, in io.Reader, out, errs io.Writer) (code int) {
	var c cli
	s := &session{Common: &c.Common, terminal: &terminal{in: in, out: out, err: errs}, now: time.Now}
	defer func() {
		if r := recover(); r != nil {
			l, ok := r.(leave)
			if !ok {
				panic(r)
			}
			code = int(l)
		}
	}()
	parser, err := newParser(&c, env, out, errs)
	if err != nil {
		return s.fail(fmt.Errorf("build the command line: %w", err))
	}
	command, err := parser.Parse(args)
	if err != nil {
		return s.fail(usage(err))
	}
	if err := c.check(); err != nil {
		return s.fail(err)
	}
	command.BindTo(ctx, (*context.Context)(nil))
	err = command.Run(s)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = fault.New(fault.Interrupted, "interrupted")
	}
	return s.fail(err)
}

func newParser(c *cli, env func(string) string, out, errs io.Writer) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("letterpress"),
		kong.Description("Medicare MTM letters: requests in, finished letters stored and queued for mailing.\n\n"+
			"Start with: letterpress issue samples/requests\n\n"+exitCodes()),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { panic(leave(code)) }),
		kong.Resolvers(fromEnvironment(env)),
		kong.ExplicitGroups([]kong.Group{{Key: common, Title: "Common flags, each also an environment variable LETTERPRESS_NAME:"}}),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, FlagsLast: true, WrapUpperBound: 100}),
	)
}

// usage gives a fault of the command line its kind and the command that helps.
func usage(err error) error {
	e := &fault.Error{Kind: fault.Usage, Message: err.Error(), Hint: "letterpress --help"}
	var p *kong.ParseError
	if errors.As(err, &p) && p.Context != nil && p.Context.Selected() != nil {
		e.Hint = p.Context.Selected().FullPath() + " --help"
	}
	return e
}
