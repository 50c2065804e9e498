package proof

import (
	"bytes"
	"html/template"
	"regexp"
	"strings"
	"sync"

	"znkr.io/diff"
)

// PagePair is a page before and after; one of them may be missing.
type PagePair struct {
	Number        int // from 1
	Before, After template.HTML
	Left          bool // left out of the report for its size
}

// size is how much of the report the pair takes.
func (p *PagePair) size() int { return len(p.Before) + len(p.After) }

// pairs returns the pages that differ as pictures with the changed words marked.
func pairs(a, b [][]byte) []PagePair {
	before, after := pictures(a, b), pictures(b, a)
	mark(before, after)
	var out []PagePair
	for i := range max(len(a), len(b)) {
		if i < len(a) && i < len(b) && samePage(a[i], b[i]) {
			continue
		}
		out = append(out, PagePair{Number: i + 1, Before: before.page(i, "del"), After: after.page(i, "ins")})
	}
	return out
}

// drawing is the pages of a document, line by line as internal/svg wrote them.
// Their words are cut out to be compared, but for those that stand in the same
// place of the same page in the other document, as heads and footers do.
type drawing struct {
	pages [][]stroke
	words []string // of all pages, in the order of drawing
	fresh []bool   // by word: the other document lacks it
}

// stroke is one line of an image: a shape, or a run of words between its tags.
type stroke struct {
	open, close string
	from, to    int // words of the drawing
}

// The lines that internal/svg writes. A folder of samples comes from a disk, and
// a report is opened in a browser: what is not such a line is left out.
var (
	shapeLine = once(`^<(rect|line|path)( [a-zA-Z-]+="[^"<>]*")+/>$`)
	textLine  = once(`^(<text(?: [a-zA-Z:-]+="[^"<>]*")+>)([^<>]*)(</text>)$`)
	handler   = once(`(?i)^<[^>]* (on[a-z]+|href|style)=`)
)

// once is an expression that is compiled when a report first needs it.
func once(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

func pictures(images, others [][]byte) *drawing {
	d := &drawing{}
	for i, image := range images {
		there := map[string]bool{}
		if i < len(others) {
			for line := range strings.Lines(string(others[i])) {
				there[line] = true
			}
		}
		var page []stroke
		for line := range strings.Lines(string(image)) {
			if s, ok := d.stroke(strings.TrimSuffix(line, "\n"), there[line]); ok {
				page = append(page, s)
			}
		}
		d.pages = append(d.pages, page)
	}
	return d
}

// stroke takes in one line. Words that the other page has there are left in it.
func (d *drawing) stroke(line string, there bool) (stroke, bool) {
	m := textLine().FindStringSubmatch(line)
	switch {
	case handler().MatchString(line), m == nil && !shapeLine().MatchString(line):
		return stroke{}, false
	case m == nil || there:
		return stroke{open: line}, true
	}
	from := len(d.words)
	d.words = append(d.words, strings.Fields(m[2])...)
	lead := m[2][:len(m[2])-len(strings.TrimLeft(m[2], " "))] // is part of the width
	return stroke{m[1] + lead, m[3], from, len(d.words)}, true
}

// mark notes the words of each drawing that the other has not.
func mark(a, b *drawing) {
	a.fresh, b.fresh = make([]bool, len(a.words)), make([]bool, len(b.words))
	x, y := 0, 0
	for _, e := range diff.Edits(a.words, b.words) {
		switch e.Op {
		case diff.Delete:
			a.fresh[x] = true
			x++
		case diff.Insert:
			b.fresh[y] = true
			y++
		default:
			x++
			y++
		}
	}
}

// page returns page i as an image inside a page of hypertext, "" when there is
// none. op is the class of marked words.
func (d *drawing) page(i int, op string) template.HTML {
	if i >= len(d.pages) {
		return ""
	}
	var b bytes.Buffer
	b.WriteString(`<svg viewBox="0 0 612 792" role="img" font-family="Liberation Sans, Arial, sans-serif">`)
	for _, s := range d.pages[i] {
		b.WriteString(s.open)
		d.text(&b, s, op)
		b.WriteString(s.close + "\n")
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

func (d *drawing) text(b *bytes.Buffer, s stroke, op string) {
	for i := s.from; i < s.to; {
		end := i + 1
		for end < s.to && d.fresh[end] == d.fresh[i] {
			end++
		}
		if i > s.from {
			b.WriteByte(' ')
		}
		run := strings.Join(d.words[i:end], " ")
		if d.fresh[i] {
			run = `<tspan class="` + op + `">` + run + `</tspan>`
		}
		b.WriteString(run)
		i = end
	}
}
