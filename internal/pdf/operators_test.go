package pdf_test

import (
	"strings"
	"testing"

	"letterpress/internal/face"
	"letterpress/internal/page"
)

// contentOf returns the operators of page 1, with text in one byte a character.
func contentOf(t *testing.T, d *page.Document) string {
	t.Helper()
	pages, _, err := newWriter(t).RawStreams(d)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(pages[0]), "\x00", "")
}

func bare() (*page.Document, page.Element) {
	d := new(page.Document)
	d.Title, d.Lang, d.Date = "Title", "en", "2026-01-02"
	d.NewPage()
	d.Tags.Add(page.NoParent, page.RoleDocument)
	return d, d.Tags.Add(0, page.RoleP)
}

func text(e page.Element, x, y page.Unit, words string) page.Item {
	return page.Item{Element: e, Source: page.Wording, X: x, Y: y, Size: 12 * page.Point, Words: words}
}

func shape(k page.Kind, e page.Element, x, y, w, h page.Unit) page.Item {
	return page.Item{Kind: k, Element: e, Source: page.Layout, X: x, Y: y, W: w, H: h, Size: 500}
}

func TestOperators(t *testing.T) {
	const p = page.Point
	bold := func(it page.Item) page.Item { it.Weight, it.Color = page.Bold, 0x336699; return it }
	gray := func(it page.Item) page.Item { it.Color = 0x808080; return it }
	wide := func(it page.Item) page.Item { it.W = face.Width(it.Weight, it.Words, it.Size); return it }
	turned := func(it page.Item) page.Item { it.Turned = true; return it }
	for name, c := range map[string]struct {
		items func(para page.Element, d *page.Document) []page.Item
		want  string
	}{
		"lines of one paragraph share mark, font and colour": {
			func(e page.Element, _ *page.Document) []page.Item {
				return []page.Item{text(e, 72*p, 100*p, "one "), text(e, 72*p, 116500, "two")}
			},
			"BT\n/P<</MCID 0>>BDC\n/R 12 Tf\n72 692 Td\n(one )Tj\n0 -16.5 Td\n(two)Tj\nEMC\nET\n",
		},
		"what changes is written, what does not is not": {
			func(e page.Element, _ *page.Document) []page.Item {
				return []page.Item{text(e, 72*p, 100*p, "a"), bold(text(e, 80*p, 100*p, "b")), bold(text(e, 90*p, 100*p, "c"))}
			},
			"BT\n/P<</MCID 0>>BDC\n/R 12 Tf\n72 692 Td\n(a)Tj\n/B 12 Tf\n.200 .400 .600 rg\n8 0 Td\n(b)Tj\n10 0 Td\n(c)Tj\nEMC\nET\n",
		},
		"text objects run on over elements": {
			func(e page.Element, d *page.Document) []page.Item {
				return []page.Item{text(e, 72*p, 100*p, "a"), text(d.Tags.Add(0, page.RoleH2), 72*p, 120*p, "b")}
			},
			"BT\n/P<</MCID 0>>BDC\n/R 12 Tf\n72 692 Td\n(a)Tj\nEMC\n/H2<</MCID 1>>BDC\n0 -20 Td\n(b)Tj\nEMC\nET\n",
		},
		"an element comes back after an artifact under a new id": {
			func(e page.Element, _ *page.Document) []page.Item {
				return []page.Item{text(e, 72*p, 100*p, "a"), text(page.Footer, 72*p, 760*p, "1"), text(e, 72*p, 120*p, "b")}
			},
			"BT\n/P<</MCID 0>>BDC\n/R 12 Tf\n72 692 Td\n(a)Tj\nEMC\n" +
				"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n0 -660 Td\n(1)Tj\nEMC\n/P<</MCID 1>>BDC\n0 640 Td\n(b)Tj\nEMC\nET\n",
		},
		"shapes end the text object": {
			func(e page.Element, _ *page.Document) []page.Item {
				return []page.Item{text(page.Header, 72*p, 40*p, "head"), shape(page.Rule, page.Decoration, 72*p, 50*p, 100*p, 0),
					shape(page.Rule, page.Decoration, 72*p, 60*p, 0, 20*p), text(e, 72*p, 100*p, "a")}
			},
			"BT\n/Artifact<</Type/Pagination/Subtype/Header>>BDC\n/R 12 Tf\n72 752 Td\n(head)Tj\nEMC\nET\n" +
				"/Artifact<</Type/Layout>>BDC\n0.5 w\n72.00 742.00 m 172.00 742.00 l S\n72.00 732.00 m 72.00 712.00 l S\nEMC\n" +
				"BT\n/P<</MCID 0>>BDC\n72 692 Td\n(a)Tj\nEMC\nET\n",
		},
		"an element of text and shapes keeps one mark around both": {
			func(_ page.Element, d *page.Document) []page.Item {
				fig := d.Tags.Add(0, page.RoleFigure)
				d.Tags.Say(fig, page.Said{Alt: "a box"})
				return []page.Item{text(fig, 72*p, 100*p, "a"), shape(page.Frame, fig, 70*p, 90*p, 20*p, 12*p), text(fig, 72*p, 120*p, "b")}
			},
			"/Figure<</MCID 0>>BDC\nBT\n/R 12 Tf\n72 692 Td\n(a)Tj\nET\n0.5 w\n70.00 702.00 20.00 -12.00 re S\n" +
				"BT\n72 672 Td\n(b)Tj\nET\nEMC\n",
		},
		"fills and text share a colour": {
			func(e page.Element, _ *page.Document) []page.Item {
				return []page.Item{gray(shape(page.Fill, page.Decoration, 70*p, 90*p, 20*p, 12*p)), gray(text(e, 72*p, 100*p, "a")),
					shape(page.Fill, page.Decoration, 70*p, 190*p, 20*p, 12*p), text(e, 72*p, 200*p, "b")}
			},
			"/Artifact<</Type/Layout>>BDC\n.502 g\n70.00 702.00 20.00 -12.00 re f\nEMC\nBT\n/P<</MCID 0>>BDC\n/R 12 Tf\n72 692 Td\n(a)Tj\nEMC\n" +
				"ET\n/Artifact<</Type/Layout>>BDC\n0 g\n70.00 602.00 20.00 -12.00 re f\nEMC\nBT\n/P<</MCID 1>>BDC\n72 592 Td\n(b)Tj\nEMC\nET\n",
		},
		"words that follow others need no move, and in the same style no string of their own": {
			func(e page.Element, _ *page.Document) []page.Item {
				one, two := wide(text(e, 72*p, 100*p, "one ")), wide(text(e, 0, 100*p, "two "))
				two.X = one.X + one.W
				three := wide(bold(text(e, two.X+two.W, 100*p, "three")))
				return []page.Item{one, two, three, text(e, three.X+three.W, 116*p, "four")}
			},
			"BT\n/P<</MCID 0>>BDC\n/R 12 Tf\n72 692 Td\n(one two )Tj\n/B 12 Tf\n.200 .400 .600 rg\n(three)Tj\n" +
				"/R 12 Tf\n0 g\n74.7 -16 Td\n(four)Tj\nEMC\nET\n",
		},
		"words that only seem to follow others move": {
			func(e page.Element, _ *page.Document) []page.Item {
				one := text(e, 72*p, 100*p, "one ")
				one.W = 30 * p // more than the words take
				return []page.Item{one, text(e, 102*p, 100*p, "two")}
			},
			"BT\n/P<</MCID 0>>BDC\n/R 12 Tf\n72 692 Td\n(one )Tj\n30 0 Td\n(two)Tj\nEMC\nET\n",
		},
		"turned text has a matrix, and so has what follows": {
			func(e page.Element, _ *page.Document) []page.Item {
				return []page.Item{text(e, 72*p, 100*p, "a"), turned(text(page.Decoration, 30*p, 700*p, "up")), text(e, 72*p, 120*p, "b"), text(e, 72*p, 140*p, "c")}
			},
			"BT\n/P<</MCID 0>>BDC\n/R 12 Tf\n72 692 Td\n(a)Tj\nEMC\n/Artifact<</Type/Layout>>BDC\n0 1 -1 0 30 92 Tm\n(up)Tj\nEMC\n" +
				"/P<</MCID 1>>BDC\n1 0 0 1 72 672 Tm\n(b)Tj\n0 -20 Td\n(c)Tj\nEMC\nET\n",
		},
		"no words, no operators": {
			func(e page.Element, _ *page.Document) []page.Item { return []page.Item{text(e, 72*p, 100*p, "")} },
			"BT\n/P<</MCID 0>>BDC\nEMC\nET\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, para := bare()
			for _, it := range c.items(para, d) {
				d.Place(0, it)
			}
			if got := contentOf(t, d); got != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
		})
	}
}

// Each page sets what it needs, whatever the page before it set.
func TestOperatorsOfSecondPage(t *testing.T) {
	d, para := bare()
	fill := shape(page.Fill, page.Decoration, 0, 0, 10*page.Point, 10*page.Point)
	fill.Color = 0xFF0000
	d.Place(0, fill)
	d.NewPage()
	d.Place(1, fill)
	d.Place(1, text(para, 72*page.Point, 100*page.Point, "a"))
	pages, _, err := newWriter(t).RawStreams(d)
	if err != nil {
		t.Fatal(err)
	}
	const first = "/Artifact<</Type/Layout>>BDC\n1 0 0 rg\n0.00 792.00 10.00 -10.00 re f\nEMC\n"
	const second = first + "BT\n/P<</MCID 0>>BDC\n/R 12 Tf\n0 g\n72 692 Td\n(a)Tj\nEMC\nET\n"
	if string(pages[0]) != first || string(pages[1]) != second {
		t.Errorf("got:\n%s---\n%s\nwant:\n%s---\n%s", pages[0], pages[1], first, second)
	}
}
