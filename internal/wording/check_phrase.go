package wording

import (
	"strings"
)

// phrase compares what the languages have of one phrase. A request names a
// phrase with its values whatever its language, so the declaration is the same
// in all.
func (k *checker) phrase(id string) {
	var first *Phrase
	for _, code := range k.c.order {
		if p := k.c.languages[code].phrases[id]; p != nil {
			first = p
			break
		}
	}
	for _, code := range k.c.order {
		l := k.c.languages[code]
		p := l.phrases[id]
		if p == nil {
			k.r.Faultf(first.Node(), "phrase-missing", "phrase %q has no words in language %s", id, code)
			continue
		}
		if a, b := slotList(first.Slots), slotList(p.Slots); a != b {
			k.r.Faultf(p.Node(), "phrase-values", "phrase %q declares {%s} in language %s and {%s} elsewhere", id, b, code, a)
		}
		k.plural(l, p.words, p.counted != "", "phrase")
		k.glyphs(p.words, "phrase")
	}
}

// slotList writes a declaration in one line.
func slotList(slots []Slot) string {
	out := make([]string, len(slots))
	for i, s := range slots {
		out[i] = s.Name + ": " + s.String()
	}
	return strings.Join(out, ", ")
}

// String returns the type as a locale file declares it, units included.
func (s Slot) String() string {
	return strings.Join(append([]string{string(s.Type)}, s.Units...), " ")
}
