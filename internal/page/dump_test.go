package page_test

import (
	"testing"

	"letterpress/internal/page"
)

// twoPages is a paragraph that goes on over the page, with a span in another
// language, a list without words, a header cell and a link.
func twoPages() *page.Document {
	d := new(page.Document)
	d.NewPage()
	d.NewPage()
	t := &d.Tags
	root := t.Add(page.NoParent, page.RoleDocument)
	para := t.Add(root, page.RoleP)
	span := t.AddInline(para, page.RoleSpan)
	t.Say(span, page.Said{Lang: "es"})
	place := func(p int, e page.Element, words string) {
		d.Place(p, page.Item{Element: e, Source: page.Wording, X: 72 * page.Point, Y: 100500, W: 20 * page.Point,
			Size: 12 * page.Point, Words: words})
	}
	place(0, para, "Say ")
	place(0, span, "hola ")
	d.Place(0, page.Item{Kind: page.Rule, Element: page.Decoration, Source: page.Layout, X: 72 * page.Point,
		Y: 110 * page.Point, W: 400 * page.Point, Size: 500, Color: 0x336699})
	place(1, para, "and go on.")
	t.AddInline(root, page.RoleSpan) // never placed, never attached
	list := t.Add(root, page.RoleL)
	t.Elements[list].List = page.Disc
	head := t.Add(root, page.RoleTH)
	t.Elements[head].Scope, t.Elements[head].ColSpan = page.ColumnScope, 2
	link := t.Add(root, page.RoleLink)
	place(1, link, "our site")
	t.AddLink(page.Link{Page: 1, Element: link, URI: "https://plan.example", Contents: "the plan's site"})
	d.Place(1, page.Item{Element: page.Footer, Source: page.Layout, Weight: page.Bold, Turned: true,
		X: 20 * page.Point, Y: 700 * page.Point, W: 9 * page.Point, Size: 8 * page.Point, Words: "2"})
	return d
}

func TestDumpTags(t *testing.T) {
	const want = `Document
  P
    page 1: "Say "
    Span lang="es" "hola "
    page 2: "and go on."
  L list="Disc"
  TH scope="Column" colspan=2
  Link
    "our site"
    link to https://plan.example
`
	if got := twoPages().DumpTags(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestDumpPages(t *testing.T) {
	const want = `page 1
        72    100.5       20        0  text 12  P 0  wording  "Say "
        72    100.5       20        0  text 12  Span 1  wording  "hola "
        72      110      400        0  rule 0.5 #336699  decoration  layout
page 2
        72    100.5       20        0  text 12  P 0  wording  "and go on."
        72    100.5       20        0  text 12  Link 1  wording  "our site"
        20      700        9        0  text 8 bold turned  footer  layout  "2"
`
	if got := twoPages().DumpPages(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestDumpOfNothing(t *testing.T) {
	d := new(page.Document)
	if d.DumpTags() != "" || d.DumpPages() != "" {
		t.Error("an empty document dumps to something")
	}
}
