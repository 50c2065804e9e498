package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"letterpress/internal/letter"
	"letterpress/internal/press"
)

// keyed is a request with a key, as far as feeding looks into it.
func keyed(key, rest string) request {
	return request{data: []byte(`{"key":"` + key + `"` + rest + `}`), place: key}
}

// done answers each request with its key.
func done(requests [][]byte) []press.Outcome {
	out := make([]press.Outcome, len(requests))
	for i, r := range requests {
		out[i] = press.Outcome{Key: letter.KeyOf(r), Status: press.StatusQueued}
	}
	return out
}

func TestFlowReportsInOrder(t *testing.T) {
	const n = 5*press.ChunkSize + 7
	var requests []request
	for i := range n {
		requests = append(requests, keyed(fmt.Sprintf("k-%d", i), ""))
	}
	slow := make(chan struct{}) // closed by the second chunk: the first ends after it
	f := flow{issue: func(_ context.Context, chunk [][]byte) ([]press.Outcome, error) {
		switch letter.KeyOf(chunk[0]) {
		case "k-0":
			<-slow
		case fmt.Sprintf("k-%d", press.ChunkSize):
			close(slow)
		}
		return done(chunk), nil
	}}
	at := 0
	err := f.run(t.Context(), slices.Values(requests), func(b *batch) {
		for i, o := range b.outcomes {
			if want := fmt.Sprintf("k-%d", at); o.Key != want || b.requests[i].place != want {
				t.Fatalf("answer %d is that to %s at %s", at, o.Key, b.requests[i].place)
			}
			at++
		}
	})
	if err != nil || at != n {
		t.Errorf("%d answers, %v", at, err)
	}
}

// Chunks that share a key, or replace letters, follow one another.
func TestFlowKeepsWhatDependsInOrder(t *testing.T) {
	for name, second := range map[string]request{
		"same key": keyed("k-5", ""),
		"replaces": keyed("other", `,"replaces":{}`),
	} {
		t.Run(name, func(t *testing.T) {
			var requests []request
			for i := range press.ChunkSize {
				requests = append(requests, keyed(fmt.Sprintf("k-%d", i), ""))
			}
			var mu sync.Mutex
			var ended []int
			f := flow{issue: func(_ context.Context, chunk [][]byte) ([]press.Outcome, error) {
				if len(chunk) > 1 {
					time.Sleep(20 * time.Millisecond) // time for the other to get ahead, if it could
				}
				mu.Lock()
				defer mu.Unlock()
				ended = append(ended, len(chunk))
				return done(chunk), nil
			}}
			if err := f.run(t.Context(), slices.Values(append(requests, second)), func(*batch) {}); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(ended, []int{press.ChunkSize, 1}) {
				t.Errorf("chunks ended in the order %v", ended)
			}
		})
	}
}

func TestFlowStopsAtAnError(t *testing.T) {
	gone := errors.New("the archive is gone")
	fed, told := 0, 0
	endless := func(yield func(request) bool) {
		for yield(keyed(fmt.Sprintf("k-%d", fed), "")) {
			fed++
		}
	}
	f := flow{issue: func(_ context.Context, chunk [][]byte) ([]press.Outcome, error) {
		out := done(chunk)
		for i := len(out) / 2; i < len(out); i++ {
			out[i] = press.Outcome{}
		}
		return out, gone
	}}
	err := f.run(t.Context(), endless, func(b *batch) {
		for _, o := range b.outcomes {
			if o.Status != "" {
				told++
			}
		}
	})
	if !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	if told == 0 || told%(press.ChunkSize/2) != 0 {
		t.Errorf("%d answers were told", told)
	}
}

func TestFlowStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	endless := func(yield func(request) bool) {
		for i := 0; yield(keyed(fmt.Sprintf("k-%d", i), "")); i++ {
			if i == 3*press.ChunkSize {
				cancel()
			}
		}
	}
	f := flow{issue: func(_ context.Context, chunk [][]byte) ([]press.Outcome, error) { return done(chunk), nil }}
	if err := f.run(ctx, endless, func(*batch) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestReadLines(t *testing.T) {
	long := strings.Repeat("x", letter.MaxBytes+1)
	whole := strings.Repeat("y", letter.MaxBytes)
	for name, c := range map[string]struct {
		file string
		want []string // place, then the request, by its length when it is long
	}{
		"lines":            {"a\nb\n", []string{"f:1 a", "f:2 b"}},
		"no last newline":  {"a\nb", []string{"f:1 a", "f:2 b"}},
		"blank lines":      {"\n  \na\n\n", []string{"f:3 a"}},
		"Windows":          {"a\r\nb\r\n", []string{"f:1 a", "f:2 b"}},
		"empty":            {"", []string{"f "}},
		"only blank":       {"\n\n", []string{"f "}},
		"longest":          {whole + "\r\nb\n", []string{fmt.Sprintf("f:1 %d", letter.MaxBytes), "f:2 b"}},
		"too long":         {"a\n" + long + "\nb\n", []string{"f:1 a", fmt.Sprintf("f:2 %d", letter.MaxBytes+1), "f:3 b"}},
		"far too long":     {long + long + "\nb", []string{fmt.Sprintf("f:1 %d", limit), "f:2 b"}},
		"too long at last": {long + long, []string{fmt.Sprintf("f:1 %d", limit)}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			readLines("f", strings.NewReader(c.file), func(r request) bool {
				text := string(r.data)
				if len(text) > 10 {
					text = fmt.Sprint(len(text))
				}
				got = append(got, r.place+" "+text)
				return true
			})
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

type broken struct{ io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err != nil {
		err = errors.New("the disk failed")
	}
	return n, err
}

func TestReadLinesOfAFailingDisk(t *testing.T) {
	var got []request
	readLines("f", broken{strings.NewReader("a\nb")}, func(r request) bool {
		got = append(got, r)
		return true
	})
	if len(got) != 2 || got[0].bad != nil || got[1].bad == nil || got[1].place != "f:2" {
		t.Errorf("got %v", got)
	}
}

// FuzzReadLine holds that no line is lost or joined with another, and that
// nothing over the limit is kept.
func FuzzReadLine(f *testing.F) {
	f.Add([]byte("a\nb\n\nc"), 3)
	f.Add(bytes.Repeat([]byte("xyz"), 100), 2)
	f.Fuzz(func(t *testing.T, data []byte, grow int) {
		if grow > 0 && grow < 1000 {
			data = bytes.Repeat(data, grow)
		}
		r := bufio.NewReaderSize(bytes.NewReader(data), 16)
		n := 0
		for {
			line, err := readLine(r)
			if len(line) > limit || bytes.ContainsRune(line, '\n') {
				t.Fatalf("a line of %d bytes", len(line))
			}
			if err != nil {
				break
			}
			n++
		}
		if want := bytes.Count(data, []byte("\n")); n != want {
			t.Errorf("%d lines, want %d", n, want)
		}
	})
}

func TestInputReadsFoldersByName(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"b.json": "{}", "a/2.NDJSON": "{}\n{}\n", "a/1.json": "{}", "c/d/e.json": "{}", "README.md": "#", "c/notes.txt": "",
		".hidden.json": "{}", ".git/x.json": "{}", "a.json/inside.json": "{}",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in := &input{paths: []string{dir, filepath.Join(dir, "b.json")}}
	if err := in.check(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for r := range in.all {
		got = append(got, strings.TrimPrefix(r.place, dir+string(filepath.Separator)))
	}
	want := []string{"a/1.json", "a/2.NDJSON:1", "a/2.NDJSON:2", "a.json/inside.json", "b.json", "c/d/e.json", "b.json"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if in.other != 2 || in.count() != len(want) {
		t.Errorf("%d passed over, %d counted", in.other, in.count())
	}
}

func TestSummary(t *testing.T) {
	for want, c := range map[string]struct {
		tally tally
		took  time.Duration
	}{
		"1 request: 1 issued (1 queued)|3 pages on 2 sheets in 0.50 s, 2 letters/s":                                                    {tally{requests: 1, queued: 1, pages: 3, sheets: 2}, 500 * time.Millisecond},
		"3 requests: all were already issued, nothing was done twice":                                                                  {tally{requests: 3, repeated: 3}, time.Second},
		"3 requests: none issued, 1 already issued, 2 refused":                                                                         {tally{requests: 3, repeated: 1, refused: 2}, time.Second},
		"12,345 requests: 12,343 issued (12,000 queued, 300 held, 43 stored), 2 failed|9 pages on 5 sheets in 2 min 5 s, 98 letters/s": {tally{requests: 12345, queued: 12000, held: 300, stored: 43, failed: 2, pages: 9, sheets: 5}, 125 * time.Second},
		"no request was reached|finished 1 letter that an earlier run had accepted|3 pages on 2 sheets in 12 s, 0 letters/s":           {tally{resumed: 1, pages: 3, sheets: 2}, 12 * time.Second},
		"4 requests: 1 issued (1 held), 3 left open|1 page on 1 sheet in 0.00 s, 1,000 letters/s":                                      {tally{requests: 4, held: 1, open: 3, pages: 1, sheets: 1}, 0},
	} {
		if got := strings.Join(c.tally.lines(c.took), "|"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
