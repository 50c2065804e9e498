package presstest_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"letterpress/internal/letter"
	"letterpress/internal/press/presstest"
)

func TestSameSeedSameRequests(t *testing.T) {
	long, short := presstest.Requests(1, 100), presstest.Requests(1, 60)
	for i := range short {
		if !bytes.Equal(long[i], short[i]) || !bytes.Equal(long[i], presstest.Request(1, i)) {
			t.Errorf("request %d depends on more than its seed and number", i)
		}
		if bytes.Equal(long[i], presstest.Request(2, i)) {
			t.Errorf("request %d is the same under another seed", i)
		}
	}
}

// Every request is in order, has its own key and member, and the crowd holds
// what it says.
func TestRequestsDiffer(t *testing.T) {
	const n = 2000
	seen := map[string]int{}
	for _, data := range presstest.Requests(3, n) {
		l, faults := letter.Parse(data)
		if len(faults) > 0 {
			t.Fatalf("%v\n%s", faults, data)
		}
		var about struct{ Member struct{ ID string } }
		if err := json.Unmarshal(data, &about); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{"key " + l.Key, "member " + about.Member.ID, string(l.Kind), l.Program, string(l.Language),
			string(l.Format), "channel " + l.Delivery.Channel, "route " + string(l.Route)} {
			seen[s]++
		}
		if l.Translation != nil {
			seen["machine"]++
		}
		if !l.Delivery.HoldUntil.IsZero() {
			seen["waiting"]++
		}
	}
	for s, least := range map[string]int{"welcome": 900, "cmr-summary": 900, "en": 900, "es": 900, "large-print": 100,
		"channel none": 10, "machine": 10, "waiting": 10, "route snp": 100, "route at-risk": 100, "aetna-2021": 100} {
		if seen[s] < least {
			t.Errorf("%d of %d are %s", seen[s], n, s)
		}
	}
	for s, times := range seen {
		if (strings.HasPrefix(s, "key ") || strings.HasPrefix(s, "member ")) && times != 1 {
			t.Errorf("%s is there %d times", s, times)
		}
	}
}
