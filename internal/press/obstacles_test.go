package press_test

import (
	"context"
	"crypto/sha256"
	"sync/atomic"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/intake"
	"letterpress/internal/letter"
	"letterpress/internal/press"
	"letterpress/internal/render"
)

// gate stands before a real archive. before and after are called around the
// n-th put, counted from 1; an error of theirs is the put's answer.
type gate struct {
	archive.Archive
	before, after func(n int, key string) error
	puts          atomic.Int32
}

func (g *gate) PutOnce(ctx context.Context, key string, data []byte, sum [sha256.Size]byte) (bool, error) {
	n := int(g.puts.Add(1))
	if g.before != nil {
		if err := g.before(n, key); err != nil {
			return false, err
		}
	}
	created, err := g.Archive.PutOnce(ctx, key, data, sum)
	if err == nil && g.after != nil {
		err = g.after(n, key)
	}
	return created, err
}

// before puts f before every put.
func before(f func(n int, key string) error) func(*press.Options) {
	return func(o *press.Options) { o.Archive = &gate{Archive: o.Archive, before: f} }
}

// after puts f behind every put that was carried out.
func after(f func(n int, key string) error) func(*press.Options) {
	return func(o *press.Options) { o.Archive = &gate{Archive: o.Archive, after: f} }
}

// lost is the answer of an archive that does not answer.
var lost = fault.New(fault.Unavailable, "the archive does not answer")

// downAfter lets n puts pass.
func downAfter(n int) func(*press.Options) {
	return before(func(put int, _ string) error {
		if put > n {
			return lost
		}
		return nil
	})
}

// trap stands before a real renderer.
type trap struct {
	press.Renderer
	judge  func(l *letter.Letter) fault.Fields // nil: as the real one
	render func(l *letter.Letter) error
}

func (t *trap) Judge(l *letter.Letter) (intake.Verdict, fault.Fields) {
	if t.judge != nil {
		if faults := t.judge(l); len(faults) > 0 {
			return intake.Verdict{}, faults
		}
	}
	return t.Renderer.Judge(l)
}

func (t *trap) Render(l *letter.Letter, id string) (*render.Letter, error) {
	if t.render != nil {
		if err := t.render(l); err != nil {
			return nil, err
		}
	}
	return t.Renderer.Render(l, id)
}

// rendering puts f before every rendering.
func rendering(f func(l *letter.Letter) error) func(*press.Options) {
	return func(o *press.Options) { o.Renderer = &trap{Renderer: o.Renderer, render: f} }
}

// judging puts f before every judgment.
func judging(f func(l *letter.Letter) fault.Fields) func(*press.Options) {
	return func(o *press.Options) { o.Renderer = &trap{Renderer: o.Renderer, judge: f} }
}

func workers(n int) func(*press.Options) { return func(o *press.Options) { o.Workers = n } }
