package main

import (
	"time"

	"github.com/schollz/progressbar/v3"
)

// bar shows how far a run is. A nil bar shows nothing.
type bar struct{ p *progressbar.ProgressBar }

// newBar returns a bar when a person is watching: standard error is a terminal,
// and no results run through the same one.
func (s *session) newBar(in *input) *bar {
	if !isTerminal(s.err) || s.JSON && isTerminal(s.out) {
		return nil
	}
	return &bar{progressbar.NewOptions(in.count(),
		progressbar.OptionSetWriter(s.err),
		progressbar.OptionSetDescription("issuing"),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionUseANSICodes(true),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetRenderBlankState(true),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "━", SaucerHead: "━", SaucerPadding: "─", BarStart: "", BarEnd: ""}),
	)}
}

// add moves the bar. A bar that cannot be drawn is no reason to stop.
func (b *bar) add(n int) {
	if b != nil {
		_ = b.p.Add(n)
	}
}

// clear takes the bar off the screen until it moves again.
func (b *bar) clear() {
	if b != nil {
		_ = b.p.Clear()
	}
}
