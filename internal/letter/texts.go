package letter

import "letterpress/internal/fault"

// Place is where a text stands in its request. Its pointer is put together
// only when someone asks for it.
type Place struct {
	list  string // pointer of a list, or of the text itself
	entry int    // in the list, -1 for none
	inner string // pointer of a list or a member in the entry
	index int    // in that list, -1 for none
	last  string // what is left
}

// Pointer returns the JSON pointer.
func (p Place) Pointer() string {
	s := p.list
	if p.entry >= 0 {
		s = fault.AtIndex(s, p.entry)
	}
	s += p.inner
	if p.index >= 0 {
		s = fault.AtIndex(s, p.index)
	}
	return s + p.last
}

// IsAction reports whether the text tells the member what to do.
func (p Place) IsAction() bool { return p.inner == "/actions" }

// Texts calls visit for each text of the letter, in the contract's order, with
// its place. A text at fault is visited too, without words.
func (l *Letter) Texts(visit func(Place, *Text)) {
	v := visitor(visit)
	if l.Review != nil {
		v.at(Place{"/review/unable_to_participate", -1, "", -1, ""}, l.Review.UnableToParticipate)
	}
	for i := range l.ToDos {
		v.toDo(i, &l.ToDos[i])
	}
	for i := range l.Medications {
		v.medication(i, &l.Medications[i])
	}
	v.reactions("/allergies", l.Allergies)
	v.reactions("/side_effects", l.SideEffects)
	v.at(Place{"/other_information", -1, "", -1, ""}, l.OtherInformation)
	for i := range l.Interventions {
		n := &l.Interventions[i]
		v.entry("/interventions", i, "/finding", &n.Finding)
		v.entry("/interventions", i, "/recommendation", &n.Recommendation)
		v.entry("/interventions", i, "/reason", n.Reason)
	}
}

type visitor func(Place, *Text)

func (v visitor) at(p Place, t *Text) {
	if t != nil {
		v(p, t)
	}
}

func (v visitor) entry(list string, i int, member string, t *Text) {
	v.at(Place{list, i, member, -1, ""}, t)
}

func (v visitor) toDo(i int, t *ToDo) {
	v.entry("/to_dos", i, "/topic", &t.Topic)
	for k := range t.Actions {
		v.at(Place{"/to_dos", i, "/actions", k, ""}, &t.Actions[k])
	}
}

func (v visitor) medication(i int, m *Medication) {
	v.entry("/medications", i, "/directions", m.Directions.Words)
	if s := m.Directions.Steps; s != nil {
		v.steps(i, s)
	}
	v.entry("/medications", i, "/reason", m.Reason)
	v.entry("/medications", i, "/stopped_reason", m.StoppedReason)
}

func (v visitor) steps(i int, s *Steps) {
	for k := range s.Steps {
		if p := s.Steps[k].PRN; p != nil {
			v.at(Place{"/medications", i, "/directions/steps", k, "/prn/for"}, p.For)
		}
	}
	v.entry("/medications", i, "/directions/device", s.Device)
	v.entry("/medications", i, "/directions/note", s.Note)
}

func (v visitor) reactions(list string, all []Reaction) {
	for i := range all {
		v.entry(list, i, "/substance", &all[i].Substance)
		v.entry(list, i, "/reaction", all[i].Reaction)
	}
}
