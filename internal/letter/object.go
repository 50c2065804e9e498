package letter

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// member is one member of an object of type T: what it is called, whether the
// object is whole without it, and how its value is read.
type member[T any] struct {
	label
	read func(*decoder, *T)
}

// must is a member that its object needs; wanted tells a person what it is.
func must[T any](name, wanted string, read func(*decoder, *T)) member[T] {
	return member[T]{label{name: name, need: true, wanted: wanted}, read}
}

// may is a member that can be left out.
func may[T any](name string, read func(*decoder, *T)) member[T] {
	return member[T]{label{name: name}, read}
}

// via makes the members of an inner value members of the value that holds it.
func via[T, U any](members []member[U], inner func(*T) *U) []member[T] {
	out := make([]member[T], len(members))
	for i, m := range members {
		out[i] = member[T]{m.label, func(d *decoder, t *T) { m.read(d, inner(t)) }}
	}
	return out
}

// gave reports whether the member called name is among those given.
func gave[T any](members []member[T], given set, name string) bool {
	return given.has(find(members, name, 0))
}

// set holds which members of a table were given, a bit each.
type set uint64

func (s set) has(i int) bool { return s&(1<<i) != 0 }

// object reads an object by its table, notes members that are unknown, given
// twice or missing, and returns which were given.
func object[T any](d *decoder, members []member[T], into *T) (given set) {
	if d.sketch != nil {
		sketchObject(d, members)
		return 0
	}
	if !d.open(jsontext.KindBeginObject, "an object") {
		return 0
	}
	next := 0 // members mostly come in the table's order
	for d.more(jsontext.KindEndObject) {
		name, ok := d.name()
		if !ok {
			return given
		}
		i := find(members, name, next)
		if i < 0 {
			d.unknown(name, func(i int) string { return members[i].name }, len(members))
			continue
		}
		next = i + 1
		d.enter(&members[i].label)
		if given.has(i) {
			d.fault(CodeDuplicate, "given twice in the same object")
			d.skip()
		} else {
			given |= 1 << i
			members[i].read(d, into)
		}
		d.leave()
	}
	notGiven(d, members, given)
	return given
}

// find returns the index of name in members, looking from next on, or -1.
func find[T any](members []member[T], name string, next int) int {
	for k := range members {
		i := next + k
		if i >= len(members) {
			i -= len(members)
		}
		if members[i].name == name {
			return i
		}
	}
	return -1
}

func notGiven[T any](d *decoder, members []member[T], given set) {
	for i := range members {
		if !members[i].need || given.has(i) {
			continue
		}
		d.enter(&members[i].label)
		d.missing()
		d.leave()
	}
}

// name reads the name of a member.
func (d *decoder) name() (string, bool) {
	raw, ok := d.value()
	if !ok {
		return "", false
	}
	return unquote(raw), true
}

// unquote returns what a JSON string says. The string is well-formed.
func unquote(raw string) string {
	if strings.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	b, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		return ""
	}
	return string(b)
}

// unknown notes a member that its object does not have, with the nearest that
// it has, and skips the value. A name that is not like an identifier may be a
// person's or a drug's: it is not repeated, and the object is pointed at.
func (d *decoder) unknown(name string, known func(int) string, n int) {
	if !identifier(name) {
		d.fault(CodeUnknown, "holds a member that is not known here, with a name unlike any member's")
		d.skip()
		return
	}
	detail := "not a member that is known here"
	if len(d.faults) < MaxFaults { // else it is not listed, and looking takes time
		if near := nearest(name, known, n); near != "" {
			detail += "; did you mean " + near + "?"
		}
	}
	d.enter(&label{name: name})
	d.fault(CodeUnknown, detail)
	d.skip()
	d.leave()
}

// list reads a list of min to max entries. An entry at fault keeps its place,
// so that indexes here and in the request are the same.
func list[T any](d *decoder, min, max int, read func(*decoder, *T)) []T {
	if d.sketch != nil {
		sketchList(d, min, max, read)
		return nil
	}
	if !d.open(jsontext.KindBeginArray, "a list") {
		return nil
	}
	out := []T{}
	for n := 0; d.more(jsontext.KindEndArray); n++ {
		if n == max {
			d.faultf(CodeTooMany, "at most %d entries", max)
		}
		if n >= max {
			d.skip()
			continue
		}
		var entry T
		out = append(out, entry)
		d.enterIndex(n)
		read(d, &out[n])
		d.leave()
	}
	if len(out) < min {
		d.fault(CodeEmpty, "at least one entry")
	}
	return out
}
