// Command bench measures letterpress: beside other makers of PDFs, how its cost
// grows, and the main job on the disk. It is built and run by the script beside it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"letterpress/bench/contest"
	"letterpress/bench/growth"
	"letterpress/bench/report"
	"letterpress/bench/roster"
)

const help = `usage: bench/run [growth|issued|all] [flags]

Without a word it measures us and the peers, side by side; growth measures how
our cost grows with what a letter holds and with what is loaded; issued measures
the main job, letters made, stored and recorded on the disk of the work folder
(TMPDIR says where); all does the three.

Nothing of issued is deleted before its end: it needs 3 GB there, and 26 GB with
--most 200000.
`

type options struct {
	place  roster.Place
	quick  bool
	write  string
	peers  string
	rounds int
	most   int
}

func main() {
	if len(os.Args) == 3 && os.Args[1] == "worker" {
		exit(contest.Worker(os.Args[2], os.Stdout))
	}
	what, args := "contest", os.Args[1:]
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		what, args = args[0], args[1:]
	}
	var o options
	o.parse(args)
	exit(o.run(what))
}

// parse reads the flags; it ends the process where they are wrong.
func (o *options) parse(args []string) {
	f := flag.NewFlagSet("bench", flag.ExitOnError)
	f.Usage = func() { fmt.Fprint(f.Output(), help); f.PrintDefaults() }
	f.StringVar(&o.place.Bench, "bench", "bench", "folder of the benchmark's sources; the script sets it")
	f.StringVar(&o.place.Work, "work", "", "folder for what a run makes; the script sets it")
	f.BoolVar(&o.quick, "quick", false, "one short round, under a minute; good to see that all runs, not for figures")
	f.StringVar(&o.write, "write", "", "page of which to replace the marked sections, docs/performance.md")
	f.StringVar(&o.peers, "peers", "", "who takes part, with commas between; all without it")
	f.IntVar(&o.rounds, "rounds", 5, "rounds in which everyone takes turns")
	f.IntVar(&o.most, "most", few, "letters of the largest run of issued; above the default each size is run once")
	_ = f.Parse(args) // it exits on an error
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// run carries out one measurement, or all of them.
func (o *options) run(what string) error {
	if what == "all" {
		return errors.Join(o.run("contest"), o.run("growth"), o.run("issued"))
	}
	before := report.Load()
	text, err := o.measure(what)
	if err != nil {
		return err
	}
	text = fmt.Sprintf("%s\nMeasured on %s: %s. Load of the machine before and after: %s, %s.\n",
		text, report.Today(), report.Machine(), before, report.Load())
	fmt.Print("\n" + text)
	if o.write == "" {
		return nil
	}
	return report.Replace(o.write, "bench "+what, text)
}

func (o *options) measure(what string) (string, error) {
	switch what {
	case "contest":
		results, err := o.contest().Run()
		if err != nil {
			return "", err
		}
		return contest.Tables(results), nil
	case "growth":
		return o.growth().Run()
	case "issued":
		p, err := o.issued()
		if err != nil {
			return "", err
		}
		return p.RunIssued()
	}
	return "", fmt.Errorf("no measurement is called %s", what)
}

func (o *options) contest() contest.Plan {
	p := contest.Plan{Place: o.place, Letters: 500, Rounds: o.rounds, Firsts: 3, Warm: 700 * time.Millisecond, For: 2500 * time.Millisecond, Progress: os.Stderr}
	if o.peers != "" {
		p.Names = strings.Split(o.peers, ",")
	}
	if o.quick {
		p.Letters, p.Rounds, p.Firsts, p.Warm, p.For = 50, 1, 1, 200*time.Millisecond, 600*time.Millisecond
	}
	return p
}

func (o *options) growth() growth.Plan {
	p := growth.Plan{Place: o.place, Rounds: o.rounds, For: 400 * time.Millisecond, Progress: os.Stderr}
	if o.quick {
		p.Rounds, p.For = 1, 100*time.Millisecond
	}
	return p
}

// few letters are issued in seconds; above them one run is long enough to be
// steady, and five would fill the disk.
const few = 4000

func (o *options) issued() (p growth.Plan, err error) {
	p = growth.Plan{Place: o.place, Rounds: o.rounds, Progress: os.Stderr}
	if o.most > few {
		p.Rounds = 1
	}
	if o.quick {
		p.Rounds, p.Issued = 1, []int{100, 200, 400}
		return p, nil
	}
	p.Issued, err = growth.Sizes(o.most)
	return p, err
}
