package letter

import (
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Unfilled begins the placeholders of a new request. No value of a letter begins
// so, and one that does is refused wherever it stands: it must never be printed.
const Unfilled = "FILL IN:"

// text reads a string as it is, escapes undone.
func (d *decoder) text(want string) (string, bool) {
	if d.sketch != nil {
		d.sketch.Type = "string"
		return "", false
	}
	if d.peek() != jsontext.KindString {
		d.wrongType(want)
		return "", false
	}
	raw, ok := d.value()
	if !ok {
		return "", false
	}
	s := unquote(raw)
	if strings.HasPrefix(s, Unfilled) {
		d.fault(CodeUnfilled, "still to be filled in")
		return "", false
	}
	return s, true
}

// given reads a string that will be printed or kept: normalised, without
// characters that cannot be printed, at most limit characters.
func (d *decoder) given(limit int) (string, bool) {
	if d.sketch != nil {
		d.sketch.words(limit)
		return "", false
	}
	s, ok := d.text("a string")
	if !ok {
		return "", false
	}
	s, detail, ok := normalise(s)
	switch {
	case !ok:
		d.fault(CodeCharacter, detail)
	case longer(s, limit):
		d.faultf(CodeTooLong, "at most %d characters", limit)
	default:
		return s, true
	}
	return "", false
}

// line reads a string that may be "", which means the same as leaving it out.
func (d *decoder) line(limit int) string {
	s, _ := d.given(limit)
	return s
}

// filled reads a string that must say something.
func (d *decoder) filled(limit int) string {
	s, ok := d.given(limit)
	if ok && s == "" {
		d.missing()
	}
	return s
}

// entry reads a string of a list; an entry that says nothing is a mistake.
func (d *decoder) entry(limit int) string {
	s, ok := d.given(limit)
	if ok && s == "" {
		d.fault(CodeEmpty, "an entry that says nothing")
	}
	return s
}

func (d *decoder) entries(max, limit int) []string {
	return list(d, 0, max, func(d *decoder, s *string) { *s = d.entry(limit) })
}

// term reads one of the words of a list.
func (d *decoder) term(allowed terms) string {
	if d.sketch != nil {
		d.sketch.term(allowed, false)
		return ""
	}
	s, ok := d.text("a string")
	if !ok {
		return ""
	}
	if s == "" && d.needed() {
		d.missing()
		return ""
	}
	return d.oneOf(s, allowed)
}

// termOrNone reads one of the words of a list, or "" for none.
func (d *decoder) termOrNone(allowed terms) string {
	if d.sketch != nil {
		d.sketch.term(allowed, true)
		return ""
	}
	s, ok := d.text("a string")
	if !ok || s == "" {
		return ""
	}
	return d.oneOf(s, allowed)
}

func (d *decoder) oneOf(s string, allowed terms) string {
	w, ok := allowed.find(s)
	if !ok {
		d.fault(CodeWord, "must be one of "+strings.Join(allowed, ", "))
	}
	return w
}

// termList reads a list of different words of a list.
func (d *decoder) termList(min int, allowed terms) []string {
	words := list(d, min, maxCodes, func(d *decoder, s *string) { *s = d.term(allowed) })
	for i, w := range words {
		if w == "" || !repeats(words[:i], w) {
			continue
		}
		d.enterIndex(i)
		d.fault(CodeRepeated, "already in the list")
		d.leave()
	}
	return words
}

func repeats(before []string, w string) bool {
	for _, b := range before {
		if b == w {
			return true
		}
	}
	return false
}

// date reads a day.
func (d *decoder) date() Date {
	if d.sketch != nil {
		d.sketch.Type, d.sketch.Pattern = "string", dayPattern
		return Date{}
	}
	s, ok := d.text("a string with a date, YYYY-MM-DD")
	if !ok {
		return Date{}
	}
	if s == "" && d.needed() {
		d.missing()
		return Date{}
	}
	return d.day(s)
}

// dateOrNone reads a day, or "" for none.
func (d *decoder) dateOrNone() Date {
	if d.sketch != nil {
		d.sketch.Type, d.sketch.Pattern = "string", dayOrNonePattern
		return Date{}
	}
	s, ok := d.text("a string with a date, YYYY-MM-DD")
	if !ok || s == "" {
		return Date{}
	}
	return d.day(s)
}

func (d *decoder) day(s string) Date {
	day, err := ParseDate(s)
	if err != nil {
		d.fault(CodeDate, "must be a day of the calendar, written YYYY-MM-DD")
	}
	return day
}

// boolean reads true or false.
func (d *decoder) boolean() bool {
	if d.sketch != nil {
		d.sketch.Type = "boolean"
		return false
	}
	k := d.peek()
	if k != jsontext.KindTrue && k != jsontext.KindFalse {
		d.wrongType("true or false")
		return false
	}
	d.value()
	return k == jsontext.KindTrue
}

// whole reads a JSON number that is an integer from 1 to most, however written:
// 30 and 3e1 are the same request (RFC 8785), so both are read.
func (d *decoder) whole(most int) int {
	if d.sketch != nil {
		d.sketch.Type, d.sketch.Max = "integer", most
		return 0
	}
	if d.peek() != jsontext.KindNumber {
		d.wrongType("a whole number, without quotes")
		return 0
	}
	raw, ok := d.value()
	if !ok {
		return 0
	}
	x, err := strconv.ParseFloat(raw, 64)
	if err != nil || x < 1 || x > float64(most) || x != math.Trunc(x) {
		d.faultf(CodeRange, "must be a whole number from 1 to %d", most)
		return 0
	}
	return int(x)
}

// shaped reads a string of a certain shape, or "" for none.
func (d *decoder) shaped(want shape) string {
	if d.sketch != nil {
		d.sketch.shaped(want)
		return ""
	}
	s, ok := d.text(want.typed())
	if !ok || s == "" {
		return ""
	}
	return d.fit(s, want)
}

// filledShape reads a string of a certain shape.
func (d *decoder) filledShape(want shape) string {
	if d.sketch != nil {
		d.sketch.shaped(want)
		return ""
	}
	s, ok := d.text(want.typed())
	if !ok {
		return ""
	}
	if s == "" {
		d.missing()
		return ""
	}
	return d.fit(s, want)
}

func (d *decoder) fit(s string, want shape) string {
	if !want.fits(s) {
		d.fault(want.code, want.detail)
		return ""
	}
	return s
}
