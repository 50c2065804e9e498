package fault

import (
	"fmt"
	"sort"
	"strings"
)

// Severity tells a diagnostic that stops the work from one that only warns.
type Severity uint8

// The severities.
const (
	Fault Severity = iota
	Warning
)

// String returns the word printed before a diagnostic.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Diagnostic is one finding in a template, locale, program or profile file.
// Line and Col count from 1; 0 means the file as a whole.
type Diagnostic struct {
	Severity  Severity
	File      string
	Line, Col int
	Text      string // the source line, printed under the message
	Code      string // stable word for programs
	Message   string
	Hint      string
}

// Error returns place and message on one line.
func (d Diagnostic) Error() string {
	return d.Place() + d.Severity.String() + ": " + d.Message
}

// Place returns "file:line:col: ", as much of it as is known.
func (d Diagnostic) Place() string {
	switch {
	case d.File == "":
		return ""
	case d.Line == 0:
		return d.File + ": "
	}
	return fmt.Sprintf("%s:%d:%d: ", d.File, d.Line, d.Col)
}

// Format returns the diagnostic for a person: the message, the source line with
// a caret below the column, and the hint.
func (d Diagnostic) Format() string {
	var b strings.Builder
	b.WriteString(d.Error())
	if d.Text != "" {
		fmt.Fprintf(&b, "\n  %s\n  %s^", d.Text, strings.Repeat(" ", max(0, d.Col-1)))
	}
	if d.Hint != "" {
		b.WriteString("\n  hint: " + d.Hint)
	}
	return b.String()
}

// Diagnostics is everything found in one pass over the files.
type Diagnostics []Diagnostic

// Error returns the findings that are faults, formatted, or all when none is.
func (d Diagnostics) Error() string {
	list := d.Faults()
	if len(list) == 0 {
		list = d
	}
	lines := make([]string, len(list))
	for i := range list {
		lines[i] = list[i].Format()
	}
	return strings.Join(lines, "\n")
}

// Faults returns the findings that are not warnings.
func (d Diagnostics) Faults() Diagnostics {
	var out Diagnostics
	for _, x := range d {
		if x.Severity == Fault {
			out = append(out, x)
		}
	}
	return out
}

// Err returns d as an error when it holds at least one fault, else nil.
func (d Diagnostics) Err() error {
	if len(d.Faults()) == 0 {
		return nil
	}
	return d
}

// Sort orders findings by file, line and column.
func (d Diagnostics) Sort() {
	sort.SliceStable(d, func(i, j int) bool {
		a, b := d[i], d[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Col < b.Col
	})
}
