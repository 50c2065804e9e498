package layout

import (
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

func choices(columns int, texts ...string) *doc.Choices {
	c := &doc.Choices{Columns: columns}
	for _, s := range texts {
		text, write := strings.CutSuffix(s, "___")
		c.Items = append(c.Items, doc.Choice{Text: in(text), Write: write})
	}
	return c
}

func field(label string, lines ...string) doc.Field {
	return doc.Field{Label: in(label), Lines: inl(lines...)}
}

func denseOf(blocks ...doc.Block) *doc.Document {
	d := sheetOf(blocks...)
	d.Dense = true
	return d
}

// Choices stand on as few lines as leave each of them whole.
func TestChoicesFillColumns(t *testing.T) {
	long := strings.Repeat("a long answer ", 3)
	for name, c := range map[string]struct {
		block *doc.Choices
		want  []string
	}{
		"three":              {choices(3, "one", "two", "three", "four"), []string{"onetwothree", "four"}},
		"fewer, since wide":  {choices(3, long, long, long, "four"), []string{long[:len(long)-1] + long[:len(long)-1], long[:len(long)-1] + "four"}},
		"one column asked":   {choices(1, "one", "two"), []string{"one", "two"}},
		"more than there is": {choices(4, "one", "two"), []string{"onetwo"}},
		"write stands alone": {choices(3, "one", "two", "because:___", "three"), []string{"onetwo", "because:", "three"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := linesOn(laid(t, denseOf(c.block)), 0)
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Each choice is an item of a list with a drawn box before it, on its line.
func TestChoicesHaveBoxes(t *testing.T) {
	out := laid(t, denseOf(choices(3, "one", "two", "three", "because:___")))
	frames := itemsOf(out, 0, page.Frame)
	if len(frames) != 4 {
		t.Fatalf("%d boxes", len(frames))
	}
	for i, word := range []string{"one", "two", "three", "because:"} {
		it, _ := find(t, out, word)
		f := frames[i]
		if f.X+f.W > it.X || it.X-f.X > 20*pt || f.Y > it.Y || f.Y+f.H < it.Y-it.Size {
			t.Errorf("box %d is not beside %q", i, word)
		}
		if role := out.Tags.Elements[it.Element].Role; role != page.RoleLBody {
			t.Errorf("%q is a %v", word, role)
		}
	}
	tags := out.DumpTags()
	if strings.Count(tags, "LI") != 4 || !strings.Contains(tags, "None") {
		t.Errorf("tags:\n%s", tags)
	}
}

// A line to write on runs from behind its label to the end of its column, below
// the label's baseline, with room above it for a hand.
func TestLinesToWriteOn(t *testing.T) {
	for name, c := range map[string]struct {
		block doc.Block
		label string
		least page.Unit // height above the line
		end   page.Unit
	}{
		"choice":    {choices(3, "because:___"), "because:", 15 * pt, dense.left + dense.width},
		"signature": {&doc.WriteIns{Items: []doc.WriteIn{{Label: in("Signature:"), Width: 100}}}, "Signature:", 24 * pt, dense.left + dense.width - dense.fieldGap},
	} {
		t.Run(name, func(t *testing.T) {
			out := laid(t, denseOf(para("before"), c.block))
			label, _ := find(t, out, c.label)
			before, _ := find(t, out, "before")
			var line *page.Item
			for i, it := range itemsOf(out, 0, page.Rule) {
				if it.Element == page.Decoration {
					line = &itemsOf(out, 0, page.Rule)[i]
				}
			}
			if line == nil {
				t.Fatal("there is no line")
			}
			if line.X < label.X+label.W || line.X > label.X+label.W+10*pt || line.X+line.W != c.end {
				t.Errorf("the line runs from %d to %d; its label ends at %d", line.X, line.X+line.W, label.X+label.W)
			}
			if line.Y < label.Y || line.Y > label.Y+4*pt || line.Y-before.Y < c.least {
				t.Errorf("the line is at %d, its label at %d, what stands above at %d", line.Y, label.Y, before.Y)
			}
		})
	}
}

// Values stand in one column beside their labels, on the label's line.
func TestFieldsAlign(t *testing.T) {
	out := laid(t, denseOf(&doc.Fields{Items: []doc.Field{
		field("A:", "alpha"), field("A longer label:", "beta", "gamma"), field("None:"),
	}}))
	a, _ := find(t, out, "alpha")
	b, _ := find(t, out, "beta")
	g, _ := find(t, out, "gamma")
	label, _ := find(t, out, "A longer label:")
	if a.X != b.X || b.X != g.X || b.Y != label.Y || g.Y <= b.Y || label.X+label.W > b.X {
		t.Errorf("alpha %v, beta %v, gamma %v, label %v", a.X, b.X, g.X, label.X+label.W)
	}
	if got := strings.Join(linesOn(out, 0), "|"); strings.Contains(got, "None") {
		t.Errorf("a field without a value is printed: %s", got)
	}
	tags := out.DumpTags()
	for _, want := range []string{"Lbl", "LBody"} {
		if strings.Count(tags, want) != 2 {
			t.Errorf("%s:\n%s", want, tags)
		}
	}
}

// The value of a field that is longer than a page goes on on the next one.
func TestLongFieldSplits(t *testing.T) {
	out := laid(t, denseOf(&doc.Fields{Items: []doc.Field{field("Finding:", strings.Repeat("many words of it ", 600)+"end")}}))
	if len(out.Pages) < 2 || pageOf(t, out, "end") != len(out.Pages)-1 {
		t.Errorf("%d pages", len(out.Pages))
	}
}

// Facts stand below the lines at the right of page 1, outside the windows, and
// move the body down when there are many.
func TestFacts(t *testing.T) {
	few := letterOf(opening(para("Body")))
	few.Letterhead.Facts = []doc.Field{field("Fax:", "1"), field("Nothing:")}
	many := letterOf(opening(para("Body")))
	for range 14 {
		many.Letterhead.Facts = append(many.Letterhead.Facts, field("Fax:", "1"))
	}
	out := laid(t, few)
	aside, _ := find(t, out, "Reference:")
	fact, _ := find(t, out, "Fax:")
	if fact.X != asideLeft || aside.X != asideLeft || fact.Y <= aside.Y {
		t.Errorf("the fact stands at %d, %d and the reference at %d, %d", fact.X, fact.Y, aside.X, aside.Y)
	}
	if strings.Contains(strings.Join(linesOn(out, 0), ""), "Nothing") {
		t.Error("a fact without a value is printed")
	}
	short, _ := find(t, out, "Body")
	long, _ := find(t, laid(t, many), "Body")
	if long.Y <= short.Y {
		t.Errorf("the body starts at %d below many facts, at %d below one", long.Y, short.Y)
	}
}

// More facts than page 1 has room for open the body, and none is lost.
func TestManyFactsOpenTheBody(t *testing.T) {
	d := letterOf(opening(para("Body")))
	for range 30 {
		d.Letterhead.Facts = append(d.Letterhead.Facts, field("Fax:", "many words that take two lines of the narrow column"))
	}
	out := laid(t, d)
	fact, _ := find(t, out, "Fax:")
	if fact.X != standard.left {
		t.Errorf("facts stand at %d", fact.X)
	}
	n := 0
	for p := range out.Pages {
		n += strings.Count(strings.Join(linesOn(out, p), ""), "Fax:")
	}
	if n != 30 {
		t.Errorf("%d facts are printed", n)
	}
}

// What is urgent shows by the weight of its frame, not by colour alone.
func TestHeavyBox(t *testing.T) {
	plain, heavy := box(0, para("x")), box(0, para("x"))
	heavy.Heavy = true
	a, b := itemsOf(laid(t, denseOf(plain)), 0, page.Frame)[0], itemsOf(laid(t, denseOf(heavy)), 0, page.Frame)[0]
	if b.Size < 2*a.Size || b.Color != ink {
		t.Errorf("frames of %d and %d", a.Size, b.Size)
	}
}
