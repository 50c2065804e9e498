package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/go-pdf/fpdf"

	"letterpress/internal/page"
)

// shapes has fpdf draw rules, fills and frames, and remembers how it wrote each
// number: a template of fpdf and its numbers cost more than all text of a page,
// while the lengths by which letters are ruled are a few hundred. How a number is
// written depends on nothing else, so remembering changes no byte.
type shapes struct {
	parent *fpdf.Fpdf
	known  map[number]string
}

// maxKnown bounds what is remembered, to some 300 kB.
const maxKnown = 4096

// outline is all that fpdf is told of a shape. Colour and thickness are set by
// the scribe.
type outline struct {
	kind       page.Kind
	x, y, w, h page.Unit
}

func outlineOf(it *page.Item) outline { return outline{it.Kind, it.X, it.Y, it.W, it.H} }

// number is a length and, above its 32 bits, what fpdf makes of it before it is
// written. It is one word, which a map finds fastest.
type number uint64

const (
	asIs     number = iota << 32
	fromFoot        // its distance from the foot of the page
	negative
)

func (n number) of(u page.Unit) number { return n | number(uint32(u)) }

// spelling is what fpdf writes for a kind of shape: four numbers, and what it
// puts behind each.
type spelling [4]string

var spellings = [...]spelling{
	page.Rule:  {" ", " m ", " ", " l S\n"},
	page.Fill:  {" ", " ", " ", " re f\n"},
	page.Frame: {" ", " ", " ", " re S\n"},
}

func (o *outline) numbers() [4]number {
	if o.kind == page.Rule {
		return [4]number{asIs.of(o.x), fromFoot.of(o.y), asIs.of(o.x + o.w), fromFoot.of(o.y + o.h)}
	}
	return [4]number{asIs.of(o.x), fromFoot.of(o.y), asIs.of(o.w), negative.of(o.h)}
}

// append writes o as fpdf would, or reports false when fpdf has to be asked how.
func (s *shapes) append(b []byte, o *outline) ([]byte, bool) {
	start := len(b)
	for i, n := range o.numbers() {
		text, ok := s.known[n]
		if !ok {
			return b[:start], false
		}
		b = append(append(b, text...), spellings[o.kind][i]...)
	}
	return b, true
}

// fence stands before each shape in fpdf's stream: a comment, which fpdf itself
// never writes.
const fence = "%\n"

// ask draws the shapes of those cuts with fpdf, in one template that is never
// output, and remembers their numbers.
func (s *shapes) ask(cuts []cut, missing []int) (err error) {
	letter := fpdf.SizeType{Wd: page.Width.Points(), Ht: page.Height.Points()}
	tpl := s.parent.CreateTemplateCustom(fpdf.PointType{}, letter, func(t *fpdf.Tpl) {
		t.SetAutoPageBreak(false, 0)
		t.SetAcceptPageBreakFunc(func() bool { return false })
		for _, i := range missing {
			t.RawWriteStr(fence[:1])
			cuts[i].shape.draw(t)
		}
		err = t.Error()
	})
	if err != nil {
		return fmt.Errorf("draw shapes: %w", err)
	}
	// What fpdf sets at the head of its page is all the default.
	drawn := bytes.Split(tpl.Bytes(), []byte(fence))[1:]
	if len(drawn) != len(missing) {
		return errors.New("the template holds other shapes than were drawn")
	}
	if len(s.known)+4*len(missing) > maxKnown {
		clear(s.known)
	}
	for n, i := range missing {
		if !s.learn(&cuts[i].shape, string(drawn[n])) {
			return errors.New("the template holds a shape that is written in another way")
		}
	}
	return nil
}

// draw draws o with fpdf, which counts from the top too. Each length is made a
// float by itself, so that its rounding hangs on no other.
func (o *outline) draw(t *fpdf.Tpl) {
	x, y, w, h := o.x.Points(), o.y.Points(), o.w.Points(), o.h.Points()
	switch o.kind {
	case page.Fill:
		t.Rect(x, y, w, h, "F")
	case page.Frame:
		t.Rect(x, y, w, h, "D")
	case page.Rule:
		t.Line(x, y, (o.x + o.w).Points(), (o.y + o.h).Points())
	}
}

// learn takes the numbers out of what fpdf drew for o, and reports whether all of
// it was spelled as it should be.
func (s *shapes) learn(o *outline, drawn string) bool {
	for i, n := range o.numbers() {
		text, rest, ok := strings.Cut(drawn, spellings[o.kind][i])
		if !ok {
			return false
		}
		s.known[n], drawn = text, rest
	}
	return drawn == ""
}
