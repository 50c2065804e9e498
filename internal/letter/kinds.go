package letter

// What a kind of letter does with a member.
const (
	needed  = 'R'
	allowed = 'o'
	notUsed = '-'
)

// kindTable is section 3 of the contract: a row a member, in the order of
// requestMembers, and in it a mark a kind, in the order of kindTerms. The key
// is needed only to issue (RequireKey); medications may be left out where
// none_confirmed stands in their place (rules.medicines).
var kindTable = []struct{ marks, member string }{
	{"oooooooo", "key"},
	{"RRRRRRRR", "kind"},
	{"RRRRRRRR", "program"},
	{"RRRRRRRR", "language"},
	{"oooooooo", "format"},
	{"RRRRRRRR", "date"},
	{"oooooooo", "reference"},
	{"ooooooo-", "translation"},
	{"RRRRRRR-", "member"},
	{"ooooo-o-", "recipient"},
	{"R-------", "welcome"},
	{"-RooRR--", "review"},
	{"-R-RR---", "to_dos"},
	{"-RR-----", "medications"},
	{"-oo-----", "none_confirmed"},
	{"-RR-----", "allergies_status"},
	{"-oo-----", "allergies"},
	{"-RR-----", "side_effects_status"},
	{"-oo-----", "side_effects"},
	{"-oo-----", "other_information"},
	{"-oooo---", "cc"},
	{"oo--o---", "enclosures"},
	{"oo--o-o-", "disposal"},
	{"-----R--", "prescriber"},
	{"-----R--", "interventions"},
	{"oooooooo", "delivery"},
	{"oooooooo", "replaces"},
}

// Members returns the members of a request for a letter of kind k, in the
// contract's order: those that it needs, and those that it may have besides.
// Where none_confirmed is true, medications are not needed.
func (k Kind) Members() (need, may []string) {
	col := k.column()
	if col < 0 {
		return nil, nil
	}
	for _, row := range kindTable {
		switch row.marks[col] {
		case needed:
			need = append(need, row.member)
		case allowed:
			may = append(may, row.member)
		}
	}
	return need, may
}

// Review returns the type of review that letters of kind k follow, or "" where
// any will do.
func (k Kind) Review() string { return k.review() }

// column returns the place of a kind in the rows of kindTable, or -1.
func (k Kind) column() int {
	for i, t := range kindTerms {
		if t == string(k) {
			return i
		}
	}
	return -1
}

// review returns the type of review that a kind of letter follows, "" for any.
func (k Kind) review() string {
	switch k {
	case CMRSummary:
		return "cmr"
	case TMRMember:
		return "tmr"
	}
	return ""
}
