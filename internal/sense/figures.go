package sense

import "strings"

// units are what a number of a dose counts, in lower case.
const units = " mg mcg g gm gram grams ml l meq unit units iu u ui unidad unidades tablet tablets tableta tabletas capsule capsules cápsula cápsulas puff puffs drops gotas "

// figures looks at a word with digits: doses without or with needless zeros,
// units that are misread, numbers grown together with capitals, codes.
func (r *reader) figures(w *word) {
	if kinds[r.s[w.start]] != digit {
		if r.g.member {
			r.codes(w)
		}
		return
	}
	if r.g.member {
		r.number(w)
	}
}

// number looks at a word that begins with a digit.
func (r *reader) number(w *word) {
	n := numberAt(r.s, w.start)
	if n.naked {
		r.tell(CodeDecimal, "word %d is a number that begins with its point; write a zero before it", w.number)
	}
	if n.padded && isUnit(n.unit) {
		r.tell(CodeDecimal, "word %d is a dose that ends in a point and zeros; leave them out", w.number)
	}
	switch plain := r.misread(n); {
	case plain != "":
		r.tell(CodeAbbreviation, "word %d has a unit that is misread; write “%s”", w.number, plain)
	case n.glued && grownTogether(n.unit):
		r.tell(CodeClaims, "word %d is a number grown together with its unit; write a space between, and the unit in small letters", w.number)
	}
}

// misread returns what to write for a unit that is easily taken for another, or
// "". Spanish "u" between figures is a word ("7 u 8").
func (r *reader) misread(n number) string {
	spanish := r.at.lang == "es"
	switch n.unit {
	case "IU", "iu", "U", "UI":
	case "u":
		if spanish && !n.glued {
			return ""
		}
	case "cc", "CC":
		return "mL"
	case "ug":
		return "mcg"
	default:
		return ""
	}
	if spanish {
		return "unidades"
	}
	return "units"
}

// number is a number with what follows it.
type number struct {
	naked  bool // it begins with its decimal point
	padded bool // its decimals are zeros alone
	glued  bool // no space before the unit
	unit   string
}

// numberAt reads the number at i, which is a digit: its own point before it
// belongs to it. A number that goes on from another is none ("1.25.5").
func numberAt(s string, i int) number {
	var n number
	if i > 0 && s[i-1] == '.' {
		n.naked = i == 1 || strings.IndexByte(" (/-", s[i-2]) >= 0 || strings.HasSuffix(s[:i-1], "\u00a0")
		if !n.naked {
			return n
		}
	}
	end := digitsEnd(s, i)
	for end+1 < len(s) && (s[end] == '.' || s[end] == ',') && kinds[s[end+1]] == digit {
		from := end + 1
		end = digitsEnd(s, from)
		n.padded = strings.Trim(s[from:end], "0") == "" && (s[from-1] == '.' || end-from != 3)
	}
	unit := end
	for unit < len(s) && letterAt(s, unit) {
		unit++
	}
	n.unit, n.glued = s[end:unit], unit > end
	if !n.glued {
		n.unit = following(s, end)
	}
	return n
}

func digitsEnd(s string, i int) int {
	for i < len(s) && kinds[s[i]] == digit {
		i++
	}
	return i
}

func isUnit(s string) bool { return s != "" && strings.Contains(units, " "+strings.ToLower(s)+" ") }

// grownTogether reports whether a unit right after its number shows a claims
// system: in capitals.
func grownTogether(unit string) bool {
	switch unit {
	case "MG", "MCG", "GM", "ML", "MEQ", "UNT", "UNIT", "UNITS":
		return true
	}
	return false
}

// codes looks at a word that begins with a letter and has digits: "q6h",
// diagnosis codes.
func (r *reader) codes(w *word) {
	s := r.s[w.start:w.end]
	switch {
	case hourly(string(r.c.folded())):
		r.tell(CodeAbbreviation, "word %d is an abbreviation; write “%s”", w.number, map[bool]string{false: "every … hours", true: "cada … horas"}[r.at.lang == "es"])
	case string(r.c.folded()) == "icd-10" || string(r.c.folded()) == "icd-9" || string(r.c.folded()) == "icd10" || string(r.c.folded()) == "icd9",
		diagnosis(s, r.s[w.end:]):
		r.tell(CodeDiagnosis, "word %d is a diagnosis code; say in plain words what it means, or leave it out", w.number)
	}
}

// hourly reports whether a word is q, a number of hours and h: "q6h", "q4-6h".
func hourly(folded string) bool {
	if len(folded) < 3 || folded[0] != 'q' || !strings.HasSuffix(folded, "h") && !strings.HasSuffix(folded, "hr") && !strings.HasSuffix(folded, "hrs") {
		return false
	}
	return kinds[folded[1]] == digit
}

// categories are ICD-10-CM categories that claims of older members often have.
// Without a point only these count: B12, Q10, N95 and U100 are other things.
const categories = ` B20 D50 D64 E03 E10 E11 E13 E55 E66 E78 E87 F03 F17 F20 F31 F32 F33 F41 F43 G20 G30 G40 G47 G89 H25 H40 I10 I11
	I13 I20 I21 I25 I48 I50 I63 I73 J30 J44 J45 K21 K58 K59 L40 M05 M06 M10 M15 M16 M17 M19 M54 M79 M80 M81 N18 N39 N40 R73 Z79 Z91 `

// diagnosis reports whether a word and what follows it are an ICD-10-CM code:
// letter, digit, letter or digit, and up to four more after a point; or a
// category of the list, with or without more.
func diagnosis(s, rest string) bool {
	if len(s) < 3 || len(s) > 7 || kinds[s[0]] != capital || kinds[s[1]] != digit || kinds[s[2]] != digit {
		return false
	}
	if len(s) == 3 && len(rest) > 1 && rest[0] == '.' && kinds[rest[1]] == digit {
		return true
	}
	for i := 3; i < len(s); i++ {
		if kinds[s[i]] != digit && s[i] != 'X' {
			return false
		}
	}
	return strings.Contains(categories, s[:3]) && !(len(s) > 3 && s[:3] == "E10") // E1000 is vitamin E
}

// micro looks for the micro sign before a g, which is misread as m.
func (r *reader) micro() {
	if !r.g.member {
		return
	}
	if microgram(r.s) {
		r.tell(CodeAbbreviation, "the sign for micrograms is misread; write “mcg”")
	}
}

// microgram reports whether s has the sign, as Latin-1 or as Greek has it.
func microgram(s string) bool {
	return strings.Contains(s, "\u00b5g") || strings.Contains(s, "\u03bcg")
}
