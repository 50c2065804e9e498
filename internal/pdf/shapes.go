package pdf

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-pdf/fpdf"

	"letterpress/internal/page"
)

// shapes has fpdf draw rules, fills and frames, and remembers what it drew: a
// template of fpdf and the numbers in it cost more than all text of a page,
// while letters are ruled in the same places over and over. What a shape is
// drawn as depends on nothing but its outline, so remembering changes no byte.
type shapes struct {
	parent *fpdf.Fpdf
	known  map[outline]string
}

// outline is all that fpdf is told of a shape. Colour and thickness are set by
// the scribe.
type outline struct {
	kind       page.Kind
	x, y, w, h page.Unit
}

// maxKnown bounds what is remembered, to some 200 kB. A letter of a hundred
// medications has about 700 shapes.
const maxKnown = 2048

// fence stands before each shape in fpdf's stream: a comment, which fpdf itself
// never writes.
const fence = "%\n"

func outlineOf(it *page.Item) outline { return outline{it.Kind, it.X, it.Y, it.W, it.H} }

// complete draws the shapes of those cuts that have none yet, in one template
// that is never output.
func (s *shapes) complete(cuts []cut, missing []int) (err error) {
	if len(missing) == 0 {
		return nil
	}
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
	return s.learn(tpl.Bytes(), cuts, missing)
}

// draw draws o with fpdf, which counts from the top too.
func (o *outline) draw(t *fpdf.Tpl) {
	x, y, w, h := o.x.Points(), o.y.Points(), o.w.Points(), o.h.Points()
	switch o.kind {
	case page.Fill:
		t.Rect(x, y, w, h, "F")
	case page.Frame:
		t.Rect(x, y, w, h, "D")
	case page.Rule:
		t.Line(x, y, x+w, y+h)
	}
}

// learn takes apart what fpdf drew. What it sets at the head of its page is all
// the default.
func (s *shapes) learn(stream []byte, cuts []cut, missing []int) error {
	if len(s.known)+len(missing) > maxKnown {
		clear(s.known)
	}
	drawn := bytes.Split(stream, []byte(fence))[1:]
	if len(drawn) != len(missing) {
		return errors.New("the template holds other shapes than were drawn")
	}
	for n, i := range missing {
		cuts[i].drawn = string(drawn[n])
		s.known[cuts[i].shape] = cuts[i].drawn
	}
	return nil
}
