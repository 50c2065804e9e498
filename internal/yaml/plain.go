package yaml

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainReader reads the part of YAML that our files are written in, straight
// into nodes: maps and lists by indentation or in brackets, words, words in
// double quotes, and words folded by ">-". At anything else it gives up, and at
// every fault: the file is then left to the library, which has the last word on
// what YAML is and on what is wrong with a file. What is read here must be, node
// for node and place for place, what the library would have made of it.
type plainReader struct {
	file  *file
	text  string
	at    int // where reading goes on
	line  int // of at, from 1
	start int // of the line
	depth int // of block nodes inside each other
	odd   bool

	spare []Node  // for nodes to come
	items []*Node // of the lists that are open
	pairs []Pair  // of the maps that are open
}

// Limits of what is read here, which keep reading in step with the size of a file.
const (
	maxBlocks = 50    // block nodes inside each other
	maxPairs  = 1_000 // members of a map, each of which is compared with those before
)

// plain returns the root of a file, or nil when the file is not wholly plain.
func (f *file) plain() *Node {
	controls := strings.ContainsFunc(f.text, func(c rune) bool { return c != '\n' && unicode.IsControl(c) })
	if controls || !strings.HasSuffix(f.text, "\n") {
		return nil
	}
	r := &plainReader{file: f, text: f.text}
	r.nextLine()
	if r.ended() || r.column() > 0 {
		return nil
	}
	n := r.block(0)
	if r.odd || !r.ended() {
		return nil
	}
	return n
}

// giveUp leaves the file to the library: there is nothing more to read here.
func (r *plainReader) giveUp() { r.odd, r.at = true, len(r.text) }

func (r *plainReader) ended() bool { return r.at >= len(r.text) }

// peek returns a byte that is to come; behind the file stand line ends.
func (r *plainReader) peek(n int) byte {
	if r.at+n < len(r.text) {
		return r.text[r.at+n]
	}
	return '\n'
}

// take returns the next n bytes and goes behind them.
func (r *plainReader) take(n int) string {
	from := r.at
	r.at = min(from+n, len(r.text))
	return r.text[from:r.at]
}

func (r *plainReader) skipSpaces() {
	for r.peek(0) == ' ' {
		r.at++
	}
}

// column is how far at is from the start of its line, in bytes.
func (r *plainReader) column() int { return r.at - r.start }

// begin enters the line that starts at at and goes to its first word.
func (r *plainReader) begin() {
	r.line, r.start = r.line+1, r.at
	r.skipSpaces()
}

// takeLine returns the rest of the line and goes behind its end.
func (r *plainReader) takeLine() string {
	i := strings.IndexByte(r.text[r.at:], '\n')
	if i < 0 {
		return r.take(len(r.text))
	}
	defer r.take(1)
	return r.take(i)
}

// nextLine goes to the first word of the next line that is not empty and no
// comment, or to the end.
func (r *plainReader) nextLine() {
	for r.begin(); r.peek(0) == '\n' || r.peek(0) == '#'; r.begin() {
		if r.peek(0) == '\n' && r.column() > 0 { // spaces alone
			r.giveUp()
		}
		if r.ended() {
			return
		}
		r.takeLine()
	}
	if s := r.text[r.at:]; r.column() == 0 && (strings.HasPrefix(s, "---") || strings.HasPrefix(s, "...")) {
		r.giveUp()
	}
}

// endLine leaves a line of which all was read but a comment.
func (r *plainReader) endLine() {
	r.skipSpaces()
	if c := r.peek(0); c != '\n' && (c != '#' || r.text[r.at-1] != ' ') {
		r.giveUp()
	}
	r.takeLine()
	r.nextLine()
}

// node makes a node that stands here.
func (r *plainReader) node(k Kind) *Node {
	if len(r.spare) == 0 {
		r.spare = make([]Node, 32)
	}
	n := &r.spare[0]
	r.spare = r.spare[1:]
	*n = Node{Kind: k, Line: r.line, Col: utf8.RuneCountInString(r.text[r.start:r.at]) + 1, file: r.file}
	return n
}

// block reads the list or map whose first entry stands here, or one value.
func (r *plainReader) block(column int) *Node {
	r.depth++
	defer func() { r.depth-- }()
	switch {
	case r.depth > maxBlocks:
		r.giveUp()
	case r.dash():
		return r.blockList()
	case r.key() > 0:
		return r.blockMap()
	}
	return r.value(column)
}

// dash reports whether an item of a list begins here.
func (r *plainReader) dash() bool { return r.peek(0) == '-' && r.peek(1) == ' ' }

func (r *plainReader) blockList() *Node {
	n, column, base := r.node(List), r.column(), len(r.items)
	for r.dash() && r.column() == column {
		r.take(1)
		r.skipSpaces()
		r.items = append(r.items, r.block(column))
	}
	return r.closeList(n, base)
}

// closeList gives a list the items from base on.
func (r *plainReader) closeList(n *Node, base int) *Node {
	n.Items = slices.Clone(r.items[base:])
	r.items = r.items[:base]
	return n
}

func (r *plainReader) blockMap() *Node {
	n, column, base := r.node(Map), r.column(), len(r.pairs)
	for r.key() > 0 && r.column() == column {
		r.takeKey(base)
		v := r.member(column)
		r.pairs[len(r.pairs)-1].Value = v
	}
	return r.closeMap(n, base)
}

// member reads the value of a key, which stands on its line or below it. A list
// may stand as far left as the key.
func (r *plainReader) member(column int) *Node {
	if c := r.peek(0); c != '\n' && c != '#' {
		return r.value(column)
	}
	r.endLine()
	if r.column() < column || r.column() == column && !r.dash() {
		r.giveUp()
	}
	return r.block(column)
}

// closeMap gives a map the pairs from base on. It stands where its first key does.
func (r *plainReader) closeMap(n *Node, base int) *Node {
	n.Pairs = slices.Clone(r.pairs[base:])
	r.pairs = r.pairs[:base]
	if len(n.Pairs) > 0 {
		n.Line, n.Col = n.Pairs[0].Key.Line, n.Pairs[0].Key.Col
	}
	return n
}

// key returns how long the key is that stands here, without quotes, or 0.
func (r *plainReader) key() int {
	for i := 0; keyByte(r.peek(i)); i++ {
		if r.peek(i+1) == ':' && (r.peek(i+2) == ' ' || r.peek(i+2) == '\n') {
			return i + 1
		}
	}
	return 0
}

// keyByte reports whether c can stand in a key.
func keyByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '_' || c == '.' || c == '-' || c == '/' || c == '%' || c == ' ' || c >= utf8.RuneSelf
}

// takeKey adds a pair with the key that stands here and goes to its value. A key
// that stands among the pairs from base on already is a fault.
func (r *plainReader) takeKey(base int) {
	k := r.node(Scalar)
	k.Text = r.take(r.key())
	before := r.pairs[base:]
	twice := slices.ContainsFunc(before, func(p Pair) bool { return p.Key.Text == k.Text })
	if twice || len(before) >= maxPairs || !wordy(k.Text) || isNull(k.Text) {
		r.giveUp()
	}
	r.pairs = append(r.pairs, Pair{Key: k})
	r.take(1)
	r.skipSpaces()
}
