package blueprint

import (
	"slices"
	"strings"

	"letterpress/internal/letter"
)

// having are the kinds of letter that have what paths with a prefix read
// (the contract, section 3); every kind has what the other paths read.
var having = []struct {
	prefix string
	kinds  []letter.Kind
}{
	{"member.", addressed},
	{"letter.salutation", addressed},
	{"recipient.", []letter.Kind{letter.Welcome, letter.CMRSummary, letter.MedicationList, letter.ToDoList, letter.TMRMember, letter.SafeDisposal}},
	{"welcome.", []letter.Kind{letter.Welcome}},
	{"review.", []letter.Kind{letter.CMRSummary, letter.MedicationList, letter.ToDoList, letter.TMRMember, letter.PrescriberIntervention}},
	{"prescriber.", written},
	{"interventions", written},
	{"program.fax_back", written},
	{"to_dos", []letter.Kind{letter.CMRSummary, letter.ToDoList, letter.TMRMember}},
	{"medications", medicines},
	{"allergies", medicines},
	{"side_effects", medicines},
	{"other_", medicines},
	{"letter.cc", []letter.Kind{letter.CMRSummary, letter.MedicationList, letter.ToDoList, letter.TMRMember}},
	{"letter.encloses_disposal", sheets},
	{"disposal_sites", append(sheets, letter.SafeDisposal)},
}

var (
	addressed = slices.DeleteFunc(letter.Kinds(), func(k letter.Kind) bool { return k == letter.BlankMedicationList })
	medicines = []letter.Kind{letter.CMRSummary, letter.MedicationList}
	written   = []letter.Kind{letter.PrescriberIntervention}
	sheets    = []letter.Kind{letter.Welcome, letter.CMRSummary, letter.TMRMember}
)

// has reports whether letters of a kind have what a path of the root reads.
func has(kind letter.Kind, path string) bool {
	for _, h := range having {
		if strings.HasPrefix(path, h.prefix) {
			return slices.Contains(h.kinds, kind)
		}
	}
	return true
}
