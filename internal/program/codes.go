package program

import (
	"slices"

	"letterpress/internal/letter"
)

// The codes that a program file may use. They are read only. Most of them end a
// message id in the locales (condition.diabetes): Vocabulary says which.
var (
	PlanTypes = []string{"mapd", "pdp"}
	SNPKinds  = []string{"dsnp", "csnp", "isnp"}
	Editions  = []string{"2013", "2017", "2022"}

	// RouteCodes lacks "both", which follows from criteria and at-risk.
	RouteCodes = []string{string(letter.RouteCriteria), string(letter.RouteAtRisk), string(letter.RouteSNP)}

	Reviewers = []string{
		"clinical-pharmacist", "pharmacist", "pharmacist-or-mtm-professional", "pharmacists-and-pharmacy-staff",
	}

	LineNames = []string{
		"mtm-program", "pharmacy-services", "member-services", "customer-service",
		"medicare-advantage", "prescription-drug-plan",
	}
	HoursFor = []string{"appointments"}
	Zones    = []string{"ET", "CT", "MT", "PT", "AKT", "HT", "AT"}

	// TimeZones are those of the states and territories that Medicare serves.
	TimeZones = []string{
		"America/New_York", "America/Detroit", "America/Indiana/Indianapolis", "America/Kentucky/Louisville",
		"America/Chicago", "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles",
		"America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "America/St_Thomas",
		"Pacific/Guam", "Pacific/Saipan", "Pacific/Pago_Pago",
	}

	DrugKinds = []string{"maintenance-part-d", "chronic-or-maintenance-part-d", "part-d-for-ongoing-conditions"}

	DrugClasses = []string{
		"oral-hypoglycemics", "insulins", "antihyperglycemics", "antihyperlipidemics", "antihypertensives",
		"ace-inhibitors", "arbs", "beta-blockers", "alpha-blockers", "calcium-channel-blockers", "diuretics",
		"bisphosphonates", "other-metabolic-bone-disease-agents",
	}

	CostTests = []string{"more-than", "at-least"}
	CostBases = []string{"year", "quarter-of-level"}
	CostSays  = []string{"likely", "spends"}

	AdherenceMeasures = []string{"diabetes", "hypertension", "cholesterol"}

	CMRMethods = []string{"telephone", "in-person", "telehealth", "local-pharmacy"}

	PrescriberRules = []string{"may", "when-opportunity", "as-suggestions"}
	AlsoContacted   = []string{"pharmacy", "caregiver"}

	FirstContacts = []string{"welcome-packet", "letter", "letter-of-invitation"}
	ContactWays   = []string{"mail", "telephone", "email", "text"}
	Enrollments   = []string{"automatic", "confirmed-by-letter"}
	OptOutWays    = []string{"any-time", "by-phone", "through-pharmacist"}

	Statements = []string{
		"no-cost", "no-extra-cost", "voluntary", "required-by-cms", "not-a-benefit", "not-a-medicare-benefit",
		"not-under-medicare-contract", "not-subject-to-appeals", "no-effect-on-coverage",
		"no-effect-on-part-d-coverage",
	}

	EnclosureCodes = []string{"safe-disposal"}

	SampleDocuments = []string{
		"welcome-letter", "medication-list", "personal-medication-list", "medication-action-plan",
		"recommended-to-do-list",
	}
	DisposalTopics = []string{
		"text", "sheet", "site-finder", "take-back-day", "at-home", "take-back", "controlled-substances", "opioids",
	}
	ListNames = []string{"personal"}
)

// KnownCondition is a condition code, with the codes its sub-list may hold. Core
// marks the ten that every program targets from 2025 (42 CFR 423.153(d)).
type KnownCondition struct {
	Code string
	Core bool
	Of   []string
}

// KnownConditions are the core conditions first, then what else plans name.
// Plans differ in their words for heart failure; each keeps its own.
var KnownConditions = []KnownCondition{
	{Code: "alzheimers-disease", Core: true},
	{Code: "bone-disease-arthritis", Core: true, Of: []string{"osteoporosis", "osteoarthritis", "rheumatoid-arthritis"}},
	{Code: "chronic-congestive-heart-failure", Core: true},
	{Code: "diabetes", Core: true},
	{Code: "dyslipidemia", Core: true},
	{Code: "end-stage-renal-disease", Core: true},
	{Code: "hiv-aids", Core: true},
	{Code: "hypertension", Core: true},
	{Code: "mental-health", Core: true, Of: []string{"depression", "schizophrenia", "bipolar-disorder", "other-mental-health"}},
	{Code: "respiratory-disease", Core: true, Of: []string{"asthma", "copd", "other-lung-disorders"}},

	{Code: "bone-disease", Of: []string{"osteoporosis"}},
	{Code: "cardiovascular"},
	{Code: "chronic-heart-failure"},
	{Code: "heart-failure"},
	{Code: "osteoporosis"},
	{Code: "osteoarthritis"},
	{Code: "rheumatoid-arthritis"},
	{Code: "depression"},
	{Code: "schizophrenia"},
	{Code: "bipolar-disorder"},
	{Code: "other-mental-health"},
	{Code: "asthma"},
	{Code: "copd"},
	{Code: "other-lung-disorders"},
}

// ConditionCodes returns every condition code, core ones first.
func ConditionCodes() []string {
	codes := make([]string, len(KnownConditions))
	for i, k := range KnownConditions {
		codes[i] = k.Code
	}
	return codes
}

func knownCondition(code string) (KnownCondition, bool) {
	i := slices.IndexFunc(KnownConditions, func(k KnownCondition) bool { return k.Code == code })
	if i < 0 {
		return KnownCondition{}, false
	}
	return KnownConditions[i], true
}

// Vocabulary returns the codes that letters turn into words, by the first part
// of their message ids. A locale must have a word for each.
func Vocabulary() map[string][]string {
	return map[string][]string{
		"condition":         ConditionCodes(),
		"drug-class":        DrugClasses,
		"drug-kind":         DrugKinds,
		"adherence-measure": AdherenceMeasures,
		"statement":         Statements,
		"reviewer":          Reviewers,
		"line":              LineNames,
		"hours-for":         HoursFor,
		"zone":              Zones,
		"cmr-method":        CMRMethods,
		"first-contact":     FirstContacts,
		"contact-way":       ContactWays,
		"enrollment":        Enrollments,
		"opt-out":           OptOutWays,
		"route":             RouteCodes,
		"enclosure":         EnclosureCodes,
	}
}

// letterKinds are the kinds that material ids belong to, in the contract's order.
var letterKinds = []letter.Kind{
	letter.Welcome, letter.CMRSummary, letter.MedicationList, letter.ToDoList, letter.TMRMember,
	letter.PrescriberIntervention, letter.SafeDisposal, letter.BlankMedicationList,
}

// enclosing are the kinds that carry extra sheets.
var enclosing = []letter.Kind{letter.Welcome, letter.CMRSummary, letter.TMRMember}

var languages = []letter.Lang{letter.English, letter.Spanish}

// words returns typed codes as plain strings.
func words[T ~string](codes []T) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = string(c)
	}
	return out
}
