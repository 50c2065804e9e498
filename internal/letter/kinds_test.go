package letter

import "testing"

// extra has a valid value for each member that some kind can refuse.
var extra = map[string]string{
	"key": `"k"`, "format": `"standard"`, "reference": `"R"`, "translation": `{"source": "human"}`,
	"member": memberJSON, "welcome": `{"route": "snp"}`, "review": reviewJSON,
	"recipient": `{"kind": "caregiver", "name": {"last": "Example"}, "relationship": "friend", "authority": "member-consent",
		"address": {"lines": ["1 Example Street"], "city": "Sampleton", "state": "VI", "postal_code": "00801"}}`,
	"to_dos":      `[{"topic": "Sleep", "actions": ["Rest"]}]`,
	"medications": `[` + medicationJSON + `]`, "none_confirmed": `false`,
	"allergies_status": `"not-asked"`, "allergies": `[]`,
	"side_effects_status": `"not-asked"`, "side_effects": `[]`,
	"other_information": `"Lives alone."`, "cc": `["Pat Example"]`, "enclosures": `["safe-disposal"]`,
	"disposal":   `{"sites": [{"name": "Example Pharmacy", "address": "3 Example Street"}]}`,
	"prescriber": prescriberJSON, "interventions": `[` + interventionJSON + `]`,
	"delivery": `{"channel": "mail"}`, "replaces": `{"letter": "0d3f6f2e-4a55-5d0e-8a52-0a2a3ad7f0a1", "reason": "address"}`,
}

// contractTable is section 3 of the contract, written out a second time: for each
// kind what it needs and what it may have; the rest it refuses.
var contractTable = map[Kind]struct{ needs, may []string }{
	Welcome: {[]string{"member", "welcome"},
		[]string{"translation", "recipient", "enclosures", "disposal"}},
	CMRSummary: {[]string{"member", "review", "to_dos", "medications", "allergies_status", "side_effects_status"},
		[]string{"translation", "recipient", "none_confirmed", "allergies", "side_effects", "other_information", "cc", "enclosures", "disposal"}},
	MedicationList: {[]string{"member", "medications", "allergies_status", "side_effects_status"},
		[]string{"translation", "recipient", "review", "none_confirmed", "allergies", "side_effects", "other_information", "cc"}},
	ToDoList: {[]string{"member", "to_dos"},
		[]string{"translation", "recipient", "review", "cc"}},
	TMRMember: {[]string{"member", "review", "to_dos"},
		[]string{"translation", "recipient", "cc", "enclosures", "disposal"}},
	PrescriberIntervention: {[]string{"member", "review", "prescriber", "interventions"},
		[]string{"translation"}},
	SafeDisposal: {[]string{"member"},
		[]string{"translation", "recipient", "disposal"}},
	BlankMedicationList: {},
}

func TestKindTableFollowsTheMembers(t *testing.T) {
	if len(kindTable) != len(requestMembers) {
		t.Fatalf("%d rows for %d members", len(kindTable), len(requestMembers))
	}
	for i, row := range kindTable {
		if row.member != requestMembers[i].name || len(row.marks) != len(kindTerms) {
			t.Errorf("row %d: %q for member %q", i, row, requestMembers[i].name)
		}
	}
}

func TestEachMemberWithEachKind(t *testing.T) {
	for _, k := range Kinds() {
		for i := range requestMembers {
			name := requestMembers[i].name
			t.Run(string(k)+"/"+name, func(t *testing.T) { testMember(t, k, name) })
		}
	}
}

func testMember(t *testing.T, k Kind, name string) {
	needs := append([]string{"kind", "program", "language", "date"}, contractTable[k].needs...)
	may := append([]string{"key", "format", "reference", "delivery", "replaces"}, contractTable[k].may...)
	switch {
	case repeats(needs, name):
		want := []string{"/" + name + " required"}
		expect(t, edit(t, requests[k], change{"/" + name, ""}), want...)
	case repeats(may, name):
		expect(t, edit(t, requests[k], change{"/" + name, extra[name]}))
		expect(t, edit(t, requests[k], change{"/" + name, ""}))
	default:
		expect(t, edit(t, requests[k], change{"/" + name, extra[name]}), "/"+name+" not-used")
	}
}
