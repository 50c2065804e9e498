package yaml

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// value reads what stands behind a key or a dash and goes to the next line. The
// lines that belong to it are indented further than column.
func (r *plainReader) value(column int) *Node {
	switch r.peek(0) {
	case '>':
		return r.folded(column)
	case '[', '{', '"':
		n := r.inner(column)
		r.endLine()
		return n
	}
	return r.words(column)
}

// words reads a value without quotes.
func (r *plainReader) words(column int) *Node {
	n := r.node(Scalar)
	lines := append(make([]string, 0, 4), r.run(""))
	for r.peek(0) == '\n' && r.goesOn(column) {
		lines = append(lines, r.run(""))
	}
	if r.peek(0) == '#' {
		r.endLine()
	}
	return r.fill(n, strings.Join(lines, " "))
}

// goesOn goes to the next line and reports whether it belongs to a value that
// began before it.
func (r *plainReader) goesOn(column int) bool {
	line := r.line
	r.takeLine()
	r.nextLine()
	if r.ended() || r.column() <= column {
		return false
	}
	if r.line > line+1 || r.peek(0) == '-' { // of which the library mistakes the place
		r.giveUp()
	}
	return true
}

// run returns the words up to the end of the line, a comment or one of ends.
func (r *plainReader) run(ends string) string {
	i := 0
	for ; r.peek(i) != '\n' && strings.IndexByte(ends, r.peek(i)) < 0; i++ {
		next := r.peek(i + 1)
		if r.peek(i) == ' ' && next == '#' {
			break
		}
		if r.peek(i) == ':' && (next == ' ' || next == '\n') {
			r.giveUp()
		}
	}
	s := r.take(i)
	r.skipSpaces()
	words := strings.TrimRight(s, " ")
	if words != s && r.peek(0) == '\n' { // a space at the end of a line confuses the library
		r.giveUp()
	}
	return words
}

// fill gives n words that stood without quotes.
func (r *plainReader) fill(n *Node, s string) *Node {
	switch {
	case isNull(s):
		n.Kind = Null
	case wordy(s):
		n.Text = s
	default:
		r.giveUp()
	}
	return n
}

func isNull(s string) bool { return s == "~" || s == "null" || s == "Null" || s == "NULL" }

// wordy reports whether s begins as words without quotes may and as nothing else
// does.
func wordy(s string) bool {
	digits := strings.TrimPrefix(s, "-")
	c, _ := utf8.DecodeRuneInString(digits)
	begins := unicode.IsDigit(c) || digits == s && (unicode.IsLetter(c) || c == '(')
	return begins && s == strings.TrimSpace(s)
}

// folded reads lines of one indentation, which are joined by spaces.
func (r *plainReader) folded(column int) *Node {
	n := r.node(Scalar)
	n.Quoted = true
	if r.takeLine() != ">-" {
		r.giveUp()
	}
	r.begin()
	indent, joined := r.column(), strings.Builder{}
	for r.column() == indent && r.peek(0) != '\n' {
		s := r.takeLine()
		if strings.HasSuffix(s, " ") {
			r.giveUp()
		}
		if joined.Len() > 0 {
			joined.WriteByte(' ')
		}
		joined.WriteString(s)
		r.begin()
	}
	if n.Text = joined.String(); n.Text == "" || indent <= column {
		r.giveUp()
	}
	for r.column() == 0 && r.peek(0) == '\n' && !r.ended() {
		r.takeLine()
		r.begin()
	}
	if r.column() > column {
		r.giveUp()
	}
	r.at, r.line = r.start, r.line-1 // to look at the line as at any
	r.nextLine()
	return n
}

// inner reads a value that ends on its line, but for one in quotes.
func (r *plainReader) inner(column int) *Node {
	switch r.peek(0) {
	case '[':
		return r.bracketed(column)
	case '{':
		return r.braced(column)
	case '"':
		return r.quoted(column)
	}
	n := r.node(Scalar)
	return r.fill(n, r.run(",[]{}\":"))
}

func (r *plainReader) bracketed(column int) *Node {
	n, base := r.node(List), len(r.items)
	for r.enter(); r.peek(0) != ']' && !r.ended(); r.leave(']') {
		r.items = append(r.items, r.inner(column))
	}
	if r.take(1) != "]" {
		r.giveUp()
	}
	return r.closeList(n, base)
}

func (r *plainReader) braced(column int) *Node {
	n, base := r.node(Map), len(r.pairs)
	for r.enter(); r.peek(0) != '}' && !r.ended(); r.leave('}') {
		r.takeKey(base)
		v := r.inner(column)
		r.pairs[len(r.pairs)-1].Value = v
	}
	if r.take(1) != "}" {
		r.giveUp()
	}
	return r.closeMap(n, base)
}

// enter goes behind a bracket or comma.
func (r *plainReader) enter() {
	r.take(1)
	r.skipSpaces()
}

// leave goes from an entry to the next one, or to the bracket that closes.
func (r *plainReader) leave(closing byte) {
	r.skipSpaces()
	switch r.peek(0) {
	case ',':
		r.enter()
	case closing:
	default:
		r.giveUp()
	}
}

// quoted reads words in double quotes, which may go on on further lines.
func (r *plainReader) quoted(column int) *Node {
	n := r.node(Scalar)
	n.Quoted = true
	r.take(1)
	var before strings.Builder // a line end or a backslash
	for {
		i := strings.IndexAny(r.text[r.at:], "\"\\\n")
		if i < 0 {
			r.giveUp()
			return n
		}
		s, stop := r.take(i), r.take(1)
		switch stop {
		case "\"":
			if n.Text = s; before.Len() > 0 {
				n.Text = before.String() + s
			}
			return n
		case "\\":
			before.WriteString(s + r.escaped())
		case "\n":
			before.WriteString(strings.TrimRight(s, " ") + " ")
			if r.begin(); r.column() <= column || r.peek(0) == '\n' {
				r.giveUp()
			}
		}
	}
}

// escaped reads what stands behind a backslash.
func (r *plainReader) escaped() string {
	switch c := r.take(1); c {
	case "\"", "\\":
		return c
	case "n":
		return "\n"
	}
	r.giveUp()
	return ""
}
