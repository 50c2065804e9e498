package growth

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"letterpress/bench/gauge"
	"letterpress/bench/ours"
	"letterpress/bench/packet"
	"letterpress/bench/peer"
	"letterpress/bench/report"
	"letterpress/bench/roster"
	"letterpress/samples"
)

// Plan is a measurement of all series, or of the main job.
type Plan struct {
	Place    roster.Place
	Rounds   int
	For      time.Duration // of one point in one round, of Run
	Issued   []int         // letters of each run of RunIssued
	Progress io.Writer
}

// gcPercent is our program's setting of Go's collector.
const gcPercent = 400

// Run measures every series but the main job.
func (p Plan) Run() (string, error) {
	debug.SetGCPercent(gcPercent)
	var out strings.Builder
	for _, measure := range []func() (Series, error){
		p.medications, p.toDos, p.letters, p.loading, p.programs, p.workers,
	} {
		s, err := measure()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(p.Progress, "%s: measured\n", s.Title)
		out.WriteString(s.String() + "\n")
	}
	return strings.TrimSuffix(out.String(), "\n"), nil
}

// rounds fills s with the median cost at each size, and what else was seen in that
// round; the sizes take turns.
func (p Plan) rounds(s Series, sizes []int, cost func(i int) (float64, []string, error)) (Series, error) {
	costs := make([][]float64, len(sizes))
	more := make([][][]string, len(sizes))
	for range p.Rounds {
		for i := range sizes {
			c, m, err := cost(i)
			if err != nil {
				return s, fmt.Errorf("%s, %d: %w", s.Title, sizes[i], err)
			}
			costs[i], more[i] = append(costs[i], c), append(more[i], m)
		}
	}
	for i, n := range sizes {
		m := middle(costs[i])
		s.List = append(s.List, Point{N: n, Cost: costs[i][m], More: more[i][m]})
	}
	return s, nil
}

// middle is the index of the median, the lower of two.
func middle(costs []float64) int {
	order := make([]int, len(costs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(costs[a], costs[b]) })
	return order[(len(order)-1)/2]
}

// start returns the seeded requests and a press with the built-in sources.
func start() (*packet.Set, *ours.Press, error) {
	set, err := packet.New(1)
	if err != nil {
		return nil, nil, err
	}
	press, err := ours.New()
	return set, press, err
}

// ask makes inputs of requests.
func ask(requests [][]byte) []peer.Input {
	out := make([]peer.Input, len(requests))
	for i, r := range requests {
		out[i].Request = r
	}
	return out
}

// stretch measures one maker on inputs.
func (p Plan) stretch(m peer.Maker, inputs []peer.Input) (gauge.Sample, error) {
	return gauge.Plan{Makers: []peer.Maker{m}, Inputs: inputs, Warm: p.For / 4, For: p.For}.Measure()
}

// perLetter is what is seen besides of letters of several sizes.
var perLetter = []string{"pages", "kB garbage", "kB a PDF"}

func (p Plan) medications() (Series, error) {
	s := Series{Title: "Medications a letter", Size: "medications", Cost: "ms a letter", Each: "ms each", More: perLetter}
	return p.sized(s, []int{1, 2, 4, 8, 16, 32, 64, 128, 200}, func(set *packet.Set, n int) []byte { return set.Summary(n, packet.ToDos) })
}

func (p Plan) toDos() (Series, error) {
	s := Series{Title: "To-dos a letter", Size: "to-dos", Cost: "ms a letter", Each: "ms each", More: perLetter}
	return p.sized(s, []int{1, 2, 4, 8, 16, 32, 50}, func(set *packet.Set, n int) []byte { return set.Summary(packet.Medications, n) })
}

// sized measures letters of each size.
func (p Plan) sized(s Series, sizes []int, request func(*packet.Set, int) []byte) (Series, error) {
	set, press, err := start()
	if err != nil {
		return s, err
	}
	inputs, pages := make([][]peer.Input, len(sizes)), make([]float64, len(sizes))
	for i, n := range sizes {
		requests := make([][]byte, 40)
		for k := range requests {
			requests[k] = request(set, n)
			count, err := press.Pages(requests[k])
			if err != nil {
				return s, err
			}
			pages[i] += float64(count) / float64(len(requests))
		}
		inputs[i] = ask(requests)
	}
	return p.rounds(s, sizes, func(i int) (float64, []string, error) {
		m, err := p.stretch(press, inputs[i])
		each := func(bytes int64) string { return report.Number(float64(bytes) / float64(m.Docs) / 1000) }
		return 1000 / m.PerCPU(), []string{report.Number(pages[i]), each(m.Waste), each(m.Bytes)}, err
	})
}

// letters makes more and more letters in one process and looks at what stays.
func (p Plan) letters() (Series, error) {
	s := Series{Title: "Letters made by one process", Size: "letters", Cost: "ms in all", Each: "ms a letter", More: []string{"MiB of heap after"}}
	set, err := packet.New(1)
	if err != nil {
		return s, err
	}
	requests := set.Summaries(500)
	sizes := []int{500, 1000, 2000, 4000, 8000}
	return p.rounds(s, sizes, func(i int) (float64, []string, error) {
		press, err := ours.New()
		if err != nil {
			return 0, nil, err
		}
		start := gauge.Own()
		for k := range sizes[i] {
			if _, err := press.Make(peer.Input{Request: requests[k%len(requests)]}); err != nil {
				return 0, nil, err
			}
		}
		cost := gauge.Own() - start
		return cost.Seconds() * 1000, []string{heap(press)}, nil
	})
}

// heap is what is in use while keep is.
func heap(keep any) string {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	runtime.KeepAlive(keep)
	return report.Number(float64(m.HeapAlloc) / (1 << 20))
}

var programs = []int{8, 16, 32, 64, 128, 256, 512}

// loading loads folders of more and more programs.
func (p Plan) loading() (Series, error) {
	s := Series{Title: "Loading programs", Size: "programs besides the built-in", Cost: "ms to load all sources", Each: "ms each", More: []string{"MiB of heap after"}}
	return p.rounds(s, programs, func(i int) (float64, []string, error) {
		dir, err := p.copies(programs[i])
		if err != nil {
			return 0, nil, err
		}
		start := gauge.Own()
		press, err := ours.With(os.DirFS(dir))
		cost := gauge.Own() - start
		return cost.Seconds() * 1000, []string{heap(press)}, err
	})
}

// programs makes letters of as many programs as are loaded, in turn.
func (p Plan) programs() (Series, error) {
	s := Series{Title: "Programs loaded", Size: "programs", Cost: "ms a letter", Flat: true}
	set, err := packet.New(1)
	if err != nil {
		return s, err
	}
	var requests []string
	for _, r := range set.Summaries(1000) {
		if strings.Contains(string(r), ofCopied) {
			requests = append(requests, string(r))
		}
	}
	presses := make([]*ours.Press, len(programs))
	inputs := make([][]peer.Input, len(programs))
	for i, n := range programs {
		dir, err := p.copies(n)
		if err != nil {
			return s, err
		}
		if presses[i], err = ours.With(os.DirFS(dir)); err != nil {
			return s, err
		}
		inputs[i] = spread(requests, n)
	}
	return p.rounds(s, programs, func(i int) (float64, []string, error) {
		m, err := p.stretch(presses[i], inputs[i])
		return 1000 / m.PerCPU(), nil, err
	})
}

// spread makes inputs of which each of n programs has its turn.
func spread(requests []string, n int) []peer.Input {
	out := make([]peer.Input, max(n, len(requests)))
	for k := range out {
		out[k].Request = []byte(strings.Replace(requests[k%len(requests)], ofCopied, `"program":"`+copyName(k%n)+`"`, 1))
	}
	return out
}

// copied is the program of which folders of many are made, ofCopied a request's
// name of it.
const (
	copied   = "connecticare-2025"
	ofCopied = `"program":"` + copied + `"`
)

func copyName(i int) string { return fmt.Sprintf("%s-%04d", copied, i) }

// copies writes a folder of n programs, each with an id of its own, once.
func (p Plan) copies(n int) (string, error) {
	dir := filepath.Join(p.Place.Work, "programs-"+strconv.Itoa(n))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	data, err := samples.Programs.ReadFile("programs/" + copied + ".yaml")
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Join(dir, "programs"), 0o755); err != nil {
		return "", err
	}
	for i := range n {
		text := strings.Replace(string(data), "id: "+copied, "id: "+copyName(i), 1)
		if err := os.WriteFile(filepath.Join(dir, "programs", copyName(i)+".yaml"), []byte(text), 0o644); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// workers makes letters on more and more goroutines.
func (p Plan) workers() (Series, error) {
	s := Series{Title: fmt.Sprintf("Workers, on %d cores", runtime.NumCPU()), Size: "workers", Cost: "ms of the processor a letter", Flat: true, More: []string{"letters a second"}}
	set, press, err := start()
	if err != nil {
		return s, err
	}
	inputs := ask(set.Summaries(500))
	sizes := []int{1, 2, 4, 8, 16, 32}
	return p.rounds(s, sizes, func(i int) (float64, []string, error) {
		makers := make([]peer.Maker, sizes[i])
		for k := range makers {
			makers[k] = press
		}
		m, err := gauge.Plan{Makers: makers, Inputs: inputs, Warm: p.For / 4, For: p.For}.Measure()
		return 1000 / m.PerCPU(), []string{report.Number(m.PerSecond())}, err
	})
}
