package growth

import (
	"bufio"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"letterpress/bench/gauge"
	"letterpress/bench/packet"
	"letterpress/bench/report"
)

// Issue is one run of the program's main job: each letter rendered, stored and
// recorded on this machine's disk.
type Issue struct {
	Letters         int
	Clock, CPU      time.Duration // CPU is user's and system's together
	Peak            int64         // bytes of memory, the most
	Archive, Ledger int64         // bytes of their files afterwards
}

// Sizes are the letters of the runs up to most, a thousand at least: doublings up
// to 4,000, above it fewer, since each letter stays on the disk until the end.
func Sizes(most int) ([]int, error) {
	if most < 1000 {
		return nil, fmt.Errorf("%d letters are too few to see how their cost grows: 1000 at least", most)
	}
	var out []int
	for n := 500; 3*n <= 2*most; {
		out = append(out, n)
		if n < 4000 {
			n *= 2
		} else {
			n = n * 5 / 2
		}
	}
	return append(out, most), nil
}

// RunIssued measures the main job on each of p.Issued letters, in rounds; of a
// size's runs the median by the clock is told.
func (p Plan) RunIssued() (string, error) {
	files, err := p.requests()
	if err != nil {
		return "", err
	}
	runs, err := p.issueAll(files)
	if err != nil {
		return "", err
	}
	list := medians(runs)
	return table(list).String() + "\n" + list[len(list)-1].January(), nil
}

// issueAll runs the command on each file in each round: runs by size.
func (p Plan) issueAll(files []string) ([][]Issue, error) {
	runs := make([][]Issue, len(files))
	for round := range p.Rounds {
		for i, n := range p.Issued {
			r, err := p.issue(files[i], fmt.Sprintf("data-%d-%d", round, n), n)
			if err != nil {
				return nil, fmt.Errorf("%d letters: %w", n, err)
			}
			fmt.Fprintf(p.Progress, "%d letters: issued in %s s\n", n, report.Number(r.Clock.Seconds()))
			runs[i] = append(runs[i], r)
		}
	}
	return runs, nil
}

// medians are the median runs by the clock, of each size, the lower of two.
func medians(runs [][]Issue) []Issue {
	out := make([]Issue, len(runs))
	for i, list := range runs {
		slices.SortFunc(list, func(a, b Issue) int { return cmp.Compare(a.Clock, b.Clock) })
		out[i] = list[(len(list)-1)/2]
	}
	return out
}

// requests writes a file of requests for each size, before anything is measured.
func (p Plan) requests() ([]string, error) {
	set, err := packet.New(1)
	if err != nil {
		return nil, err
	}
	files := make([]string, len(p.Issued))
	for i, n := range p.Issued {
		files[i] = filepath.Join(p.Place.Work, fmt.Sprintf("issue-%d.ndjson", n))
		if err := write(files[i], set, n); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// write makes a file of n requests, one at a time, since many fill the memory. It
// is synced: what the system has still to write would slow the runs.
func write(name string, set *packet.Set, n int) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for range n {
		w.Write(append(set.Summary(packet.Medications, packet.ToDos), '\n')) // Flush has its error
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Sync()
}

// issue runs the command once into a folder of its own. The folder stays until
// the script removes all: ext4 is slow for minutes after many files are deleted,
// and the next run would be charged for it.
func (p Plan) issue(file, folder string, letters int) (Issue, error) {
	data := filepath.Join(p.Place.Work, folder)
	c := exec.Command(filepath.Join(p.Place.Work, "letterpress"), "issue", file, "--data", data)
	start := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		return Issue{}, fmt.Errorf("%w: %s", err, out[max(0, len(out)-500):])
	}
	r := Issue{Letters: letters, Clock: time.Since(start), Peak: gauge.PeakOf(c),
		CPU: c.ProcessState.UserTime() + c.ProcessState.SystemTime()}
	err := r.weigh(data)
	return r, err
}

// weigh adds up what a run left in its folder; all but the archive is the
// ledger's.
func (r *Issue) weigh(data string) error {
	all, err := size(data)
	if err != nil {
		return err
	}
	r.Archive, err = size(filepath.Join(data, "archive"))
	r.Ledger = all - r.Archive
	return err
}

// size is the bytes of all files below dir.
func size(dir string) (int64, error) {
	var sum int64
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		i, err := e.Info()
		if err == nil {
			sum += i.Size()
		}
		return err
	})
	return sum, err
}

// table is the runs as a series, by the clock.
func table(list []Issue) Series {
	s := Series{Title: "Letters issued, durably", Size: "letters", Cost: "s by the clock", More: []string{
		"letters a second", "ms of the processor a letter", "peak MiB", "kB a letter in the archive", "kB a letter in the ledger"}}
	for _, r := range list {
		s.List = append(s.List, Point{N: r.Letters, Cost: r.Clock.Seconds(), More: []string{
			report.Number(r.perSecond()), report.Number(1000 * r.each(r.CPU.Seconds())), report.Number(float64(r.Peak) / (1 << 20)),
			report.Number(r.each(float64(r.Archive)) / 1e3), report.Number(r.each(float64(r.Ledger)) / 1e3)}})
	}
	return s
}

func (r Issue) perSecond() float64 { return float64(r.Letters) / r.Clock.Seconds() }

// each is a letter's share of what the run took.
func (r Issue) each(v float64) float64 { return v / float64(r.Letters) }

// due is the letters that fall due in one January.
const due = 7e6

// January says what the letters of one January take, at what each took in r.
func (r Issue) January() string {
	hours := due * r.each(r.CPU.Hours())
	return fmt.Sprintf("**Seven million letters**: a day has room for them at %s a second. At the %s a second of the last row this one machine "+
		"takes %s hours. Its processor works %s hours for them, which is %s cores for 24 hours. They fill %s TB in the archive and %s GB in the ledger.\n",
		report.Number(due/86400), report.Number(r.perSecond()), report.Number(due/r.perSecond()/3600),
		report.Number(hours), report.Number(hours/24),
		report.Number(due*r.each(float64(r.Archive))/1e12), report.Number(due*r.each(float64(r.Ledger))/1e9))
}
