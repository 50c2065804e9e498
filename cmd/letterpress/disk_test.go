//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// On a full disk the run says so, keeps what it acknowledged, and is completed
// by running it again once there is room.
func TestFullDisk(t *testing.T) {
	const n = 36
	dir := smallDisk(t)
	program, requests, data := binary(t), bulk(t, n), filepath.Join(dir, "data")
	for _, room := range []int{0, 400 << 10, 900 << 10} {
		ballast := fill(t, dir, room)
		out, errs := completed(t, exitUnavailable, program, "issue", requests, "--data", data)
		if !strings.Contains(errs, "error: ") || !strings.Contains(errs, "hint: ") {
			t.Errorf("with %d bytes of room, a full disk is told as:\n%s%s", room, out, errs)
		}
		for _, b := range ballast {
			if err := os.Remove(b); err != nil {
				t.Fatal(err)
			}
		}
		answered(t, data)
	}
	completed(t, exitDone, program, "issue", requests, "--data", data)
	whole(t, data, n)
}

// smallDisk returns a folder on the small file system of this test.
func smallDisk(t *testing.T) string {
	t.Helper()
	small := os.Getenv("LETTERPRESS_TEST_SMALLFS")
	if small == "" {
		t.Skip("not tested: a full disk; LETTERPRESS_TEST_SMALLFS names no folder in which issue/ is a file system of a few MB")
	}
	dir, err := os.MkdirTemp(filepath.Join(small, "issue"), "t-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// fill fills the disk but for some room and returns the files that do it.
func fill(t *testing.T, dir string, room int) []string {
	t.Helper()
	const block = 16 << 10
	var files []string
	for {
		name := filepath.Join(dir, fmt.Sprintf("ballast-%d", len(files)))
		files = append(files, name)
		err := os.WriteFile(name, make([]byte, block), 0o600)
		if errors.Is(err, syscall.ENOSPC) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	keep := max(0, len(files)-1-room/block)
	for _, f := range files[keep:] {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	return files[:keep]
}

// BenchmarkIssue issues 10,000 requests with the real program: letters a second,
// and the most memory that it took. Run it with -benchtime 1x.
func BenchmarkIssue(b *testing.B) {
	const n = 10_000
	program, requests := binary(b), bulk(b, n)
	peak := int64(0)
	for b.Loop() {
		cmd := exec.Command(program, "issue", requests, "--data", b.TempDir())
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		peak = max(peak, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "letters/s")
	b.ReportMetric(float64(peak)/1024, "MB") // Linux counts in kB
}
