package layout

import (
	"slices"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// addressed is a letter to an address of these lines.
func addressed(lines ...string) *doc.Document {
	d := letterOf(opening(para("Dear Sample Member:")))
	d.Letterhead.Address = inl(lines...)
	return d
}

func TestLetterheadPlaces(t *testing.T) {
	out := laid(t, packet())
	for _, c := range []struct {
		words       string
		x, from, to page.Unit // left edge; band of the baseline
	}{
		{"Example Health", 45 * pt, 36 * pt, 50 * pt},
		{"Springfield, IL", 45 * pt, 75 * pt, 99 * pt},
		{"SAMPLE MEMBER", 54 * pt, 162 * pt, 176 * pt},
		{"SPRINGFIELD IL", 54 * pt, 189 * pt, 216 * pt},
		{"Dear Sample", 72 * pt, bodyFirst, bodyFirst + 20*pt},
	} {
		it, p := find(t, out, c.words)
		if p != 0 || it.X != c.x || it.Y < c.from || it.Y > c.to {
			t.Errorf("%q at %s, %s on page %d", c.words, it.X, it.Y, p+1)
		}
	}
	for _, words := range []string{"Your medication review", "March 6", "Reference"} {
		it, _ := find(t, out, words)
		if it.X < asideLeft || it.X+it.W != asideRight {
			t.Errorf("%q from %s to %s", words, it.X, it.X+it.W)
		}
	}
}

func TestAddressSizes(t *testing.T) {
	long := strings.Repeat("M", 30) // 249.9 pt at 10 pt, 274.9 pt at 11
	for name, c := range map[string]struct {
		lines []string
		size  page.Unit
		pages int
	}{
		"four lines":            {[]string{"A", "B", "C", "D"}, 11 * pt, 1},
		"five lines":            {[]string{"A", "B", "C", "D", "E"}, 10 * pt, 1},
		"a rather long line":    {[]string{"A", long, "C"}, 10 * pt, 1},
		"six lines":             {[]string{"A", "B", "C", "D", "E", "F"}, 10 * pt, 3},
		"a line that wraps":     {[]string{"A", long + " MMM", "C"}, 11 * pt, 1},
		"wraps to six lines":    {[]string{"A", long + " MMM", "C", "D", "E"}, 10 * pt, 3},
		"no address":            {nil, 0, 1},
		"an empty line between": {[]string{"A", "", "B", "C", "D"}, 11 * pt, 1},
	} {
		t.Run(name, func(t *testing.T) {
			out := laid(t, addressed(c.lines...))
			if len(out.Pages) != c.pages {
				t.Fatalf("%d pages", len(out.Pages))
			}
			for _, it := range out.Pages[c.pages-1].Items {
				if it.Kind == page.Text && it.X == 54*pt && it.Size != c.size {
					t.Errorf("%q is set in %s", it.Words, it.Size)
				}
			}
		})
	}
}

// A carrier sheet holds the two blocks as artifacts on its front and nothing on
// its back; the letter behind it is complete and not counted with it.
func TestCarrierPage(t *testing.T) {
	lines := []string{"THE HONORABLE SAMPLE MEMBER-EXAMPLE OF THE LONG NAME", "C/O CAREFUL CAREGIVER", "URB SAMPLE GARDENS", "100 EXAMPLE ST APT 2", "SAN JUAN PR 00901"}
	out := laid(t, addressed(lines...))
	if len(out.Pages) != 3 || out.Parts[0].First != 2 || out.Parts[0].Count != 1 {
		t.Fatalf("%d pages, the letter starts on %d", len(out.Pages), out.Parts[0].First+1)
	}
	carrier := strings.Join(headLinesOn(out, 0), " ")
	want := "Example Health Medicare  Medication Therapy Management  PO Box 100  Springfield, IL 62701  " +
		"THE HONORABLE SAMPLE MEMBER-EXAMPLE OF THE LONG  NAME  C/O CAREFUL CAREGIVER  URB SAMPLE GARDENS  100 EXAMPLE ST APT 2  SAN JUAN PR 00901 "
	if carrier != want {
		t.Errorf("the carrier page says\n%q", carrier)
	}
	if tagged := linesOn(out, 0); tagged != nil {
		t.Errorf("tagged on the carrier page: %q", tagged)
	}
	m := profile(t)
	for _, it := range itemsOf(out, 0, page.Text) {
		if a := extent(&it); it.Element == page.Header && !m.Return.holds(a) && !m.Address.holds(a) {
			t.Errorf("%q does not show through a window", it.Words)
		}
	}
	letter := strings.Join(linesOn(out, 2), " ")
	for _, l := range lines[1:] {
		if !strings.Contains(letter, l) {
			t.Errorf("the letter itself lacks %q", l)
		}
	}
	if footer := textLines(out, 2, func(it *page.Item) bool { return it.Element == page.Footer }); !slices.ContainsFunc(footer, func(s string) bool { return strings.Contains(s, "Page 1 of 1") }) {
		t.Errorf("the letter's footer: %q", footer)
	}
}

// However long an address is, it is never refused.
func TestLongestAddress(t *testing.T) {
	var lines []string
	for range 12 {
		lines = append(lines, strings.Repeat("SAMPLEADDRESS ", 10))
	}
	if out := laid(t, addressed(lines...)); len(out.Pages) != 3 {
		t.Errorf("%d pages", len(out.Pages))
	}
}

func TestReturnBlockShrinks(t *testing.T) {
	d := addressed("A", "B")
	d.Letterhead.Return = inl("one", "two", "three", "four")
	out := laid(t, d)
	if it, _ := find(t, out, "four"); it.Size >= 10*pt {
		t.Errorf("five lines are set in %s", it.Size)
	}
	d.Letterhead.Return = inl("one", "two", "three", "four", "five", "six", "seven", "eight")
	var doc page.Document
	err := NewEngine().Lay(d, &doc, profile(t))
	if err == nil || !strings.Contains(err.Error(), "return address does not fit") {
		t.Errorf("nine lines: %v", err)
	}
}

func TestEndorsement(t *testing.T) {
	m := profile(t)
	m.Endorsement = "Return Service Requested"
	var out page.Document
	if err := NewEngine().Lay(addressed("A", "B"), &out, m); err != nil {
		t.Fatal(err)
	}
	it, _ := find(t, &out, "Return Service")
	if it.Element != page.Header || !m.Return.holds(extent(&it)) {
		t.Errorf("%+v", it)
	}
}

func TestUnaddressedBodyMovesUp(t *testing.T) {
	d := letterOf(opening(para("Dear Sample Member:")))
	d.Letterhead.Address = nil
	it, _ := find(t, laid(t, d), "Dear")
	if it.Y > 2*inch || it.Y < 90*pt {
		t.Errorf("the body starts at %s", it.Y)
	}
}

func TestLongAsideMovesBodyDown(t *testing.T) {
	d := addressed("A", "B")
	for range 14 {
		d.Letterhead.Aside = append(d.Letterhead.Aside, in("Reference: EX"))
	}
	if it, _ := find(t, laid(t, d), "Dear"); it.Y < bodyFirst+30*pt {
		t.Errorf("the body starts at %s", it.Y)
	}
}

// Every letter has one first heading, H1, and no level is skipped after it.
func TestHeadings(t *testing.T) {
	for name, c := range map[string]struct {
		part doc.Part
		want []string
	}{
		"the first line aside":     {opening(para("x"), heading("Two")), []string{`H1 "Your medication review"`, `H2 "Two"`}},
		"a title in the body":      {opening(title("One"), heading("Two")), []string{`P "Your medication review"`, `H1 "One"`, `H2 "Two"`}},
		"a title in a group":       {opening(&doc.Keep{Blocks: []doc.Block{title("One")}}), []string{`P "Your medication review"`, `H1 "One"`}},
		"a level would be skipped": {opening(&doc.Heading{Level: 3, Text: in("Three")}), []string{`H1 "Your medication review"`, `H2 "Three"`}},
	} {
		t.Run(name, func(t *testing.T) {
			tags := tagsOnly(laid(t, letterOf(c.part)))
			at := 0
			for _, w := range c.want {
				i := strings.Index(tags[at:], w)
				if i < 0 {
					t.Fatalf("no %s in\n%s", w, tags)
				}
				at += i
			}
		})
	}
	if tags := tagsOnly(laid(t, sheetOf(heading("Alone")))); !strings.Contains(tags, `H1 "Alone"`) {
		t.Errorf("a sheet without a title:\n%s", tags)
	}
}

func TestInlineElements(t *testing.T) {
	text := doc.Inline{
		{Text: "Write to ", Source: page.Wording},
		{Text: "our very long web address, so long that it takes two lines of this paragraph", Markup: &doc.Markup{URI: "https://example.org/"}, Source: page.Program},
		{Text: " or take ", Source: page.Wording},
		{Text: "lisinopril", Markup: &doc.Markup{Lang: "en"}, Source: page.Request},
		{Text: " ", Markup: &doc.Markup{Lang: "en"}, Source: page.Request},
		{Text: "(", Source: page.Wording},
		{Text: "MTM", Markup: &doc.Markup{Expand: "Medication Therapy Management"}, Source: page.Wording},
		{Text: ").", Source: page.Wording},
	}
	out := laid(t, sheetOf(&doc.Para{Text: text}))
	golden(t, "inline.tags.txt", out.DumpTags())
	if n := len(out.Tags.Links); n != 2 {
		t.Fatalf("%d annotations for a link on two lines", n)
	}
	for _, l := range out.Tags.Links {
		if l.Contents != text[1].Text || l.URI != text[1].Markup.URI || l.W <= 0 || l.H <= 0 {
			t.Errorf("%+v", l)
		}
	}
	if it, _ := find(t, out, "lisinopril"); it.Source != page.Request {
		t.Errorf("source %v", it.Source)
	}
}

func TestLeakZone(t *testing.T) {
	m := profile(t)
	within := page.Item{Kind: page.Text, X: 100 * pt, Y: 130 * pt, W: 40 * pt, Size: 10 * pt, Words: "x", Source: page.Request, Element: page.Footer}
	for name, change := range map[string]func(*page.Item){
		"text":                       func(*page.Item) {},
		"text in the window":         func(it *page.Item) { it.Y = 200 * pt },
		"reaching in from the right": func(it *page.Item) { it.X = 338 * pt },
		"reaching in from below":     func(it *page.Item) { it.Y = 236 * pt },
		"a rule":                     func(it *page.Item) { it.Kind, it.Size = page.Rule, pt },
		"a tint":                     func(it *page.Item) { it.Kind, it.H = page.Fill, 5*pt },
	} {
		t.Run(name, func(t *testing.T) {
			out := laid(t, addressed("A", "B"))
			it := within
			change(&it)
			out.Pages[0].Items = append(out.Pages[0].Items, it)
			a, _ := find(t, out, "A")
			r, _ := find(t, out, "Example")
			if err := CheckLeakZone(out, 0, m, false, r.Element, a.Element); err == nil {
				t.Error("not refused")
			}
			out.Pages[0].Items = out.Pages[0].Items[:len(out.Pages[0].Items)-1]
			if err := CheckLeakZone(out, 0, m, false, r.Element, a.Element); err != nil {
				t.Error(err)
			}
		})
	}
}

// A mailed letter whose first page is an ordinary one would show its text.
func TestLeakZoneIsAlwaysChecked(t *testing.T) {
	var out page.Document
	d := letterOf(partOf(para("x")))
	if err := NewEngine().Lay(d, &out, profile(t)); err == nil {
		t.Error("not refused")
	}
	if err := NewEngine().Lay(d, &out, nil); err != nil {
		t.Errorf("without a profile: %v", err)
	}
}
