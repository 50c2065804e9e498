package intake

import (
	"strings"

	"letterpress/internal/directions"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
)

// directions judges structured directions, each against its medicine.
func (j *judge) directions() {
	for i := range j.l.Medications {
		m := &j.l.Medications[i]
		if m.Directions.Steps == nil {
			continue
		}
		at := fault.AtIndex("/medications", i)
		faults, warnings := directions.Sense(m, at)
		j.faults = append(j.faults, faults...)
		j.warnings = append(j.warnings, warnings...)
		j.clauses(m.Directions.Steps, at+"/directions")
	}
}

// clauses refuses texts that end a sentence where they stand in the middle of
// one: what a medicine is needed for, and what it is used with.
func (j *judge) clauses(s *letter.Steps, at string) {
	for i := range s.Steps {
		if p := s.Steps[i].PRN; p != nil {
			j.clause(p.For, fault.AtIndex(at+"/steps", i)+"/prn/for")
		}
	}
	j.clause(s.Device, at+"/device")
}

func (j *judge) clause(t *letter.Text, at string) {
	if t == nil {
		return
	}
	if words, ok := t.In(j.l.Language); ok && strings.ContainsAny(lastOf(words), ".!?;:,") {
		if !t.Bare {
			at = fault.At(at, string(j.l.Language))
		}
		j.refuse(at, letter.CodeFormat, "goes into the middle of a sentence: no full stop or other mark at its end")
	}
}

// lastOf is the last character of words that is no space.
func lastOf(words string) string {
	words = strings.TrimSpace(words)
	return words[max(len(words)-1, 0):]
}
