package gauge

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// tick is the unit of processor time in /proc, 1/100 s on every Linux.
const tick = 10 * time.Millisecond

// Own is the processor time that this process has used.
func Own() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// children are the processes below this one.
func children() []int {
	parents := map[int][]int{}
	names, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, name := range names {
		if f := stat(name); len(f) > 1 {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
			parent, _ := strconv.Atoi(f[1])
			parents[parent] = append(parents[parent], pid)
		}
	}
	var out []int
	for next := parents[os.Getpid()]; len(next) > 0; next = next[1:] {
		out = append(out, next[0])
		next = append(next, parents[next[0]]...)
	}
	return out
}

// stat returns the fields of a stat file behind the name of the program: state,
// parent and so on; none when the process is gone.
func stat(name string) []string {
	data, _ := os.ReadFile(name)
	if i := bytes.LastIndexByte(data, ')'); i >= 0 {
		return strings.Fields(string(data[i+1:]))
	}
	return nil
}

// used is the processor time that a process has used.
func used(pid int) time.Duration {
	const user, system = 11, 12 // fields 14 and 15 of stat
	f := stat("/proc/" + strconv.Itoa(pid) + "/stat")
	if len(f) <= system {
		return 0
	}
	u, _ := strconv.ParseInt(f[user], 10, 64)
	s, _ := strconv.ParseInt(f[system], 10, 64)
	return time.Duration(u+s) * tick
}

// share is the memory of a process in bytes, where what several processes have
// in common is divided among them.
func share(pid int) int64 { return kilobytes("/proc/"+strconv.Itoa(pid)+"/smaps_rollup", "Pss:") }

// peak is the most memory that this process has had since forget.
func peak() int64 { return kilobytes("/proc/self/status", "VmHWM:") }

// forget makes the memory that this process has now the most it has had.
func forget() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }

func kilobytes(file, key string) int64 {
	data, _ := os.ReadFile(file)
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, key); ok {
			n, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return n << 10
		}
	}
	return 0
}

// PeakOf is the most memory, in bytes, that a command had which has ended.
func PeakOf(c *exec.Cmd) int64 {
	u, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return u.Maxrss << 10
}

// Resident is the memory, in bytes, that a process has now.
func Resident(pid int) int64 {
	return kilobytes("/proc/"+strconv.Itoa(pid)+"/status", "VmRSS:")
}
