package letter

import (
	"strings"
	"testing"
)

// Each case changes one value of a valid request and names the faults, if any.
type valueCase struct {
	pointer, value string
	want           []string
}

func faultAt(pointer, code string) []string { return []string{pointer + " " + code} }

func (c valueCase) run(t *testing.T, k Kind) {
	t.Helper()
	t.Run(c.pointer+"="+c.value[:min(len(c.value), 40)], func(t *testing.T) {
		t.Helper()
		expect(t, edit(t, requests[k], change{c.pointer, c.value}), c.want...)
	})
}

func TestTopLevelValues(t *testing.T) {
	for _, c := range []valueCase{
		{"/key", `"A.b_c:d-9"`, nil},
		{"/key", `""`, faultAt("/key", "format")},
		{"/key", `"a b"`, faultAt("/key", "format")},
		{"/key", `"ñ"`, faultAt("/key", "format")},
		{"/key", `"` + strings.Repeat("k", 200) + `"`, nil},
		{"/key", `"` + strings.Repeat("k", 201) + `"`, faultAt("/key", "format")},
		{"/key", `12`, faultAt("/key", "type")},
		{"/kind", `"letter"`, faultAt("/kind", "enum")},
		{"/kind", `""`, faultAt("/kind", "required")},
		{"/kind", `null`, faultAt("/kind", "type")},
		{"/program", `""`, faultAt("/program", "required")},
		{"/program", `"../etc"`, faultAt("/program", "format")},
		{"/program", `"a..b"`, faultAt("/program", "format")},
		{"/language", `"EN"`, faultAt("/language", "enum")},
		{"/format", `"large-print"`, nil},
		{"/format", `"braille"`, nil},
		{"/format", `""`, faultAt("/format", "enum")},
		{"/date", `"2025-2-3"`, faultAt("/date", "date")},
		{"/date", `"2025-02-29"`, faultAt("/date", "date")},
		{"/date", `"02/03/2025"`, faultAt("/date", "date")},
		{"/date", `"2025-02-03T00:00:00Z"`, faultAt("/date", "date")},
		{"/date", `""`, faultAt("/date", "required")},
		{"/date", `20250203`, faultAt("/date", "type")},
		{"/reference", `""`, nil},
		{"/reference", `"` + strings.Repeat("é", 120) + `"`, nil},
		{"/reference", `"` + strings.Repeat("é", 121) + `"`, faultAt("/reference", "too-long")},
		{"/translation", `{}`, faultAt("/translation/source", "required")},
		{"/translation", `{"source": "machine", "reviewed": "yes"}`, faultAt("/translation/reviewed", "type")},
		{"/translation", `{"source": "google"}`, faultAt("/translation/source", "enum")},
		{"/welcome", `{}`, faultAt("/welcome/route", "required")},
		{"/welcome/route", `"opioid"`, faultAt("/welcome/route", "enum")},
		{"/delivery", `{"channel": "email"}`, faultAt("/delivery/channel", "enum")},
		{"/delivery", `{"hold_until": "", "confidential": true}`, nil},
		{"/delivery", `{"hold_until": "soon", "confidential": 1}`, []string{"/delivery/hold_until date", "/delivery/confidential type"}},
		{"/replaces", `{}`, []string{"/replaces/letter required", "/replaces/reason required"}},
		{"/replaces", `{"letter": "0D3F6F2E-4A55-5D0E-8A52-0A2A3AD7F0A1", "reason": "reprint"}`, faultAt("/replaces/letter", "format")},
		{"/enclosures", `["safe-disposal", "safe-disposal"]`, faultAt("/enclosures/1", "repeated")},
		{"/reference", `"FILL IN: a number"`, faultAt("/reference", "unfilled")},
		{"/reference", `"To FILL IN: a number"`, nil},
		{"/language", `"FILL IN: en or es"`, faultAt("/language", "unfilled")},
		{"/enclosures", `["brochure"]`, faultAt("/enclosures/0", "enum")},
		{"/disposal", `{}`, faultAt("/disposal/sites", "required")},
		{"/disposal", `{"sites": [{"name": "A", "address": "B", "phone": "911", "distance_miles": 2.1}]}`,
			[]string{"/disposal/sites/0/phone format", "/disposal/sites/0/distance_miles type"}},
		{"/disposal", `{"sites": [{}]}`, []string{"/disposal/sites/0/name required", "/disposal/sites/0/address required"}},
	} {
		c.run(t, Welcome)
	}
}

func TestMemberValues(t *testing.T) {
	for _, c := range []valueCase{
		{"/member", `"M000123"`, faultAt("/member", "type")},
		{"/member", `{}`, []string{"/member/id required", "/member/name required", "/member/birth_date required", "/member/plan_type required", "/member/address required"}},
		{"/member/id", `" "`, faultAt("/member/id", "required")},
		{"/member/name", `"Ana Sample"`, faultAt("/member/name", "type")},
		{"/member/name", `{"display": "Ana Sample"}`, faultAt("/member/name/last", "required")},
		{"/member/name/last", `""`, faultAt("/member/name/last", "required")},
		{"/member/name/last", `7`, faultAt("/member/name/last", "type")},
		{"/member/name/middle", `""`, nil},
		{"/member/name/last", `"` + strings.Repeat("x", 121) + `"`, faultAt("/member/name/last", "too-long")},
		{"/member/name/last", `"**Sample** {{.x}} <b>"`, nil},
		{"/member/birth_date", `"2025-02-03"`, faultAt("/member/birth_date", "range")},
		{"/member/birth_date", `"2025-02-02"`, nil},
		{"/member/plan_type", `"MAPD"`, faultAt("/member/plan_type", "enum")},
		{"/member/snp", `""`, nil},
		{"/member/snp", `"csnp"`, nil},
		{"/member/snp", `"none"`, faultAt("/member/snp", "enum")},
		{"/member/contract", `{"id": "H1234", "pbp": ""}`, nil},
		{"/member/contract", `{"id": "1234", "pbp": "1"}`, []string{"/member/contract/id format", "/member/contract/pbp format"}},
		{"/member/mtm", `{"targeted_on": "2025-01-05", "enrolled_on": ""}`, nil},
		{"/member/mtm", `{"targeted_on": "2025-01-32"}`, faultAt("/member/mtm/targeted_on", "date")},
		{"/member/preference", `{"language": "en", "format": "standard"}`, nil},
		{"/member/preference", `{"language": "fr"}`, faultAt("/member/preference/language", "enum")},
		{"/member/address", `[]`, faultAt("/member/address", "type")},
		{"/member/address/care_of", `""`, nil},
		{"/member/address/lines", `"12 Example Street"`, faultAt("/member/address/lines", "type")},
		{"/member/address/lines", `["12 Example Street", ""]`, faultAt("/member/address/lines/1", "empty")},
		{"/member/address/lines", `["1", "2", "3", "4", "5", "6", "7"]`, faultAt("/member/address/lines", "too-many")},
		{"/member/address/state", "", faultAt("/member/address/state", "required")},
		{"/member/address/state", `""`, faultAt("/member/address/state", "required")},
		{"/member/address/state", `"ct"`, faultAt("/member/address/state", "enum")},
		{"/member/address/state", `"AP"`, nil},
		{"/member/address/postal_code", `"060321234"`, nil},
		{"/member/address/postal_code", `"06032-12"`, faultAt("/member/address/postal_code", "format")},
		{"/member/address/postal_code", `6032`, faultAt("/member/address/postal_code", "type")},
	} {
		if c.value == "" {
			t.Run(c.pointer+" left out", func(t *testing.T) {
				expect(t, edit(t, requests[Welcome], change{c.pointer, ""}), c.want...)
			})
			continue
		}
		c.run(t, Welcome)
	}
}

// The contract prints this very line for a person.
func TestRequiredSaysWhatIsWanted(t *testing.T) {
	_, faults := Parse([]byte(edit(t, requests[Welcome], change{"/member/address/state", ""})))
	if got, want := faults.Error(), "/member/address/state: required, two letters"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestMedicineValues(t *testing.T) {
	for _, c := range []valueCase{
		{"/medications/0/form", `"liquid"`, nil},
		{"/medications/0/form", `"TB24"`, faultAt("/medications/0/form", "enum")},
		{"/medications/0/type", `"otc"`, nil},
		{"/medications/0/type", `"rx"`, faultAt("/medications/0/type", "enum")},
		{"/medications/0/directions", `""`, faultAt("/medications/0/directions", "required")},
		{"/medications/0/directions", `["Take"]`, faultAt("/medications/0/directions", "type")},
		{"/medications/0/reason", `""`, faultAt("/medications/0/reason", "empty")},
		{"/medications/0/prescribers", `[{"credentials": "MD"}]`, faultAt("/medications/0/prescribers/0/name", "required")},
		{"/medications/0/prescriber_status", `"known"`, nil},
		{"/medications/0/prescriber_status", `"self"`, faultAt("/medications/0/prescribers", "conflict")},
		{"/medications/0/prescriber_status", `""`, faultAt("/medications/0/prescriber_status", "enum")},
		{"/medications/0/status", `"stopped"`, faultAt("/medications/0/status", "enum")},
		{"/medications/0/started", `"2019"`, faultAt("/medications/0/started", "date")},
		{"/medications/0/started", `""`, nil},
		{"/medications/0/schedule", `""`, nil},
		{"/medications/0/schedule", `"I"`, faultAt("/medications/0/schedule", "enum")},
		{"/medications/0/sensitive", `["hiv", "hiv"]`, faultAt("/medications/0/sensitive/1", "repeated")},
		{"/medications/0/rxcui", `"12a"`, faultAt("/medications/0/rxcui", "format")},
		{"/medications/0/ndc", `"00087-6060-05"`, nil},
		{"/medications/0/ndc", `"0087606005"`, nil},
		{"/medications/0/ndc", `"00087-606005"`, faultAt("/medications/0/ndc", "format")},
		{"/to_dos/0/actions", `[]`, faultAt("/to_dos/0/actions", "empty")},
		{"/to_dos/0/actions", `[""]`, faultAt("/to_dos/0/actions/0", "empty")},
		{"/to_dos", `[{}]`, []string{"/to_dos/0/topic required", "/to_dos/0/actions required"}},
		{"/to_dos", `[]`, nil},
		{"/cc", `["Pat Example", ""]`, faultAt("/cc/1", "empty")},
		{"/review/by/contact", `{}`, []string{"/review/by/contact/phone required", "/review/by/contact/tty required", "/review/by/contact/hours required"}},
		{"/review/by/contact", `{"phone": "555", "tty": "712", "hours": [{"days": "weekdays", "open": "9:00", "close": "24:00"}], "zone": "EST"}`,
			[]string{"/review/by/contact/phone format", "/review/by/contact/tty format", "/review/by/contact/hours/0/days format",
				"/review/by/contact/hours/0/open format", "/review/by/contact/hours/0/close format", "/review/by/contact/zone enum"}},
		{"/review/by/contact", `{"phone": "860-555-0100", "tty": "711", "hours": [{"days": "sat", "open": "17:00", "close": "09:00"}]}`,
			faultAt("/review/by/contact/hours/0/close", "range")},
		{"/review/by/contact", `{"phone": "860-555-0100", "tty": "711", "hours": []}`, faultAt("/review/by/contact/hours", "empty")},
		{"/review/sources", `["claims", "rumor"]`, faultAt("/review/sources/1", "enum")},
		{"/review/participants/0/relationship", `""`, nil},
		{"/review/participants/0/role", `"husband"`, faultAt("/review/participants/0/role", "enum")},
	} {
		c.run(t, CMRSummary)
	}
}

func TestPrescriberLetterValues(t *testing.T) {
	for _, c := range []valueCase{
		{"/prescriber/npi", `"1234567893"`, nil},
		{"/prescriber/npi", `"1234567894"`, faultAt("/prescriber/npi", "check-digit")},
		{"/prescriber/npi", `"123456789"`, faultAt("/prescriber/npi", "format")},
		{"/prescriber/npi", `"3234567893"`, faultAt("/prescriber/npi", "format")},
		{"/prescriber/npi", `1234567893`, faultAt("/prescriber/npi", "type")},
		{"/prescriber/npi", `""`, faultAt("/prescriber/npi", "required")},
		{"/prescriber/fax", `""`, nil},
		{"/prescriber/fax", `"not a number"`, faultAt("/prescriber/fax", "format")},
		{"/interventions", `[]`, faultAt("/interventions", "empty")},
		{"/interventions", `[{}]`, []string{"/interventions/0/category required", "/interventions/0/severity required", "/interventions/0/finding required", "/interventions/0/recommendation required"}},
		{"/interventions/0/category", `"cost"`, faultAt("/interventions/0/category", "enum")},
		{"/interventions/0/respond_by", `"2025-02-02"`, faultAt("/interventions/0/respond_by", "range")},
		{"/interventions/0/respond_by", `"2025-02-03"`, nil},
		{"/interventions/0/medications/0/quantity", `30`, faultAt("/interventions/0/medications/0/quantity", "type")},
		{"/interventions/0/medications/0/quantity", `"30.0"`, faultAt("/interventions/0/medications/0/quantity", "format")},
		{"/interventions/0/medications/0/days_supply", `"30"`, faultAt("/interventions/0/medications/0/days_supply", "type")},
		{"/interventions/0/medications/0/days_supply", `30.5`, faultAt("/interventions/0/medications/0/days_supply", "range")},
		{"/interventions/0/medications/0/days_supply", `3e1`, nil},
		{"/interventions/0/medications/0/days_supply", `-30`, faultAt("/interventions/0/medications/0/days_supply", "range")},
		{"/interventions/0/medications/0/days_supply", `0`, faultAt("/interventions/0/medications/0/days_supply", "range")},
		{"/interventions/0/medications/0/days_supply", `1000`, faultAt("/interventions/0/medications/0/days_supply", "range")},
	} {
		c.run(t, PrescriberIntervention)
	}
}

func TestTexts(t *testing.T) {
	const at = "/other_information"
	for _, c := range []valueCase{
		{at, `"Lives alone."`, nil},
		{at, `{"en": "Lives alone.", "es": "Vive sola."}`, nil},
		{at, `{"phrase": "lives.alone", "values": {}}`, nil},
		{at, `{"phrase": "lives.alone"}`, nil},
		{at, `""`, faultAt(at, "empty")},
		{at, `null`, faultAt(at, "type")},
		{at, `5`, faultAt(at, "type")},
		{at, `["a"]`, faultAt(at, "type")},
		{at, `{}`, faultAt(at, "empty")},
		{at, `{"en": ""}`, faultAt(at+"/en", "empty")},
		{at, `{"en": "  "}`, faultAt(at+"/en", "empty")},
		{at, `{"en": "a", "fr": "b"}`, faultAt(at+"/fr", "unknown-member")},
		{at, `{"en": "a", "phrase": "b"}`, faultAt(at, "conflict")},
		{at, `{"values": {"a": "b"}}`, faultAt(at+"/phrase", "required")},
		{at, `{"phrase": "Lives Alone"}`, faultAt(at+"/phrase", "format")},
		{at, `{"phrase": "p", "values": {"count": 3}}`, faultAt(at+"/values/count", "type")},
		{at, `{"phrase": "p", "values": {"who": {"first": {"deep": "x"}}}}`, faultAt(at+"/values/who/first", "type")},
		{at, `{"phrase": "p", "values": {"Ana Sample": "x"}}`, faultAt(at+"/values", "unknown-member")},
		{at, `"` + strings.Repeat("x", 2000) + `"`, nil},
		{at, `"` + strings.Repeat("x", 2001) + `"`, faultAt(at, "too-long")},
	} {
		c.run(t, CMRSummary)
	}
	twice := strings.Replace(requests[CMRSummary], `"allergies_status"`,
		`"other_information": {"phrase": "p", "values": {"a": "1", "a": "2"}}, "allergies_status"`, 1)
	expect(t, twice, at+"/values/a duplicate-member")
}

func TestCharacters(t *testing.T) {
	refused := map[string]string{
		"tab": "\t", "newline": "\n", "nul": "\x00", "delete": "\x7f", "C1": "\u0085",
		"line separator": "\u2028", "paragraph separator": "\u2029", "soft hyphen": "\u00ad",
		"zero width space": "\u200b", "zero width joiner": "\u200d", "word joiner": "\u2060", "byte order mark": "\ufeff",
		"right to left override": "\u202e", "isolate": "\u2066", "Arabic letter mark": "\u061c",
		"private use": "\ue000", "noncharacter": "\ufdd0", "last noncharacter": "\U0010ffff", "tag": "\U000e0041",
		"replacement": "\ufffd", "pile of accents": "e\u0301\u0301\u0301\u0301\u0301",
	}
	for name, s := range refused {
		t.Run(name, func(t *testing.T) {
			request := edit(t, requests[Welcome], change{"/member/name/first", quoted("An" + s + "a")})
			expect(t, request, "/member/name/first character")
			_, faults := Parse([]byte(request))
			if !strings.HasPrefix(faults[0].Detail, "character ") {
				t.Errorf("no place in %q", faults[0].Detail)
			}
		})
	}
	for _, s := range []string{"José Núñez", "Łukasz Żółć", "Nguyễn Thị", "O’Neil", "A\u00a0B", "½ tableta", "日本", "🙂"} {
		t.Run(s, func(t *testing.T) {
			expect(t, edit(t, requests[Welcome], change{"/member/name/first", quoted(s)}))
		})
	}
}

func TestStringsAreComposed(t *testing.T) {
	l := expect(t, edit(t, requests[Welcome], change{"/member/name/first", quoted("Jose\u0301 Nu\u0301n\u0303ez")}))
	if got := l.Member.Name.First; got != "José Núñez" {
		t.Errorf("name = %+q", got)
	}
}

func TestStringsAreOtherwiseAsGiven(t *testing.T) {
	for _, s := range []string{" Ana", "Ana  Maria ", "ANA", `"Ana" \ /`, "**Ana** {{.x}} <b>"} {
		l := expect(t, edit(t, requests[Welcome], change{"/member/name/first", quoted(s)}))
		if got := l.Member.Name.First; got != s {
			t.Errorf("name = %q, want %q", got, s)
		}
	}
}

func TestShapes(t *testing.T) {
	tests := map[string]struct {
		fits    func(string) bool
		yes, no []string
	}{
		"phone": {ValidPhone,
			[]string{"888-830-6831", "1-855-905-4689", "(888) 830-6831", "888.830.6831", "+1 888 830 6831", "8888306831", "860-555-0100"},
			[]string{"", "555-0100", "888-830-68311", "2-888-830-6831", "088-830-6831", "888-130-6831", "888-830-6831 x5", "1+8888306831", "88883068३1", "8888306831" + strings.Repeat(" ", 20)}},
		"tty":      {ValidTTY, []string{"711", "1-877-454-8477"}, []string{"", "911", "7-1-1"}},
		"days":     {ValidDays, []string{"mon", "mon-fri", "sat-sun", "fri-mon"}, []string{"", "Mon", "mon-", "mon-mon", "-fri", "mon-fri-sat", "monday"}},
		"clock":    {ValidClock, []string{"00:00", "09:30", "23:59"}, []string{"", "9:30", "24:00", "12:60", "12-30", "12:3a"}},
		"zone":     {ValidZone, []string{"ET", "HT"}, []string{"", "EST", "et"}},
		"state":    {ValidState, []string{"CT", "DC", "PR", "VI", "GU", "AS", "MP", "AA", "AE", "AP"}, []string{"", "ct", "XX", "Connecticut"}},
		"zip":      {ValidPostalCode, []string{"06032", "06032-1234", "060321234"}, []string{"", "6032", "06032-", "06032 1234", "06032-123a", "A6032"}},
		"npi":      {ValidNPI, []string{"1234567893", "1245319599", "2234567891"}, []string{"", "1234567890", "12345678930", "0234567893", "123456789a"}},
		"contract": {validContract, []string{"H1234", "R0001", "S5678", "E9999"}, []string{"", "h1234", "X1234", "H123", "H12345"}},
		"amount":   {positive, []string{"0.5", "0.0625", "2", "10", "7.5", "999999.9999"}, []string{"", "0", ".5", "5.", "5.0", "05", "-1", "1e3", "1,5", "1234567", "0.12345", "+1"}},
		"distance": {validDistance, []string{"0", "2.1", "2.0", "12"}, []string{"", ".5", "2.", "-1", "2 mi", "1234567"}},
		"ndc":      {validNDC, []string{"0087606005", "00087606005", "00087-6060-05", "0087-6060-05"}, []string{"", "123", "0008760600a", "00087-606005", "000087-606-05", "00087--6060"}},
		"count":    {positiveWhole, []string{"1", "24"}, []string{"0", "1.5", ""}},
		"measure":  {validMeasure, []string{"5 mg", "2.5 mL", "10 mg/5mL", "1 %"}, []string{"", "5", "5mg", " 5 mg", "5.0 mg", "5 mg or so", "0 mg"}},
		"tenant":   {ValidTenant, []string{"default", "plan-7", "7"}, []string{"", "-a", "a-", "A", "a/b", "a.b", "ñ", strings.Repeat("a", 64)}},
		"id": {ValidID, []string{"0d3f6f2e-4a55-5d0e-8a52-0a2a3ad7f0a1"},
			[]string{"", "0d3f6f2e4a555d0e8a520a2a3ad7f0a1", "{0d3f6f2e-4a55-5d0e-8a52-0a2a3ad7f0a1}", "0D3F6F2E-4A55-5D0E-8A52-0A2A3AD7F0A1", "../../../../../../../../../../etc/pas"}},
	}
	for name, tt := range tests {
		for _, s := range tt.yes {
			if !tt.fits(s) {
				t.Errorf("%s refuses %q", name, s)
			}
		}
		for _, s := range tt.no {
			if tt.fits(s) {
				t.Errorf("%s accepts %q", name, s)
			}
		}
	}
}
