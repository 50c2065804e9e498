package sense

import (
	"unicode"
	"unicode/utf8"

	"letterpress/internal/letter"
)

// people looks at every name of a person in the request.
func (g *gaze) people() {
	l := g.l
	if l.Member != nil {
		g.name(&l.Member.Name, "/member/name", true)
	}
	if l.Recipient != nil {
		g.name(&l.Recipient.Name, "/recipient/name", l.Recipient.Kind != "facility")
	}
	if l.Review != nil {
		g.person(l.Review.By.Name, of("/review/by/name", -1, ""), true)
		for i := range l.Review.Participants {
			g.person(l.Review.Participants[i].Name, of("/review/participants", i, "/name"), true)
		}
	}
	if l.Prescriber != nil {
		g.person(l.Prescriber.Name, of("/prescriber/name", -1, ""), true)
	}
	for i := range l.Medications {
		for k := range l.Medications[i].Prescribers {
			at := spot{list: "/medications", entry: i, member: "/prescribers", index: k, last: "/name"}
			g.person(l.Medications[i].Prescribers[k].Name, at, true)
		}
	}
}

// name looks at the parts of a name. What is printed in full is judged in full.
func (g *gaze) name(n *letter.Name, at string, person bool) {
	g.person(n.Display, of(at, -1, "/display"), person)
	g.person(n.First, of(at, -1, "/first"), person)
	g.person(n.Middle, of(at, -1, "/middle"), person)
	g.person(n.Last, of(at, -1, "/last"), person)
	if person && g.estate(n) {
		g.tell(at+"/first", CodeNobody, nobodyDetail)
	}
	if shouted(n.Salutation) {
		g.tell(at+"/salutation", CodeNameCapitals, capitalsDetail)
	}
}

const (
	nobodyDetail   = "says that there is no such person; a letter needs a living reader, or the representative as recipient"
	capitalsDetail = "is in capitals and will be printed so; capitals and accents are never changed here"
)

// person looks at one string of a name.
func (g *gaze) person(s string, at spot, person bool) {
	if s == "" {
		return
	}
	if person && isNobody(s) {
		g.tell(at.pointer(), CodeNobody, nobodyDetail)
	}
	if !inCapitals(s) {
		return
	}
	g.tell(at.pointer(), CodeNameCapitals, capitalsDetail)
	switch utf8.RuneCountInString(s) {
	case 25, 30, 35:
		g.tell(at.pointer(), CodeNameCut, "may be cut: it has exactly as many characters as fields of claims systems hold")
	}
}

// isNobody reports whether a word of s says that no person is meant. The word
// estate does so only before "of": it is nobody's given name, but a word of
// other names.
func isNobody(s string) bool {
	c := scanner{s: s}
	var w word
	estate := false
	for c.next(&w) {
		word := trimDigits(c.folded())
		if estate && (string(word) == "of" || string(word) == "de") {
			return true
		}
		if estate = isEstate(word); estate {
			continue
		}
		for len(word) > 0 { // the parts of "TEST-MEMBER" are words too
			part := word
			for i, b := range word {
				if b == '-' {
					part = word[:i]
					break
				}
			}
			if len(part) > 0 && codes.find(part).class&nobody != 0 && !isEstate(part) {
				return true
			}
			word = word[min(len(word), len(part)+1):]
		}
	}
	return false
}

func isEstate(folded []byte) bool {
	switch string(folded) {
	case "estate", "est", "sucesión", "sucesion":
		return true
	}
	return false
}

func trimDigits(w []byte) []byte {
	for len(w) > 0 && kinds[w[len(w)-1]] == digit {
		w = w[:len(w)-1]
	}
	return w
}

// estate reports whether the parts of a name together say "estate of".
func (g *gaze) estate(n *letter.Name) bool {
	return n.First != "" && isEstate([]byte(fold(n.First))) && (fold(n.Middle) == "of" || fold(n.Middle) == "de" || n.Middle == "" && fold(n.Last) == "of")
}

// leastCapitals is how many letters a name has at least before capitals are
// odd: initials and generational suffixes are written so.
const leastCapitals = 3

// inCapitals reports whether a name has letters and all are capitals.
func inCapitals(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		switch k := kinds[s[i]]; {
		case k == small:
			return false
		case k == capital:
			n++
		case s[i] >= 0x80:
			return beyondASCII(s)
		}
	}
	return n >= leastCapitals && longestRun(s) >= leastCapitals
}

// beyondASCII is inCapitals for names with other letters.
func beyondASCII(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= leastCapitals
}

// longestRun is the most capitals in a row: "J. R. R." has one.
func longestRun(s string) int {
	most, run := 0, 0
	for i := 0; i < len(s); i++ {
		if run++; kinds[s[i]] != capital {
			run = 0
		}
		most = max(most, run)
	}
	return most
}

// shouted reports whether a word of a salutation is in capitals, other than a
// number of a generation.
func shouted(s string) bool {
	c := scanner{s: s}
	var w word
	for c.next(&w) {
		if w.capitals() && !w.points && w.end-w.start > leastCapitals && string(c.folded()) != "viii" {
			return true
		}
	}
	return false
}

// Ages that are odd in Medicare: hardly anyone lived longer, and the young are
// written to through somebody else.
const (
	oldest  = 115
	ofAge   = 18
	blankOn = 1900 // the first of January of this year stands for "not known" in old systems
)

// born looks at the member's birth date.
func (g *gaze) born() {
	m := g.l.Member
	if m == nil || m.BirthDate.IsZero() || g.l.Date.IsZero() {
		return
	}
	b := m.BirthDate
	age := ageOn(b, g.l.Date)
	switch {
	case b.Year == blankOn && b.Month == 1 && b.Day == 1:
		g.tell("/member/birth_date", CodeBirthDate, "is what old systems write for a birth date that is not known")
	case age > oldest:
		g.tell("/member/birth_date", CodeBirthDate, "makes the member over 115 years old")
	case age < ofAge && g.l.Recipient == nil:
		g.tell("/member/birth_date", CodeBirthDate, "makes the member under 18, and no recipient is given")
	}
}

func ageOn(born, on letter.Date) int {
	age := on.Year - born.Year
	if on.Month < born.Month || on.Month == born.Month && on.Day < born.Day {
		age--
	}
	return age
}
