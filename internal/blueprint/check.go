package blueprint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/wording"
	"letterpress/internal/yaml"
)

// checker looks the compiled set over: parts that exist, messages that exist in
// every language, and values that each message asks for and is given.
type checker struct {
	set *Set
	r   *yaml.Reader
}

func (s *Set) check() {
	c := &checker{set: s, r: &yaml.Reader{}}
	c.parts()
	c.editions()
	for _, code := range s.words.Languages() {
		c.calls(code)
		c.names(code)
		c.given(code)
	}
	s.found = append(s.found, c.r.Found()...)
	s.found.Sort()
	s.found = slices.Compact(s.found) // the same of each language, or of a file that is included twice
}

// parts looks for the parts that letters and editions name, and warns of those
// that nobody does.
func (c *checker) parts() {
	used := map[string]bool{}
	for _, p := range c.set.wanted {
		used[p.id] = true
		part := c.set.parts[p.id]
		if part != nil {
			c.reads(p.kind, part.reads)
			continue
		}
		if !c.set.broken {
			c.r.Fault(p.node, "template-part", fmt.Sprintf("there is no part %q", p.id), nearest(p.id, slices.Sorted(maps.Keys(c.set.parts))))
		}
	}
	for kind, l := range c.set.letters {
		c.reads(kind, l.reads)
	}
	for id, p := range c.set.parts {
		if !used[id] {
			c.r.Warn(p.node, "template-unused", fmt.Sprintf("no letter has part %q", id), "name it in a letter or an edition, or delete it")
		}
	}
}

// reads looks for paths to what letters of a kind do not have.
func (c *checker) reads(kind letter.Kind, paths []named) {
	known := slices.Contains(letter.Kinds(), kind)
	for _, p := range paths {
		if known && !has(kind, p.id) {
			c.r.Faultf(p.node, "template-path", "letters of kind %s have no %s", kind, p.id)
		}
	}
}

// editions looks for kinds without a template, and for days with two editions.
func (c *checker) editions() {
	var before *Edition
	for _, e := range c.set.editions {
		for _, k := range e.kinds {
			if c.set.letters[letter.Kind(k.id)] == nil {
				c.r.Faultf(k.node, "edition-kind", "there is no letter of kind %q", k.id)
			}
		}
		if !e.Until.IsZero() && e.Until.Before(e.From) {
			c.r.Faultf(e.node, "edition-days", "edition %s ends before it begins", e.ID)
		}
		if before != nil && (before.Until.IsZero() || !before.Until.Before(e.From)) {
			c.r.Faultf(e.node, "edition-days", "edition %s begins before edition %s ends", e.ID, before.ID)
		}
		before = e
	}
}

// calls compares what each message takes with what the template passes.
func (c *checker) calls(code letter.Lang) {
	for i, call := range c.set.calls {
		if call.node == nil || call.node.Kind != yaml.Scalar {
			continue // told already
		}
		if m := c.set.bound[code][i]; m != nil {
			c.args(call, m)
			continue
		}
		c.missing(call.node, code, call.id)
	}
}

func (c *checker) args(call *call, m *wording.Message) {
	var given []string
	for _, a := range call.args {
		given = append(given, a.name)
	}
	slices.Sort(given)
	if takes := m.Vars(); !slices.Equal(given, takes) {
		c.r.Faultf(call.node, "template-values", "message %q takes {%s} and is given {%s}", call.id, strings.Join(takes, ", "), strings.Join(given, ", "))
	}
	if m.Plural && call.count == nil {
		c.r.Fault(call.node, "template-count", fmt.Sprintf("message %q has plural forms", call.id), "say what is counted: count: path")
	}
}

// names looks for messages that are named to be printed as they are.
func (c *checker) names(code letter.Lang) {
	l := c.set.words.Language(code)
	for _, n := range c.set.named {
		switch m := l.Message(n.id); {
		case m == nil:
			c.missing(n.node, code, n.id)
		case len(m.Vars()) > 0:
			c.r.Faultf(n.node, "template-values", "message %q takes {%s} and is given {}", n.id, strings.Join(m.Vars(), ", "))
		}
	}
}

func (c *checker) missing(at *yaml.Node, code letter.Lang, id string) {
	c.r.Fault(at, "template-message", fmt.Sprintf("language %s has no message %q", code, id), nearest(id, c.set.words.Language(code).IDs()))
}

// given holds the messages that Go code prints to the values that it gives. A
// pack that asks for another would leave a hole in print.
func (c *checker) given(code letter.Lang) {
	l, values := c.set.words.Language(code), given()
	for _, id := range slices.Sorted(maps.Keys(values)) {
		m := l.Message(id)
		if m == nil {
			continue // told by the wording's own check, and by a letter that prints it
		}
		if takes := strings.Join(m.Vars(), " "); takes != values[id] {
			c.r.Faultf(m.Node(), "message-values", "message %q takes {%s} and is given {%s}", id, takes, values[id])
			continue
		}
		if id == "letter.page" {
			c.page(m)
		}
	}
}

// page asks that the page stands before the number of pages, once each: layout
// puts the figures in where the words were cut.
func (c *checker) page(m *wording.Message) {
	if t := m.Text(); strings.Count(t.Raw, "{{") != 2 || t.Vars[0] != "page" {
		c.r.Fault(m.Node(), "message-page", `message "letter.page" is cut at its two values`, "write {{.page}} once and then {{.pages}} once")
	}
}

// nearest is the hint for a word that is not known.
func nearest(word string, known []string) string {
	if near := yaml.Nearest(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return ""
}

// named is an id with the place where it stands.
type named struct {
	id   string
	node *yaml.Node
}

// unparsed returns a finding for a file that nothing reads.
func unparsed(name string) fault.Diagnostic {
	return fault.Diagnostic{Severity: fault.Warning, File: "templates/" + name, Code: "template-unused", Message: "nothing includes this file", Hint: "delete it"}
}
