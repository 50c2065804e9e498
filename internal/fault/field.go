package fault

import (
	"sort"
	"strconv"
	"strings"
)

// Field is one fault of, or one warning about, a request. Pointer is an RFC
// 6901 JSON pointer into the request, Code a stable word for programs, Detail a
// phrase for a person. None of them repeats a value of the request.
type Field struct {
	Pointer string `json:"pointer"`
	Code    string `json:"code"`
	Detail  string `json:"detail"`
}

// Error returns the fault as one line: pointer, colon, detail.
func (f Field) Error() string {
	if f.Pointer == "" {
		return "/: " + f.Detail
	}
	return f.Pointer + ": " + f.Detail
}

// Fields is every fault of a request at once. An empty list is no error: use Err.
type Fields []Field

// Error returns the faults a line each.
func (f Fields) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns f as an error, or nil when it is empty.
func (f Fields) Err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// Add appends a fault.
func (f *Fields) Add(pointer, code, detail string) {
	*f = append(*f, Field{Pointer: pointer, Code: code, Detail: detail})
}

// Sort orders the faults by pointer, keeping the order of those at one place.
func (f Fields) Sort() {
	sort.SliceStable(f, func(i, j int) bool { return f[i].Pointer < f[j].Pointer })
}

// At returns the pointer of member name below pointer, escaped as RFC 6901 says.
func At(pointer, name string) string {
	if strings.ContainsAny(name, "~/") {
		name = strings.ReplaceAll(strings.ReplaceAll(name, "~", "~0"), "/", "~1")
	}
	return pointer + "/" + name
}

// AtIndex returns the pointer of element i below pointer.
func AtIndex(pointer string, i int) string { return pointer + "/" + strconv.Itoa(i) }
