package letter

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"letterpress/internal/fault"
)

// decoder walks a request once, from left to right. A fault is noted and the
// walk goes on behind the value; only what is no JSON at all ends it (broken).
type decoder struct {
	tokens *jsontext.Decoder
	source string // the request: a string without escapes is a piece of it
	path   []step
	faults fault.Fields
	broken bool
	sketch *Schema // set when no request is read: what the value would have to be
}

// step is one level of the path to the value that is being read. It points at
// a table's label, because a path is written far more often than it is shown.
type step struct {
	label *label // of a member; nil for an element of a list
	index int
}

// label is what a member is called and what a fault says of it.
type label struct {
	name   string
	need   bool   // the object is not whole without it
	wanted string // what the fault says when it is missing
}

func newDecoder(data []byte) *decoder {
	return &decoder{
		tokens: jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true)),
		source: string(data),
		path:   make([]step, 0, 8),
	}
}

// pointer returns the JSON pointer of the value that is being read. It is built
// only when there is a fault to report.
func (d *decoder) pointer() string {
	p := ""
	for _, s := range d.path {
		if s.label == nil {
			p = fault.AtIndex(p, s.index)
			continue
		}
		p = fault.At(p, s.label.name)
	}
	return p
}

func (d *decoder) enter(m *label) { d.path = append(d.path, step{label: m}) }

func (d *decoder) enterIndex(i int) { d.path = append(d.path, step{index: i}) }

func (d *decoder) leave() { d.path = d.path[:len(d.path)-1] }

// fault notes a fault of the value that is being read.
func (d *decoder) fault(code, detail string) { d.faultAt(d.pointer(), code, detail) }

func (d *decoder) faultf(code, format string, args ...any) {
	d.fault(code, fmt.Sprintf(format, args...))
}

func (d *decoder) faultAt(pointer, code, detail string) {
	switch {
	case d.broken || len(d.faults) > MaxFaults:
	case len(d.faults) == MaxFaults:
		d.faults.Add("", CodeMore, fmt.Sprintf("more than %d faults; those after them are not listed", MaxFaults))
	default:
		d.faults.Add(pointer, code, detail)
	}
}

// needed reports whether the object is not whole without the value that is
// being read.
func (d *decoder) needed() bool {
	m := d.path[len(d.path)-1].label
	return m != nil && m.need
}

// missing notes that the value that is being read is needed and is not there.
func (d *decoder) missing() {
	d.fault(CodeRequired, requiredDetail(d.path[len(d.path)-1].label.wanted))
}

func requiredDetail(wanted string) string {
	if wanted == "" {
		return "required"
	}
	return "required, " + wanted
}

// lacks notes that a member below the value that is being read is needed,
// unless it, or the value itself, is at fault already.
func (d *decoder) lacks(wanted string, names ...string) {
	if at := d.below(names...); !faulted(d.faults, at) {
		d.faultAt(at, CodeRequired, requiredDetail(wanted))
	}
}

// below returns the pointer of a member below the value that is being read.
func (d *decoder) below(names ...string) string {
	p := d.pointer()
	for _, n := range names {
		p = fault.At(p, n)
	}
	return p
}

// abandon ends the walk with one fault, in place of those found before: of a
// file that is not JSON nothing certain can be said.
func (d *decoder) abandon(code, detail string) {
	if d.broken {
		return
	}
	d.broken = true
	d.faults = fault.Fields{{Pointer: d.pointer(), Code: code, Detail: detail}}
}

// noJSON ends the walk where the reading failed. The parser's own words are
// not passed on: they may quote the request.
func (d *decoder) noJSON() {
	at := int(d.tokens.InputOffset()) + len(d.tokens.UnreadBuffer()) - len(bytes.TrimLeft(d.tokens.UnreadBuffer(), " \t\r\n"))
	line := 1 + strings.Count(d.source[:at], "\n")
	col := at - strings.LastIndexByte(d.source[:at], '\n')
	d.abandon(CodeSyntax, fmt.Sprintf("not well-formed JSON at or after line %d, byte %d", line, col))
}

// peek returns the kind of the next token, 0 when there is none to be had.
func (d *decoder) peek() jsontext.Kind {
	if d.broken {
		return 0
	}
	return d.tokens.PeekKind()
}

// value reads the next string, number or literal as it is written.
func (d *decoder) value() (raw string, ok bool) {
	v, err := d.tokens.ReadValue()
	if err != nil {
		d.noJSON()
		return "", false
	}
	end := int(d.tokens.InputOffset())
	return d.source[end-len(v) : end], true
}

// open reads the bracket that begins an object or a list; for anything else it
// notes a fault and skips the value.
func (d *decoder) open(bracket jsontext.Kind, want string) bool {
	if d.peek() != bracket {
		d.wrongType(want)
		return false
	}
	return d.bracket()
}

// bracket reads the bracket that comes next.
func (d *decoder) bracket() bool {
	if d.broken {
		return false
	}
	if _, err := d.tokens.ReadToken(); err != nil {
		d.noJSON()
		return false
	}
	if d.tokens.StackDepth() > MaxDepth {
		d.abandon(CodeTooDeep, fmt.Sprintf("nested deeper than %d levels", MaxDepth))
		return false
	}
	return true
}

// more reports whether another member or element comes before the bracket that
// ends the object or list, and reads that bracket when none does.
func (d *decoder) more(bracket jsontext.Kind) bool {
	switch d.peek() {
	case bracket:
		d.bracket()
		return false
	case jsontext.KindInvalid:
		d.noJSON()
		return false
	}
	return true
}

// atFailure ends the walk when nothing can be read any more.
func (d *decoder) atFailure() bool {
	if d.peek() != jsontext.KindInvalid {
		return false
	}
	d.noJSON()
	return true
}

// wrongType notes that another type of value was needed and skips this one.
func (d *decoder) wrongType(want string) {
	if d.broken || d.atFailure() {
		return
	}
	if d.peek() == jsontext.KindNull {
		want += ", not null: leave the member out when there is nothing to say"
	}
	d.fault(CodeType, "must be "+want)
	d.skip()
}

// skip reads past the next value, minding the depth.
func (d *decoder) skip() {
	for depth := 0; !d.broken; {
		switch d.peek() {
		case jsontext.KindBeginObject, jsontext.KindBeginArray:
			d.bracket()
			depth++
		case jsontext.KindEndObject, jsontext.KindEndArray:
			d.bracket()
			depth--
		default:
			d.value()
		}
		if depth <= 0 {
			return
		}
	}
}

// end makes sure that nothing but white space follows the request.
func (d *decoder) end() {
	if d.broken {
		return
	}
	if _, err := d.tokens.ReadToken(); err == io.EOF {
		return
	}
	d.abandon(CodeSyntax, "more after the end of the request: one request is one JSON object")
}
