package main

import (
	"fmt"
	"slices"
	"strings"

	"letterpress/internal/fault"
)

// The exit codes (the contract, section 4).
const (
	exitDone        = 0
	exitInternal    = 1
	exitUsage       = 2
	exitSomeRefused = 3
	exitSource      = 10
	exitRefused     = 11
	exitUnavailable = 12
	exitSamples     = 13
	exitOverdue     = 14
	exitDiffers     = 15
	exitNotFound    = 16
	exitInterrupted = 130
)

var exitMeanings = []struct {
	code    int
	meaning string
}{
	{exitDone, "done"},
	{exitInternal, "internal fault"},
	{exitUsage, "the command was typed wrongly"},
	{exitSomeRefused, "some requests refused, the rest done"},
	{exitSource, "a template, wording or program is at fault"},
	{exitRefused, "the request, or every request, refused"},
	{exitUnavailable, "database or archive unreachable or full"},
	{exitSamples, "samples differ"},
	{exitDiffers, "the bytes made now differ"},
	{exitNotFound, "no such letter"},
	{exitInterrupted, "interrupted"},
}

// exitCodes lists codes for a help text, all of them when none is given.
func exitCodes(codes ...int) string {
	var b strings.Builder
	b.WriteString("Exit codes:\n\n")
	for _, m := range exitMeanings {
		if len(codes) == 0 || slices.Contains(codes, m.code) {
			fmt.Fprintf(&b, "  %-4d %s\n", m.code, m.meaning)
		}
	}
	return b.String()
}

// exit is an error that was told already: only its code is left to give.
type exit int

// Error names the code, for tests.
func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// exitOf is the code of a kind of error.
func exitOf(k fault.Kind) int {
	switch k {
	case fault.Usage:
		return exitUsage
	case fault.Source:
		return exitSource
	case fault.Request, fault.Conflict:
		return exitRefused
	case fault.Unavailable:
		return exitUnavailable
	case fault.Differs:
		return exitDiffers
	case fault.Overdue:
		return exitOverdue
	case fault.NotFound:
		return exitNotFound
	case fault.Interrupted:
		return exitInterrupted
	}
	return exitInternal
}
