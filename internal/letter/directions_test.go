package letter

import (
	"reflect"
	"strings"
	"testing"
)

const dir = "/medications/0/directions"

func TestDirectionsReadEverything(t *testing.T) {
	l := expect(t, edit(t, requests[CMRSummary], change{dir, `{
		"steps": [{
			"action": "instill", "dose": {"low": "1", "high": "2", "unit": "drop", "equals": "5 mg"},
			"route": "ear", "site": "left-ear",
			"schedule": {"every": {"low": "4", "high": "6", "unit": "hour"}},
			"relation": "with-food", "for": {"count": "3", "unit": "day"},
			"prn": {"for": "pain", "limit": {"count": "8", "unit": "drop", "hours": "24"}}},
			{"action": "apply", "route": "skin", "site": "affected-area", "schedule": {"days": ["monday"], "per_day": "1", "at": ["bedtime"]}}],
		"link": "then", "set_by": "", "administered_by": "caregiver",
		"device": "dropper", "note": "Shake well."}`}))
	en := func(s string) *Text { return &Text{Bare: true, Words: []Worded{{English, s}}} }
	want := Directions{Steps: &Steps{
		Steps: []Step{
			{Action: "instill", Dose: Dose{"1", "2", "drop", "5 mg"}, Route: "ear", Site: "left-ear",
				Schedule: Schedule{Every: &Interval{"4", "6", "hour"}}, Relation: "with-food", For: &Span{"3", "day"},
				PRN: &AsNeeded{en("pain"), &Limit{"8", "drop", "24"}}},
			{Action: "apply", Route: "skin", Site: "affected-area",
				Schedule: Schedule{PerDay: "1", Days: []string{"monday"}, At: []string{"bedtime"}}},
		},
		Link: "then", AdministeredBy: "caregiver", Device: en("dropper"), Note: en("Shake well."),
	}}
	if got := l.Medications[0].Directions; !reflect.DeepEqual(got, want) {
		t.Errorf("directions\n got %+v\nwant %+v", got.Steps, want.Steps)
	}
}

func TestDirectionsAreGivenByTheMemberUnlessSaid(t *testing.T) {
	l := expect(t, edit(t, requests[CMRSummary], change{dir, `{"set_by": "pump"}`}))
	if s := l.Medications[0].Directions.Steps; s == nil || s.AdministeredBy != "self" || s.SetBy != "pump" {
		t.Errorf("steps = %+v", s)
	}
}

// Directions as a whole: words, a phrase, steps, or who sets the dose.
func TestDirections(t *testing.T) {
	for _, c := range []valueCase{
		{dir, `{"phrase": "take.daily"}`, nil},
		{dir, `{"steps": [` + stepJSON + `]}`, nil},
		{dir, `{"steps": [` + stepJSON + `, ` + stepJSON + `], "link": "and"}`, nil},
		{dir, `{"set_by": "sliding-scale", "note": "See your table."}`, nil},
		{dir, `{}`, faultAt(dir, "empty")},
		{dir, `{"note": "x"}`, faultAt(dir+"/steps", "required")},
		{dir, `{"steps": []}`, faultAt(dir+"/steps", "empty")},
		{dir, `{"steps": {}}`, faultAt(dir+"/steps", "type")},
		{dir, `{"steps": [5]}`, faultAt(dir+"/steps/0", "type")},
		{dir, `{"set_by": "nurse"}`, faultAt(dir+"/set_by", "enum")},
		{dir, `{"set_by": "pump", "steps": [` + stepJSON + `]}`, faultAt(dir+"/set_by", "conflict")},
		{dir, `{"en": "Take", "steps": [` + stepJSON + `]}`, faultAt(dir, "conflict")},
		{dir, `{"steps": [` + stepJSON + `, ` + stepJSON + `]}`, faultAt(dir+"/link", "required")},
		{dir, `{"steps": [` + stepJSON + `], "link": "then"}`, faultAt(dir+"/link", "conflict")},
		{dir, `{"steps": [` + stepJSON + `, ` + stepJSON + `], "link": "then"}`, faultAt(dir+"/steps/0/for", "required")},
		{dir, `{"steps": [` + edit(t, stepJSON, change{"/for", `{"count": "3", "unit": "day"}`}) + `, ` + stepJSON + `], "link": "then"}`, nil},
		{dir, `{"steps": [` + edit(t, stepJSON, change{"/for", `{}`}) + `, ` + stepJSON + `], "link": "then"}`,
			[]string{dir + "/steps/0/for/count required", dir + "/steps/0/for/unit required"}},
		{dir, `{"steps": [` + stepJSON + `], "administered_by": "nurse"}`, faultAt(dir+"/administered_by", "enum")},
		{dir, `{"steps": [` + stepJSON + `], "sted": 1}`, faultAt(dir+"/sted", "unknown-member")},
	} {
		c.run(t, CMRSummary)
	}
}

// Each case changes one member of a sound step; pointers are relative to it.
func TestStep(t *testing.T) {
	prn := `{"for": "pain", "limit": {"count": "8", "unit": "tablet", "hours": "24"}}`
	tests := map[string]struct {
		changes []change
		want    []string
	}{
		"sound":                      {nil, nil},
		"no action":                  {[]change{{"/action", ""}}, []string{"/action required"}},
		"no route":                   {[]change{{"/route", ""}}, []string{"/route required"}},
		"unknown route":              {[]change{{"/route", `"oral"`}}, []string{"/route enum"}},
		"no dose":                    {[]change{{"/dose", ""}}, []string{"/dose required"}},
		"no dose of a cream":         {[]change{{"/dose", ""}, {"/action", `"apply"`}, {"/route", `"skin"`}}, nil},
		"no amount":                  {[]change{{"/dose", `{}`}}, []string{"/dose/low required", "/dose/unit required"}},
		"half":                       {[]change{{"/dose/low", `"0.5"`}}, nil},
		"bare point":                 {[]change{{"/dose/low", `".5"`}}, []string{"/dose/low format"}},
		"trailing zero":              {[]change{{"/dose/low", `"5.0"`}}, []string{"/dose/low format"}},
		"no dose at all":             {[]change{{"/dose/low", `"0"`}}, []string{"/dose/low format"}},
		"number":                     {[]change{{"/dose/low", `1`}}, []string{"/dose/low type"}},
		"range":                      {[]change{{"/dose/high", `"1.5"`}}, nil},
		"range upside down":          {[]change{{"/dose/high", `"0.5"`}}, []string{"/dose/high range"}},
		"range of one":               {[]change{{"/dose/high", `"1"`}}, []string{"/dose/high range"}},
		"abbreviated unit":           {[]change{{"/dose/unit", `"U"`}}, []string{"/dose/unit enum"}},
		"equals":                     {[]change{{"/dose/equals", `"500 mg"`}}, nil},
		"equals without unit":        {[]change{{"/dose/equals", `"500"`}}, []string{"/dose/equals format"}},
		"no schedule":                {[]change{{"/schedule", ""}}, []string{"/schedule required"}},
		"no schedule, as needed":     {[]change{{"/schedule", ""}, {"/prn", prn}}, nil},
		"empty schedule":             {[]change{{"/schedule", `{}`}}, []string{"/schedule empty"}},
		"at times":                   {[]change{{"/schedule", `{"at": ["morning", "bedtime"]}`}}, nil},
		"same time twice":            {[]change{{"/schedule", `{"at": ["noon", "noon"]}`}}, []string{"/schedule/at/1 repeated"}},
		"per day and times differ":   {[]change{{"/schedule/at", `["bedtime"]`}}, []string{"/schedule/at conflict"}},
		"per day and times agree":    {[]change{{"/schedule/at", `["morning", "bedtime"]`}}, nil},
		"too often":                  {[]change{{"/schedule/per_day", `"25"`}}, []string{"/schedule/per_day range"}},
		"half a time":                {[]change{{"/schedule/per_day", `"0.5"`}}, []string{"/schedule/per_day format"}},
		"every and per day":          {[]change{{"/schedule/every", `{"low": "8", "unit": "hour"}`}}, []string{"/schedule/per_day conflict"}},
		"every few hours at bedtime": {[]change{{"/schedule", `{"every": {"low": "8", "unit": "hour"}, "at": ["bedtime"]}`}}, []string{"/schedule/every conflict"}},
		"every other day":            {[]change{{"/schedule", `{"every": {"low": "2", "unit": "day"}, "at": ["bedtime"]}`}}, nil},
		"interval upside down":       {[]change{{"/schedule", `{"every": {"low": "6", "high": "4", "unit": "hour"}}`}}, []string{"/schedule/every/high range"}},
		"interval without unit":      {[]change{{"/schedule", `{"every": {"low": "6"}}`}}, []string{"/schedule/every/unit required"}},
		"weekly without a day":       {[]change{{"/schedule", `{"every": {"low": "1", "unit": "week"}}`}}, []string{"/schedule/days required"}},
		"weekly":                     {[]change{{"/schedule", `{"every": {"low": "1", "unit": "week"}, "days": ["monday"]}`}}, nil},
		"days":                       {[]change{{"/schedule/days", `["monday", "friday"]`}}, nil},
		"every other day on Mondays": {[]change{{"/schedule", `{"every": {"low": "2", "unit": "day"}, "days": ["monday"]}`}}, []string{"/schedule/every conflict"}},
		"monthly on Mondays":         {[]change{{"/schedule", `{"every": {"low": "1", "unit": "month"}, "days": ["monday"]}`}}, []string{"/schedule/every conflict"}},
		"two days every week":        {[]change{{"/schedule", `{"every": {"low": "1", "unit": "week"}, "days": ["monday", "friday"]}`}}, nil},
		"two days every 2 weeks":     {[]change{{"/schedule", `{"every": {"low": "2", "unit": "week"}, "days": ["monday", "friday"]}`}}, []string{"/schedule/days conflict"}},
		"one day every 2 weeks":      {[]change{{"/schedule", `{"every": {"low": "2", "unit": "week"}, "days": ["monday"]}`}}, nil},
		"six days":                   {[]change{{"/schedule/days", `["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]`}}, nil},
		"all days":                   {[]change{{"/schedule/days", `["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]`}}, []string{"/schedule/days conflict"}},
		"which ear":                  {[]change{{"/route", `"ear"`}}, []string{"/site required"}},
		"which eye":                  {[]change{{"/route", `"eye"`}}, []string{"/site required"}},
		"no such eye":                {[]change{{"/route", `"eye"`}, {"/site", `"middle-eye"`}}, []string{"/site enum"}},
		"a nose without a nostril":   {[]change{{"/route", `"nose"`}}, nil},
		"day in capitals":            {[]change{{"/schedule/days", `["Monday"]`}}, []string{"/schedule/days/0 enum"}},
		"no days":                    {[]change{{"/schedule/days", `[]`}}, []string{"/schedule/days empty"}},
		"ear":                        {[]change{{"/route", `"ear"`}, {"/site", `"left-ear"`}}, nil},
		"ear drops for an eye":       {[]change{{"/route", `"ear"`}, {"/site", `"left-eye"`}}, []string{"/site conflict"}},
		"nostril":                    {[]change{{"/route", `"nose"`}, {"/site", `"nostril"`}}, nil},
		"nostril by mouth":           {[]change{{"/site", `"nostril"`}}, []string{"/site conflict"}},
		"nose on the skin":           {[]change{{"/route", `"nose"`}, {"/site", `"affected-area"`}}, []string{"/site conflict"}},
		"mouth of an ear":            {[]change{{"/site", `"both-ears"`}}, []string{"/site conflict"}},
		"relation":                   {[]change{{"/relation", `"after-meals"`}}, nil},
		"relation unknown":           {[]change{{"/relation", `"with-milk"`}}, []string{"/relation enum"}},
		"for":                        {[]change{{"/for", `{"count": "3", "unit": "day"}`}}, nil},
		"for nothing":                {[]change{{"/for", `{}`}}, []string{"/for/count required", "/for/unit required"}},
		"as needed":                  {[]change{{"/prn", prn}}, nil},
		"as needed for what":         {[]change{{"/prn", `{}`}}, []string{"/prn/for required"}},
		"limit of nothing":           {[]change{{"/prn", `{"for": "pain", "limit": {}}`}}, []string{"/prn/limit/count required", "/prn/limit/unit required", "/prn/limit/hours required"}},
		"dose at its limit":          {[]change{{"/prn", prn}, {"/dose/low", `"8"`}}, nil},
		"dose above its limit":       {[]change{{"/prn", prn}, {"/dose/low", `"8.5"`}}, []string{"/dose/low range"}},
		"range above its limit":      {[]change{{"/prn", prn}, {"/dose/high", `"9"`}}, []string{"/dose/high range"}},
		"limit in another unit":      {[]change{{"/prn", prn}, {"/dose", `{"low": "500", "unit": "mg"}`}}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			step := edit(t, stepJSON, tt.changes...)
			want := []string{}
			for _, w := range tt.want {
				want = append(want, dir+"/steps/0"+w)
			}
			expect(t, edit(t, requests[CMRSummary], change{dir, `{"steps": [` + step + `]}`}), want...)
		})
	}
}

func TestOtherDays(t *testing.T) {
	some := strings.Replace(stepJSON, `"per_day"`, `"days": ["monday"], "per_day"`, 1)
	for _, c := range []valueCase{
		{dir, `{"link": "other-days", "steps": [` + some + `, ` + stepJSON + `]}`, nil},
		{dir, `{"link": "other-days", "steps": [` + stepJSON + `, ` + stepJSON + `]}`, faultAt(dir+"/steps/0/schedule/days", "required")},
		{dir, `{"link": "other-days", "steps": [` + some + `]}`, faultAt(dir+"/link", "conflict")},
		{dir, `{"link": "other-days", "steps": [` + some + `, ` + some + `]}`, faultAt(dir+"/steps/1/schedule/days", "conflict")},
	} {
		c.run(t, CMRSummary)
	}
}
