package letter

import "slices"

// The words that the contract allows, each list in the contract's order.
var (
	kindTerms     = terms{"welcome", "cmr-summary", "medication-list", "to-do-list", "tmr-member", "prescriber-intervention", "safe-disposal", "blank-medication-list"}
	languageTerms = terms{"en", "es"}
	formatTerms   = terms{"standard", "large-print", "braille", "audio", "data"}
	originTerms   = terms{"human", "machine"}
	planTerms     = terms{"mapd", "pdp"}
	snpTerms      = terms{"dsnp", "csnp", "isnp"}
	routeTerms    = terms{"criteria", "at-risk", "both", "snp"}
	channelTerms  = terms{"mail", "hand", "fax", "portal", "none"}
	replaceTerms  = terms{"correction", "address", "reprint"}
	enclosedTerms = terms{"safe-disposal"}

	recipientTerms    = terms{"representative", "caregiver", "facility"}
	relationshipTerms = terms{"spouse", "child", "parent", "sibling", "relative", "friend", "guardian", "facility-staff", "other"}
	authorityTerms    = terms{"power-of-attorney", "guardian", "appointed-representative", "member-consent"}

	reviewTerms = terms{"cmr", "tmr"}
	methodTerms = terms{"telephone", "in-person", "telehealth", "records-only"}
	roleTerms   = terms{"member", "representative", "caregiver", "prescriber", "facility-nurse"}
	sourceTerms = terms{"claims", "member", "representative", "caregiver", "prescriber", "pharmacy", "medical-record"}
	zoneTerms   = terms{"ET", "CT", "MT", "PT", "AKT", "HT", "AT"} // AT: Atlantic, of PR and VI

	medicineTerms         = terms{"prescription", "otc", "herbal", "vitamin", "mineral", "device", "vaccine"}
	medicineStatusTerms   = terms{"active", "on-hold"}
	prescriberStatusTerms = terms{"known", "self", "unknown"}
	scheduleTerms         = terms{"II", "III", "IV", "V"}
	sensitiveTerms        = terms{"hiv", "sud", "mental-health", "reproductive"}
	allergyStatusTerms    = terms{"listed", "none-known", "not-asked"}
	sideEffectStatusTerms = terms{"listed", "none-reported", "not-asked"}

	severityTerms = terms{"urgent", "important", "routine"}
	categoryTerms = terms{
		"additional-therapy", "unnecessary-therapy", "duplicate-therapy", "dose-too-high", "dose-too-low",
		"drug-interaction", "high-risk-medication", "adverse-reaction", "adherence", "lower-cost-alternative",
		"statin-use-in-diabetes", "opioid-benzodiazepine", "monitoring", "other",
	}
)

// The words of structured directions (the contract, section 2).
var (
	actionTerms = terms{"take", "chew", "dissolve", "inject", "inhale", "spray", "apply", "instill", "insert", "place", "use"}
	unitTerms   = terms{"tablet", "capsule", "ml", "drop", "puff", "spray", "patch", "unit", "gram", "mg", "lozenge", "suppository", "packet", "applicator"}
	formTerms   = append(slices.Clone(unitTerms), "liquid", "cream", "ointment", "gel", "inhaler", "injection", "powder", "device", "other")

	siteTerms      = terms{"left-eye", "right-eye", "both-eyes", "left-ear", "right-ear", "both-ears", "nostril", "affected-area"}
	relationTerms  = terms{"with-food", "with-water", "empty-stomach", "before-breakfast", "after-breakfast", "before-lunch", "after-lunch", "before-dinner", "after-dinner", "before-meals", "after-meals"}
	timeTerms      = terms{"morning", "noon", "evening", "bedtime"}
	dayTerms       = terms{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	spanTerms      = terms{"hour", "day", "week", "month"}
	linkTerms      = terms{"then", "and", "other-days"}
	setByTerms     = terms{"pump", "sliding-scale", "clinic"}
	giverTerms     = terms{"self", "caregiver", "staff"}
	bodyRouteTerms = terms{"mouth", "under-tongue", "inhaled", "nose", "eye", "ear", "skin", "under-skin", "muscle", "vein", "rectal", "vaginal", "other"}
	weekdayTerms   = terms{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
	stateTerms     = terms{
		"AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
		"LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH",
		"OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
		"PR", "VI", "GU", "AS", "MP", "AA", "AE", "AP",
	}
)

// terms is a closed list of words that a member may hold.
type terms []string

// find returns the word of the list that equals s.
func (t terms) find(s string) (string, bool) {
	for _, w := range t {
		if w == s {
			return w, true
		}
	}
	return "", false
}

// revealingTerms are the categories that by themselves tell of a condition that
// the member may want few to know of.
var revealingTerms = terms{"opioid-benzodiazepine"}

// Revealing reports whether a category of intervention can by itself reveal a
// sensitive condition, so that a program may want a person to look at the letter.
func Revealing(category string) bool {
	_, ok := revealingTerms.find(category)
	return ok
}

// Categories returns every category of intervention, in the contract's order.
func Categories() []string { return slices.Clone(categoryTerms) }

// Kinds returns every kind of letter, in the contract's order.
func Kinds() []Kind {
	out := make([]Kind, len(kindTerms))
	for i, k := range kindTerms {
		out[i] = Kind(k)
	}
	return out
}
