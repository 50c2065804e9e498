package pdf

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"letterpress/internal/ascii"
	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// maxFaults is how many faults one error names; a broken layout makes the same
// mistake on every line.
const maxFaults = 20

// gate looks at a whole document before anything is written. It never repeats
// words of the letter: a fault names page, item and reason.
type gate struct {
	d        *page.Document
	attached []bool // by element: it can be reached from the root
	faults   []string
	dropped  int
	rep      face.Repertoire // narrowest that holds every word
	texts    []measured      // of each item, over all pages
}

// measured is what the gate has found of an item that is a text.
type measured struct {
	ems int             // how wide it is, in thousandths of an em
	rep face.Repertoire // narrowest that holds it
}

// check returns the repertoire that d needs, or every fault found.
func (g *gate) check(d *page.Document) (face.Repertoire, error) {
	g.d, g.faults, g.dropped, g.rep, g.texts = d, g.faults[:0], 0, face.Latin, g.texts[:0]
	if g.frame(); len(g.faults) == 0 {
		g.tags()
		for p := range d.Pages {
			g.page(p)
		}
		g.parts()
		g.links()
	}
	g.d = nil
	return g.rep, g.err()
}

func (g *gate) err() error {
	if len(g.faults) == 0 {
		return nil
	}
	if g.dropped > 0 {
		g.faults = append(g.faults, fmt.Sprintf("and %d more", g.dropped))
	}
	return fault.New(fault.Internal, "the document cannot be written: %s", strings.Join(g.faults, "; "))
}

func (g *gate) refuse(format string, args ...any) {
	if len(g.faults) == maxFaults {
		g.dropped++
		return
	}
	g.faults = append(g.faults, fmt.Sprintf(format, args...))
}

// frame checks what the rest of the gate, and the file, stand on.
func (g *gate) frame() {
	d := g.d
	for _, s := range []struct{ name, text string }{{"title", d.Title}, {"language", d.Lang}} {
		if s.text == "" {
			g.refuse("it has no %s", s.name)
		}
	}
	for _, s := range []struct{ name, text string }{{"title", d.Title}, {"language", d.Lang}, {"subject", d.Subject}} {
		if !plain(s.text) {
			g.refuse("its %s holds control characters or invalid UTF-8", s.name)
		}
	}
	if _, err := time.Parse(time.DateOnly, d.Date); err != nil {
		g.refuse("its date is not of the form YYYY-MM-DD")
	}
	if len(d.Pages) == 0 {
		g.refuse("it has no pages")
	}
	if len(d.Tags.Owners) != len(d.Pages) {
		g.refuse("it has tags for %d pages and %d pages", len(d.Tags.Owners), len(d.Pages))
	}
	if len(d.Tags.Elements) == 0 || d.Tags.Elements[0].Role != page.RoleDocument {
		g.refuse("its tag tree has no Document at the root")
	}
}

// plain reports whether a string may stand in the file's metadata.
func plain(s string) bool {
	for i := ascii.Printable(s); i < len(s); i++ {
		if c := s[i]; c < 0x20 || c >= 0x7F {
			return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
		}
	}
	return true
}

// tags walks the tree and checks each element that is in it.
func (g *gate) tags() {
	elements := g.d.Tags.Elements
	if cap(g.attached) < len(elements) {
		g.attached = make([]bool, len(elements), 2*len(elements))
	}
	g.attached = g.attached[:len(elements)]
	clear(g.attached)
	g.attach(0)
	for e := range elements {
		if g.attached[e] {
			g.element(page.Element(e), &elements[e])
		}
	}
}

func (g *gate) attach(e page.Element) {
	g.attached[e] = true
	g.d.Tags.Kids(e, func(k page.Kid) {
		if k.Kind == page.KidElement {
			g.attach(k.Element)
		}
	})
}

func (g *gate) element(e page.Element, n *page.Node) {
	said := g.d.Tags.Said(e)
	if n.Role == page.RoleFigure && (said == nil || said.Alt == "" && said.Actual == "") {
		g.refuse("element %d: a figure without a description", e)
	}
	if n.Role == page.RoleTH && n.Scope == page.NoScope {
		g.refuse("element %d: a header cell that heads neither column nor row", e)
	}
	if said != nil && !(plain(said.Lang) && plain(said.Alt) && plain(said.Actual) && plain(said.Expand)) {
		g.refuse("element %d: an attribute holds control characters or invalid UTF-8", e)
	}
}

// page checks the items of page p and that their marked content is numbered as
// the tag tree has it: each id once, in the order of drawing.
func (g *gate) page(p int) {
	owners := g.d.Tags.Owners[p]
	next := int32(0)
	last := page.Decoration
	for i := range g.d.Pages[p].Items {
		it := &g.d.Pages[p].Items[i]
		if it.Element > 0 && (it.Element != last || it.MCID != next-1) {
			if it.MCID != next || int(next) >= len(owners) || owners[next] != it.Element {
				g.item(p, i, "its marked-content id is not the tag tree's")
			}
			next = it.MCID + 1
		}
		last = it.Element
		g.texts = append(g.texts, measured{})
		if why := g.itemFault(it); why != "" {
			g.item(p, i, why)
		}
	}
	if m := &g.d.Pages[p].Mark; m.Modules > 0 && (m.Modules > len(m.Rows) || m.Side <= 0 || !onPage(box{m.X, m.Y, m.X + m.Side, m.Y + m.Side})) {
		g.refuse("page %d: its sheet mark is not on the page", p+1)
	}
	if int(next) != len(owners) {
		g.refuse("page %d: the tag tree has %d marked contents, the page %d", p+1, len(owners), next)
	}
}

func (g *gate) item(p, i int, why string) { g.refuse("page %d, item %d: %s", p+1, i, why) }

// itemFault returns why it cannot be drawn, or "".
func (g *gate) itemFault(it *page.Item) string {
	switch {
	case it.Source == page.Unknown:
		return "its words have no known source"
	case it.Element < page.Footer || int(it.Element) >= len(g.attached):
		return "it belongs to no element and is no artifact"
	case it.Element == 0:
		return "it lies in the document itself and in none of its elements"
	case it.Element > 0 && !g.attached[it.Element]:
		return "its element is not in the tag tree"
	case it.Color > 0xFFFFFF:
		return "its colour is not RGB"
	case it.Kind == page.Text:
		return g.textFault(it)
	}
	return shapeFault(it)
}

func (g *gate) textFault(it *page.Item) string {
	if it.Size <= 0 || it.Weight > page.Bold {
		return "its type size or weight is not one there is"
	}
	ems, rep, bad := face.Measure(it.Weight, it.Words)
	if bad >= 0 {
		return fmt.Sprintf("the character at byte %d of its words is not in the fonts", bad)
	}
	g.rep = max(g.rep, rep)
	g.texts[len(g.texts)-1] = measured{ems, rep}
	if !onPage(textBox(it, face.Scale(ems, it.Size))) {
		return "it reaches over the edge of the page"
	}
	return ""
}

func shapeFault(it *page.Item) string {
	switch {
	case it.Kind > page.Frame:
		return "its kind is not one there is"
	case it.Kind != page.Rule && (it.W < 0 || it.H < 0):
		return "its width or height is negative"
	case it.Kind != page.Fill && it.Size <= 0:
		return "its line has no thickness"
	case !onPage(shapeBox(it)):
		return "it reaches over the edge of the page"
	}
	return ""
}

func (g *gate) parts() {
	for i := range g.d.Parts {
		p := &g.d.Parts[i]
		if p.Title == "" || !plain(p.Title) {
			g.refuse("part %d has no title fit for a bookmark", i)
		}
		if p.First < 0 || p.First >= len(g.d.Pages) {
			g.refuse("part %d begins on a page that is not there", i)
		}
		if p.Elem <= 0 || int(p.Elem) >= len(g.attached) || !g.attached[p.Elem] {
			g.refuse("part %d has no element in the tag tree", i)
		}
	}
}

func (g *gate) links() {
	for i := range g.d.Tags.Links {
		l := &g.d.Tags.Links[i]
		switch {
		case l.Page < 0 || int(l.Page) >= len(g.d.Pages) || !onPage(box{l.X, l.Y, l.X + l.W, l.Y + l.H}):
			g.refuse("link %d lies on no page", i)
		case l.Element <= 0 || int(l.Element) >= len(g.attached) || !g.attached[l.Element]:
			g.refuse("link %d has no element in the tag tree", i)
		case l.URI == "" || strings.ContainsFunc(l.URI, func(r rune) bool { return r <= ' ' || r >= 0x7F }):
			g.refuse("link %d has no target in ASCII", i)
		case l.Contents == "" || !plain(l.Contents):
			g.refuse("link %d does not say what it is", i)
		}
	}
}
