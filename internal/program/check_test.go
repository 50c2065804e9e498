package program

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

func TestCheckOfASoundProgram(t *testing.T) {
	if got := Check(changed(t)); len(got) != 0 {
		t.Errorf("got:\n%s", listing(got))
	}
	if got := Strict(changed(t)); len(got) != 0 {
		t.Errorf("got:\n%s", listing(got))
	}
}

func TestCheckWarns(t *testing.T) {
	year := func(y string) []string { return []string{"contract_year: 2026", "contract_year: " + y} }
	for name, c := range map[string]struct {
		change []string
		want   []string // line of the whole example, code
	}{
		"interval":            {[]string{"tmr: {every_months: 3", "tmr: {every_months: 4"}, []string{"50 program-tmr-interval"}},
		"old page name":       {[]string{"Recommended To-Do List (TDL)", "Medication Action Plan (MAP)"}, []string{"61 program-page-name"}},
		"new name, old year":  {[]string{"contract_year: 2026", "contract_year: 2021", `"2022"`, `"2017"`, "1276", "4376"}, []string{"61 program-page-name"}},
		"no phone":            {[]string{"    phone: 1-800-555-0100\n", ""}, []string{"14 program-absent"}},
		"no tty":              {[]string{"    tty: \"711\"\n", ""}, []string{"14 program-absent"}},
		"no zone":             {[]string{"    zone: CT\n", ""}, []string{"14 program-absent"}},
		"sample hours":        {[]string{"hours: [{days: mon-fri, open: \"08:00\", close: \"17:00\"}, {days: sat, open: \"09:00\", close: \"12:00\"}]", "hours: {value: [{days: mon-fri, open: \"08:00\", close: \"17:00\"}], sample_only: true}"}, []string{"18 program-absent"}},
		"a plan type alone":   {[]string{"  - plan_types: [mapd, pdp]", "  - plan_types: [mapd]"}, []string{"14 program-no-line"}},
		"cost level":          {[]string{"level: 1276", "level: 1623"}, []string{"40 program-cost-level"}},
		"cost level unknown":  {year("2028"), []string{"40 program-cost-level"}},
		"edition":             {[]string{`edition: "2022"`, `edition: "2017"`}, []string{"6 program-edition"}},
		"few conditions":      {[]string{"least: 3", "least: 1"}, []string{"25 program-count"}},
		"many conditions":     {[]string{"least: 3", "least: 4"}, []string{"25 program-count"}},
		"many drugs":          {[]string{"least: 8", "least: 9"}, []string{"39 program-count"}},
		"one drug":            {[]string{"least: 8", "least: 1"}, []string{"39 program-count"}},
		"core condition":      {[]string{"      - hiv-aids\n", ""}, []string{"28 program-core-condition"}},
		"part of a condition": {[]string{"osteoporosis, ", ""}, []string{"29 program-core-condition"}},
		"core not for all":    {[]string{"- hypertension", "- {id: hypertension, not_for: [pdp]}"}, []string{"35 program-core-condition"}},
		"before the core":     {[]string{"contract_year: 2026", "contract_year: 2024", "      - hiv-aids\n", "", "1276", "5330"}, nil},
		"material id":         {[]string{"{en: H0000_26_example_C, es", "{en: H0000_26_example, es"}, []string{"65 program-material-id"}},
		"page material id":    {[]string{"H0000_26_page_C", "page"}, []string{"63 program-material-id"}},
		"name of the program": {[]string{"Program, es: Programa de manejo de terapias con medicamentos (MTM)}", "Program}"}, []string{"9 program-absent"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, d := range Check(changed(t, c.change...)) {
				got = append(got, fmt.Sprintf("%d %s", d.Line, d.Code))
				if d.Severity != fault.Warning {
					t.Errorf("not a warning: %v", d)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestStrictRefusesSamplesAndWhatCallsItselfLive(t *testing.T) {
	mark := []string{"vendor: Example Reviews", "vendor: {value: Example Reviews, sample_only: true}"}
	if got := listing(Strict(changed(t, mark...))); !strings.Contains(got, "whole.yaml:5:7: error: a live program") ||
		!strings.Contains(got, "whole.yaml:10:17: error: vendor is a sample value") {
		t.Errorf("got:\n%s", got)
	}
	if got := Strict(changed(t, append(mark, "live: true", "live: false")...)); len(got) != 1 {
		t.Errorf("got:\n%s", listing(got))
	}
}

func TestLacks(t *testing.T) {
	welcome := Need{Kind: letter.Welcome, Lang: letter.Spanish, PlanType: "pdp", Route: letter.RouteCriteria}
	with := func(n Need, change func(*Need)) Need { change(&n); return n }
	summary := with(welcome, func(n *Need) { n.Kind = letter.CMRSummary })
	blank := Need{Kind: letter.BlankMedicationList, Lang: letter.English}
	for name, c := range map[string]struct {
		need   Need
		change []string
		want   []string
	}{
		"nothing":          {welcome, nil, nil},
		"summary":          {summary, nil, nil},
		"blank list":       {blank, nil, nil},
		"plan name":        {welcome, []string{"name: {en: Example Health Medicare, es: Example Health Medicare}", "name: {en: Example Health Medicare}"}, []string{"name.es"}},
		"program name":     {welcome, []string{", es: Programa de manejo de terapias con medicamentos (MTM)}", "}"}, []string{"program_name.es"}},
		"not in a summary": {summary, []string{", es: Programa de manejo de terapias con medicamentos (MTM)}", "}"}, nil},
		"phone":            {welcome, []string{"    phone: 1-800-555-0100\n", ""}, []string{"lines[0].phone"}},
		"two at once":      {summary, []string{"    phone: 1-800-555-0100\n    tty: \"711\"\n", ""}, []string{"lines[0].phone", "lines[0].tty"}},
		"own contact":      {with(summary, func(n *Need) { n.OwnContact = true }), []string{"    phone: 1-800-555-0100\n", ""}, nil},
		"line":             {welcome, []string{"  - plan_types: [mapd, pdp]", "  - plan_types: [mapd]"}, []string{"lines"}},
		"line name":        {summary, []string{"    name: pharmacy-services\n", ""}, []string{"lines[0].name"}},
		"cost":             {welcome, []string{"level: 1276, ", ""}, []string{"criteria.cost.level"}},
		"cost, at risk":    {with(welcome, func(n *Need) { n.Route = letter.RouteAtRisk }), []string{"level: 1276, ", ""}, nil},
		"drugs":            {welcome, []string{"kind: maintenance-part-d, classes: [insulins, arbs]", "classes: []"}, []string{"criteria.drugs.kind"}},
		"measures":         {with(welcome, func(n *Need) { n.Route = letter.RouteSNP }), []string{", measures: [diabetes]", ""}, []string{"snp_route.measures"}},
		"interval":         {welcome, []string{"every_months: 3, ", ""}, []string{"tmr.every_months"}},
		"material id":      {with(welcome, func(n *Need) { n.Kind = letter.SafeDisposal }), nil, []string{"material_ids.safe-disposal.es"}},
		"fax": {with(welcome, func(n *Need) { n.Kind = letter.PrescriberIntervention }), []string{"fax_back: 1-800-555-0101\n", ""},
			[]string{"fax_back", "material_ids.prescriber-intervention.es"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := changed(t, c.change...).Lacks(c.need); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := (&Program{}).Lacks(welcome); len(got) < 15 {
		t.Errorf("an empty program lacks only %q", got)
	}
}
