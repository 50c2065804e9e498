package letter

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/fault"
)

func seeds(f *testing.F) {
	for _, k := range Kinds() {
		f.Add([]byte(requests[k]))
		f.Add([]byte(strings.ReplaceAll(requests[k], "Sample", canary)))
	}
	f.Add(packet())
	for _, s := range []string{
		"", "null", "[]", `{}`, `{"key": "` + canary + `"}`, `{"` + canary + `": {"` + canary + `": 1}}`,
		`{"kind": "cmr-summary", "medications": [{"directions": {"steps": [` + stepJSON + `], "link": "other-days"}}]}`,
		`{"other_information": {"phrase": "p", "values": {"a": {"b": "c"}, "a": "` + canary + `"}}}`,
		`{"reference": "\ud83d\ude42 e\u0301 \u202e"}`, "{\"\xff\": 1}", `{"to_dos": [[[[`, `{"none_confirmed": 1e400}`,
	} {
		f.Add([]byte(s))
	}
}

func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		given := bytes.Clone(data)
		l, faults := Parse(data)
		if l == nil && len(faults) == 0 {
			t.Error("neither a letter nor a fault")
		}
		if strings.Contains(faults.Error(), canary) {
			t.Errorf("a fault repeats a value: %v", faults)
		}
		for _, x := range faults {
			if x.Code == "" || x.Detail == "" || x.Pointer != "" && x.Pointer[0] != '/' {
				t.Errorf("fault %+v", x)
			}
		}
		if !bytes.Equal(data, given) {
			t.Error("the request was changed")
		}
		if key := KeyOf(data); l != nil && len(faults) == 0 && key != l.Key {
			t.Errorf("key %q, in the letter %q", key, l.Key)
		}
	})
}

func FuzzCanonical(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		canon, sum, err := Canonical(data)
		if err != nil {
			return
		}
		again, sumAgain, err := Canonical(canon)
		if err != nil || !bytes.Equal(again, canon) || sumAgain != sum {
			t.Fatalf("canonical form of %s is %s, %v", canon, again, err)
		}
		l, faults := Parse(data)
		fromCanon, canonFaults := Parse(canon)
		if len(faults) == 0 && !reflect.DeepEqual(fromCanon, l) {
			t.Errorf("letter of the canonical form\n got %+v\nwant %+v", fromCanon, l)
		}
		if !slices.Equal(sortedLines(faults), sortedLines(canonFaults)) && len(faults) < MaxFaults {
			t.Errorf("faults of the canonical form\n got %q\nwant %q", lines(canonFaults), lines(faults))
		}
	})
}

func sortedLines(faults fault.Fields) []string {
	out := lines(faults)
	slices.Sort(out)
	return out
}
