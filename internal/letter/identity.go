package letter

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
)

// letters is the namespace of letter ids. It was drawn once at random and must
// never change: every id in every ledger and archive follows from it.
var letters = uuid.MustParse("90e9a7bc-7e08-4d7a-9dab-adb32c31490f")

// ID returns the id of the letter of a tenant's key: the UUID of version 5
// (RFC 9562) of "tenant/key". A tenant has no slash, so no two pairs meet.
func ID(tenant, key string) string {
	return uuid.NewSHA1(letters, []byte(tenant+"/"+key)).String()
}

// ValidID reports whether s is written as letter ids are: a UUID in lower case.
func ValidID(s string) bool {
	if len(s) != 36 || strings.ToLower(s) != s {
		return false
	}
	_, err := uuid.Parse(s)
	return err == nil
}

// ObjectKey returns where the archive keeps a finished letter:
// <tenant>/<yyyy>/<mm>/<letter id>.pdf, from the letter's date.
func ObjectKey(tenant string, date Date, id string) string {
	return fmt.Sprintf("%s/%04d/%02d/%s.pdf", tenant, date.Year, int(date.Month), id)
}

// ValidTenant reports whether s can name a tenant: 1 to 63 lower-case letters,
// digits and hyphens, none of them first or last. A tenant's name is part of
// object keys and paths.
func ValidTenant(s string) bool {
	if s == "" || len(s) > 63 || strings.Trim(s, "-") != s {
		return false
	}
	for i := range len(s) {
		if !digit(s[i]) && s[i] != '-' && !('a' <= s[i] && s[i] <= 'z') {
			return false
		}
	}
	return true
}
