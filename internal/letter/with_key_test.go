package letter

import "testing"

func TestWithKey(t *testing.T) {
	for _, c := range []struct{ request, key, want, fault string }{
		{`{"kind":"welcome"}`, "k-1", `{"key":"k-1","kind":"welcome"}`, ""},
		{" \n{ \"kind\": 1}", "k-1", " \n{\"key\":\"k-1\", \"kind\": 1}", ""},
		{`{}`, "k-1", `{"key":"k-1"}`, ""},
		{`{ }`, "k-1", `{"key":"k-1" }`, ""},
		{`{"key":"k-1"}`, "k-1", `{"key":"k-1"}`, ""},
		{`{"a":{"key":"other"},"b":[{"key":1}]}`, "k-1", `{"key":"k-1","a":{"key":"other"},"b":[{"key":1}]}`, ""},
		{`{"k\u0065y":"other"}`, "k-1", "", "/key conflict"},
		{`{"kind":"welcome","key":"other"}`, "k-1", "", "/key conflict"},
		{`{"key":7}`, "k-1", `{"key":7}`, ""}, // Parse refuses it
		{`{"a":1}`, `k"`, "", "/key format"},
		{`{"a":1}`, "", "", "/key format"},
		{`[1]`, "k-1", `[1]`, ""},
		{`[{"a":1}]`, "k-1", `[{"a":1}]`, ""},
		{``, "k-1", ``, ""},
		{`{`, "k-1", `{"key":"k-1"`, ""},
	} {
		got, faults := WithKey([]byte(c.request), c.key)
		said := ""
		if len(faults) > 0 {
			said = faults[0].Pointer + " " + faults[0].Code
		}
		if string(got) != c.want || said != c.fault {
			t.Errorf("%s with %q: got %s, %q", c.request, c.key, got, said)
		}
	}
}
