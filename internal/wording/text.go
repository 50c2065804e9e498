package wording

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"letterpress/internal/doc"
	"letterpress/internal/page"
)

// Value fills one placeholder of a message.
type Value struct {
	Name string
	Text doc.Inline
}

// Text is one parsed form of a message: literal spans and placeholders.
type Text struct {
	Raw     string
	Vars    []string // placeholders in order of first use
	pieces  []piece
	literal doc.Inline // the whole text when it has no placeholder
}

type piece struct {
	span   doc.Span // literal words
	slot   int      // index into Vars, or -1 for a literal
	strong bool
}

var emptyText = &Text{}

// Fill returns the words with the values in their places. A text without
// placeholders is shared: callers do not write to what they get.
func (t *Text) Fill(values []Value) doc.Inline {
	return t.FillInto(func(n int) doc.Inline { return make(doc.Inline, 0, n) }, values)
}

// FillInto is Fill in memory of the caller's: an empty slice from room, which
// gets told how many spans there will be at most.
func (t *Text) FillInto(room func(n int) doc.Inline, values []Value) doc.Inline {
	if len(t.Vars) == 0 {
		return t.literal
	}
	n := len(t.pieces)
	for i := range values {
		n += len(values[i].Text)
	}
	out := room(n)
	for i := range t.pieces {
		p := &t.pieces[i]
		if p.slot < 0 {
			if s := afterStop(out, p.span); s.Text != "" {
				out = append(out, s)
			}
			continue
		}
		out = appendValue(out, valueOf(values, t.Vars[p.slot]), p.strong)
	}
	return out
}

// afterStop drops the full stop that begins s when the words before it end in
// one already, as a time of day does ("5 p.m.").
func afterStop(out doc.Inline, s doc.Span) doc.Span {
	if n := len(out); n > 0 && strings.HasSuffix(out[n-1].Text, ".") && strings.HasPrefix(s.Text, ".") {
		s.Text = s.Text[1:]
	}
	return s
}

func valueOf(values []Value, name string) doc.Inline {
	for i := range values {
		if values[i].Name == name {
			return values[i].Text
		}
	}
	return nil
}

func appendValue(out, v doc.Inline, strong bool) doc.Inline {
	for _, s := range v {
		s.Strong = s.Strong || strong
		out = append(out, s)
	}
	return out
}

// parseText reads the markup of a message: {{.name}}, **strong**, and ~ for a
// space at which no line breaks. expand maps whole words to what they stand for.
func parseText(raw string, expand map[string]string) (*Text, error) {
	t := &Text{Raw: raw}
	if n := strings.Count(raw, "{{"); n > 0 {
		t.pieces = make([]piece, 0, 2*n+1) // all of them, but for those of strong words
	}
	strong, opened := false, 0
	for rest := strings.ReplaceAll(raw, "~", "\u00a0"); rest != ""; {
		i := strings.Index(rest, "**")
		j := strings.Index(rest, "{{")
		switch {
		case j >= 0 && (i < 0 || j < i):
			t.addLiteral(rest[:j], strong, expand)
			name, after, err := placeholder(rest[j:])
			if err != nil {
				return nil, err
			}
			t.pieces = append(t.pieces, piece{slot: t.slot(name), strong: strong})
			rest = after
		case i >= 0:
			t.addLiteral(rest[:i], strong, expand)
			if strong && len(t.pieces) == opened {
				return nil, fmt.Errorf("**** makes nothing strong")
			}
			strong, opened = !strong, len(t.pieces)
			rest = rest[i+2:]
		default:
			t.addLiteral(rest, strong, expand)
			rest = ""
		}
	}
	if strong {
		return nil, fmt.Errorf("** opens strong words that are never closed")
	}
	return t, t.finish()
}

// finish looks at what was taken for plain words.
func (t *Text) finish() error {
	for i := range t.pieces {
		if strings.Contains(t.pieces[i].span.Text, "}}") {
			return fmt.Errorf("}} without {{")
		}
	}
	if len(t.Vars) == 0 {
		for i := range t.pieces {
			t.literal = append(t.literal, t.pieces[i].span)
		}
	}
	return nil
}

func placeholder(s string) (name, rest string, err error) {
	end := strings.Index(s, "}}")
	if end < 0 {
		return "", "", fmt.Errorf("{{ without }}")
	}
	name = strings.TrimSpace(s[2:end])
	if !strings.HasPrefix(name, ".") || !isName(name[1:]) {
		return "", "", fmt.Errorf("a placeholder is written {{.name}}, in lower case letters, digits and _")
	}
	return name[1:], s[end+2:], nil
}

func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c < 'a' || c > 'z') && c != '_' && (c < '0' || c > '9' || i == 0) {
			return false
		}
	}
	return s != ""
}

func (t *Text) slot(name string) int {
	for i, v := range t.Vars {
		if v == name {
			return i
		}
	}
	t.Vars = append(t.Vars, name)
	return len(t.Vars) - 1
}

// addLiteral appends words, cut where an abbreviation stands so that readers
// who listen can be told what it means.
func (t *Text) addLiteral(s string, strong bool, expand map[string]string) {
	start := 0
	for i := 0; i < len(s); {
		if !isUpper(s[i]) {
			i++
			continue
		}
		j := i
		for j < len(s) && isUpper(s[j]) {
			j++
		}
		long, known := expand[s[i:j]]
		if known && !endsInWord(s[:i]) && !beginsWithWord(s[j:]) {
			t.add(s[start:i], strong, "")
			t.add(s[i:j], strong, long)
			start = j
		}
		i = j
	}
	t.add(s[start:], strong, "")
}

func (t *Text) add(s string, strong bool, expand string) {
	if s == "" {
		return
	}
	span := doc.Span{Text: s, Strong: strong, Source: page.Wording}
	if expand != "" {
		span.Markup = &doc.Markup{Expand: expand}
	}
	t.pieces = append(t.pieces, piece{slot: -1, span: span})
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// endsInWord reports whether what follows s would continue a word of it.
func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// beginsWithWord reports whether s continues a word that stands before it.
func beginsWithWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
