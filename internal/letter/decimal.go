package letter

import "strings"

// decimal is an exact amount in ten-thousandths, so that doses compare without
// the rounding of floating point.
type decimal int64

// parseDecimal reads a decimal as doses are safely written: no sign, no bare
// point, no zero that could be misread as ten times as much.
func parseDecimal(s string) (decimal, bool) {
	whole, fraction, point := strings.Cut(s, ".")
	if !allDigits(whole) || len(whole) > maxDigits || (len(whole) > 1 && whole[0] == '0') {
		return 0, false
	}
	if point && (!allDigits(fraction) || len(fraction) > maxFraction || strings.HasSuffix(fraction, "0")) {
		return 0, false
	}
	n := decimal(0)
	for _, c := range whole + fraction + strings.Repeat("0", maxFraction-len(fraction)) {
		n = n*10 + decimal(c-'0')
	}
	return n, true
}

// Whole is one in the ten-thousandths of Amount.
const Whole = 10_000

// Amount returns a dose or a count of a request in ten-thousandths; ok is false
// when s is not written as such.
func Amount(s string) (n int64, ok bool) {
	d, ok := parseDecimal(s)
	return int64(d), ok
}

func positive(s string) bool {
	n, ok := parseDecimal(s)
	return ok && n > 0
}

func positiveWhole(s string) bool { return positive(s) && !strings.Contains(s, ".") }

// moreThan reports whether a is more than b; what is not a decimal is not.
func moreThan(a, b string) bool {
	x, okX := parseDecimal(a)
	y, okY := parseDecimal(b)
	return okX && okY && x > y
}

// validMeasure reports whether s is an amount with its unit, such as "5 mg".
func validMeasure(s string) bool {
	amount, unit, _ := strings.Cut(s, " ")
	if !positive(amount) || unit == "" || len(unit) > 12 {
		return false
	}
	for i := range len(unit) {
		if !alphanumeric(unit[i]) && strings.IndexByte("/%", unit[i]) < 0 {
			return false
		}
	}
	return true
}
