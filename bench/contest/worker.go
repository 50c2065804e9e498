package contest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"time"

	"letterpress/bench/gauge"
	"letterpress/bench/peer"
	"letterpress/bench/roster"
)

// task is one measurement, as it is passed to the process that makes it. Each
// has a process of its own, so that memory is that of one peer alone.
type task struct {
	Place     roster.Place
	Entrant   string
	Set       string
	Threads   int
	Warm, For time.Duration
	Keep      string
}

// gcPercent is the setting of Go's collector for all who are written in Go: the
// one of our own program.
const gcPercent = "400"

// run starts the process for t and returns what it measured. On one thread the
// process and all it starts are held to one core.
func (t task) run() (gauge.Sample, error) {
	var s gauge.Sample
	self, err := os.Executable()
	if err != nil {
		return s, err
	}
	spec, err := json.Marshal(t)
	if err != nil {
		return s, err
	}
	args := []string{self, "worker", string(spec)}
	if t.Threads == 1 {
		args = append([]string{"taskset", "-c", "0"}, args...)
	}
	c := exec.Command(args[0], args[1:]...)
	c.Env = append(os.Environ(), "GOGC="+gcPercent, "GOMAXPROCS="+strconv.Itoa(t.Threads))
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return s, fmt.Errorf("measure %s: %w", t.Entrant, err)
	}
	return s, json.Unmarshal(out, &s)
}

// Worker carries out the task that spec describes and writes the sample to w.
func Worker(spec string, w io.Writer) error {
	var t task
	if err := json.Unmarshal([]byte(spec), &t); err != nil {
		return err
	}
	s, err := t.measure()
	if err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(s)
}

func (t task) measure() (s gauge.Sample, err error) {
	inputs, err := t.inputs()
	if err != nil {
		return s, err
	}
	e, err := find(t.Entrant)
	if err != nil {
		return s, err
	}
	makers, err := e.Open(t.Place, t.Threads)
	if err != nil {
		return s, err
	}
	defer func() {
		for _, m := range makers {
			err = errors.Join(err, m.Close())
		}
	}()
	return gauge.Plan{Makers: makers, Inputs: inputs, Warm: t.Warm, For: t.For, Keep: t.Keep}.Measure()
}

// inputs reads what the entrant is given: requests are for us alone.
func (t task) inputs() ([]peer.Input, error) {
	name := t.Place.Contents(t.Set)
	if t.Entrant == roster.Ours {
		name = t.Place.Requests(t.Set)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []peer.Input
	d := json.NewDecoder(bufio.NewReader(f))
	for {
		var in peer.Input
		if err := d.Decode(&in); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, err
		}
		out = append(out, in)
	}
}

func find(name string) (roster.Entrant, error) {
	for _, e := range roster.All() {
		if e.Name == name {
			return e, nil
		}
	}
	return roster.Entrant{}, fmt.Errorf("nobody is called %s", name)
}
