package press_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

// The test binary runs itself as a process that issues letters until it is
// killed; victimVar names its folder.
const victimVar = "LETTERPRESS_TEST_VICTIM"

const (
	victims = 75 // letters that it issues
	atOnce  = 15 // in chunks of
)

func TestMain(m *testing.M) {
	dir := os.Getenv(victimVar)
	if dir == "" {
		os.Exit(m.Run())
	}
	if err := victim(context.Background(), dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// victim finishes what was left, issues its letters and tells of each chunk.
func victim(ctx context.Context, dir string) error {
	o, err := open(ctx, dir+"/letterpress.db", dir+"/archive")
	if err != nil {
		return err
	}
	o.Workers = 4
	p := press.New(o)
	say := func(out []press.Outcome) {
		for _, o := range out {
			fmt.Println("told", o.Key, o.Status, o.Sum)
		}
	}
	if err := p.Resume(ctx, say); err != nil {
		return err
	}
	requests := presstest.Requests(10, victims)
	for at := 0; at < victims; at += atOnce {
		out, err := p.IssueChunk(ctx, requests[at:at+atOnce])
		if err != nil {
			return err
		}
		say(out)
	}
	fmt.Println("finished")
	return o.Ledger.Close()
}

// kill starts a victim, kills it at some moment and returns what it told.
func kill(t *testing.T, dir string, round int) (told map[string]string, finished bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), victimVar+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	told = map[string]string{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) == 4 && f[0] == "told" {
			told[f[1]] = f[3]
		}
		finished = finished || lines.Text() == "finished"
		if len(told) == (round+1)*atOnce { // somewhere in the chunk that follows
			time.AfterFunc(time.Duration(round*7%40)*time.Millisecond, func() { _ = cmd.Process.Kill() }) // it may have ended
		}
	}
	_ = cmd.Wait() // it says that it was killed
	return told, finished
}

// Processes are killed while they issue the same letters, one after another. In
// the end each letter is there once, as in a run that nothing disturbed, and
// whatever a killed process told is so.
func TestKilled(t *testing.T) {
	calm := newDesk(t)
	want := map[string]string{}
	for _, o := range calm.issue(presstest.Requests(10, victims)...) {
		want[o.Key] = o.Sum
	}
	dir := t.TempDir()
	all := 0
	for round := 0; ; round++ {
		told, finished := kill(t, dir, round)
		for key, sum := range told {
			if want[key] != sum {
				t.Errorf("round %d: told of %s with other bytes than in a calm run", round, key)
			}
		}
		if all += len(told); finished {
			break
		}
		if round > victims {
			t.Fatal("it never finishes")
		}
	}
	if all <= victims {
		t.Errorf("no process was killed at work: %d letters told", all)
	}
	d := openDesk(t, dir+"/letterpress.db", dir+"/archive")
	d.consistent(victims)
	for key, l := range d.letters() {
		if l.Sum != want[key] {
			t.Errorf("%s has other bytes than in a calm run", key)
		}
	}
}
