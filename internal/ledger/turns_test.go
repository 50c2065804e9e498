package ledger

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// queue lets writers wait for a turn that is taken, in the order of names, and
// returns the names in the order of their turns. Those that begin with A are ahead.
func queue(t *testing.T, names string) (order string) {
	synctest.Test(t, func(t *testing.T) {
		var line turns
		if err := line.take(t.Context()); err != nil {
			t.Fatal(err)
		}
		var all sync.WaitGroup
		for _, name := range strings.Fields(names) {
			ctx := t.Context()
			if name[0] == 'A' {
				ctx = Ahead(ctx)
			}
			all.Go(func() {
				if err := line.take(ctx); err != nil {
					t.Error(err)
				}
				order += name + " "
				line.leave()
			})
			synctest.Wait()
		}
		line.leave()
		all.Wait()
		if line.taken || len(line.ahead)+len(line.others) > 0 {
			t.Errorf("not empty: %+v", &line)
		}
	})
	return strings.TrimSpace(order)
}

func TestTurns(t *testing.T) {
	if got := queue(t, "B1 A1 B2 A2 A3"); got != "A1 A2 A3 B1 B2" {
		t.Error(got)
	}
	crowd := strings.Fields(strings.Repeat("A ", 2*fair+3))
	want := slices.Concat(crowd[:fair], []string{"B1"}, crowd[:fair], []string{"B2"}, crowd[:3])
	if got := queue(t, "B1 B2 "+strings.Join(crowd, " ")); got != strings.Join(want, " ") {
		t.Errorf("behind many others wait for ever: %s", got)
	}
}

// Who gives up leaves nothing behind: neither a place in the line nor a turn that
// came at that moment.
func TestTurnsGivenUp(t *testing.T) {
	for range 200 { // which comes first is up to the scheduler
		var line turns
		_ = line.take(t.Context())
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- line.take(ctx) }()
		for waiting := 0; waiting == 0; {
			line.mu.Lock()
			waiting = len(line.others)
			line.mu.Unlock()
		}
		go stop()
		line.leave()
		if err := <-ended; err == nil {
			line.leave()
		} else if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if line.taken || len(line.others) > 0 {
			t.Fatalf("left behind: %+v", &line)
		}
	}
}
