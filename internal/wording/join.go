package wording

import (
	"strings"

	"letterpress/internal/doc"
)

// And joins items as a sentence does: "a, b and c", "a, b y c".
func (l *Language) And(items []doc.Inline) doc.Inline { return l.join(items, "list.and") }

// Or joins items as alternatives.
func (l *Language) Or(items []doc.Inline) doc.Inline { return l.join(items, "list.or") }

func (l *Language) join(items []doc.Inline, id string) doc.Inline {
	switch len(items) {
	case 0:
		return nil
	case 1:
		return items[0]
	}
	last := items[len(items)-1]
	var head doc.Inline
	for i, it := range items[:len(items)-1] {
		if i > 0 {
			head = append(head, l.Say("list.comma")...)
		}
		head = append(head, it...)
	}
	return l.Say(l.linkBefore(id, last), Value{"list", head}, Value{"last", last})
}

// linkBefore returns the message that joins before last. Spanish writes "e" for
// "y" before the sound i, and "u" for "o" before the sound o (RAE).
func (l *Language) linkBefore(id string, last doc.Inline) string {
	soft := id + ".soft"
	if l.messages[soft] == nil {
		return id
	}
	w := strings.TrimLeft(strings.ToLower(last.String()), "«“‘\"'(¿¡ ")
	if id == "list.and" && soundsLikeI(w) || id == "list.or" && soundsLikeO(w) {
		return soft
	}
	return id
}

// soundsLikeI is false before a diphthong, in which the i is no vowel: hielo.
// A name may write the sound with a y: Yvonne, not Yolanda.
func soundsLikeI(w string) bool {
	if after, ok := strings.CutPrefix(w, "y"); ok {
		return after != "" && after[0] >= 'a' && after[0] <= 'z' && !hasAny(after, "a", "e", "i", "o", "u")
	}
	for _, i := range []string{"i", "hi"} {
		if after, ok := strings.CutPrefix(w, i); ok {
			return !hasAny(after, "a", "e", "o", "u", "á", "é", "ó", "ú")
		}
	}
	return hasAny(w, "í", "hí")
}

// soundsLikeO knows figures that are read out with the sound: 8, 80, 11, not 110.
func soundsLikeO(w string) bool {
	if after, ok := strings.CutPrefix(w, "11"); ok {
		return after == "" || after[0] < '0' || after[0] > '9'
	}
	return hasAny(w, "o", "ó", "ho", "hó", "8")
}

func hasAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
