package packet

import (
	"fmt"
	"math/rand/v2"
)

// The people of the benchmark are fictional, and plainly so.
var (
	firstNames = []struct{ prefix, name string }{
		{"Mr.", "Harold"}, {"Mrs.", "Ruth"}, {"Ms.", "Dolores"}, {"Mr.", "Walter"}, {"Mrs.", "Guadalupe"},
		{"Mr.", "Eugene"}, {"Ms.", "Beatriz"}, {"Mrs.", "Josephine"}, {"Mr.", "Ramón"}, {"Ms.", "Ofelia"},
		{"Mr.", "Clarence"}, {"Mrs.", "Concepción"}, {"Mr.", "José Luis"}, {"Ms.", "Wilhelmina"},
	}
	lastNames = []string{
		"Sample", "Example", "Specimen", "Placeholder", "Nonesuch", "Ejemplo Rivera", "Muestra", "Ejemplo",
		"Muestra Núñez", "Sample-Example", "Specimen Peña", "O’Sample", "Example Ortiz",
	}
	streets     = []string{"SAMPLE AVE", "EXAMPLE RD APT 8", "SPECIMEN ST", "PLACEHOLDER BLVD UNIT 12", "NONESUCH CT"}
	pharmacists = []string{"Morgan Specimen", "Lucía Placeholder", "Robin Nonesuch", "Taylor Example", "Andrea Muestra"}
	prescribers = []string{
		"Alex Sample", "Blair Placeholder", "Jamie Nonesuch", "Elena Muestra", "Casey Specimen", "Jordan Ejemplo",
		"Quinn Example", "Avery Muestra",
	}
)

// plan is one of the reference programs, with its contract year.
type plan struct {
	program string
	year    int
}

// The programs of edition 2022, whose packets are of one length, and those whose
// welcome letters have 2 to 3 pages: all but Cigna, whose letter states more.
var (
	short = []plan{{"connecticare-2025", 2025}, {"health-partners-2023", 2023}, {"bcbsm-2023", 2023}}
	plans = append([]plan{{"cigna-2024", 2024}}, short...)
)

// open says for which plan and when the letter is.
func (p plan) open(r object, rnd *rand.Rand) {
	r["program"], r["date"] = p.program, p.day(rnd, 15)
	r["member"].(object)["mtm"] = object{"targeted_on": fmt.Sprintf("%d-01-05", p.year), "enrolled_on": fmt.Sprintf("%d-01-05", p.year)}
}

// day is a day of March from the first on, two weeks at most later.
func (p plan) day(rnd *rand.Rand, first int) string {
	return fmt.Sprintf("%d-03-%02d", p.year, first+rnd.IntN(14))
}
