// Package contest measures us and the peers side by side: the same letters, in
// rounds in which everyone takes turns, and the medians of the rounds.
package contest

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"letterpress/bench/fonts"
	"letterpress/bench/gauge"
	"letterpress/bench/ours"
	"letterpress/bench/packet"
	"letterpress/bench/peer"
	"letterpress/bench/roster"
)

// The sets of letters.
const (
	Summary = "summary"
	Welcome = "welcome"
)

// Plan is a contest.
type Plan struct {
	Place     roster.Place
	Names     []string // who takes part; empty is everyone
	Letters   int      // of each set
	Rounds    int
	Firsts    int // cold processes a round
	Warm, For time.Duration
	Progress  io.Writer
}

// Result is what was measured of one entrant.
type Result struct {
	Entrant  roster.Entrant
	Missing  error // why it was not measured
	One, All []gauge.Sample
	Welcome  []gauge.Sample // on one core
	First    []float64      // seconds
	Files    []string       // the PDFs that were kept
}

// Run carries the plan out.
func (p Plan) Run() ([]*Result, error) {
	inputs, err := p.prepare()
	if err != nil {
		return nil, err
	}
	results, err := p.lineUp()
	if err != nil {
		return nil, err
	}
	for round := range p.Rounds {
		for _, r := range results {
			if r.Missing != nil {
				continue
			}
			fmt.Fprintf(p.Progress, "round %d of %d: %s\n", round+1, p.Rounds, r.Entrant.Name)
			if err := p.turn(r, inputs); err != nil {
				return nil, err
			}
		}
	}
	return results, nil
}

// lineUp returns an empty result for each who takes part.
func (p Plan) lineUp() ([]*Result, error) {
	names := p.Names
	if len(names) == 0 {
		for _, e := range roster.All() {
			names = append(names, e.Name)
		}
	}
	var out []*Result
	for _, name := range names {
		e, err := find(name)
		if err != nil {
			return nil, err
		}
		r := &Result{Entrant: e, Missing: e.Missing(p.Place)}
		if r.Missing != nil {
			fmt.Fprintf(p.Progress, "%s is not measured: %v\n", name, r.Missing)
		}
		out = append(out, r)
	}
	return out, nil
}

// turn measures one entrant once in every way.
func (p Plan) turn(r *Result, inputs []peer.Input) error {
	keep := filepath.Join(p.Place.Work, "kept-"+r.Entrant.Name)
	if err := os.MkdirAll(keep, 0o755); err != nil {
		return err
	}
	for _, m := range []struct {
		to      *[]gauge.Sample
		set     string
		threads int
		keep    string
	}{{&r.One, Summary, 1, keep}, {&r.Welcome, Welcome, 1, ""}, {&r.All, Summary, runtime.NumCPU(), ""}} {
		s, err := task{p.Place, r.Entrant.Name, m.set, m.threads, p.Warm, p.For, m.keep}.run()
		if err != nil {
			return err
		}
		*m.to = append(*m.to, s)
	}
	r.Files, _ = filepath.Glob(filepath.Join(keep, "*.pdf"))
	return p.first(r, inputs)
}

// first times cold processes.
func (p Plan) first(r *Result, inputs []peer.Input) error {
	for i := range p.Firsts {
		c, err := r.Entrant.First(p.Place, inputs[i%len(inputs)], filepath.Join(p.Place.Work, "first"))
		if err != nil {
			return err
		}
		start := time.Now()
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("first document of %s: %w: %s", r.Entrant.Name, err, out)
		}
		r.First = append(r.First, time.Since(start).Seconds())
	}
	return nil
}

// prepare writes fonts and inputs into the work folder and returns the first of
// the summaries.
func (p Plan) prepare() ([]peer.Input, error) {
	if err := fonts.Write(p.Place.Work); err != nil {
		return nil, err
	}
	set, err := packet.New(1)
	if err != nil {
		return nil, err
	}
	press, err := ours.New()
	if err != nil {
		return nil, err
	}
	inputs, err := p.write(press, Summary, set.Summaries(p.Letters))
	if err != nil {
		return nil, err
	}
	_, err = p.write(press, Welcome, set.Welcomes(p.Letters))
	return inputs, err
}

// write writes a set's two files: what we are given and what the peers are.
func (p Plan) write(press *ours.Press, set string, requests [][]byte) ([]peer.Input, error) {
	ours, err := os.Create(p.Place.Requests(set))
	if err != nil {
		return nil, err
	}
	defer ours.Close()
	theirs, err := os.Create(p.Place.Contents(set))
	if err != nil {
		return nil, err
	}
	defer theirs.Close()
	a, b := json.NewEncoder(ours), json.NewEncoder(theirs)
	var inputs []peer.Input
	for _, r := range requests {
		d, err := press.Content(r)
		if err != nil {
			return nil, err
		}
		if err := a.Encode(peer.Input{Request: r}); err != nil {
			return nil, err
		}
		if err := b.Encode(peer.Input{Content: d}); err != nil {
			return nil, err
		}
		inputs = append(inputs, peer.Input{Request: r, Content: d})
	}
	return inputs, nil
}
