package directions

import "strings"

// What goes with what. A row that is not there, and a value that is "", are no
// contradiction.
var (
	actionRoutes = rows(
		"take: mouth under-tongue",
		"chew: mouth",
		"dissolve: mouth under-tongue",
		"inject: under-skin muscle vein other",
		"inhale: inhaled nose",
		"spray: nose mouth under-tongue skin inhaled other",
		"apply: skin eye ear nose mouth rectal vaginal other",
		"instill: eye ear nose rectal vaginal other",
		"insert: rectal vaginal other",
		"place: under-tongue mouth skin eye ear nose rectal vaginal other",
	)
	actionUnits = rows(
		"take: tablet capsule ml drop unit gram mg lozenge packet",
		"chew: tablet capsule lozenge mg",
		"dissolve: tablet capsule lozenge packet gram mg",
		"inject: unit ml mg gram",
		"inhale: puff spray capsule ml mg unit",
		"spray: spray ml mg unit",
		"apply: gram mg ml drop patch packet applicator",
		"instill: drop ml",
		"insert: suppository tablet capsule applicator gram ml mg",
		"place: tablet capsule lozenge patch drop suppository gram mg ml",
	)
	unitRoutes = rows(
		"tablet: mouth under-tongue rectal vaginal other",
		"capsule: mouth under-tongue inhaled rectal vaginal other",
		"lozenge: mouth under-tongue other",
		"drop: mouth under-tongue nose eye ear skin other",
		"puff: inhaled",
		"spray: mouth under-tongue inhaled nose skin other",
		"patch: skin",
		"unit: mouth under-skin muscle vein inhaled nose other",
		"ml: mouth under-tongue inhaled nose ear skin under-skin muscle vein rectal vaginal other",
		"gram: mouth nose skin muscle vein rectal vaginal other",
		"mg: mouth under-tongue inhaled nose skin under-skin muscle vein rectal vaginal other",
		"suppository: rectal vaginal",
		"packet: mouth skin other",
		"applicator: skin rectal vaginal other",
	)
	formUnits = rows(
		"tablet: tablet mg gram unit",
		"capsule: capsule mg unit",
		"liquid: ml drop mg gram unit",
		"ml: ml drop mg gram unit",
		"drop: drop ml",
		"puff: puff mg",
		"inhaler: puff spray capsule mg unit",
		"spray: spray mg unit",
		"patch: patch mg",
		"unit: unit ml",
		"injection: unit ml mg gram",
		"gram: gram mg packet",
		"cream: gram ml applicator packet mg",
		"ointment: gram ml applicator packet mg",
		"gel: gram ml applicator packet mg",
		"powder: gram packet ml mg",
		"lozenge: lozenge mg",
		"suppository: suppository mg",
		"packet: packet gram mg",
		"applicator: applicator gram",
	)
	siteRoutes = rows("affected-area: skin mouth other")
)

// measures are units written as decimals.
var measures = []string{"ml", "unit", "gram", "mg"}

// symbols are the units that what a dose equals may be written in.
var symbols = []string{"mg", "mcg", "g", "mL", "L", "mEq", "mmol", "%", "h", "units", "unit"}

// mealTimes are the times of day that a meal can be near.
var mealTimes = map[string][]string{"breakfast": {"morning"}, "lunch": {"noon"}, "dinner": {"evening", "bedtime"}}

// rows reads a table, a line of words for each key.
func rows(lines ...string) map[string][]string {
	table := map[string][]string{}
	for _, line := range lines {
		key, words, _ := strings.Cut(line, ": ")
		table[key] = strings.Fields(words)
	}
	return table
}

// fits reports whether a table lets a word stand with a key.
func fits(table map[string][]string, key, word string) bool {
	row := table[key]
	if row == nil || word == "" {
		return true
	}
	for _, w := range row {
		if w == word {
			return true
		}
	}
	return false
}
