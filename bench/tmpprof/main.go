package main

import (
	"bufio"
	"encoding/json"
	"os"
	"runtime/pprof"
	"time"

	"letterpress/bench/ours"
	"letterpress/bench/peer"
)

func main() {
	p, err := ours.New()
	if err != nil {
		panic(err)
	}
	var in []peer.Input
	for _, n := range os.Args[2:] {
		f, _ := os.Open(n)
		d := json.NewDecoder(bufio.NewReader(f))
		for {
			var x peer.Input
			if d.Decode(&x) != nil {
				break
			}
			in = append(in, x)
		}
	}
	o, _ := os.Create(os.Args[1])
	pprof.StartCPUProfile(o)
	end := time.Now().Add(30 * time.Second)
	for i := 0; time.Now().Before(end); i++ {
		if _, err := p.Make(in[i%len(in)]); err != nil {
			panic(err)
		}
	}
	pprof.StopCPUProfile()
	o.Close()
}
