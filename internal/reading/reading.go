// Package reading measures how hard a text is to read, by formulas of words,
// sentences and syllables: Flesch-Kincaid for English, Fernández Huerta for
// Spanish.
//
// It owns the counting. It refuses to judge: a formula sees no sense, only
// length, and who asks decides what is too long. A language without a formula
// has no grade.
package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"letterpress/internal/letter"
)

// Count is what the formulas need of a text.
type Count struct {
	Words, Sentences, Syllables int
	Longest                     int // words of the longest sentence
}

// Plus returns the count of two texts, one after the other.
func (c Count) Plus(d Count) Count {
	return Count{c.Words + d.Words, c.Sentences + d.Sentences, c.Syllables + d.Syllables, max(c.Longest, d.Longest)}
}

// Measure counts s. A sentence ends at a full stop, question or exclamation
// mark or at the end of a line, never at a colon. Phone numbers, figures and web
// addresses are looked up rather than read and are not counted; an abbreviation
// in capitals has a syllable a letter.
func Measure(lang letter.Lang, s string) Count {
	var c Count
	words := 0
	end := func() {
		if words > 0 {
			c.Sentences++
			c.Longest = max(c.Longest, words)
		}
		words = 0
	}
	for line := range strings.SplitSeq(s, "\n") {
		fields := strings.FieldsFunc(line, unicode.IsSpace)
		for i, f := range fields {
			for w := range strings.SplitSeq(f, "-") {
				if n := syllables(lang, w); n > 0 {
					words++
					c.Words++
					c.Syllables += n
				}
			}
			if i+1 < len(fields) && ends(fields[max(0, i-1)], f, fields[i+1]) {
				end()
			}
		}
		end()
	}
	return c
}

// ends reports whether a sentence ends with the word f, after before and before
// next. A single capital is a name's initial, except in "Part D."
func ends(before, f, next string) bool {
	f = strings.TrimRight(f, `"”»)*`)
	if strings.HasSuffix(f, "?") || strings.HasSuffix(f, "!") {
		return true
	}
	bare, ok := strings.CutSuffix(f, ".")
	if !ok || !begins(next) {
		return false
	}
	bare = strings.TrimLeft(bare, `"“«(*`)
	r, n := utf8.DecodeRuneInString(bare)
	initial := n == len(bare) && unicode.IsUpper(r) && before != "Part" && before != "Parte"
	return !titles[strings.ToLower(bare)] && !initial
}

// begins reports whether a sentence may begin with a word.
func begins(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"“«(*¿¡`))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("¿¡", []rune(w)[0])
}

// titles are words whose point ends no sentence, though a name follows.
var titles = map[string]bool{"dr": true, "dra": true, "mr": true, "mrs": true, "ms": true, "sr": true, "sra": true, "srta": true,
	"st": true, "no": true, "u.s": true, "ee": true, "vs": true}

// syllables counts those of a word as it stands in a text, 0 for what is no
// word.
func syllables(lang letter.Lang, w string) int {
	w = strings.Trim(w, `"“”«»()*.,;:¿?¡!…'’`)
	if w == "" || strings.ContainsAny(w, "0123456789@") || strings.HasPrefix(w, "www.") {
		return 0
	}
	if n := len(w); n > 1 && n <= 5 && w == strings.ToUpper(w) && strings.IndexFunc(w, notCapital) < 0 {
		return n
	}
	if letters := strings.ReplaceAll(w, ".", ""); letters != w {
		return utf8.RuneCountInString(letters) // "p.m"
	}
	return Syllables(lang, w)
}

func notCapital(r rune) bool { return r < 'A' || r > 'Z' }

// Syllables counts those of a word: Spanish by the rules of its spelling,
// English by the usual rules and a list of exceptions. A word has at least one,
// what has no letters none.
func Syllables(lang letter.Lang, w string) int {
	w = strings.ToLower(w)
	if strings.IndexFunc(w, unicode.IsLetter) < 0 {
		return 0
	}
	if lang == letter.Spanish {
		return max(1, spanish(w))
	}
	return max(1, english(w))
}

// Grade returns the school grade at which a text of this count is read with
// ease. For English it is Flesch and Kincaid's. For Spanish it is read off
// Fernández Huerta's scale, on which 70 to 80 is the sixth grade and ten points
// are one: 6 is a score of 70.
func (c Count) Grade(lang letter.Lang) (grade float64, ok bool) {
	if c.Words == 0 || c.Sentences == 0 {
		return 0, false
	}
	long := float64(c.Words) / float64(c.Sentences)
	heavy := float64(c.Syllables) / float64(c.Words)
	switch lang {
	case letter.English:
		return 0.39*long + 11.8*heavy - 15.59, true
	case letter.Spanish:
		return 6 + (70-(206.84-60*heavy-1.02*long))/10, true
	}
	return 0, false
}
