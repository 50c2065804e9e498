// Package chromium prints letters with headless Chromium: started once, one page
// kept, its document replaced and printed by the DevTools protocol, tagged.
package chromium

import (
	"context"
	"fmt"
	"html"
	"os"
	"os/exec"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"letterpress/bench/content"
	"letterpress/bench/peer"
)

// Find returns the path of a browser, or why it cannot be measured here.
func Find(name string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("%s is not on this machine", name)
	}
	return path, nil
}

// New starts a browser with one page. settings is a file of fontconfig's that
// names the fonts.
func New(path, settings string) (peer.Maker, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Env("FONTCONFIG_FILE="+settings))
	browser, end := chromedp.NewExecAllocator(context.Background(), options...)
	quiet := func(string, ...any) {} // it reports events of the replaced document
	tab, leave := chromedp.NewContext(browser, chromedp.WithErrorf(quiet))
	m := &maker{tab: tab, end: func() { leave(); end() }}
	_, err := chromedp.Run(tab, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		tree, err := cdp.Call(ctx, t, page.GetFrameTree, cdp.Empty{})
		if err == nil {
			m.frame = tree.FrameTree.Frame.ID
		}
		return chromedp.Void{}, err
	})
	if err != nil {
		m.end()
		return nil, err
	}
	return m, nil
}

type maker struct {
	tab   context.Context
	frame cdp.FrameID
	end   func()
}

// Make prints one letter.
func (m *maker) Make(in peer.Input) ([]byte, error) {
	return chromedp.Run(m.tab, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		set := page.SetDocumentContentParams{FrameID: m.frame, HTML: HTML(in.Content)}
		if _, err := cdp.Call(ctx, t, page.SetDocumentContent, set); err != nil {
			return nil, err
		}
		yes := true
		out, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, GenerateTaggedPDF: &yes})
		return out.Data, err
	})
}

// Close ends the browser.
func (m *maker) Close() error {
	m.end()
	return nil
}

// First is the command that prints the page in a file as the first document of a
// cold process.
func First(path, settings, in, out string) *exec.Cmd {
	c := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf="+out, in)
	c.Env = append(os.Environ(), "FONTCONFIG_FILE="+settings)
	return c
}

const head = `<!doctype html><html lang="%s"><head><meta charset="utf-8"><title>%s</title><style>
@page { size: %dpt %dpt; margin: %dpt %dpt %dpt %dpt }
* { margin: 0; padding: 0 }
body { font-family: "Liberation Sans" }
section + section { break-before: page }
ul { padding-left: 20pt }
p, li, h1, h2, td, th { white-space: pre-line }
table { border-collapse: collapse; width: 100%%; table-layout: fixed }
td, th { border: 0.5pt solid; padding: %dpt; vertical-align: top; text-align: left; height: 17pt }
tr { break-inside: avoid }
`

// HTML returns the letter as a page.
func HTML(d *content.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, head, d.Lang, html.EscapeString(d.Title), content.PageWidth, content.PageHeight,
		content.Top, content.PageWidth-content.Left-content.Width, content.Bottom, content.Left, content.Pad)
	for _, k := range []content.Kind{content.Title, content.Heading, content.Strong, content.Para, content.Line, content.Small, content.Item, content.Grid} {
		s := k.Style()
		weight := "normal"
		if s.Bold {
			weight = "bold"
		}
		fmt.Fprintf(&b, ".%s { font: %s %gpt/%gpt \"Liberation Sans\"; margin-bottom: %gpt }\n", k, weight, s.Size, s.Lead, s.After)
	}
	b.WriteString("</style></head><body>")
	for _, part := range d.Parts {
		b.WriteString("<section>")
		for i := range part {
			block(&b, part, i)
		}
		b.WriteString("</section>")
	}
	b.WriteString("</body></html>")
	return b.String()
}

var elements = map[content.Kind]string{content.Title: "h1", content.Heading: "h2", content.Item: "li"}

// block writes the block at i; items that follow each other are one list.
func block(b *strings.Builder, part content.Part, i int) {
	k := part[i].Kind
	if k == content.Grid {
		table(b, part[i].Table)
		return
	}
	if k == content.Item && (i == 0 || part[i-1].Kind != k) {
		b.WriteString("<ul>")
	}
	name := elements[k]
	if name == "" {
		name = "p"
	}
	fmt.Fprintf(b, `<%s class="%s">%s</%s>`, name, k, html.EscapeString(part[i].Text), name)
	if k == content.Item && (i+1 == len(part) || part[i+1].Kind != k) {
		b.WriteString("</ul>")
	}
}

func table(b *strings.Builder, t *content.Table) {
	fmt.Fprintf(b, `<table class="%s"><colgroup>`, content.Grid)
	for _, w := range t.Widths {
		fmt.Fprintf(b, `<col style="width:%d%%">`, w)
	}
	b.WriteString("</colgroup>")
	if len(t.Heads) > 0 {
		b.WriteString("<thead>")
		row(b, "th", t.Heads)
		b.WriteString("</thead>")
	}
	b.WriteString("<tbody>")
	for _, r := range t.Rows {
		row(b, "td", r)
	}
	b.WriteString("</tbody></table>")
}

func row(b *strings.Builder, cell string, list []string) {
	b.WriteString("<tr>")
	for _, c := range list {
		fmt.Fprintf(b, "<%s>%s</%s>", cell, html.EscapeString(c), cell)
	}
	b.WriteString("</tr>")
}
