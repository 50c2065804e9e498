package sense

// word is one word of a text: letters, digits, and apostrophes and hyphens
// between them; or the letters of an abbreviation with points ("b.i.d.").
type word struct {
	number     int  // from 1
	start, end int  // in the text
	upper      bool // it has a capital A to Z
	lower      bool // it has a small letter
	digits     bool // it has a digit
	points     bool // its letters stand apart by points
}

// capitals reports whether w is written in capitals.
func (w *word) capitals() bool { return w.upper && !w.lower }

// scanner cuts a text into words without making any of them.
type scanner struct {
	s      string
	at     int
	count  int
	buffer [longest + 1]byte
	n      int
}

// Kinds of bytes. A byte of a character beyond ASCII is a letter unless the
// character is one of the punctuation marks of Latin-1 or above U+2000.
const (
	small = iota
	capital
	digit
	lead   // begins a character of two bytes that may be a letter
	joiner // within a word: apostrophe and hyphen
	mark   // begins a punctuation mark
	other
)

var kinds = func() (k [256]uint8) {
	for c := range k {
		switch {
		case 'a' <= c && c <= 'z':
			k[c] = small
		case 'A' <= c && c <= 'Z':
			k[c] = capital
		case '0' <= c && c <= '9':
			k[c] = digit
		case c == '\'' || c == '-':
			k[c] = joiner
		case c == 0xc2 || c == 0xe2:
			k[c] = mark
		case c >= 0xc3:
			k[c] = lead
		default:
			k[c] = other
		}
	}
	return k
}()

// next finds the next word, or returns false at the end.
func (c *scanner) next(w *word) bool {
	s := c.s
	i := c.at
	for i < len(s) && !begins(kinds[s[i]]) {
		i += width(s[i])
	}
	if i >= len(s) {
		c.at = len(s)
		return false
	}
	c.count++
	*w = word{number: c.count, start: i}
	c.n = 0
	for i < len(s) {
		switch k := kinds[s[i]]; k {
		case small:
			c.put(s[i])
			w.lower = true
			i++
			continue
		case capital:
			c.put(s[i] + 'a' - 'A')
			w.upper = true
			i++
			continue
		case digit:
			c.put(s[i])
			w.digits = true
			i++
			continue
		case lead:
			i = c.wide(i, w)
			continue
		case joiner:
			if i+1 < len(s) && begins(kinds[s[i+1]]) {
				if s[i] == '-' {
					c.put('-')
				}
				i++
				continue
			}
		case mark:
			if curly(s, i) { // the apostrophe that typesetters use
				i += 3
				continue
			}
		case other:
			if s[i] == '.' && pointed(s, w.start, i) {
				w.points = true
				i++
				continue
			}
		}
		break
	}
	c.at, w.end = i, i
	return true
}

// folded returns the letters of the word that next gave last, in lower case
// and without apostrophes, until the next call. A longer word than any of a
// lexicon has none.
func (c *scanner) folded() []byte {
	if c.n > longest {
		return nil
	}
	return c.buffer[:c.n]
}

// begins reports whether a word may begin with a byte of kind k.
func begins(k uint8) bool { return k <= lead }

func width(b byte) int {
	switch {
	case b < 0xc0:
		return 1
	case b < 0xe0:
		return 2
	case b < 0xf0:
		return 3
	}
	return 4
}

func (c *scanner) put(b byte) {
	if c.n < len(c.buffer) {
		c.buffer[c.n] = b
		c.n++
	}
}

// wide takes in a letter beyond ASCII; capitals of Latin-1 become small.
func (c *scanner) wide(i int, w *word) int {
	end := min(i+width(c.s[i]), len(c.s))
	latin := c.s[i] == 0xc3 && end == i+2
	switch {
	case latin && c.s[i+1] <= 0x9e:
		w.upper = true
		c.put(0xc3)
		c.put(c.s[i+1] + 0x20)
		return end
	case latin:
		w.lower = true
	}
	for ; i < end; i++ {
		c.put(c.s[i])
	}
	return end
}

// curly reports whether the apostrophe ’ stands at i before a letter.
func curly(s string, i int) bool {
	return i+3 < len(s) && s[i:i+3] == "\u2019" && begins(kinds[s[i+3]])
}

// pointed reports whether the point at i stands within an abbreviation of
// single letters: after one letter, before one letter.
func pointed(s string, start, i int) bool {
	alone := i-start == 1 || s[i-2] == '.'
	return alone && letterAt(s, i-1) && letterAt(s, i+1) && !letterAt(s, i+2)
}

func letterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (kinds[s[i]] == small || kinds[s[i]] == capital)
}

// split returns the words of s, folded. Only texts in which something was
// noticed are split.
func split(s string) []string {
	var out []string
	c := scanner{s: s}
	var w word
	for c.next(&w) {
		out = append(out, string(c.folded()))
	}
	return out
}
