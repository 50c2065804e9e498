package letter

import "strings"

// shape is how a value is written that is more than words: a phone number, a
// postal code, a decimal.
type shape struct {
	fits   func(string) bool
	code   string
	detail string
	number bool // often given as a JSON number by mistake
}

func (s shape) typed() string {
	if s.number {
		return `a string, such as "2.5": counts and doses are never JSON numbers`
	}
	return "a string"
}

// The shapes of a request.
var (
	keyShape      = shape{fits: ValidKey, code: CodeFormat, detail: "must be 1 to 200 letters, digits or . _ : -"}
	identShape    = shape{fits: validIdent, code: CodeFormat, detail: "must be lower-case letters, digits, dots, underscores and hyphens, at most 64"}
	letterShape   = shape{fits: ValidID, code: CodeFormat, detail: "must be a letter's id: a UUID in lower case"}
	stateShape    = shape{fits: ValidState, code: CodeWord, detail: "must be the two capital letters of a US state, territory or military area"}
	postalShape   = shape{fits: ValidPostalCode, code: CodeFormat, detail: "must be a ZIP code of 5 digits, or of 9 with a hyphen after the fifth"}
	phoneShape    = shape{fits: ValidPhone, code: CodeFormat, detail: "must be a US phone number of 10 digits, or of 11 that begin with 1"}
	ttyShape      = shape{fits: ValidTTY, code: CodeFormat, detail: "must be 711 or a US phone number"}
	daysShape     = shape{fits: ValidDays, code: CodeFormat, detail: "must be a day, such as sat, or a span, such as mon-fri"}
	clockShape    = shape{fits: ValidClock, code: CodeFormat, detail: "must be a time of day from 00:00 to 23:59"}
	contractShape = shape{fits: validContract, code: CodeFormat, detail: "must be a contract number: a letter and four digits"}
	pbpShape      = shape{fits: digits(3, 3), code: CodeFormat, detail: "must be three digits"}
	rxcuiShape    = shape{fits: digits(1, 8), code: CodeFormat, detail: "must be up to eight digits"}
	ndcShape      = shape{fits: validNDC, code: CodeFormat, detail: "must be a drug code of 10 or 11 digits, with or without its two hyphens"}
	distanceShape = shape{fits: validDistance, code: CodeFormat, number: true, detail: `must be a decimal such as "2.1"`}
	amountShape   = shape{fits: positive, code: CodeFormat, number: true, detail: `must be a decimal above zero such as "2" or "0.5": no sign, no zeros before or after that say nothing`}
	countShape    = shape{fits: positiveWhole, code: CodeFormat, number: true, detail: `must be a whole number above zero in a string, such as "2"`}
	measureShape  = shape{fits: validMeasure, code: CodeFormat, detail: `must be a decimal, a space and a unit, such as "5 mg"`}
)

// ValidKey reports whether s can be an idempotency key: 1 to 200 of
// [A-Za-z0-9._:-] (the contract, section 1).
func ValidKey(s string) bool {
	if s == "" || len(s) > maxKey {
		return false
	}
	for i := range len(s) {
		if !alphanumeric(s[i]) && strings.IndexByte("._:-", s[i]) < 0 {
			return false
		}
	}
	return true
}

// validIdent reports whether s can name a program or a phrase. Such names end
// in logs and paths.
func validIdent(s string) bool {
	if s == "" || len(s) > maxIdent || !alphanumeric(s[0]) || strings.Contains(s, "..") {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if !digit(c) && !('a' <= c && c <= 'z') && strings.IndexByte("._-", c) < 0 {
			return false
		}
	}
	return true
}

// ValidCount reports whether s is a whole number above zero.
func ValidCount(s string) bool { return positiveWhole(s) }

// ValidAmount reports whether s is a decimal above zero, written so that it
// cannot be misread as ten times as much.
func ValidAmount(s string) bool { return positive(s) }

// ValidPhraseID reports whether s can name a phrase of the catalogue.
func ValidPhraseID(s string) bool { return validIdent(s) }

// ValidState reports whether s is one of the postal service's abbreviations of
// a state, a territory where Medicare is offered, or a military area.
func ValidState(s string) bool {
	_, ok := stateTerms.find(s)
	return ok
}

// ValidPostalCode reports whether s is a ZIP code, with or without its +4.
func ValidPostalCode(s string) bool {
	switch len(s) {
	case 5, 9:
		return allDigits(s)
	case 10:
		return allDigits(s[:5]) && s[5] == '-' && allDigits(s[6:])
	}
	return false
}

// ValidPhone reports whether s is a US number: 10 digits, or 11 that begin with
// 1, with the usual punctuation. Area code and exchange do not begin with 0 or
// 1 (North American Numbering Plan).
func ValidPhone(s string) bool {
	var n [11]byte
	count := 0
	for i := range len(s) {
		switch {
		case !digit(s[i]):
			if strings.IndexByte("()-. ", s[i]) < 0 && !(s[i] == '+' && i == 0) {
				return false
			}
		case count == len(n):
			return false
		default:
			n[count] = s[i]
			count++
		}
	}
	number := n[:count]
	if count == 11 && n[0] == '1' {
		number = n[1:]
	}
	return len(s) <= 20 && len(number) == 10 && number[0] >= '2' && number[3] >= '2'
}

// ValidTTY reports whether s is the relay number 711 or a phone number.
func ValidTTY(s string) bool { return s == "711" || ValidPhone(s) }

// ValidDays reports whether s is a day of the week (sat) or a span (mon-fri).
func ValidDays(s string) bool {
	from, to, span := strings.Cut(s, "-")
	_, ok := weekdayTerms.find(from)
	if !span || !ok {
		return ok
	}
	_, ok = weekdayTerms.find(to)
	return ok && from != to
}

// ValidClock reports whether s is a time of day, 00:00 to 23:59.
func ValidClock(s string) bool {
	return len(s) == 5 && allDigits(s[:2]) && s[2] == ':' && allDigits(s[3:]) && s[:2] < "24" && s[3:] < "60"
}

// ValidZone reports whether s is a time zone that letters can name.
func ValidZone(s string) bool {
	_, ok := zoneTerms.find(s)
	return ok
}

// ValidNPI reports whether s is a National Provider Identifier: ten digits that
// begin with 1 or 2, the last a Luhn check digit over the prefix 80840.
func ValidNPI(s string) bool { return npiDigits(s) && npiCheck(s) }

func npiDigits(s string) bool {
	return len(s) == 10 && allDigits(s) && (s[0] == '1' || s[0] == '2')
}

// npiCheck applies the Luhn formula; 24 is what the prefix 80840 adds to it.
func npiCheck(s string) bool {
	sum := 24
	for i := range len(s) {
		n := int(s[i] - '0')
		if i%2 == 0 {
			n = n*2/10 + n*2%10
		}
		sum += n
	}
	return sum%10 == 0
}

// validContract reports whether s is a CMS contract number: H of a local plan,
// R regional, S drug plan, E employer.
func validContract(s string) bool {
	return len(s) == 5 && strings.IndexByte("HRSE", s[0]) >= 0 && allDigits(s[1:])
}

// validNDC reports whether s is a National Drug Code: 10 or 11 digits, in one
// run or as labeler, product and package.
func validNDC(s string) bool {
	parts := strings.Split(s, "-")
	n := 0
	for _, p := range parts {
		if !allDigits(p) {
			return false
		}
		n += len(p)
	}
	if n != 10 && n != 11 {
		return false
	}
	return len(parts) == 1 || len(parts) == 3 && len(parts[0]) <= 5 && len(parts[1]) <= 4 && len(parts[2]) <= 2
}

// validDistance reports whether s is a decimal of miles; unlike a dose it may
// end in a zero.
func validDistance(s string) bool {
	whole, fraction, point := strings.Cut(s, ".")
	return len(s) <= maxDigits && allDigits(whole) && (!point || allDigits(fraction))
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !digit(s[i]) {
			return false
		}
	}
	return s != ""
}

func digits(least, most int) func(string) bool {
	return func(s string) bool { return len(s) >= least && len(s) <= most && allDigits(s) }
}
