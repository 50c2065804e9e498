// Command load measures the service as a client sees it: the real program on
// this machine's loopback, letters uploaded in bulk until the last of them is
// made durable, and single posts at a steady rate meanwhile. It is built and
// run by the script service beside bench/run, which also starts PostgreSQL and
// an S3 server.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"letterpress/bench/report"
)

type options struct {
	program, work, write string
	db, archive          string // of the large form; empty: it is left out
	letters              int
	rate, seconds        int
}

func main() {
	var o options
	flag.StringVar(&o.program, "program", "", "the letterpress to measure; the script sets it")
	flag.StringVar(&o.work, "work", "", "folder for what a run makes; the script sets it")
	flag.StringVar(&o.write, "write", "", "page of which to replace the marked section, docs/performance.md")
	flag.StringVar(&o.db, "db", os.Getenv("LETTERPRESS_TEST_POSTGRES"), "PostgreSQL server of the large form")
	flag.StringVar(&o.archive, "archive", os.Getenv("LETTERPRESS_TEST_S3"), "S3 archive of the large form")
	flag.IntVar(&o.letters, "letters", 20_000, "letters of the longest upload; the others are shorter")
	flag.IntVar(&o.rate, "rate", 200, "single posts a second, at most what the service grants a key")
	flag.IntVar(&o.seconds, "seconds", 15, "how long single posts are sent")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// run measures each form of the service in turn and prints the tables.
func (o *options) run(ctx context.Context) error {
	before := report.Load()
	bulk := report.Table{bulkHead}
	posts := report.Table{postsHead}
	for _, f := range o.forms() {
		b, p, err := f.measure(ctx, o)
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		bulk = append(bulk, b)
		if p != nil {
			posts = append(posts, p)
		}
	}
	text := fmt.Sprintf("%s\n%s\nMeasured on %s: %s. Load of the machine before and after: %s, %s.\n",
		bulk, posts, report.Today(), report.Machine(), before, report.Load())
	fmt.Print("\n" + text)
	if o.write == "" {
		return nil
	}
	return report.Replace(o.write, "bench service", text)
}

// forms are the ways to run the service that are measured.
func (o *options) forms() []form {
	list := []form{
		{name: "SQLite and folder", letters: o.letters, posts: true},
		{name: "SQLite and folder", letters: o.letters * 5 / 2},
	}
	if o.db == "" || o.archive == "" {
		fmt.Fprintln(os.Stderr, "note: without PostgreSQL and S3 only the embedded form is measured")
		return list
	}
	for workers := 1; workers <= 3; workers++ {
		list = append(list, form{name: "PostgreSQL and S3", large: true, workers: workers, letters: o.letters / 2, posts: workers == 2})
	}
	return list
}

var errTooFew = errors.New("fewer letters were made than were accepted")
