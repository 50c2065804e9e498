package letter

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// Requests with several values replaced at random: the same faults whatever the
// order of members, and never a letter that one order takes and another does not.
func TestRandomRequests(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	values := []string{
		`null`, `true`, `0`, `30`, `"x"`, `""`, `"2025-01-01"`, `[]`, `{}`, `[{}]`, `["en"]`, `{"en": "x"}`, `{"es": "x"}`,
		`{"phrase": "p", "values": {"a": "b"}}`, `{"steps": [` + stepJSON + `, {}], "link": "other-days"}`, `"listed"`, `"es"`, `"records-only"`,
	}
	for _, k := range Kinds() {
		at := places(t, requests[k])
		for range 150 {
			var changes []change
			for range 1 + r.IntN(3) {
				changes = append(changes, change{at[r.IntN(len(at))], values[r.IntN(len(values))]})
			}
			checkOrder(t, r, changed(t, requests[k], changes))
		}
	}
}

// changed applies the changes that still find their place after those before.
func changed(t *testing.T, request string, changes []change) string {
	for _, c := range changes {
		if slices.Contains(places(t, request), c.pointer) {
			request = edit(t, request, c)
		}
	}
	return request
}

func checkOrder(t *testing.T, r *rand.Rand, request string) {
	t.Helper()
	l, faults := Parse([]byte(request))
	other, otherFaults := Parse(shuffled(t, r, []byte(request)))
	if !slices.Equal(sortedLines(faults), sortedLines(otherFaults)) {
		t.Errorf("faults depend on the order of members\n%q\n%q\n%s", sortedLines(faults), sortedLines(otherFaults), request)
	}
	if len(faults) == 0 && !reflect.DeepEqual(l, other) {
		t.Errorf("the letter depends on the order of members: %s", request)
	}
	once := slices.Compact(sortedLines(faults))
	if len(once) != len(faults) {
		t.Errorf("a fault is reported twice: %q\n%s", sortedLines(faults), request)
	}
}
