package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"letterpress/internal/page"
	"letterpress/internal/svg"
)

// onePage is a page with one item of each kind.
func onePage() *page.Document {
	d := &page.Document{Title: "Your <list>", Lang: "es-US"}
	d.Tags.Add(page.NoParent, page.RoleDocument)
	p := d.Tags.Add(0, page.RoleP)
	d.NewPage()
	for _, it := range []page.Item{
		{Kind: page.Fill, Element: page.Decoration, Source: page.Layout, X: 72 * page.Point, Y: 90 * page.Point, W: 100 * page.Point, H: 20500, Color: 0xEEF2F7},
		{Kind: page.Frame, Element: page.Decoration, Source: page.Layout, X: 72 * page.Point, Y: 90 * page.Point, W: 100 * page.Point, H: 20500, Size: 750, Color: 0x1F4E79},
		{Kind: page.Rule, Element: page.Decoration, Source: page.Layout, X: 72 * page.Point, Y: 130 * page.Point, W: 400 * page.Point, Size: 500},
		{Kind: page.Text, Element: p, Source: page.Request, X: 72 * page.Point, Y: 100500, W: 41250, Size: 12 * page.Point, Weight: page.Bold, Color: 0x1F4E79, Words: `**Ana** <b> & "co" `},
		{Kind: page.Text, Element: page.Footer, Source: page.Layout, X: 20 * page.Point, Y: 700 * page.Point, W: 9 * page.Point, Size: 6 * page.Point, Turned: true, Words: "2"},
	} {
		d.Place(0, it)
	}
	return d
}

const want = `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="es-US" width="612pt" height="792pt" viewBox="0 0 612 792" font-family="Liberation Sans, Arial, sans-serif">
<title>Your &lt;list&gt;</title>
<rect x="0" y="0" width="612" height="792" fill="#D8DCE0"/>
<g transform="translate(0 0)">
<rect x="0" y="0" width="612" height="792" fill="#FFFFFF"/>
<rect x="72" y="90" width="100" height="20.5" fill="#EEF2F7"/>
<rect x="72" y="90" width="100" height="20.5" fill="none" stroke="#1F4E79" stroke-width="0.75"/>
<line x1="72" y1="130" x2="472" y2="130" stroke="#000000" stroke-width="0.5"/>
<text x="72" y="100.5" font-size="12" textLength="106.74" lengthAdjust="spacingAndGlyphs" font-weight="bold" fill="#1F4E79">**Ana** &lt;b&gt; &amp; &#34;co&#34;</text>
<text x="20" y="700" font-size="6" textLength="3.336" lengthAdjust="spacingAndGlyphs" transform="rotate(-90 20 700)">2</text>
</g>
</svg>
`

func TestItemsAreDrawnWhereTheyStand(t *testing.T) {
	got, err := svg.Append([]byte("before"), onePage())
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.TrimPrefix(string(got), "before"); s != want {
		t.Errorf("got:\n%s\nwant:\n%s", s, want)
	}
}

func TestPagesStandBelowEachOther(t *testing.T) {
	d := onePage()
	d.NewPage()
	d.NewPage()
	got, err := svg.Append(nil, d)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{`height="2400pt"`, `viewBox="0 0 612 2400"`, "translate(0 804)", "translate(0 1608)"} {
		if !bytes.Contains(got, []byte(s)) {
			t.Errorf("no %s in\n%s", s, got)
		}
	}
}

func TestMarkIsDrawnRunByRun(t *testing.T) {
	d := onePage()
	d.Pages[0].Mark = page.Mark{X: 570 * page.Point, Y: 740 * page.Point, Side: 9 * page.Point, Modules: 3, Rows: [32]uint32{0b111, 0b101, 0b010}}
	got, err := svg.Append(nil, d)
	if err != nil {
		t.Fatal(err)
	}
	const path = `d="M570 740H579V743H570zM570 743H573V746H570zM576 743H579V746H576zM573 746H576V749H573z"/>`
	if !bytes.Contains(got, []byte(path)) {
		t.Errorf("no %s in\n%s", path, got)
	}
}

func TestUnknownOriginIsRefused(t *testing.T) {
	d := onePage()
	d.Pages[0].Items[3].Source = page.Unknown
	got, err := svg.Append([]byte("before"), d)
	if err == nil || string(got) != "before" {
		t.Fatalf("drawn: %v, %q", err, got)
	}
	if strings.Contains(err.Error(), "Ana") {
		t.Errorf("the error repeats the words: %v", err)
	}
}

// FuzzWords holds that no words, whatever they are, become markup.
func FuzzWords(f *testing.F) {
	f.Add("plain", "es-US")
	f.Add(`</text><script>"'&`, `"><x y='`)
	f.Add("\x00\xff\u2028]]>", "")
	f.Fuzz(func(t *testing.T, words, lang string) {
		d := onePage()
		d.Lang, d.Title, d.Pages[0].Items[3].Words = lang, words, words
		got, err := svg.Append(nil, d)
		if err != nil {
			t.Fatal(err)
		}
		if n := elements(t, got); n != 10 {
			t.Errorf("%d elements, want 10:\n%s", n, got)
		}
	})
}

func elements(t *testing.T, image []byte) (n int) {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(image))
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			t.Fatalf("not XML: %v\n%s", err, image)
		}
		if _, ok := tok.(xml.StartElement); ok {
			n++
		}
	}
}

// A thumbnail is the page as the whole image has it, at the top.
func TestOnePage(t *testing.T) {
	d := onePage()
	d.NewPage()
	d.Place(1, page.Item{Kind: page.Text, Element: page.Footer, Source: page.Layout, Size: 9 * page.Point, Words: " two  spaces"})
	first, err := svg.AppendPage([]byte("before"), d, 0)
	if err != nil {
		t.Fatal(err)
	}
	items := want[strings.Index(want, "<rect x=\"0\" y=\"0\" width=\"612\" height=\"792\" fill=\"#FFFFFF\"/>"):strings.Index(want, "</g>")]
	if s := string(first); !strings.HasPrefix(s, "before<svg ") || !strings.HasSuffix(s, "</title>\n"+items+"</svg>\n") {
		t.Errorf("got:\n%s\nwant the items:\n%s", s, items)
	}
	second, err := svg.AppendPage(nil, d, 1)
	if err != nil {
		t.Fatal(err)
	}
	if s := string(second); !strings.Contains(s, `<text xml:space="preserve" x="0" y="0" font-size="9"`) || strings.Contains(s, "Ana") {
		t.Errorf("got:\n%s", s)
	}
	d.Pages[1].Items[0].Source = page.Unknown
	if got, err := svg.AppendPage([]byte("before"), d, 1); err == nil || string(got) != "before" {
		t.Errorf("drawn: %v, %q", err, got)
	}
}
