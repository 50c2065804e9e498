package blueprint

import "strings"

// nbsp keeps two words on one line; layout prints it as a space.
const nbsp = "\u00a0"

// bind keeps together what an old reader must not read apart: a number and the
// word that it counts ("5 mg", "every 8 hours"), a title and the name behind it,
// and a number that tells kinds apart ("type 2"). Nothing but spaces changes.
func bind(s string) string {
	var buf [256]byte
	out := buf[:0]
	copied, start := 0, 0
	held := false // the word before is held to the one before it: "type 2" wants no third
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		held = !held && binds(s[start:i], s[i+1:])
		if held {
			out = append(append(out, s[copied:i]...), nbsp...)
			copied = i + 1
		}
		start = i + 1
	}
	if copied == 0 {
		return s
	}
	return string(append(out, s[copied:]...))
}

// binds reports whether a word must stay with what follows it.
func binds(word, after string) bool {
	if word == "" || after == "" || after[0] == ' ' {
		return false
	}
	if last := word[len(word)-1]; last >= '0' && last <= '9' { // most words end in a letter
		return isNumber(strings.TrimLeft(word, "(¿¡")) && (after[0] < '0' || after[0] > '9')
	}
	var buf [longestBinder]byte
	switch string(lowered(buf[:0], word)) {
	case "dr.", "dra.", "sr.", "sra.", "srta.", "mr.", "mrs.", "ms.":
		return true
	case "type", "tipo", "vitamin", "vitamina", "stage", "etapa":
		return after[0] >= '0' && after[0] <= '9'
	}
	return false
}

// longestBinder is the length of the longest word below that binds.
const longestBinder = len("vitamina")

// lowered appends word with its ASCII letters in lower case, or nothing when it is
// longer than any word that binds.
func lowered(b []byte, word string) []byte {
	if len(word) > longestBinder {
		return b
	}
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

// isNumber reports whether s is a number as doses are written: 5, 2.5, 1,000,
// 1/2, 4-6.
func isNumber(s string) bool {
	digit := false
	for i := range len(s) {
		digit = s[i] >= '0' && s[i] <= '9'
		if !digit && (i == 0 || !strings.ContainsRune(".,/-", rune(s[i]))) {
			return false
		}
	}
	return digit // and so does not end a clause
}
