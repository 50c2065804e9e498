package intake

import "letterpress/internal/sense"

// sense refuses or warns of what would embarrass a plan in print.
func (j *judge) sense() {
	for _, f := range sense.Look(j.l) {
		if f.Rule.Refuses || f.Rule.Strict && j.desk.strict {
			j.faults = append(j.faults, f.Field)
			continue
		}
		j.warnings = append(j.warnings, f.Field)
	}
}
