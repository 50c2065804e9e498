package letter

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"letterpress/internal/fault"
)

// The people of these requests are invented.

const memberJSON = `{
	"id": "M000123",
	"name": {"prefix": "Ms.", "first": "Ana", "last": "Sample"},
	"birth_date": "1948-07-09",
	"plan_type": "mapd",
	"address": {"lines": ["12 Example Street"], "city": "Sampleton", "state": "CT", "postal_code": "06032-1234"}
}`

const reviewJSON = `{
	"type": "cmr", "date": "2025-01-28", "method": "telephone",
	"participants": [{"role": "member"}],
	"by": {"name": "Pat Example", "credentials": "PharmD", "title": "Clinical Pharmacist"},
	"sources": ["claims", "member"]
}`

const medicationJSON = `{
	"name": "metformin", "brand": "Glucophage", "strength": "500 mg", "form": "tablet", "type": "prescription",
	"directions": "Take 1 tablet by mouth twice a day with food", "reason": "diabetes",
	"prescribers": [{"name": "Dr. Sam Ejemplo", "credentials": "MD"}]
}`

const stepJSON = `{"action": "take", "dose": {"low": "1", "unit": "tablet"}, "route": "mouth", "schedule": {"per_day": "2"}}`

const prescriberJSON = `{
	"name": "Sam Ejemplo", "credentials": "MD", "npi": "1234567893", "practice": "Example Clinic", "fax": "860-555-0102",
	"address": {"lines": ["1 Clinic Way"], "city": "Sampleton", "state": "CT", "postal_code": "06032"}
}`

const interventionJSON = `{
	"category": "statin-use-in-diabetes", "severity": "routine",
	"medications": [{"name": "metformin", "strength": "500 mg", "last_filled": "2025-01-02", "quantity": "30", "days_supply": 30}],
	"finding": "No statin was found.", "recommendation": "Consider a moderate-intensity statin.", "respond_by": "2025-02-20"
}`

const head = `"key": "test-1", "program": "connecticare-2025", "language": "en", "date": "2025-02-03"`

// requests has the least valid request of each kind.
var requests = map[Kind]string{
	Welcome: `{` + head + `, "kind": "welcome", "member": ` + memberJSON + `, "welcome": {"route": "criteria"}}`,
	CMRSummary: `{` + head + `, "kind": "cmr-summary", "member": ` + memberJSON + `, "review": ` + reviewJSON + `,
		"to_dos": [{"topic": "Blood sugar", "actions": ["Check it each morning"]}],
		"medications": [` + medicationJSON + `],
		"allergies_status": "none-known", "side_effects_status": "not-asked"}`,
	MedicationList: `{` + head + `, "kind": "medication-list", "member": ` + memberJSON + `, "medications": [` + medicationJSON + `],
		"allergies_status": "none-known", "side_effects_status": "none-reported"}`,
	ToDoList: `{` + head + `, "kind": "to-do-list", "member": ` + memberJSON + `,
		"to_dos": [{"topic": "Blood sugar", "actions": ["Check it each morning"]}]}`,
	TMRMember: `{` + head + `, "kind": "tmr-member", "member": ` + memberJSON + `,
		"review": ` + strings.Replace(reviewJSON, `"cmr"`, `"tmr"`, 1) + `,
		"to_dos": [{"topic": "Blood sugar", "actions": ["Check it each morning"]}]}`,
	PrescriberIntervention: `{` + head + `, "kind": "prescriber-intervention", "member": ` + memberJSON + `, "review": ` + reviewJSON + `,
		"prescriber": ` + prescriberJSON + `, "interventions": [` + interventionJSON + `]}`,
	SafeDisposal:        `{` + head + `, "kind": "safe-disposal", "member": ` + memberJSON + `}`,
	BlankMedicationList: `{` + head + `, "kind": "blank-medication-list"}`,
}

// change is one edit of a request: the value at a pointer, or "" to drop it.
type change struct{ pointer, value string }

func edit(t testing.TB, request string, changes ...change) string {
	t.Helper()
	var root any
	if err := json.Unmarshal([]byte(request), &root); err != nil {
		t.Fatalf("request of the test: %v", err)
	}
	for _, c := range changes {
		root = put(t, root, strings.Split(c.pointer, "/")[1:], c.value)
	}
	out, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func put(t testing.TB, node any, path []string, value string) any {
	t.Helper()
	if len(path) == 0 {
		return json.RawMessage(value)
	}
	if raw, ok := node.(json.RawMessage); ok { // of an earlier change
		if err := json.Unmarshal(raw, &node); err != nil {
			t.Fatalf("value of the test: %v", err)
		}
	}
	switch n := node.(type) {
	case map[string]any:
		if len(path) == 1 && value == "" {
			delete(n, path[0])
			return n
		}
		n[path[0]] = put(t, n[path[0]], path[1:], value)
		return n
	case []any:
		i, err := strconv.Atoi(path[0])
		if err != nil || i > len(n) {
			t.Fatalf("edit of the test: no entry %q", path[0])
		}
		if i == len(n) {
			return append(n, put(t, nil, path[1:], value))
		}
		n[i] = put(t, n[i], path[1:], value)
		return n
	case nil:
		return put(t, map[string]any{}, path, value)
	}
	t.Fatalf("edit of the test: nothing at %q", path)
	return nil
}

// lines returns faults as "pointer code".
func lines(faults fault.Fields) []string {
	out := []string{}
	for _, f := range faults {
		out = append(out, f.Pointer+" "+f.Code)
	}
	return out
}

// expect parses a request and compares its faults, in their order.
func expect(t *testing.T, request string, want ...string) *Letter {
	t.Helper()
	l, faults := Parse([]byte(request))
	if got := lines(faults); !slices.Equal(got, append([]string{}, want...)) {
		t.Errorf("faults\n got %q\nwant %q\n%v", got, want, faults)
	}
	return l
}

// quoted is s as a JSON string.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}
