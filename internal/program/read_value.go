package program

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

var slugShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// shortList is how many codes a hint names before it guesses at the one meant.
const shortList = 7

// each reads the items of a list with read.
func each[T any](d *decoder, n *yaml.Node, read func(*yaml.Node) T) []T {
	var out []T
	for _, it := range d.r.List(n) {
		out = append(out, read(it))
	}
	return out
}

// text reads one line of words. Empty text is an absent fact.
func (d *decoder) text(n *yaml.Node) string {
	s := d.r.String(n)
	if strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) || c == '\u2028' || c == '\u2029' }) {
		d.r.Fault(n, "program-text", "the text has a line break or control character", "write it on one line")
	}
	if s != strings.TrimSpace(s) {
		d.r.Fault(n, "program-text", "the text begins or ends with white space", "")
	}
	return s
}

// slug reads an id that can be part of file and object names.
func (d *decoder) slug(n *yaml.Node) string {
	fits := func(s string) bool { return slugShape.MatchString(s) && len(s) <= 64 }
	return d.shaped(n, fits, "an id", "at most 64 lower-case letters, digits and single dashes")
}

// whole reads a whole number from low to high; what names it.
func (d *decoder) whole(n *yaml.Node, what string, low, high int) int {
	before := len(d.r.Found())
	v := d.r.Int(n)
	if n != nil && len(d.r.Found()) == before && (v < low || v > high) {
		d.r.Faultf(n, "program-number", "%d cannot be %s: it is from %d to %d", v, what, low, high)
	}
	return v
}

// code reads one of the known codes; what names the list.
func (d *decoder) code(n *yaml.Node, what string, known []string) string {
	s := d.r.String(n)
	if n == nil || n.Kind != yaml.Scalar || slices.Contains(known, s) {
		return s
	}
	hint := "one of " + strings.Join(known, ", ")
	if near := yaml.Nearest(s, known); near != "" && len(known) > shortList {
		hint = "did you mean " + near + "?"
	}
	d.r.Fault(n, "program-code", fmt.Sprintf("%q is no known %s", s, what), hint)
	return s
}

// codes reads a list of known codes, each once.
func (d *decoder) codes(n *yaml.Node, what string, known []string) []string {
	var out []string
	for _, it := range d.r.List(n) {
		c := d.code(it, what, known)
		if slices.Contains(out, c) {
			d.r.Faultf(it, "program-repeated", "%s %q stands twice", what, c)
		}
		out = append(out, c)
	}
	return out
}

// languages reads a list of languages with at least one.
func (d *decoder) languages(n *yaml.Node) []letter.Lang {
	codes := d.codes(n, "language", words(languages))
	if n != nil && n.Kind == yaml.List && len(codes) == 0 {
		d.r.Fault(n, "program-language", "at least one language is wanted here", "")
	}
	out := make([]letter.Lang, len(codes))
	for i, c := range codes {
		out[i] = letter.Lang(c)
	}
	return out
}

// localized reads words by language. Empty words are left out, as absent.
func (d *decoder) localized(n *yaml.Node) Localized {
	var out Localized
	for _, pair := range d.r.Pairs(n) {
		lang := letter.Lang(d.code(pair.Key, "language", words(languages)))
		if pair.Value.Kind == yaml.Null {
			continue
		}
		if s := d.text(pair.Value); s != "" {
			if out == nil {
				out = Localized{}
			}
			out[lang] = s
		}
	}
	return out
}

// shaped reads text of one shape, of which a letter has the rule.
func (d *decoder) shaped(n *yaml.Node, fits func(string) bool, what, hint string) string {
	s := d.r.String(n)
	if n != nil && n.Kind == yaml.Scalar && !fits(s) {
		d.r.Fault(n, "program-format", "not "+what, hint)
	}
	return s
}

// phone reads a telephone number as the plan writes it.
func (d *decoder) phone(n *yaml.Node) string {
	return d.shaped(n, letter.ValidPhone, "a phone number", "write 1-800-555-0100 or 800-555-0100")
}

// tty reads the number for a text telephone: a phone number, or 711.
func (d *decoder) tty(n *yaml.Node) string {
	return d.shaped(n, letter.ValidTTY, "a TTY number", `write "711", or a phone number`)
}
