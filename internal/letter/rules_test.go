package letter

import "testing"

// ruleCase changes a valid request and names the faults between its members.
type ruleCase struct {
	name    string
	kind    Kind
	changes []change
	want    []string
}

func runRules(t *testing.T, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Helper()
			expect(t, edit(t, requests[c.kind], c.changes...), c.want...)
		})
	}
}

func TestReviewRules(t *testing.T) {
	nurse := change{"/review/participants", `[{"role": "facility-nurse"}]`}
	child := change{"/review/participants", `[{"role": "representative"}]`}
	to := func(kind string) change {
		return change{"/recipient", `{"kind": "` + kind + `", "name": {"last": "Example"}, "relationship": "other", "authority": "member-consent",
			"address": {"lines": ["1 Example Street"], "city": "Sampleton", "state": "CT", "postal_code": "06032"}}`}
	}
	runRules(t, []ruleCase{
		{"on the letter's day", CMRSummary, []change{{"/review/date", `"2025-02-03"`}}, nil},
		{"after the letter", CMRSummary, []change{{"/review/date", `"2025-02-04"`}}, faultAt("/review/date", "range")},
		{"a year before", CMRSummary, []change{{"/review/date", `"2024-02-03"`}}, nil},
		{"over a year before", CMRSummary, []change{{"/review/date", `"2024-02-02"`}}, faultAt("/review/date", "range")},
		{"date at fault is not judged", CMRSummary, []change{{"/review/date", `"2024"`}}, faultAt("/review/date", "date")},
		{"tmr in a cmr summary", CMRSummary, []change{{"/review/type", `"tmr"`}}, faultAt("/review/type", "conflict")},
		{"cmr in a tmr letter", TMRMember, []change{{"/review/type", `"cmr"`}}, faultAt("/review/type", "conflict")},
		{"either before a list", ToDoList, []change{{"/review", reviewJSON}, {"/review/type", `"tmr"`}}, nil},
		{"records only", TMRMember, []change{{"/review/method", `"records-only"`}, {"/review/participants", ""}}, nil},
		{"records only, empty list", TMRMember, []change{{"/review/method", `"records-only"`}, {"/review/participants", `[]`}}, nil},
		{"records only with people", TMRMember, []change{{"/review/method", `"records-only"`}}, faultAt("/review/participants", "conflict")},
		{"records only of a cmr", CMRSummary, []change{{"/review/method", `"records-only"`}, {"/review/participants", ""}}, faultAt("/review/method", "conflict")},
		{"nobody on the telephone", CMRSummary, []change{{"/review/participants", ""}}, faultAt("/review/participants", "required")},
		{"nobody in the list", CMRSummary, []change{{"/review/participants", `[]`}}, faultAt("/review/participants", "required")},
		{"participants at fault", CMRSummary, []change{{"/review/participants", `5`}}, faultAt("/review/participants", "type")},
		{"member absent", CMRSummary, []change{child}, faultAt("/review/unable_to_participate", "required")},
		{"member absent, with a reason", CMRSummary, []change{child, {"/review/unable_to_participate", `"Was in hospital."`}}, nil},
		{"member absent, reason at fault", CMRSummary, []change{child, {"/review/unable_to_participate", `5`}}, faultAt("/review/unable_to_participate", "type")},
		{"recipient took part", CMRSummary, []change{child, to("representative")}, nil},
		{"another than the recipient took part", CMRSummary, []change{child, to("caregiver")}, faultAt("/review/unable_to_participate", "required")},
		{"facility's nurse took part", CMRSummary, []change{nurse, to("facility")}, nil},
	})
}

func TestPreferenceRules(t *testing.T) {
	wants := func(p string) change { return change{"/member/preference", p} }
	spanish := change{"/language", `"es"`}
	runRules(t, []ruleCase{
		{"as wished", Welcome, []change{wants(`{"language": "es", "format": "large-print"}`), spanish, {"/format", `"large-print"`}}, nil},
		{"another language", Welcome, []change{wants(`{"language": "es"}`)}, faultAt("/language", "preference")},
		{"another format", Welcome, []change{wants(`{"format": "large-print"}`), {"/format", `"braille"`}}, faultAt("/format", "preference")},
		{"the default format", Welcome, []change{wants(`{"format": "audio"}`)}, faultAt("/format", "preference")},
		{"standard by default", Welcome, []change{wants(`{"format": "standard"}`)}, nil},
		{"not the member's letter", PrescriberIntervention, []change{wants(`{"language": "es", "format": "braille"}`)}, nil},
	})
}

func TestMedicineRules(t *testing.T) {
	runRules(t, []ruleCase{
		{"none, not confirmed", CMRSummary, []change{{"/medications", `[]`}}, faultAt("/none_confirmed", "required")},
		{"none, confirmed false", CMRSummary, []change{{"/medications", `[]`}, {"/none_confirmed", `false`}}, faultAt("/none_confirmed", "required")},
		{"none, confirmed", CMRSummary, []change{{"/medications", `[]`}, {"/none_confirmed", `true`}}, nil},
		{"left out, confirmed", CMRSummary, []change{{"/medications", ``}, {"/none_confirmed", `true`}}, nil},
		{"some, none confirmed", CMRSummary, []change{{"/none_confirmed", `true`}}, faultAt("/none_confirmed", "conflict")},
		{"only stopped ones, confirmed", CMRSummary, []change{{"/medications/0/stopped", `"2025-01-01"`}, {"/none_confirmed", `true`}}, nil},
		{"medications at fault", CMRSummary, []change{{"/medications", `{}`}}, faultAt("/medications", "type")},
		{"stopped before started", CMRSummary, []change{{"/medications/0/started", `"2024-05-02"`}, {"/medications/0/stopped", `"2024-05-01"`}}, faultAt("/medications/0/stopped", "range")},
		{"stopped on the day", CMRSummary, []change{{"/medications/0/started", `"2024-05-01"`}, {"/medications/0/stopped", `"2024-05-01"`}}, nil},
		{"known, none named", CMRSummary, []change{{"/medications/0/prescribers", `[]`}, {"/medications/0/prescriber_status", `"known"`}}, faultAt("/medications/0/prescribers", "required")},
		{"known, prescribers at fault", CMRSummary, []change{{"/medications/0/prescribers", `"Dr. Ejemplo"`}, {"/medications/0/prescriber_status", `"known"`}}, faultAt("/medications/0/prescribers", "type")},
		{"self, none named", CMRSummary, []change{{"/medications/0/prescribers", ``}, {"/medications/0/prescriber_status", `"self"`}}, nil},
		{"no to-dos in a to-do list", ToDoList, []change{{"/to_dos", `[]`}}, faultAt("/to_dos", "empty")},
	})
}

func TestReactionRules(t *testing.T) {
	entries := `[{"substance": "penicillin"}]`
	runRules(t, []ruleCase{
		{"listed", CMRSummary, []change{{"/allergies_status", `"listed"`}, {"/allergies", entries}}, nil},
		{"listed, left out", CMRSummary, []change{{"/allergies_status", `"listed"`}}, faultAt("/allergies", "required")},
		{"listed, empty", CMRSummary, []change{{"/allergies_status", `"listed"`}, {"/allergies", `[]`}}, faultAt("/allergies", "required")},
		{"none known, listed", CMRSummary, []change{{"/allergies", entries}}, faultAt("/allergies", "conflict")},
		{"none known, empty", CMRSummary, []change{{"/allergies", `[]`}}, nil},
		{"side effects' word for allergies", CMRSummary, []change{{"/allergies_status", `"none-reported"`}}, faultAt("/allergies_status", "enum")},
		{"side effects listed, left out", CMRSummary, []change{{"/side_effects_status", `"listed"`}}, faultAt("/side_effects", "required")},
		{"side effects not asked, listed", CMRSummary, []change{{"/side_effects", entries}}, faultAt("/side_effects", "conflict")},
		{"status left out", CMRSummary, []change{{"/side_effects_status", ``}, {"/side_effects", entries}}, faultAt("/side_effects_status", "required")},
	})
}

func TestPeopleRules(t *testing.T) {
	facility := change{"/recipient", `{"kind": "facility", "name": {"display": "Example Care Center"}, "authority": "member-consent",
		"address": {"lines": ["1 Example Street"], "city": "Sampleton", "state": "CT", "postal_code": "06032"}}`}
	runRules(t, []ruleCase{
		{"facility by its display name", Welcome, []change{facility}, nil},
		{"person by a display name", Welcome, []change{facility, {"/recipient/kind", `"caregiver"`}},
			[]string{"/recipient/name/last required", "/recipient/relationship required"}},
		{"recipient with nothing", Welcome, []change{{"/recipient", `{}`}},
			[]string{"/recipient/kind required", "/recipient/name required", "/recipient/authority required", "/recipient/address required", "/recipient/relationship required"}},
		{"prescriber letter without the member's address", PrescriberIntervention, []change{{"/member/address", ``}}, nil},
		{"fax without a number", PrescriberIntervention, []change{{"/prescriber/fax", ``}, {"/delivery", `{"channel": "fax"}`}}, faultAt("/prescriber/fax", "required")},
	})
}

// Words in another language than the letter's are refused, never shown.
func TestLanguageRules(t *testing.T) {
	es := `{"es": "palabras"}`
	spanish := []change{
		{"/language", `"es"`},
		{"/to_dos/0", `{"topic": ` + es + `, "actions": [` + es + `]}`},
		{"/medications/0/directions", es}, {"/medications/0/reason", es},
	}
	with := func(more ...change) []change { return append(append([]change{}, spanish...), more...) }
	runRules(t, []ruleCase{
		{"all Spanish", CMRSummary, spanish, nil},
		{"phrases have every language", CMRSummary, with(change{"/other_information", `{"phrase": "p"}`}), nil},
		{"bare strings", CMRSummary, []change{{"/language", `"es"`}}, []string{
			"/to_dos/0/topic language", "/to_dos/0/actions/0 language", "/medications/0/directions language", "/medications/0/reason language"}},
		{"Spanish missing", CMRSummary, with(change{"/to_dos/0/actions/0", `{"en": "words"}`}, change{"/other_information", `{"en": "words"}`}),
			[]string{"/to_dos/0/actions/0/es required", "/other_information/es required"}},
		{"Spanish at fault", CMRSummary, with(change{"/other_information", `{"en": "words", "es": 5}`}), faultAt("/other_information/es", "type")},
		{"English missing", CMRSummary, []change{{"/medications/0/reason", es}}, faultAt("/medications/0/reason/en", "required")},
		{"everywhere", CMRSummary, with(
			change{"/review/unable_to_participate", `"x"`},
			change{"/medications/0/stopped_reason", `"x"`},
			change{"/medications/0/directions", `{"steps": [` + stepJSON + `], "device": "x", "note": "x"}`},
			change{"/medications/0/directions/steps/0/prn", `{"for": "x"}`},
			change{"/allergies_status", `"listed"`}, change{"/allergies", `[{"substance": "x", "reaction": "x"}]`},
			change{"/side_effects_status", `"listed"`}, change{"/side_effects", `[{"substance": "x", "reaction": "x"}]`},
		), []string{
			"/review/unable_to_participate language",
			"/medications/0/directions/steps/0/prn/for language", "/medications/0/directions/device language",
			"/medications/0/directions/note language", "/medications/0/stopped_reason language",
			"/allergies/0/substance language", "/allergies/0/reaction language",
			"/side_effects/0/substance language", "/side_effects/0/reaction language"}},
		{"prescriber letter", PrescriberIntervention, []change{{"/language", `"es"`}, {"/interventions/0/reason", `"x"`}}, []string{
			"/interventions/0/finding language", "/interventions/0/recommendation language", "/interventions/0/reason language"}},
	})
}
