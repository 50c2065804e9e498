package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"letterpress/internal/fault"
)

// How this program speaks:
//
//  1. Standard output carries results and nothing else: a PDF, a list, one JSON
//     object a line, the closing lines of a run for a person. Everything about
//     the run goes to standard error.
//  2. A fault is a line "error: …", in lower case and without a full stop. What
//     to do about it follows as "hint: …", a command to type where there is one.
//     A warning is "warning: …" and changes no exit code.
//  3. All faults are told, not only the first, each with its place: the pointer
//     into the request, behind the file and line when there are several.
//  4. Nothing of a member is told: no name, no address, no value of a request,
//     only ids, pointers and file names. Results that hold more go where the
//     user sends them and never to a terminal by accident.
//  5. A bar moves on a terminal only, never in a file or a pipe.
//  6. The last line of a run says what to type next.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// fail tells an error and returns its exit code; nil is 0.
func (t *terminal) fail(err error) int {
	var told exit
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &told):
		return int(told)
	}
	t.tell(err)
	return exitOf(fault.KindOf(err))
}

// tell prints an error for a person: each fault of a request or file on a line
// of its own, else the error's own sentence, then the hint.
func (t *terminal) tell(err error) {
	var fields fault.Fields
	var found fault.Diagnostics
	var known *fault.Error
	isKnown := errors.As(err, &known)
	if isKnown && known.Err != nil && (errors.As(known.Err, &fields) || errors.As(known.Err, &found)) {
		t.errorf("%s", known.Message)
	}
	switch {
	case len(fields) > 0 || errors.As(err, &fields):
		for _, f := range fields {
			t.errorf("%s", f.Error())
		}
	case len(found) > 0 || errors.As(err, &found):
		for _, d := range found.Faults() {
			fmt.Fprintln(t.err, d.Format())
		}
	case isKnown:
		t.errorf("%s", err.Error())
	default: // its text was not written for anyone to read, and may hold anything
		t.errorf("internal fault")
		t.hint("this is a mistake in letterpress; please report it with the command that you typed")
	}
	if h := fault.HintOf(err); h != "" {
		t.hint("%s", h)
	}
}

func (t *terminal) errorf(format string, args ...any) {
	fmt.Fprintf(t.err, "error: "+format+"\n", args...)
}

func (t *terminal) hint(format string, args ...any) {
	fmt.Fprintf(t.err, "hint: "+format+"\n", args...)
}

func (t *terminal) note(format string, args ...any) {
	fmt.Fprintf(t.err, format+"\n", args...)
}

// object prints a result as one line of JSON.
func (t *terminal) object(v any) error {
	enc := json.NewEncoder(t.out)
	enc.SetEscapeHTML(false)
	return written(enc.Encode(v))
}

// printf prints a result for a person.
func (t *terminal) printf(format string, args ...any) error {
	_, err := fmt.Fprintf(t.out, format, args...)
	return written(err)
}

// written gives a failure to write results its kind: they are lost, and the
// disk or the reader behind standard output is to blame.
func written(err error) error {
	return fault.Wrap(fault.Unavailable, err, "write to standard output")
}

// readAll reads at most limit bytes, and stops waiting for more when the user
// interrupts: a read of a terminal or pipe cannot be called off.
func readAll(ctx context.Context, r io.Reader, limit int64) ([]byte, error) {
	type answer struct {
		data []byte
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(r, limit))
		done <- answer{data, err}
	}()
	select {
	case a := <-done:
		return a.data, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
