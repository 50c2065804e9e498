package main

import (
	"fmt"
	"strings"
	"time"

	"letterpress/internal/press"
)

// tally counts the outcomes of a run.
type tally struct {
	requests                                        int
	queued, held, stored, repeated, refused, failed int
	open                                            int // not reached, or without an answer
	resumed                                         int // left by an earlier run
	pages, sheets                                   int // of the letters made in this run
}

func (t *tally) add(o *press.Outcome) {
	t.requests++
	switch {
	case o.Status == "":
		t.open++
	case o.Status == press.StatusRefused:
		t.refused++
	case o.Status == press.StatusFailed:
		t.failed++
	case o.Repeated:
		t.repeated++
	default:
		t.made(o)
		t.count(o.Status)
	}
}

// made counts the paper of a letter that this run made.
func (t *tally) made(o *press.Outcome) {
	t.pages += o.Pages
	t.sheets += o.Sheets
}

func (t *tally) count(status string) {
	switch status {
	case press.StatusQueued:
		t.queued++
	case press.StatusHeld:
		t.held++
	default:
		t.stored++
	}
}

func (t *tally) issued() int { return t.queued + t.held + t.stored }

// lines is the closing summary.
func (t *tally) lines(took time.Duration) []string {
	lines := []string{t.counts()}
	if t.resumed > 0 {
		lines = append(lines, "finished "+plural(t.resumed, "letter", "letters")+" that an earlier run had accepted")
	}
	if n := t.issued() + t.resumed; n > 0 {
		lines = append(lines, fmt.Sprintf("%s on %s in %s, %s", plural(t.pages, "page", "pages"),
			plural(t.sheets, "sheet", "sheets"), seconds(took), rate(n, took)))
	}
	return lines
}

func (t *tally) counts() string {
	if t.requests == 0 {
		return "no request was reached"
	}
	if t.repeated > 0 && t.repeated == t.requests {
		return fmt.Sprintf("%s: all were already issued, nothing was done twice", plural(t.requests, "request", "requests"))
	}
	parts := []string{t.issuedAs()}
	for _, x := range []struct {
		n    int
		what string
	}{{t.repeated, "already issued"}, {t.refused, "refused"}, {t.failed, "failed"}, {t.open, "left open"}} {
		if x.n > 0 {
			parts = append(parts, thousands(x.n)+" "+x.what)
		}
	}
	return fmt.Sprintf("%s: %s", plural(t.requests, "request", "requests"), strings.Join(parts, ", "))
}

// issuedAs says how many letters are new, and where they stand.
func (t *tally) issuedAs() string {
	var where []string
	for _, x := range []struct {
		n    int
		what string
	}{{t.queued, "queued"}, {t.held, "held"}, {t.stored, "stored"}} {
		if x.n > 0 {
			where = append(where, thousands(x.n)+" "+x.what)
		}
	}
	if len(where) == 0 {
		return "none issued"
	}
	return fmt.Sprintf("%s issued (%s)", thousands(t.issued()), strings.Join(where, ", "))
}

// seconds is a span as a person would say it.
func seconds(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
}

func rate(n int, d time.Duration) string {
	return thousands(int(float64(n)/max(d.Seconds(), 1e-3))) + " letters/s"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes a count with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
