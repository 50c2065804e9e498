package page

import "strings"

// Passage is words that are read in one go: a paragraph, a list item, a row of a
// table with bars between its cells, a running head.
type Passage struct {
	Page  int    // on which it begins, from 0
	Role  string // "P", "LI", "TR" and so on; "Header" and "Footer" of a page
	Words string // with plain spaces
}

// Passages returns what the letter says in reading order, and after it the heads
// and footers of each page. It is for comparing letters: no word is left out.
func (d *Document) Passages() []Passage {
	c := &passages{d: d, words: d.contents()}
	if len(d.Tags.Elements) > 0 {
		c.element(0)
	}
	for p := range d.Pages {
		c.artifacts(p, Header, "Header")
		c.artifacts(p, Footer, "Footer")
	}
	return c.out
}

type passages struct {
	d     *Document
	words [][]string
	out   []Passage
	first int // page of the passage at hand, -1 before its first words
}

// element adds e as one passage when it is one, else what is below it.
func (c *passages) element(e Element) {
	n := &c.d.Tags.Elements[e]
	whole := n.Role == RoleLI || n.Role == RoleTR
	c.d.Tags.Kids(e, func(k Kid) {
		whole = whole || k.Kind != KidElement || c.d.Tags.Elements[k.Element].Role == RoleSpan
	})
	if whole {
		c.first = -1
		words := c.gather(e)
		c.add(c.first, n.Role.String(), words)
		return
	}
	c.d.Tags.Kids(e, func(k Kid) { c.element(k.Element) })
}

// gather returns all words below e. The cells of a row are told apart.
func (c *passages) gather(e Element) string {
	var b strings.Builder
	c.d.Tags.Kids(e, func(k Kid) {
		switch k.Kind {
		case KidContent:
			if c.first < 0 {
				c.first = int(k.Page)
			}
			b.WriteString(c.words[k.Page][k.MCID])
		case KidElement:
			b.WriteString(c.before(k.Element, b.Len() > 0) + c.gather(k.Element))
		}
	})
	return b.String()
}

// before is what stands between an element and words of the same passage: it is
// only a span that goes on with them.
func (c *passages) before(e Element, behind bool) string {
	switch r := c.d.Tags.Elements[e].Role; {
	case !behind || r == RoleSpan || r == RoleLink:
		return ""
	case r == RoleTH || r == RoleTD:
		return " | "
	}
	return " "
}

func (c *passages) artifacts(p int, owner Element, role string) {
	var b strings.Builder
	for i := range c.d.Pages[p].Items {
		if it := &c.d.Pages[p].Items[i]; it.Element == owner && it.Kind == Text {
			b.WriteString(it.Words + " ")
		}
	}
	c.add(p, role, b.String())
}

func (c *passages) add(p int, role, words string) {
	if plain := strings.Join(strings.Fields(words), " "); plain != "" {
		c.out = append(c.out, Passage{Page: p, Role: role, Words: plain})
	}
}
