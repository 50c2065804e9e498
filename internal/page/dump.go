package page

import (
	"fmt"
	"strconv"
	"strings"
)

// Dumps are for tests and reviewers: text that shows in a diff what a change
// does to the letters. Nothing reads them back.

// DumpTags returns the tag tree, an element a line, indented, with its
// attributes and, quoted, the words of its marked contents. A content is
// preceded by its page where the page is not that of the line before.
func (d *Document) DumpTags() string {
	if len(d.Tags.Elements) == 0 {
		return ""
	}
	t := tagDump{d: d, words: d.contents(), page: -1}
	t.element(0, 0)
	return t.out.String()
}

type tagDump struct {
	d     *Document
	words [][]string
	page  int32
	out   strings.Builder
}

// contents returns the words of each marked content, by page and id.
func (d *Document) contents() [][]string {
	out := make([][]string, len(d.Pages))
	for p := range d.Pages {
		out[p] = make([]string, len(d.Tags.Owners[p]))
		for i := range d.Pages[p].Items {
			if it := &d.Pages[p].Items[i]; it.Element >= 0 {
				out[p][it.MCID] += it.Words
			}
		}
	}
	return out
}

// element writes e and what is below it. The words of an element that holds
// nothing but words stand on its own line.
func (t *tagDump) element(e Element, depth int) {
	var kids []Kid
	words := true
	t.d.Tags.Kids(e, func(k Kid) {
		kids = append(kids, k)
		words = words && k.Kind == KidContent
	})
	n := &t.d.Tags.Elements[e]
	t.out.WriteString(strings.Repeat("  ", depth) + n.Role.String() + t.d.Tags.attributes(e))
	if words {
		for _, k := range kids {
			t.out.WriteString(" " + t.content(k))
		}
	}
	t.out.WriteByte('\n')
	if !words {
		t.below(kids, depth+1)
	}
}

func (t *tagDump) below(kids []Kid, depth int) {
	indent := strings.Repeat("  ", depth)
	for _, k := range kids {
		switch k.Kind {
		case KidElement:
			t.element(k.Element, depth)
		case KidLink:
			t.out.WriteString(indent + "link to " + t.d.Tags.Links[k.Link].URI + "\n")
		case KidContent:
			t.out.WriteString(indent + t.content(k) + "\n")
		}
	}
}

func (t *tagDump) content(k Kid) string {
	return t.turn(k.Page) + strconv.Quote(t.words[k.Page][k.MCID])
}

// turn returns "page n: " when the content is on another page than the last.
func (t *tagDump) turn(p int32) string {
	if p == t.page {
		return ""
	}
	t.page = p
	return fmt.Sprintf("page %d: ", p+1)
}

func (t *Tags) attributes(e Element) string {
	var b strings.Builder
	n, said := &t.Elements[e], t.Said(e)
	if said == nil {
		said = &Said{}
	}
	for _, a := range []struct{ name, value string }{
		{"lang", said.Lang}, {"alt", said.Alt}, {"actual", said.Actual}, {"expand", said.Expand},
		{"scope", n.Scope.String()}, {"list", n.List.String()},
	} {
		if a.value != "" {
			fmt.Fprintf(&b, " %s=%q", a.name, a.value)
		}
	}
	if n.ColSpan > 1 {
		fmt.Fprintf(&b, " colspan=%d", n.ColSpan)
	}
	return b.String()
}

// DumpPages returns the items of each page in the order they are drawn: place
// and extent in points, what it is, who owns it, where it came from, its words.
func (d *Document) DumpPages() string {
	var b strings.Builder
	for p := range d.Pages {
		fmt.Fprintf(&b, "page %d\n", p+1)
		for i := range d.Pages[p].Items {
			it := &d.Pages[p].Items[i]
			fmt.Fprintf(&b, "  %8s %8s %8s %8s  %s  %s  %s", it.X, it.Y, it.W, it.H, it.look(), d.owner(it), it.Source)
			if it.Kind == Text {
				fmt.Fprintf(&b, "  %q", it.Words)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func (d *Document) owner(it *Item) string {
	switch it.Element {
	case Decoration:
		return "decoration"
	case Header:
		return "header"
	case Footer:
		return "footer"
	}
	return fmt.Sprintf("%s %d", d.Tags.Elements[it.Element].Role, it.MCID)
}

// look is what an item is apart from its place.
func (it *Item) look() string {
	s := it.Kind.String()
	if it.Kind != Fill {
		s += " " + it.Size.String()
	}
	if it.Kind == Text && it.Weight == Bold {
		s += " bold"
	}
	if it.Turned {
		s += " turned"
	}
	if it.Color != 0 {
		s += fmt.Sprintf(" #%06X", uint32(it.Color))
	}
	return s
}

// String returns u in points, exactly, without trailing zeros.
func (u Unit) String() string { return strconv.FormatFloat(u.Points(), 'f', -1, 64) }

var kindNames = [...]string{Text: "text", Rule: "rule", Fill: "fill", Frame: "frame"}

// String returns the kind's name in dumps.
func (k Kind) String() string { return kindNames[k] }

var sourceNames = [...]string{
	Unknown: "unknown", Request: "request", Program: "program", Wording: "wording", Layout: "layout",
}

// String returns the source's name in dumps.
func (s Source) String() string { return sourceNames[s] }
