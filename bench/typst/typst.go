// Package typst prints letters with Typst, by the compiler that the npm package
// @myriaddreamin/typst-ts-node-compiler carries: tagged, as PDF/UA-1. The
// compiler is started once and kept.
package typst

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"letterpress/bench/content"
	"letterpress/bench/peer"
)

// Script returns the path of the script in the benchmark's folder, or why Typst
// cannot be measured here.
func Script(bench string) (string, error) {
	if _, err := exec.LookPath("node"); err != nil {
		return "", errors.New("node is not on this machine")
	}
	if _, err := os.Stat(filepath.Join(bench, "typst/node_modules/@myriaddreamin")); err != nil {
		return "", errors.New("its npm package is not installed")
	}
	return filepath.Join(bench, "typst/render.mjs"), nil
}

// New starts a compiler that knows the fonts of a folder.
func New(script, fonts string) (peer.Maker, error) {
	m := &maker{cmd: exec.Command("node", script, fonts)}
	m.cmd.Stderr = os.Stderr
	in, err := m.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := m.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	m.in, m.out = in, bufio.NewReaderSize(out, 1<<16)
	return m, m.cmd.Start()
}

type maker struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// Make prints one letter.
func (m *maker) Make(in peer.Input) ([]byte, error) {
	source := Source(in.Content)
	frame := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+len(source)), uint32(len(source)))
	if _, err := m.in.Write(append(frame, source...)); err != nil {
		return nil, err
	}
	var head [5]byte
	if _, err := io.ReadFull(m.out, head[:]); err != nil {
		return nil, err
	}
	body := make([]byte, binary.LittleEndian.Uint32(head[1:]))
	if _, err := io.ReadFull(m.out, body); err != nil {
		return nil, err
	}
	if head[0] != 0 {
		return nil, errors.New("typst: " + string(body))
	}
	return body, nil
}

// Close ends the compiler, which stops when it is given nothing more.
func (m *maker) Close() error {
	m.in.Close()
	return m.cmd.Wait()
}

const preamble = `#set document(title: %s, date: none)
#set page(width: %dpt, height: %dpt, margin: (left: %dpt, right: %dpt, top: %dpt, bottom: %dpt))
#set text(font: "Liberation Sans", lang: "%s", top-edge: 0.8em, bottom-edge: -0.2em)
#set table(inset: %dpt, stroke: 0.5pt)
#let set-in(size, lead, after, weight, body) = block(above: 0pt, below: after * 1pt, {
  set text(size: size * 1pt, weight: weight)
  set par(leading: (lead - size) * 1pt)
  body
})
`

// Source returns the letter in Typst's own language.
func Source(d *content.Document) string {
	var b strings.Builder
	lang, _, _ := strings.Cut(d.Lang, "-")
	fmt.Fprintf(&b, preamble, quote(d.Title), content.PageWidth, content.PageHeight, content.Left,
		content.PageWidth-content.Left-content.Width, content.Top, content.Bottom, lang, content.Pad)
	second := 1 // a letter without titles begins with its headings
	for i, part := range d.Parts {
		if part.Titled() {
			second = 2
		}
		if i > 0 {
			b.WriteString("#pagebreak()\n")
		}
		for k := 0; k < len(part); k++ {
			k += block(&b, part, k, second)
		}
	}
	return b.String()
}

// block writes the block at k and returns how many it wrote besides: the items
// of one list. second is the level of headings below a title.
func block(b *strings.Builder, part content.Part, k, second int) (more int) {
	s := part[k].Kind.Style()
	weight := "regular"
	if s.Bold {
		weight = "bold"
	}
	fmt.Fprintf(b, "#set-in(%g, %g, %g, %q, ", s.Size, s.Lead, s.After, weight)
	switch part[k].Kind {
	case content.Title:
		heading(b, 1, s, part[k].Text)
	case content.Heading:
		heading(b, second, s, part[k].Text)
	case content.Item:
		fmt.Fprintf(b, "list(marker: [•], spacing: %gpt", s.Lead-s.Size+s.After)
		for ; k+more < len(part) && part[k+more].Kind == content.Item; more++ {
			b.WriteString(", text(" + quote(part[k+more].Text) + ")")
		}
		more--
		b.WriteString(")")
	case content.Grid:
		table(b, part[k].Table)
	default:
		b.WriteString("text(" + quote(part[k].Text) + ")")
	}
	b.WriteString(")\n")
	return more
}

func heading(b *strings.Builder, level int, s content.Style, text string) {
	fmt.Fprintf(b, "heading(level: %d, text(size: %gpt, %s))", level, s.Size, quote(text))
}

func table(b *strings.Builder, t *content.Table) {
	b.WriteString("table(columns: (")
	for _, w := range t.Widths {
		fmt.Fprintf(b, "%dfr, ", w)
	}
	b.WriteString("), ")
	if len(t.Heads) > 0 {
		b.WriteString("table.header(")
		cells(b, t.Heads, "strong")
		b.WriteString("), ")
	}
	for _, r := range t.Rows {
		cells(b, r, "text")
	}
	b.WriteString(")")
}

func cells(b *strings.Builder, list []string, as string) {
	for _, c := range list {
		b.WriteString(as + "(" + quote(c) + "), ")
	}
}

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

// quote returns s as a string of Typst.
func quote(s string) string { return `"` + escapes.Replace(s) + `"` }
