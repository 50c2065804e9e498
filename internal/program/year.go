package program

import "slices"

// costLevels are the yearly Part D cost levels for MTM programs in dollars, as
// CMS announces them. That of 2027 rests on one source.
var costLevels = map[int]int{
	2019: 4044, 2020: 4255, 2021: 4376, 2022: 4696, 2023: 4935, 2024: 5330,
	2025: 1623, 2026: 1276, 2027: 1340,
}

// CostLevel returns the cost level of a contract year in dollars. A year that is
// not on record has none; there is no default.
func CostLevel(year int) (dollars int, ok bool) {
	dollars, ok = costLevels[year]
	return dollars, ok
}

// coreSince is the first contract year in which every program targets all ten
// core conditions (42 CFR 423.153(d)).
const coreSince = 2025

// The least numbers that a program may ask for (42 CFR 423.153(d)).
const (
	leastAsked       = 2
	mostConditions   = 3
	mostDrugs        = 8
	mostTMRMonths    = 3
	personalListName = "Personal Medication List"
)

// form is an edition of the CMS form: the contract years in which it is in force
// and the names of its documents after the cover letter.
type form struct {
	edition     string
	first, last int
	names       []string
}

// forms overlap in 2017, when the wording of the first form was revised. Plans
// of the 2022 edition call its list Personal Medication List as well.
var forms = []form{
	{"2013", 2013, 2017, []string{"Medication Action Plan", personalListName}},
	{"2017", 2017, 2021, []string{"Medication Action Plan", personalListName}},
	{"2022", 2022, lastYear, []string{"Recommended To-Do List", "Medication List", personalListName}},
}

// formsOf returns the editions in force in a contract year.
func formsOf(year int) []form {
	var out []form
	for _, f := range forms {
		if f.first <= year && year <= f.last {
			out = append(out, f)
		}
	}
	return out
}

func editionsOf(in []form) []string {
	var out []string
	for _, f := range in {
		out = append(out, f.edition)
	}
	return out
}

func namesOf(in []form) []string {
	var out []string
	for _, f := range in {
		for _, name := range f.names {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}
