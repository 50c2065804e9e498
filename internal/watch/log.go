package watch

import (
	"context"
	"io"
	"log"
	"log/slog"
	"strings"
)

// attributes are the names that may stand in a line of the log: ids, counts,
// states and our own words. What holds anything of a member has no name here, and
// a new name is thought about before it is added.
var attributes = map[string]bool{
	"route": true, "kind": true, "reason": true, // of a request that failed
	"tenant": true, "letter": true, "piece": true, "batch": true, // ids
	"job": true, "job_id": true, "attempt": true, "queue": true, // of the list of work
	"jobs": true, "letters": true, "pieces": true, // counts
}

const (
	dropped = "dropped" // how many attributes a line has lost
	longest = 300       // bytes of a message or value
)

// Log returns a log that writes a JSON object a line. Of a line's attributes it
// keeps those on the list that are plain values, and tells how many others there
// were.
func Log(w io.Writer) *slog.Logger { return slog.New(&listed{slog.NewJSONHandler(w, nil)}) }

// listed passes on what is on the list.
type listed struct{ slog.Handler }

func (l *listed) Handle(ctx context.Context, r slog.Record) error {
	out := slog.NewRecord(r.Time, r.Level, short(r.Message), 0)
	lost := 0
	r.Attrs(func(a slog.Attr) bool {
		if a, ok := plain(a); ok {
			out.AddAttrs(a)
		} else {
			lost++
		}
		return true
	})
	if lost > 0 {
		out.AddAttrs(slog.Int(dropped, lost))
	}
	return l.Handler.Handle(ctx, out)
}

func (l *listed) WithAttrs(list []slog.Attr) slog.Handler {
	var kept []slog.Attr
	for _, a := range list {
		if a, ok := plain(a); ok {
			kept = append(kept, a)
		}
	}
	return &listed{l.Handler.WithAttrs(kept)}
}

// WithGroup makes no groups: a name within one would be another name.
func (l *listed) WithGroup(string) slog.Handler { return l }

// plain returns an attribute that is on the list and not a thing that prints
// itself, such as an error.
func plain(a slog.Attr) (slog.Attr, bool) {
	if !attributes[a.Key] {
		return a, false
	}
	switch a.Value = a.Value.Resolve(); a.Value.Kind() {
	case slog.KindAny, slog.KindGroup:
		return a, false
	case slog.KindString:
		a.Value = slog.StringValue(short(a.Value.String()))
	}
	return a, true
}

// short is the first line of s, and not more than a line should have.
func short(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return strings.ToValidUTF8(s[:min(len(s), longest)], "")
}

// Server returns where an HTTP server tells what went wrong with a connection. Of
// a panic it tells only that there was one: its words may quote a letter.
func Server(l *slog.Logger) *log.Logger { return log.New(serverLog{l}, "", 0) }

type serverLog struct{ *slog.Logger }

func (s serverLog) Write(line []byte) (int, error) {
	const panicked = "http: panic serving"
	message := string(line)
	if strings.HasPrefix(message, panicked) {
		message = panicked + " a request"
	}
	s.Warn(message)
	return len(line), nil
}
