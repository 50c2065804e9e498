package intake

import (
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

// What shape alone refuses is told together with what the sources refuse, each
// place once.
func TestFurther(t *testing.T) {
	d := open(t).desk()
	l := request(t, "summary.json", func(l *letter.Letter) {
		l.Member.Name.Last, l.Program, l.Review.Date = "M\U0001F600", "none", day("2016-01-01")
	})
	known := fault.Fields{{Pointer: "/member/address/state", Code: "required"}, {Pointer: "/review/date", Code: "date"}}
	same(t, "with shape at fault", d.Further(l, known),
		"/member/address/state required", "/review/date date", "/program unknown-program", "/member/name/last glyph")
	if len(known) != 2 {
		t.Error("the known faults were changed")
	}
	same(t, "of almost nothing", d.Further(&letter.Letter{}, nil))
}
