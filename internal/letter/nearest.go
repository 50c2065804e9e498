package letter

import "strings"

// identifier reports whether name is written like a member of a request, so
// that a fault may repeat it.
func identifier(name string) bool {
	if name == "" || len(name) > 40 {
		return false
	}
	for i := range len(name) {
		if !identByte(name[i]) {
			return false
		}
	}
	return true
}

func identByte(c byte) bool { return alphanumeric(c) || c == '_' || c == '-' }

func alphanumeric(c byte) bool { return digit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }

// nearest returns the known name that name was most likely meant to be, or ""
// when none is near: birthDate and birth-date are birth_date, adress is address.
func nearest(name string, known func(int) string, n int) string {
	name = squeeze(name)
	best, least := "", len(name)/3+1
	for i := range n {
		if far := distance(name, squeeze(known(i))); far < least {
			best, least = known(i), far
		}
	}
	return best
}

// squeeze drops what differs between ways of writing the same name.
func squeeze(name string) string {
	return strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(name))
}

// distance counts the letters to insert, drop, or change to make a into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
