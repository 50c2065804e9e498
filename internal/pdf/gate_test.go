package pdf_test

import (
	"strings"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// secret stands in the words of every document below; no error may repeat it.
const secret = "Samplename"

// small is one page with a heading, a paragraph, a rule, a link and a footer.
func small() *page.Document {
	s := newSheet("en")
	part := s.part("letter", "Letter")
	s.heading(part, page.RoleH1, "Dear "+secret)
	s.inline(part, run{words: "See "}, run{words: "our site", uri: "https://plan.example"}, run{words: " " + secret})
	return s.d
}

// Items of small by what they are.
const (
	headerItem = iota
	ruleItem
	footerItem
	headingItem
	paraItem
	linkItem
)

func TestRefuses(t *testing.T) {
	item := func(i int, change func(*page.Item)) func(*page.Document) {
		return func(d *page.Document) { change(&d.Pages[0].Items[i]) }
	}
	words := func(s string) func(*page.Document) {
		return item(paraItem, func(it *page.Item) { it.Words = secret + s })
	}
	const glyph = "page 1, item 4: the character at byte 10 of its words is not in the fonts"
	const edge = "over the edge of the page"
	for name, c := range map[string]struct {
		change func(*page.Document)
		want   string
	}{
		"no title":        {func(d *page.Document) { d.Title = "" }, "it has no title"},
		"title with NUL":  {func(d *page.Document) { d.Title = secret + "\x00" }, "its title holds control characters"},
		"title cut short": {func(d *page.Document) { d.Title = secret + "\xc3" }, "its title holds control characters or invalid UTF-8"},
		"no language":     {func(d *page.Document) { d.Lang = "" }, "it has no language"},
		"wrong date":      {func(d *page.Document) { d.Date = "2026-02-30" }, "its date is not of the form"},
		"no date":         {func(d *page.Document) { d.Date = "" }, "its date is not of the form"},
		"no pages":        {func(d *page.Document) { d.Pages, d.Tags.Owners = nil, nil }, "it has no pages"},
		"pages untagged":  {func(d *page.Document) { d.Tags.Owners = nil }, "it has tags for 0 pages and 1 pages"},
		"no root":         {func(d *page.Document) { d.Tags.Elements[0].Role = page.RoleSect }, "no Document at the root"},

		"tab":            {words("\t"), glyph},
		"escape":         {words("\x1b"), glyph},
		"emoji":          {words("😀"), glyph},
		"CJK":            {words("漢"), glyph},
		"combining mark": {words("\u0301"), glyph},
		"soft hyphen":    {words("\u00ad"), glyph},
		"invalid UTF-8":  {words("\xff"), glyph},
		"cut UTF-8":      {words("\xe2\x82"), glyph},

		"unknown source":     {item(ruleItem, func(it *page.Item) { it.Source = page.Unknown }), "page 1, item 1: its words have no known source"},
		"untagged":           {item(paraItem, func(it *page.Item) { it.Element = 0 }), "page 1, item 4: it lies in the document itself"},
		"no such element":    {item(paraItem, func(it *page.Item) { it.Element = 99 }), "page 1, item 4: it belongs to no element"},
		"no such artifact":   {item(footerItem, func(it *page.Item) { it.Element = -9 }), "page 1, item 2: it belongs to no element"},
		"wrong content id":   {item(paraItem, func(it *page.Item) { it.MCID = 0 }), "page 1, item 4: its marked-content id"},
		"content id skipped": {item(headingItem, func(it *page.Item) { it.MCID = 1 }), "page 1, item 3: its marked-content id"},
		"content dropped":    {func(d *page.Document) { d.Pages[0].Items = d.Pages[0].Items[:linkItem] }, "the tag tree has 4 marked contents, the page 2"},
		"colour":             {item(footerItem, func(it *page.Item) { it.Color = 1 << 24 }), "its colour is not RGB"},
		"weight":             {item(footerItem, func(it *page.Item) { it.Weight = 2 }), "its type size or weight"},
		"size":               {item(footerItem, func(it *page.Item) { it.Size = 0 }), "its type size or weight"},
		"kind":               {item(ruleItem, func(it *page.Item) { it.Kind = 9 }), "page 1, item 1: its kind"},
		"thin line":          {item(ruleItem, func(it *page.Item) { it.Size = 0 }), "its line has no thickness"},
		"negative fill":      {item(ruleItem, func(it *page.Item) { it.Kind, it.W = page.Fill, -1 }), "its width or height is negative"},

		"left of the page":   {item(paraItem, func(it *page.Item) { it.X = -1 }), edge},
		"above the page":     {item(paraItem, func(it *page.Item) { it.Y = size / 2 }), edge},
		"below the page":     {item(paraItem, func(it *page.Item) { it.Y = page.Height }), edge},
		"wider than it says": {item(paraItem, func(it *page.Item) { it.X, it.W = page.Width-20*page.Point, 1 }), edge},
		"turned over":        {item(paraItem, func(it *page.Item) { it.Turned, it.Y = true, 10*page.Point }), edge},
		"rule off the page":  {item(ruleItem, func(it *page.Item) { it.W = page.Width }), edge},

		"figure without alt": {func(d *page.Document) { d.Tags.Add(1, page.RoleFigure) }, "a figure without a description"},
		"head without scope": {func(d *page.Document) { d.Tags.Add(1, page.RoleTH) }, "heads neither column nor row"},
		"control in alt":     {func(d *page.Document) { d.Tags.Say(1, page.Said{Alt: secret + "\x01"}) }, "element 1: an attribute holds"},

		"part without title":   {func(d *page.Document) { d.Parts[0].Title = "" }, "part 0 has no title"},
		"part on no page":      {func(d *page.Document) { d.Parts[0].First = 1 }, "part 0 begins on a page that is not there"},
		"part without element": {func(d *page.Document) { d.Parts[0].Elem = 0 }, "part 0 has no element"},

		"link without target":   {func(d *page.Document) { d.Tags.Links[0].URI = "" }, "link 0 has no target"},
		"link with a space":     {func(d *page.Document) { d.Tags.Links[0].URI = "https://plan.example/" + secret + " x" }, "link 0 has no target in ASCII"},
		"link without contents": {func(d *page.Document) { d.Tags.Links[0].Contents = "" }, "link 0 does not say what it is"},
		"link on no page":       {func(d *page.Document) { d.Tags.Links[0].Page = 3 }, "link 0 lies on no page"},
		"link off the page":     {func(d *page.Document) { d.Tags.Links[0].X = -1 }, "link 0 lies on no page"},
	} {
		t.Run(name, func(t *testing.T) {
			d := small()
			c.change(d)
			refused(t, d, c.want)
		})
	}
	if _, _, err := newWriter(t).Append(nil, small()); err != nil {
		t.Errorf("the document itself is refused: %v", err)
	}
}

// refused checks that d gives an internal error with want in it, no bytes, and
// none of the letter's words.
func refused(t *testing.T, d *page.Document, want string) {
	t.Helper()
	out, _, err := newWriter(t).Append([]byte("before"), d)
	switch {
	case err == nil:
		t.Fatal("it was written")
	case string(out) != "before":
		t.Errorf("%d bytes came with the error", len(out))
	case fault.KindOf(err) != fault.Internal:
		t.Errorf("kind %d", fault.KindOf(err))
	case !strings.Contains(err.Error(), want):
		t.Errorf("error %q does not say %q", err, want)
	case strings.Contains(err.Error(), secret):
		t.Errorf("error %q repeats the letter", err)
	}
}

// An inline element that never had content of its own is not in the tree, nor
// is what was hung below it.
func TestRefusesContentOutsideTheTree(t *testing.T) {
	s := newSheet("en")
	para := s.add(s.part("letter", "Letter"), page.RoleP)
	span := s.d.Tags.AddInline(para, page.RoleSpan)
	s.put(s.add(span, page.RoleSpan), page.Regular, size, left, s.y, secret)
	refused(t, s.d, "page 1, item 3: its element is not in the tag tree")
}

// Faults come all at once, up to a number that a person can read.
func TestRefusesAllAtOnce(t *testing.T) {
	d := small()
	d.Pages[0].Items[headerItem].Source = page.Unknown
	d.Pages[0].Items[footerItem].Words = secret + "\n"
	d.Parts[0].Title = ""
	refused(t, d, "page 1, item 0: its words have no known source; "+
		"page 1, item 2: the character at byte 10 of its words is not in the fonts; part 0 has no title")
	many := latin()
	for i := range many.Pages[1].Items {
		many.Pages[1].Items[i].Source = page.Unknown
	}
	refused(t, many, "; and ")
}
