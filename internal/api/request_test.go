package api_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"letterpress/internal/letter"
)

// requestSchema is the schema of a request as the service serves it.
func requestSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	o := newOffice(t)
	served, err := jsonschema.UnmarshalJSON(bytes.NewReader(o.do("GET", "/openapi.json", nil).body))
	must(t, err)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	must(t, c.AddResource("openapi.json", served))
	s, err := c.Compile("openapi.json#/components/schemas/LetterRequest")
	must(t, err)
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, request []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(request))
	must(t, err)
	return s.Validate(v)
}

// Every sample request fits the schema, so that it never says less than the
// service takes.
func TestSamplesFitTheSchema(t *testing.T) {
	s, n := requestSchema(t), 0
	must(t, filepath.WalkDir("../../samples/requests", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".json" {
			return err
		}
		data, err := os.ReadFile(path)
		must(t, err)
		if err := valid(t, s, data); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		n++
		return nil
	}))
	if n < 100 {
		t.Errorf("%d samples", n)
	}
}

// What does not fit the schema is refused as a request too: it never says more.
func TestSchemaRefuses(t *testing.T) {
	s := requestSchema(t)
	sample, err := os.ReadFile("../../samples/requests/connecticare-2025/cmr-summary-en.json")
	must(t, err)
	for name, spoil := range map[string]func(map[string]any){
		"no date":           func(r map[string]any) { delete(r, "date") },
		"no such kind":      func(r map[string]any) { r["kind"] = "letter" },
		"no such member":    func(r map[string]any) { r["membr"] = map[string]any{} },
		"not of this kind":  func(r map[string]any) { r["welcome"] = map[string]any{"route": "criteria"} },
		"needed by kind":    func(r map[string]any) { delete(r, "review") },
		"a deep word":       func(r map[string]any) { r["review"].(map[string]any)["method"] = "fax" },
		"a deep member":     func(r map[string]any) { delete(r["member"].(map[string]any), "birth_date") },
		"a type":            func(r map[string]any) { r["cc"] = "somebody" },
		"an empty list":     func(r map[string]any) { r["to_dos"] = []any{map[string]any{"topic": "A", "actions": []any{}}} },
		"a text that lacks": func(r map[string]any) { r["other_information"] = map[string]any{"fr": "Bonjour"} },
		"a date":            func(r map[string]any) { r["date"] = "2/3/2025" },
	} {
		var r map[string]any
		must(t, json.Unmarshal(sample, &r))
		spoil(r)
		data, err := json.Marshal(r)
		must(t, err)
		if valid(t, s, data) == nil {
			t.Errorf("%s fits the schema", name)
		}
		if l, faults := letter.Parse(data); l != nil && len(faults) == 0 {
			t.Errorf("%s is no fault of a request", name)
		}
	}
}
