package blueprint

import (
	"letterpress/internal/directions"
	"letterpress/internal/doc"
)

// directions is how the medicine is used: words of the request, or its steps
// put into words.
func (f *frame) directions() doc.Inline {
	given := &f.medication.Directions
	if given.Steps == nil {
		return f.text(given.Words)
	}
	words, unsaid := directions.Print(given.Steps, f.w, f.text, f.room)
	if unsaid != "" {
		f.lack(unsaid)
	}
	return words
}
