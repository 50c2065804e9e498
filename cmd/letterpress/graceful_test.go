package main

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// A service that is asked to stop, in the middle of a bulk upload or while it
// makes letters, ends well: what is in hand is finished or goes back, callers
// get whole answers, and the next start completes the rest.
func TestStoppedServiceIsCompleted(t *testing.T) {
	const n, rounds = 1000, 5
	program, data := binary(t), t.TempDir()
	file, err := os.ReadFile(bulk(t, n))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(file), "\n")
	rng := rand.New(rand.NewPCG(7, 8))
	key := ""
	for round := range rounds {
		s := serve(t, program, data)
		if s.key != "" {
			key = s.key
		}
		part := lines[n*round/rounds : n*(round+1)/rounds]
		answers := make(chan map[string]int)
		go func() { answers <- s.upload(key, []byte(strings.Join(part, ""))) }() // read below
		<-time.After(time.Duration(rng.IntN(100)) * time.Millisecond)            // any moment will do
		s.stop()
		count, whole := <-answers, 0
		for _, k := range count {
			whole += k
		}
		if whole != 0 && count["accepted"] != len(part) {
			t.Errorf("an upload that was let in got %v", count)
		}
		out, _ := completed(t, exitDone, program, "jobs", "--data", data)
		if !strings.Contains(out, " 0 in hand,") {
			t.Errorf("after the stop: %s", out)
		}
		answered(t, data)
	}
	s := serve(t, program, data)
	s.finish(key, file, n)
	s.stop()
	whole(t, data, n)
}
