package fault

import (
	"slices"
	"testing"
)

func TestPointers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{At("", "member"), "/member"},
		{At("/values", "a/b~c"), "/values/a~1b~0c"},
		{At("/values", "~1"), "/values/~01"},
		{At("/values", ""), "/values/"},
		{AtIndex("/cc", 0), "/cc/0"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestFieldsAsText(t *testing.T) {
	var f Fields
	f.Add("", "empty", "there is no request in it")
	f.Add("/member/address/state", "required", "required, two letters")
	const want = "/: there is no request in it\n/member/address/state: required, two letters"
	if got := f.Error(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Several faults at one place keep the order in which they were found.
func TestFieldsSort(t *testing.T) {
	f := Fields{{"/date", "b", ""}, {"/cc", "z", ""}, {"/date", "a", ""}}
	f.Sort()
	if want := (Fields{{"/cc", "z", ""}, {"/date", "b", ""}, {"/date", "a", ""}}); !slices.Equal(f, want) {
		t.Errorf("got %v", f)
	}
}
