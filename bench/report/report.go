// Package report writes what was measured: tables, the machine, and the marked
// sections of a page.
package report

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Table is a table of Markdown, its first row the heads. The first column is set
// to the left, the others to the right.
type Table [][]string

// String returns the table with its columns aligned, to be read as it is too.
func (t Table) String() string {
	widths := make([]int, len(t[0]))
	for _, r := range t {
		for i, c := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	var b strings.Builder
	for n, r := range t {
		for i, c := range r {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if i == 0 {
				b.WriteString("| " + c + pad)
				continue
			}
			b.WriteString(" | " + pad + c)
		}
		b.WriteString(" |\n")
		if n == 0 {
			b.WriteString(rule(widths))
		}
	}
	return b.String()
}

func rule(widths []int) string {
	var b strings.Builder
	for i, w := range widths {
		right := ":"
		if i == 0 {
			right = "-"
		}
		b.WriteString("|" + strings.Repeat("-", w+1) + right)
	}
	return b.String() + "|\n"
}

// Number writes v with three digits that count, and thousands apart.
func Number(v float64) string {
	switch {
	case v >= 1000:
		s := strconv.Itoa(int(v + 0.5))
		return s[:len(s)-3] + "," + s[len(s)-3:]
	case v >= 99.95:
		return strconv.FormatFloat(v, 'f', 0, 64)
	case v >= 9.995:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

// Median is the middle of list, 0 of none.
func Median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(list))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

// Machine describes this machine in a line, without its name.
func Machine() string {
	return fmt.Sprintf("%s, %d cores, %s of memory, %s, %s", first("/proc/cpuinfo", `model name\s*: (.*)`),
		runtime.NumCPU(), memory(), first("/etc/os-release", `PRETTY_NAME="(.*)"`), runtime.Version())
}

func memory() string {
	kb, _ := strconv.Atoi(first("/proc/meminfo", `MemTotal:\s*(\d+)`))
	return fmt.Sprintf("%.0f GiB", float64(kb)/(1<<20))
}

// Load is how many threads wanted to run in the last minute: more than this
// benchmark's own say that the machine was shared.
func Load() string { return first("/proc/loadavg", `^(\S+)`) }

func first(name, pattern string) string {
	data, _ := os.ReadFile(name)
	m := regexp.MustCompile(pattern).FindSubmatch(data)
	if m == nil {
		return "unknown"
	}
	return string(m[1])
}

// Info is what pdfinfo tells of a PDF.
type Info struct {
	Pages  int
	Tagged bool
}

// Read asks pdfinfo; ok is false when it is not on this machine.
func Read(name string) (i Info, ok bool) {
	out, err := exec.Command("pdfinfo", name).Output()
	if err != nil {
		return i, false
	}
	if m := regexp.MustCompile(`(?m)^Pages: +(\d+)`).FindSubmatch(out); m != nil {
		i.Pages, _ = strconv.Atoi(string(m[1]))
	}
	i.Tagged = regexp.MustCompile(`(?m)^Tagged: +yes`).Match(out)
	return i, true
}

// Replace puts text between the two marks of a section in the file name.
func Replace(name, section, text string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	open, end := "<!-- "+section+" -->\n", "<!-- end of "+section+" -->"
	before, rest, ok := strings.Cut(string(data), open)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return fmt.Errorf("%s has no section %q", name, section)
	}
	return os.WriteFile(name, []byte(before+open+text+end+after), 0o644)
}

// Today is the day of the measurement.
func Today() string { return time.Now().Format("2 January 2006") }
