package letter

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"letterpress/internal/ascii"
)

// normalise returns s in Unicode's form NFC. When s holds a character that no
// letter may print, ok is false and detail says which and where. A blank s
// becomes "", so that spaces alone count as nothing.
func normalise(s string) (out, detail string, ok bool) {
	if composed(s) {
		return blankToNone(s), "", true
	}
	if detail := refusedCharacter(s); detail != "" {
		return "", detail, false
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return blankToNone(s), "", true
}

// composed reports whether s is all of characters below U+0300 that print: the
// Latin letters of most names. None of them composes with another, so such a
// string is in form NFC and needs no further look.
func composed(s string) bool {
	i := ascii.Printable(s)
	for i < len(s) && ' ' <= s[i] && s[i] <= '~' {
		i++
	}
	for _, r := range s[i:] {
		if r < ' ' || r >= 0x300 || r >= 0x7f && r < 0xa0 || r == 0xad {
			return false
		}
	}
	return true
}

func blankToNone(s string) string {
	if s != "" && ' ' < s[0] && s[0] <= '~' || strings.TrimSpace(s) != "" {
		return s
	}
	return ""
}

// refusedCharacter describes the first character of s that must not be printed,
// by its number in Unicode and its place from 1. Those characters say nothing
// about a person: they cannot be seen.
func refusedCharacter(s string) string {
	place, accents := 0, 0
	for _, r := range s {
		place++
		if why := refusal(r); why != "" {
			return fmt.Sprintf("character %d is %U, %s", place, r, why)
		}
		if !unicode.Is(unicode.M, r) {
			accents = 0
			continue
		}
		if accents++; accents > maxAccents {
			return fmt.Sprintf("character %d is one of more than %d accents on one letter", place, maxAccents)
		}
	}
	return ""
}

// refusal says why r must not be printed, "" when it may be. Whether the fonts
// have a glyph for it is another question, and not asked here.
func refusal(r rune) string {
	switch {
	case r >= ' ' && r <= '~':
		return ""
	case r == utf8.RuneError:
		return "the mark of text that was damaged before it came here"
	case unicode.IsControl(r):
		return "a control character"
	case r == '\u2028' || r == '\u2029':
		return "a line separator"
	case r == '\u00ad':
		return "a soft hyphen"
	case r == '\ufeff':
		return "a byte order mark"
	case unicode.Is(unicode.Bidi_Control, r):
		return "a control of writing direction"
	case unicode.Is(unicode.Cf, r) || r == '\u034f':
		return "a character without width or shape"
	case unicode.Is(unicode.Co, r):
		return "a character of private use"
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return "no character of Unicode"
	}
	return ""
}

// longer reports whether s has more than limit characters.
func longer(s string, limit int) bool {
	return len(s) > limit && utf8.RuneCountInString(s) > limit
}
