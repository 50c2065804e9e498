package api

import "testing"

// A place is told as far as its names are those of parameters and members.
func TestPlaceOf(t *testing.T) {
	for location, want := range map[string]string{
		"query.limit":          "query/limit",
		"body.reason":          "body/reason",
		"body.list[2].reason":  "body/list[2]/reason",
		"body.Mary Sample":     "body",
		"query.Mary Sample.in": "query",
		"body.Pérez":           "body",
	} {
		if got := placeOf(location); got != want {
			t.Errorf("%s: %s, want %s", location, got, want)
		}
	}
}
