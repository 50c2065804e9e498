package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

// request is one request as it was found.
type request struct {
	data  []byte
	place string // file, or file:line
	bad   error  // it could not be read
}

// input is the requests below the paths of a command line. It is read from
// front to back and holds one request at a time.
type input struct {
	paths []string
	other int // files passed over
}

// limit is where reading a request stops: with one byte too many, and the end
// of its line, it is refused without reading on.
const limit = letter.MaxBytes + len("x\r\n")

// check refuses paths that cannot be meant, before anything is issued.
func (in *input) check() error {
	for _, p := range in.paths {
		if err := checkPath(p); err != nil {
			return err
		}
	}
	return nil
}

func checkPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return unreadable(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return unreadable(path, err)
	case !info.IsDir() && formOf(path) == nothing:
		return fault.New(fault.Usage, "%s is neither .json nor .ndjson", path).
			WithHint("a request ends in .json, a file with a request on each line in .ndjson")
	case info.IsDir():
		return checkFolder(path)
	}
	return nil
}

// checkFolder refuses a folder without requests: a mistyped path should not
// look like work well done.
func checkFolder(path string) error {
	empty := true
	(&input{}).walk(path, func(string, error) bool {
		empty = false
		return false
	})
	if empty {
		return fault.New(fault.Usage, "%s has no requests in it", path).
			WithHint("requests are files that end in .json or .ndjson")
	}
	return nil
}

// form is what a file holds.
type form uint8

const (
	nothing form = iota
	single       // one request
	lined        // a request on each line
)

func formOf(name string) form {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json":
		return single
	case ".ndjson":
		return lined
	}
	return nothing
}

// all yields every request in order. What cannot be read is yielded too, as a
// request that is refused.
func (in *input) all(yield func(request) bool) {
	in.files(func(path string, err error) bool {
		if err != nil {
			return yield(request{place: path, bad: err})
		}
		return readFile(path, yield)
	})
}

// files yields the files with requests in order.
func (in *input) files(yield func(string, error) bool) {
	in.other = 0
	for _, p := range in.paths {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			if !in.walk(p, yield) {
				return
			}
		} else if !yield(p, err) {
			return
		}
	}
}

// walk yields the files with requests below a folder, by name.
func (in *input) walk(dir string, yield func(string, error) bool) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return yield(dir, err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			if !in.walk(path, yield) {
				return false
			}
		case formOf(path) == nothing:
			in.other++
		default:
			if !yield(path, nil) {
				return false
			}
		}
	}
	return true
}

func readFile(path string, yield func(request) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(request{place: path, bad: err})
	}
	defer f.Close()
	if formOf(path) == lined {
		return readLines(path, f, yield)
	}
	data, err := io.ReadAll(io.LimitReader(f, int64(limit)))
	return yield(request{data: data, place: path, bad: err})
}

// readLines yields the requests of a file that has one a line. Blank lines are
// none; a file without any line is an empty request.
func readLines(path string, f io.Reader, yield func(request) bool) bool {
	r := bufio.NewReaderSize(f, 64<<10)
	found := false
	for n := 1; ; n++ {
		line, err := readLine(r)
		place := fmt.Sprintf("%s:%d", path, n)
		if err != nil && !errors.Is(err, io.EOF) {
			return yield(request{place: place, bad: err})
		}
		if len(bytes.TrimSpace(line)) > 0 {
			found = true
			if !yield(request{data: line, place: place}) {
				return false
			}
		}
		if err != nil {
			return found || yield(request{place: path})
		}
	}
}

// readLine reads to the end of a line and keeps no more than limit bytes of it.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part[:min(len(part), limit-len(line))]...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(line, "\r\n"), err
		}
	}
}

// count counts the requests, as far as they can be read, for a bar that knows
// its end.
func (in *input) count() int {
	n := 0
	(&input{paths: in.paths}).files(func(path string, err error) bool {
		if err != nil || formOf(path) == single {
			n++
			return true
		}
		n += countLines(path)
		return true
	})
	return n
}

func countLines(path string) int {
	f, err := os.Open(path)
	if err != nil {
		return 1
	}
	defer f.Close()
	n := 0
	for buf := make([]byte, 64<<10); ; {
		k, err := f.Read(buf)
		n += bytes.Count(buf[:k], []byte("\n"))
		if err != nil {
			return max(1, n)
		}
	}
}
