package letter

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// canary stands for a person's name or a drug: no fault may repeat it. Its sign
// keeps it from being like a member's name.
const canary = "Zq9¶Ana"

// Each value, and each member's name, of each kind of request in turn is
// replaced by the canary, by a number, and by a list of it.
func TestFaultsNeverRepeatAValue(t *testing.T) {
	number := "918273645"
	for _, k := range Kinds() {
		for _, at := range places(t, requests[k]) {
			for _, value := range []string{quoted(canary), quoted("\t" + canary), number, `["` + canary + `"]`, `{"` + canary + `": ` + number + `}`} {
				_, faults := Parse([]byte(edit(t, requests[k], change{at, value})))
				for _, f := range faults {
					if text := f.Pointer + f.Code + f.Detail; strings.Contains(text, canary) || strings.Contains(text, number) {
						t.Errorf("%s %s: %v", k, at, f)
					}
				}
			}
		}
	}
}

// places returns the pointers of all values of a request, and one of a new
// member in each object.
func places(t *testing.T, request string) []string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(request), &v); err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(string, any)
	walk = func(at string, v any) {
		out = append(out, at)
		switch v := v.(type) {
		case map[string]any:
			out = append(out, at+"/"+canary)
			for name, inner := range v {
				walk(at+"/"+name, inner)
			}
		case []any:
			for i, inner := range v {
				walk(fmt.Sprintf("%s/%d", at, i), inner)
			}
		}
	}
	walk("", v)
	slices.Sort(out)
	return out[1:] // not the request as a whole
}
