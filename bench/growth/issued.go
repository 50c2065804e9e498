package growth

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"letterpress/bench/gauge"
	"letterpress/bench/packet"
	"letterpress/bench/report"
)

// issued runs the program's main job: each letter rendered, stored and recorded
// on this machine's disk.
func (p Plan) issued() (Series, error) {
	s := Series{Title: "Letters issued, durably", Size: "letters", Cost: "s by the clock", More: []string{"letters a second", "peak MiB", "kB stored a letter"}}
	set, err := packet.New(1)
	if err != nil {
		return s, err
	}
	files := make([]string, len(p.Issued))
	for i, n := range p.Issued {
		files[i] = filepath.Join(p.Place.Work, fmt.Sprintf("issue-%d.ndjson", n))
		var b strings.Builder
		for _, r := range set.Summaries(n) {
			b.Write(append(r, '\n'))
		}
		if err := os.WriteFile(files[i], []byte(b.String()), 0o600); err != nil {
			return s, err
		}
	}
	return p.rounds(s, p.Issued, func(i int) (float64, []string, error) { return p.issue(files[i], p.Issued[i]) })
}

// issue runs the command once: the seconds it took, letters a second, its peak
// memory, and what it left on the disk.
func (p Plan) issue(file string, letters int) (float64, []string, error) {
	data := filepath.Join(p.Place.Work, "data")
	defer os.RemoveAll(data)
	c := exec.Command(filepath.Join(p.Place.Work, "letterpress"), "issue", file, "--data", data)
	start := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		return 0, nil, fmt.Errorf("%w: %s", err, out[max(0, len(out)-500):])
	}
	s := time.Since(start).Seconds()
	bytes, err := size(data)
	return s, []string{report.Number(float64(letters) / s), report.Number(float64(gauge.PeakOf(c)) / (1 << 20)),
		report.Number(float64(bytes) / float64(letters) / 1000)}, err
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

// due is the letters that fall due in one January.
const due = 7e6

// sizing says what the letters of one January take at the rate of the durable
// series' largest run.
func sizing(p Point) string {
	rate := float64(p.N) / p.Cost
	return fmt.Sprintf("**Seven million letters**: a day has room for them at %s a second. At the %s a second of the last row this one machine "+
		"takes %s hours, and they fill %s kB each on its disk.\n",
		report.Number(due/86400), report.Number(rate), report.Number(due/rate/3600), p.More[len(p.More)-1])
}
