package letter

import (
	"strings"

	"letterpress/internal/fault"
)

// faulted reports whether something at or below pointer is at fault already, or
// the object that would hold it is missing or of another type. Then a value
// that is not there needs no second fault.
func faulted(faults fault.Fields, pointer string) bool {
	for i := range faults {
		f := &faults[i]
		if within(f.Pointer, pointer) {
			return true
		}
		if (f.Code == CodeRequired || f.Code == CodeType) && within(pointer, f.Pointer) {
			return true
		}
	}
	return false
}

// within reports whether pointer is at or below outer.
func within(pointer, outer string) bool {
	return strings.HasPrefix(pointer, outer) && (len(pointer) == len(outer) || pointer[len(outer)] == '/')
}
