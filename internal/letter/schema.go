package letter

// Schema is what a value of a request must be, in the words of JSON Schema. It is
// drawn from the tables that requests are read by: each reads one value for it,
// of which it notes the form instead of reading. What depends on several members
// stands in rules and in no schema.
type Schema struct {
	Name                 string // of a value that stands in many places
	Type                 string // object, array, string, integer or boolean; empty with Any
	Description          string
	Members              []SchemaMember // of an object; without any its members may have any name
	Items                *Schema        // of an array, or of an object whose members may have any name
	Words                []string       // the only ones
	Pattern              string
	MaxLength            int // in characters, 0 for no bound
	Max                  int // of an integer, which begins at 1
	MinEntries, MaxItems int
	Any                  []*Schema // it is one of these
}

// SchemaMember is a member of an object.
type SchemaMember struct {
	Name string
	Need bool
	*Schema
}

const (
	dayPattern       = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
	dayOrNonePattern = `^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`
)

// RequestSchema returns the schema of a request. Which of its members a kind needs
// or refuses is Kind.Members.
func RequestSchema() *Schema {
	s := &Schema{Name: "LetterRequest"}
	d := &decoder{sketch: s}
	object(d, requestMembers, &Letter{})
	return s
}

// part sketches a value within the one that is being sketched.
func (d *decoder) part(read func(*decoder)) *Schema {
	whole, part := d.sketch, &Schema{}
	d.sketch = part
	read(d)
	d.sketch = whole
	return part
}

func sketchObject[T any](d *decoder, members []member[T]) {
	s := d.sketch
	s.Type = "object"
	for i := range members {
		m := &members[i]
		d.enter(&m.label)
		part := d.part(func(d *decoder) { m.read(d, new(T)) })
		d.leave()
		if m.wanted != "" && part.Description == "" {
			part.Description = m.wanted
		}
		s.Members = append(s.Members, SchemaMember{m.name, m.need, part})
	}
}

func sketchList[T any](d *decoder, min, max int, read func(*decoder, *T)) {
	s := d.sketch
	s.Type, s.MinEntries, s.MaxItems = "array", min, max
	d.enterIndex(0)
	s.Items = d.part(func(d *decoder) { read(d, new(T)) })
	d.leave()
}

// sketchNamed sketches an object whose member names are not known beforehand.
func (d *decoder) sketchNamed(read func(name string)) {
	s := d.sketch
	s.Type = "object"
	d.enter(&label{})
	s.Items = d.part(func(*decoder) { read("") })
	d.leave()
}

// sketchEither sketches a value that is a string or an object.
func (d *decoder) sketchEither(name string, words, members func(*decoder)) {
	d.sketch.Name, d.sketch.Any = name, []*Schema{d.part(words), d.part(members)}
}

func (s *Schema) words(limit int) { s.Type, s.MaxLength = "string", limit }

func (s *Schema) term(allowed terms, none bool) {
	s.Type, s.Words = "string", append([]string(nil), allowed...)
	if none {
		s.Words = append(s.Words, "")
	}
}

func (s *Schema) shaped(want shape) { s.Type, s.Description = "string", want.detail }
