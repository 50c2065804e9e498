package yaml

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"letterpress/internal/fault"
)

// Reader turns nodes into values and gathers every fault on the way, so that one
// pass over a file reports all that is wrong with it.
type Reader struct {
	found fault.Diagnostics
	spare [][]string // of objects that ended, for those to come
}

// Err returns the faults so far as a fault.Diagnostics, or nil.
func (r *Reader) Err() error { return r.found.Err() }

// Found returns everything found so far, warnings included.
func (r *Reader) Found() fault.Diagnostics { return r.found }

// Fault records that n is wrong.
func (r *Reader) Fault(n *Node, code, message, hint string) {
	r.found = append(r.found, n.file.at(n.Line, n.Col, code, message, hint))
}

// Faultf is Fault with a formatted message and no hint.
func (r *Reader) Faultf(n *Node, code, format string, args ...any) {
	r.Fault(n, code, fmt.Sprintf(format, args...), "")
}

// Warn records that n is odd.
func (r *Reader) Warn(n *Node, code, message, hint string) {
	d := n.file.at(n.Line, n.Col, code, message, hint)
	d.Severity = fault.Warning
	r.found = append(r.found, d)
}

// String returns the text of a scalar. Numbers are taken as written.
func (r *Reader) String(n *Node) string {
	if n == nil {
		return ""
	}
	if n.Kind != Scalar {
		r.Fault(n, "yaml-type", "a single value is wanted here", "")
		return ""
	}
	return n.Text
}

// Int returns a whole number.
func (r *Reader) Int(n *Node) int {
	if n == nil {
		return 0
	}
	v, err := strconv.Atoi(n.Text)
	if n.Kind != Scalar || n.Quoted || err != nil || strconv.Itoa(v) != n.Text {
		r.Fault(n, "yaml-type", "a whole number is wanted here", "")
		return 0
	}
	return v
}

// Bool returns true or false.
func (r *Reader) Bool(n *Node) bool {
	if n == nil {
		return false
	}
	if n.Kind == Scalar && !n.Quoted {
		switch n.Text {
		case "true":
			return true
		case "false":
			return false
		}
	}
	r.Fault(n, "yaml-type", "true or false is wanted here", "")
	return false
}

// List returns the items of a list; nil for an absent node.
func (r *Reader) List(n *Node) []*Node {
	if n == nil {
		return nil
	}
	if n.Kind != List {
		r.Fault(n, "yaml-type", "a list is wanted here", "start each item with a dash")
		return nil
	}
	return n.Items
}

// Strings returns a list of scalars.
func (r *Reader) Strings(n *Node) []string {
	var out []string
	for _, it := range r.List(n) {
		out = append(out, r.String(it))
	}
	return out
}

// Pairs returns the members of a map in file order; nil for an absent node.
func (r *Reader) Pairs(n *Node) []Pair {
	if n == nil {
		return nil
	}
	if n.Kind != Map {
		r.Fault(n, "yaml-type", "a map is wanted here", "write key: value")
		return nil
	}
	return n.Pairs
}

// Object starts reading a map whose keys are known. Call End when all keys have
// been asked for: what is left over is reported as unknown.
func (r *Reader) Object(n *Node) *Object {
	o := &Object{r: r, node: n, pairs: r.Pairs(n)}
	if last := len(r.spare) - 1; last >= 0 {
		o.taken, r.spare = r.spare[last], r.spare[:last]
	}
	return o
}

// Object is a map under reading.
type Object struct {
	r     *Reader
	node  *Node
	pairs []Pair
	taken []string // keys that were asked for
}

// Node returns the map itself.
func (o *Object) Node() *Node { return o.node }

// Get returns the value of key, or nil when it is absent or null.
func (o *Object) Get(key string) *Node {
	o.taken = append(o.taken, key)
	for _, p := range o.pairs {
		if p.Key.Text == key && p.Value.Kind != Null {
			return p.Value
		}
	}
	return nil
}

// Need returns the value of key and reports its absence.
func (o *Object) Need(key string) *Node {
	n := o.Get(key)
	if n == nil && o.node != nil && o.node.Kind == Map {
		o.r.Fault(o.node, "yaml-required", fmt.Sprintf("%q is required here", key), "")
	}
	return n
}

// String returns the scalar at key, or "".
func (o *Object) String(key string) string { return o.r.String(o.Get(key)) }

// NeedString returns the scalar at key and reports its absence.
func (o *Object) NeedString(key string) string { return o.r.String(o.Need(key)) }

// Int returns the whole number at key, or 0.
func (o *Object) Int(key string) int { return o.r.Int(o.Get(key)) }

// Bool returns the truth at key, or false.
func (o *Object) Bool(key string) bool { return o.r.Bool(o.Get(key)) }

// Strings returns the list of scalars at key, or nil.
func (o *Object) Strings(key string) []string { return o.r.Strings(o.Get(key)) }

// OneOf returns the scalar at key, which must be one of the words given.
func (o *Object) OneOf(key string, words ...string) string {
	n := o.Get(key)
	s := o.r.String(n)
	if n == nil || n.Kind != Scalar || slices.Contains(words, s) {
		return s
	}
	o.r.Fault(n, "yaml-word", fmt.Sprintf("%q is not known here", s), "one of "+strings.Join(words, ", "))
	return s
}

// End reports every key that was never asked for, with the nearest known one.
func (o *Object) End() {
	for _, p := range o.pairs {
		if slices.Contains(o.taken, p.Key.Text) {
			continue
		}
		hint := ""
		if near := Nearest(p.Key.Text, slices.Sorted(slices.Values(o.taken))); near != "" {
			hint = "did you mean " + near + "?"
		}
		o.r.Fault(p.Key, "yaml-unknown-key", fmt.Sprintf("unknown key %q", p.Key.Text), hint)
	}
	o.r.spare, o.taken = append(o.r.spare, o.taken[:0]), nil
}

// Nearest returns the word closest to s, or "" when none is close.
func Nearest(s string, words []string) string {
	best, dist := "", max(2, len(s)/3)+1
	for _, w := range words {
		if d := distance(s, w); d < dist {
			best, dist = w, d
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diag
			if a[i-1] != b[j-1] {
				cost++
			}
			diag, row[j] = row[j], min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
