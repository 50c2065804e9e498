package reading

import "strings"

// spanish counts the vowels that carry a syllable: each strong one (a, e, o and
// every accented one), and a run of weak ones (i, u, ü, final y) without any. The
// u of que, qui, gue and gui is silent.
func spanish(w string) int {
	r := []rune(w)
	n, weak := 0, false
	strong := false // in the run of vowels at hand
	for i, c := range r {
		switch {
		case strings.ContainsRune("aeoáéíóú", c):
			n++
			strong, weak = true, false
		case c == 'u' && i > 0 && (r[i-1] == 'q' || r[i-1] == 'g' && i+1 < len(r) && strings.ContainsRune("eiéí", r[i+1])):
		case c == 'i' || c == 'u' || c == 'ü' || c == 'y' && (i+1 == len(r) || i > 0 && !isVowel(r[i-1]) && !isVowel(r[i+1])):
			weak = !strong
			if weak && (i+1 == len(r) || !isVowel(r[i+1]) && !(r[i+1] == 'y' && i+2 == len(r))) {
				n++ // a run of weak vowels alone
				weak = false
			}
		default:
			strong, weak = false, false
		}
	}
	return n
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouáéíóúü", r) }

// english counts groups of vowels and takes off what is silent.
func english(w string) int {
	w = strings.NewReplacer("'s", "", "’s", "", "'", "", "’", "").Replace(w)
	if n, ok := exceptions[w]; ok {
		return n
	}
	if n, ok := exceptions[strings.TrimSuffix(w, "s")]; ok && strings.HasSuffix(w, "s") {
		return n
	}
	for _, s := range []string{"ly", "ment", "ments", "ful", "less", "ness"} {
		if base, ok := strings.CutSuffix(w, s); ok && len(base) > 2 {
			return english(base) + 1
		}
	}
	return groups(w) - silent(w) + hiatus(w)
}

func groups(w string) int {
	n, in := 0, false
	for i := 0; i < len(w); i++ {
		vowel := strings.IndexByte("aeiouy", w[i]) >= 0
		if w[i] == 'y' && i == 0 || w[i] == 'u' && i > 0 && w[i-1] == 'q' {
			vowel = false
		}
		if vowel && !in {
			n++
		}
		in = vowel
	}
	return n
}

// silent counts an e at the end that is not spoken: of "take", "takes", "used",
// but not of "table", "needed", "changes".
func silent(w string) int {
	switch {
	case strings.HasSuffix(w, "e"):
		return silentBefore(w[:len(w)-1], "")
	case strings.HasSuffix(w, "es"):
		return silentBefore(w[:len(w)-2], "sxzcg")
	case strings.HasSuffix(w, "ed"):
		return silentBefore(w[:len(w)-2], "td")
	}
	return 0
}

// silentBefore returns 1 when an e after base is silent: base ends in a
// consonant other than those, and not in one and an l.
func silentBefore(base, but string) int {
	if len(base) < 2 {
		return 0
	}
	last, before := base[len(base)-1], base[len(base)-2]
	switch {
	case strings.IndexByte("aeiouy", last) >= 0, strings.IndexByte(but, last) >= 0:
		return 0
	case last == 'h' && but == "sxzcg" && strings.IndexByte("sc", before) >= 0:
		return 0
	case last == 'l' && before != 'l' && strings.IndexByte("aeiouy", before) < 0:
		return 0
	}
	return 1
}

// hiatus counts vowels that stand together and are spoken apart.
func hiatus(w string) int {
	n := 0
	for _, s := range []string{"ia", "iu", "io", "eo", "ua"} {
		for i := 1; i+1 < len(w); i++ {
			if !strings.HasPrefix(w[i:], s) || strings.IndexByte("tcsgq", w[i-1]) >= 0 || strings.IndexByte("aeiou", w[i-1]) >= 0 {
				continue
			}
			if s == "ua" && strings.HasPrefix(w[i:], "uard") || s == "eo" && strings.HasPrefix(w[i:], "eou") {
				continue
			}
			n++
		}
	}
	if strings.HasSuffix(w, "eing") || strings.HasSuffix(w, "ying") {
		n++
	}
	return n
}

// exceptions are words of letters that the rules miscount.
var exceptions = map[string]int{
	"every": 2, "usual": 3, "braille": 1, "someone": 2, "something": 2, "sometimes": 2, "anyone": 3, "everyone": 3, "people": 2, "management": 3, "area": 3, "diabetes": 4,
	"medicaid": 3, "once": 1, "business": 2, "different": 3, "several": 3, "family": 3, "europe": 2, "being": 2, "lives": 1, "interest": 3,
	"prescription": 3, "maybe": 2, "safety": 2, "enrolled": 2, "science": 2, "quiet": 2, "diet": 2, "ideas": 3, "idea": 3, "create": 2, "real": 1,
	"fluid": 2, "ruin": 2, "poem": 2, "pharmacies": 3, "question": 2, "equal": 2, "healthcare": 2, "caregiver": 3, "somewhere": 2,
	"baltimore": 3, "whole": 1, "clothes": 1, "lifetime": 2, "makes": 1, "maintenance": 3, "guaranteed": 3, "guarantee": 3, "interpreter": 4,
	"take-back": 2, "envelopes": 3, "housekeeping": 3, "therefore": 2, "named": 1, "eyes": 1, "eye": 1, "heart": 1, "disease": 2, "diseases": 3, "controlled": 2,
}
