package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"letterpress/internal/letter"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"letterpress": main})
}

// TestScripts holds the command line to its contract. $SAMPLES is the folder of
// sample requests.
func TestScripts(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLES", filepath.Join(root, "samples", "requests"))
			env.Setenv("ROOT", root)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"long":   long,
			"repeat": repeat,
			"tally":  countRequests,
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// exits runs a command that must end with an exit code: exits 11 letterpress …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var e *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &e) {
		got = e.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// countRequests counts the requests below paths into $REQUESTS, and those that are to be
// mailed into $MAILED, so that a new sample changes no script: tally PATH…
func countRequests(ts *testscript.TestScript, _ bool, paths []string) {
	requests, mailed := 0, 0
	count := func(data []byte) {
		l, faults := letter.Parse(data)
		if len(faults) > 0 {
			ts.Fatalf("a sample is refused: %v", faults)
		}
		requests++
		if l.Delivery.Channel == "mail" {
			mailed++
		}
	}
	for _, path := range paths {
		ts.Check(filepath.WalkDir(path, func(name string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			switch filepath.Ext(name) {
			case ".json":
				count([]byte(ts.ReadFile(name)))
			case ".ndjson":
				for line := range bytes.Lines([]byte(ts.ReadFile(name))) {
					count(line)
				}
			}
			return nil
		}))
	}
	ts.Setenv("REQUESTS", strconv.Itoa(requests))
	ts.Setenv("MAILED", strconv.Itoa(mailed))
}

// long writes a file of n bytes, one letter over and over: long FILE N
func long(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("x"), n), 0o600))
}

// repeat replaces a word in a file and appends the result to another: repeat
// FROM TO OLD NEW
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[1]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	ts.Check(err)
	data := bytes.ReplaceAll([]byte(ts.ReadFile(args[0])), []byte(args[2]), []byte(args[3]))
	_, err = f.Write(data)
	ts.Check(errors.Join(err, f.Close()))
}
