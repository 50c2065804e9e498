package letter

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	tests := map[string]struct{ data, want string }{
		"order and space": {" { \"b\" : [ 1 , 2 ] ,\n\"a\" : null } ", `{"a":null,"b":[1,2]}`},
		"inside":          {`{"a":{"z":1,"y":2}}`, `{"a":{"y":2,"z":1}}`},
		"numbers":         {`[1.0, 3e1, 0.50, -0]`, `[1,30,0.5,0]`},
		"escapes":         {`"\u00e9\/\u0041"`, `"é/A"`},
		"list order":      {`[2,1]`, `[2,1]`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, _, err := Canonical([]byte(tt.data))
			if err != nil || string(got) != tt.want {
				t.Errorf("%s, %v; want %s", got, err, tt.want)
			}
		})
	}
}

func TestCanonicalRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"empty":     "",
		"cut off":   `{"a": "` + canary,
		"two":       `{} {}`,
		"duplicate": `{"` + canary + `": 1, "` + canary + `": 2}`,
		"not UTF-8": "\"\xff\"",
		"large":     `"` + strings.Repeat("x", MaxBytes) + `"`,
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := Canonical([]byte(data))
			if err == nil || strings.Contains(err.Error(), canary) {
				t.Errorf("error = %v", err)
			}
		})
	}
}

func TestCanonicalLeavesTheRequestAlone(t *testing.T) {
	data := []byte(`{"b": 1, "a": 2}`)
	before := bytes.Clone(data)
	if _, _, err := Canonical(data); err != nil || !bytes.Equal(data, before) {
		t.Errorf("data = %s, %v", data, err)
	}
}

// The order of members and white space change neither the sum nor the letter.
func TestOrderDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, k := range Kinds() {
		data := []byte(requests[k])
		_, sum, err := Canonical(data)
		if err != nil {
			t.Fatal(err)
		}
		l, _ := Parse(data)
		for range 20 {
			other := shuffled(t, r, data)
			_, otherSum, err := Canonical(other)
			if err != nil || otherSum != sum {
				t.Fatalf("%s: another sum, %v: %s", k, err, other)
			}
			if got := expect(t, string(other)); !reflect.DeepEqual(got, l) {
				t.Fatalf("%s: another letter: %s", k, other)
			}
		}
	}
}

func TestOtherRequestHasOtherSum(t *testing.T) {
	seen := map[[32]byte]string{}
	for _, c := range []change{{"/reference", ""}, {"/reference", `""`}, {"/reference", `"a"`}, {"/reference", `"A"`}, {"/date", `"2025-02-04"`}} {
		_, sum, err := Canonical([]byte(edit(t, requests[Welcome], c)))
		if err != nil || seen[sum] != "" {
			t.Errorf("%v has the sum of %s, %v", c, seen[sum], err)
		}
		seen[sum] = c.pointer + c.value
	}
}

// shuffled writes data again with members in a random order and random space.
func shuffled(t *testing.T, r *rand.Rand, data []byte) []byte {
	t.Helper()
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return shuffle(r, nil, v)
}

func shuffle(r *rand.Rand, out []byte, v any) []byte {
	space := func() { out = append(out, strings.Repeat(" \n", r.IntN(2))...) }
	comma := func(i int) {
		if i > 0 {
			out = append(out, ',')
		}
		space()
	}
	switch v := v.(type) {
	case map[string]any:
		names := []string{}
		for n := range v {
			names = append(names, n)
		}
		slices.Sort(names)
		r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		out = append(out, '{')
		for i, n := range names {
			comma(i)
			out = append(append(out, quoted(n)...), ':')
			out = shuffle(r, out, v[n])
		}
		return append(out, '}')
	case []any:
		out = append(out, '[')
		for i, e := range v {
			comma(i)
			out = shuffle(r, out, e)
		}
		return append(out, ']')
	}
	b, _ := json.Marshal(v)
	return append(out, b...)
}

func TestKeyOf(t *testing.T) {
	tests := map[string]struct{ data, want string }{
		"first":             {`{"key": "a-1", "kind": 5}`, "a-1"},
		"last":              {`{"kind": {"key": "no"}, "list": ["key", "no"], "key": "a-1"}`, "a-1"},
		"escaped":           {`{"\u006bey": "a\u002d1"}`, "a-1"},
		"broken behind":     {`{"key": "a-1", oops`, "a-1"},
		"broken before":     {`{oops, "key": "a-1"}`, ""},
		"not UTF-8 before":  {"{\"x\": \"\xff\", \"key\": \"a-1\"}", "a-1"},
		"twice":             {`{"key": "a-1", "key": "b-2"}`, "a-1"},
		"none":              {`{"kind": "welcome"}`, ""},
		"inner only":        {`{"member": {"key": "a-1"}}`, ""},
		"not a key":         {`{"key": "Ana Sample"}`, ""},
		"number":            {`{"key": 5}`, ""},
		"list":              {`["key", "a-1"]`, ""},
		"empty":             {``, ""},
		"cut off":           {`{"key": "a-`, ""},
		"without a value":   {`{"key"}`, ""},
		"deep":              {`{"x": ` + strings.Repeat("[", 100000), ""},
		"more than allowed": {`{"key": "a-1", "x": "` + strings.Repeat("x", MaxBytes) + `"}`, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := KeyOf([]byte(tt.data)); got != tt.want {
				t.Errorf("key = %q, want %q", got, tt.want)
			}
		})
	}
}
