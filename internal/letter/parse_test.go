package letter

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestLeastRequestOfEachKindIsClean(t *testing.T) {
	for _, k := range Kinds() {
		t.Run(string(k), func(t *testing.T) {
			if l := expect(t, requests[k]); l.Kind != k {
				t.Errorf("kind = %q", l.Kind)
			}
		})
	}
}

// The file itself: one fault, no letter, and nothing read behind it.
func TestFile(t *testing.T) {
	ok := requests[Welcome]
	tests := map[string]struct{ request, want string }{
		"empty":               {"", " empty"},
		"white space":         {" \n\t", " empty"},
		"not JSON":            {"kind: welcome", " syntax"},
		"cut off":             {ok[:len(ok)/2], "/member syntax"},
		"cut off in a string": {`{"kind": "welc`, "/kind syntax"},
		"trailing bytes":      {ok + " x", " syntax"},
		"second request":      {ok + ok, " syntax"},
		"comma at the end":    {`{"kind": "welcome",}`, " syntax"},
		"no colon":            {`{"kind" "welcome"}`, "/kind syntax"},
		"single quotes":       {`{'kind': 'welcome'}`, " syntax"},
		"wrong bracket":       {`{"to_dos": [}`, "/to_dos/0 syntax"},
		"comment":             {`{"kind": "welcome" /* first */}`, " syntax"},
		"NaN":                 {`{"none_confirmed": NaN}`, "/none_confirmed syntax"},
		"raw newline":         {"{\"reference\": \"a\nb\"}", "/reference syntax"},
		"lone surrogate":      {`{"reference": "\ud800"}`, "/reference syntax"},
		"not UTF-8":           {"{\"reference\": \"Mu\xf1oz\"}", " encoding"},
		"byte order mark":     {"\ufeff" + ok, " encoding"},
		"list":                {"[" + ok + "]", " type"},
		"null":                {"null", " type"},
		"string":              {`"welcome"`, " type"},
		"deep":                {`{"x": ` + strings.Repeat("[", 32) + strings.Repeat("]", 32) + `}`, "/x too-deep"},
		"deep and endless":    {strings.Repeat("[", 100000), " too-deep"},
		"deep objects":        {strings.Repeat(`{"to_dos":`, 100000), "/to_dos too-deep"},
		"large":               {`{"x": "` + strings.Repeat("x", MaxBytes) + `"}`, " too-large"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if l := expect(t, tt.request, tt.want); l != nil {
				t.Error("a letter, want none")
			}
		})
	}
}

func TestDepthAllowed(t *testing.T) {
	deep := strings.Repeat("[", 31) + strings.Repeat("]", 31)
	expect(t, edit(t, requests[Welcome], change{"/x", deep}), "/x unknown-member")
}

func TestSyntaxFaultNamesThePlace(t *testing.T) {
	_, faults := Parse([]byte("{\n  \"kind\": \"welcome\",\n  oops\n}"))
	if got, want := faults[0].Detail, "not well-formed JSON at or after line 2, byte 20"; got != want {
		t.Errorf("detail = %q, want %q", got, want)
	}
}

func TestManyFaultsAtOnceInOrder(t *testing.T) {
	expect(t, `{
		"kind": "cmr-summary",
		"language": "fr",
		"date": "2025-02-30",
		"colour": "blue",
		"format": "Standard",
		"reference": "a\tb",
		"member": {
			"name": {"first": "Ana", "nickname": "x"},
			"birth_date": "July 9",
			"plan_type": "hmo",
			"plan_type": "pdp",
			"address": {"lines": [], "city": "", "state": "Connecticut", "postal_code": "6032"}
		},
		"welcome": {"route": "criteria"},
		"review": {"type": "tmr", "date": "2025-01-28", "method": "records-only", "participants": [{"role": "member"}], "by": {}},
		"to_dos": [{"topic": {"es": "Azúcar"}, "actions": []}, 5],
		"medications": [{"name": "", "directions": null, "stopped": "2024-01-01", "started": "2024-02-01"}],
		"allergies_status": "listed"
	}`,
		"/language enum",
		"/date date",
		"/colour unknown-member",
		"/format enum",
		"/reference character",
		"/member/name/nickname unknown-member",
		"/member/birth_date date",
		"/member/plan_type enum",
		"/member/plan_type duplicate-member",
		"/member/address/lines empty",
		"/member/address/city required",
		"/member/address/state enum",
		"/member/address/postal_code format",
		"/member/id required",
		"/review/by/name required",
		"/to_dos/0/actions empty",
		"/to_dos/1 type",
		"/medications/0/name required",
		"/medications/0/directions type",
		"/medications/0/stopped range",
		"/program required",
		"/welcome not-used",
		"/side_effects_status required",
		"/member/name/last required",
		"/review/type conflict",
		"/review/participants conflict",
		"/allergies required",
	)
}

// Unknown members: the nearest known one is named, and a name that could be a
// person's or a drug's is not repeated.
func TestUnknownMember(t *testing.T) {
	tests := map[string]struct{ pointer, want, hint string }{
		"near":           {"/member/adress", "/member/adress unknown-member", "did you mean address?"},
		"camel case":     {"/member/birthDate", "/member/birthDate unknown-member", "did you mean birth_date?"},
		"hyphen":         {"/to-dos", "/to-dos unknown-member", "did you mean to_dos?"},
		"nothing near":   {"/zebra", "/zebra unknown-member", ""},
		"not identifier": {"/member/Ana Sample", "/member unknown-member", ""},
		"long":           {"/" + strings.Repeat("x", 41), " unknown-member", ""},
		"empty":          {"/", " unknown-member", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			request := edit(t, requests[Welcome], change{tt.pointer, `{"a": [1, {"b": null}]}`})
			expect(t, request, tt.want)
			_, faults := Parse([]byte(request))
			if _, hint, _ := strings.Cut(faults[0].Detail, "; "); hint != tt.hint {
				t.Errorf("hint = %q, want %q", hint, tt.hint)
			}
			if strings.Contains(faults.Error(), "Ana") {
				t.Errorf("repeats the name: %v", faults)
			}
		})
	}
}

func TestEscapedMemberName(t *testing.T) {
	request := strings.Replace(requests[Welcome], `"kind"`, `"\u006bind"`, 1)
	expect(t, request)
	expect(t, strings.Replace(request, `{`, `{"kind": "welcome",`, 1), "/kind duplicate-member")
}

func TestFaultsAreCapped(t *testing.T) {
	var b strings.Builder
	for i := range 3 * MaxFaults {
		fmt.Fprintf(&b, `,"zebra%d":0`, i)
	}
	request := strings.Replace(requests[Welcome], `"test-1"`, `"test-1"`+b.String(), 1)
	_, faults := Parse([]byte(request))
	if last := faults[len(faults)-1]; len(faults) != MaxFaults+1 || last.Code != CodeMore {
		t.Errorf("%d faults, the last %v", len(faults), last)
	}
}

func TestListsAreCapped(t *testing.T) {
	many := "[" + strings.Repeat(medicationJSON+",", maxMedications) + medicationJSON + "]"
	l := expect(t, edit(t, requests[CMRSummary], change{"/medications", many}), "/medications too-many")
	if len(l.Medications) != maxMedications {
		t.Errorf("%d medications kept", len(l.Medications))
	}
}

func TestEntriesAtFaultKeepTheirPlace(t *testing.T) {
	l := expect(t, edit(t, requests[CMRSummary], change{"/medications", `[5, {}, ` + medicationJSON + `]`}),
		"/medications/0 type", "/medications/1/name required", "/medications/1/directions required")
	if len(l.Medications) != 3 || l.Medications[2].Name != "metformin" {
		t.Errorf("medications = %+v", l.Medications)
	}
}

// What the contract's example of a request says is in the letter afterwards.
func TestParseReadsEverything(t *testing.T) {
	got := expect(t, `{
		"key": "enroll-2025-000123", "kind": "cmr-summary", "program": "connecticare-2025", "language": "es",
		"format": "large-print", "date": "2025-02-03", "reference": "CASE-88-1204",
		"translation": {"source": "machine", "reviewed": true},
		"member": {"id": "M000123",
			"name": {"display": "Ana Sample", "salutation": "Estimada Ana:", "prefix": "Sra.", "first": "Ana", "middle": "", "last": "Sample", "suffix": "II"},
			"birth_date": "1948-07-09", "plan_type": "pdp", "snp": "dsnp", "contract": {"id": "H1234", "pbp": "001"},
			"mtm": {"targeted_on": "2025-01-04", "enrolled_on": "2025-01-05"},
			"preference": {"language": "es", "format": "large-print", "since": "2024-11-02"},
			"address": {"care_of": "Pat Example", "urbanization": "URB Ejemplo", "lines": ["1 Calle Uno", "Apt 2"], "city": "San Juan", "state": "PR", "postal_code": "00901"}},
		"recipient": {"kind": "representative", "name": {"last": "Example"}, "relationship": "child", "authority": "power-of-attorney",
			"address": {"lines": ["2 Example Street"], "city": "Sampleton", "state": "AE", "postal_code": "09012"}},
		"review": {"type": "cmr", "date": "2025-01-28", "method": "in-person",
			"participants": [{"role": "representative", "name": "Pat Example", "relationship": "child"}],
			"by": {"name": "Pat Sample", "credentials": "PharmD", "title": "Farmacéutica",
				"contact": {"phone": "1-800-555-0100", "tty": "711", "hours": [{"days": "mon-fri", "open": "09:00", "close": "17:00"}], "zone": "ET"}},
			"unable_to_participate": {"es": "Estaba en el hospital."},
			"sources": ["claims", "medical-record"]},
		"to_dos": [{"topic": {"es": "Azúcar", "en": "Sugar"}, "actions": [{"phrase": "check.sugar", "values": {"when": "morning", "drug": {"strength": "5 mg", "name": "metformin"}}}]}],
		"medications": [{"name": "metformin", "brand": "Glucophage", "strength": "500 mg", "form": "tablet", "type": "prescription",
			"directions": {"es": "Tome 1 tableta"}, "reason": {"es": "diabetes"},
			"prescribers": [{"name": "Sam Ejemplo", "credentials": "MD"}], "prescriber_status": "known", "status": "on-hold",
			"started": "2019-03-01", "stopped": "2025-01-10", "stopped_reason": {"es": "náuseas"},
			"rxcui": "6809", "ndc": "00087-6060-05", "schedule": "II", "sensitive": ["hiv", "sud"]}],
		"allergies_status": "listed", "allergies": [{"substance": {"es": "penicilina"}, "reaction": {"es": "ronchas"}}],
		"side_effects_status": "listed", "side_effects": [{"substance": {"es": "aspirina"}}],
		"other_information": {"es": "Vive con su hija."}, "cc": ["Dr. Sam Ejemplo"], "enclosures": ["safe-disposal"],
		"disposal": {"sites": [{"name": "Example Pharmacy", "address": "3 Example Street, Sampleton", "phone": "860-555-0103", "distance_miles": "2.1"}]},
		"delivery": {"channel": "hand", "hold_until": "2025-02-05", "confidential": true},
		"replaces": {"letter": "0d3f6f2e-4a55-5d0e-8a52-0a2a3ad7f0a1", "reason": "correction"}
	}`)
	es := func(s string) *Text { return &Text{Words: []Worded{{Spanish, s}}} }
	want := &Letter{
		Key: "enroll-2025-000123", Kind: CMRSummary, Program: "connecticare-2025", Language: Spanish,
		Format: LargePrint, Date: Date{2025, 2, 3}, Reference: "CASE-88-1204",
		Translation: &Translation{"machine", true},
		Member: &Member{
			ID:        "M000123",
			Name:      Name{"Ana Sample", "Estimada Ana:", "Sra.", "Ana", "", "Sample", "II"},
			BirthDate: Date{1948, 7, 9}, PlanType: "pdp", SNP: "dsnp", Contract: Contract{"H1234", "001"},
			TargetedOn: Date{2025, 1, 4}, EnrolledOn: Date{2025, 1, 5},
			Preference: &Preference{Spanish, LargePrint, Date{2024, 11, 2}},
			Address:    Address{"Pat Example", "URB Ejemplo", []string{"1 Calle Uno", "Apt 2"}, "San Juan", "PR", "00901"},
		},
		Recipient: &Recipient{"representative", Name{Last: "Example"}, "child", "power-of-attorney",
			Address{Lines: []string{"2 Example Street"}, City: "Sampleton", State: "AE", PostalCode: "09012"}},
		Review: &Review{
			Type: "cmr", Date: Date{2025, 1, 28}, Method: "in-person",
			Participants: []Participant{{"representative", "Pat Example", "child"}},
			By: Reviewer{"Pat Sample", "PharmD", "Farmacéutica",
				&Contact{"1-800-555-0100", "711", []Hours{{"mon-fri", "09:00", "17:00"}}, "ET"}},
			UnableToParticipate: es("Estaba en el hospital."),
			Sources:             []string{"claims", "medical-record"},
		},
		ToDos: []ToDo{{
			Topic: Text{Words: []Worded{{English, "Sugar"}, {Spanish, "Azúcar"}}},
			Actions: []Text{{Phrase: &Phrase{"check.sugar", []PhraseValue{
				{Name: "drug", Parts: []PhrasePart{{"name", "metformin"}, {"strength", "5 mg"}}}, {Name: "when", Text: "morning"}}}}},
		}},
		Medications: []Medication{{
			Name: "metformin", Brand: "Glucophage", Strength: "500 mg", Form: "tablet", Type: "prescription",
			Directions: Directions{Words: es("Tome 1 tableta")}, Reason: es("diabetes"),
			Prescribers: []Person{{"Sam Ejemplo", "MD"}}, PrescriberStatus: "known", Status: "on-hold",
			Started: Date{2019, 3, 1}, Stopped: Date{2025, 1, 10}, StoppedReason: es("náuseas"),
			RxCUI: "6809", NDC: "00087-6060-05", Schedule: "II", Sensitive: []string{"hiv", "sud"},
		}},
		AllergiesStatus: Listed, Allergies: []Reaction{{*es("penicilina"), es("ronchas")}},
		SideEffectsStatus: Listed, SideEffects: []Reaction{{Substance: *es("aspirina")}},
		OtherInformation: es("Vive con su hija."), CC: []string{"Dr. Sam Ejemplo"}, Enclosures: []string{"safe-disposal"},
		Sites:    []Site{{"Example Pharmacy", "3 Example Street, Sampleton", "860-555-0103", "2.1"}},
		Delivery: Delivery{"hand", Date{2025, 2, 5}, true},
		Replaces: &Replaces{"0d3f6f2e-4a55-5d0e-8a52-0a2a3ad7f0a1", "correction"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("letter\n got %+v\nwant %+v", got, want)
	}
}

func TestDefaults(t *testing.T) {
	cmr := expect(t, requests[CMRSummary])
	m := cmr.Medications[0]
	if cmr.Format != Standard || cmr.Delivery.Channel != "mail" || m.Status != "active" || m.PrescriberStatus != "known" {
		t.Errorf("format %q, channel %q, status %q, prescriber %q", cmr.Format, cmr.Delivery.Channel, m.Status, m.PrescriberStatus)
	}
	cmr = expect(t, edit(t, requests[CMRSummary], change{"/medications/0/prescribers", ""}))
	if got := cmr.Medications[0].PrescriberStatus; got != "unknown" {
		t.Errorf("prescriber status without prescribers = %q", got)
	}
	channels := map[string]string{
		"fax":  requests[PrescriberIntervention],
		"mail": edit(t, requests[PrescriberIntervention], change{"/prescriber/fax", ""}),
		"none": requests[BlankMedicationList],
		"hand": edit(t, requests[Welcome], change{"/delivery", `{"channel": "hand"}`}),
	}
	for want, request := range channels {
		if got := expect(t, request).Delivery.Channel; got != want {
			t.Errorf("channel = %q, want %q", got, want)
		}
	}
}

func TestRequireKey(t *testing.T) {
	l := expect(t, edit(t, requests[Welcome], change{"/key", ""}))
	if got := lines(RequireKey(l)); len(got) != 1 || got[0] != "/key required" {
		t.Errorf("without key: %q", got)
	}
	if got := RequireKey(expect(t, requests[Welcome])); got != nil {
		t.Errorf("with key: %v", got)
	}
}
