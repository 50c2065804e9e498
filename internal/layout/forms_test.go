package layout

import (
	"testing"

	"letterpress/internal/doc"
)

// What forms are made of is tagged as what it is: blocks of labelled cells are
// tables with header cells, steps a numbered list, choices a list whose boxes are
// no words, and room to write says that it is blank.
func TestTagsOfForms(t *testing.T) {
	records := &doc.Records{Lines: []int{1, 2}, Above: true}
	records.BlankAs, records.Blank = "blank", 1
	records.Columns = []doc.Column{{Head: in("Medication:"), Width: 100, RowHeader: true}, {Head: in("Why:"), Width: 50}, {Head: in("Stopped:"), Width: 50}}
	records.Rows = []doc.Row{{Cells: []doc.Cell{{Lines: inl("metformin")}, {Lines: inl("diabetes", "two reasons"), Items: true}, {}}}}
	d := sheetOf(
		&doc.Title{Text: in("A form\nFor somebody"), Boxed: true},
		&doc.Numbered{Items: inl("Read.", "Write.")},
		&doc.Beside{Columns: []doc.BesideColumn{
			{Width: 60, Blocks: []doc.Block{&doc.List{Items: inl("Left.")}}},
			{Width: 40, Blocks: []doc.Block{&doc.Checklist{Items: inl("Right.")}}},
		}},
		records,
		&doc.Fields{Items: []doc.Field{{Label: in("Finding:"), Lines: inl("One line.", "Another.")}}},
		&doc.Choices{Columns: 2, Items: []doc.Choice{{Text: in("Yes")}, {Text: in("No")}, {Text: in("Because"), Write: true}}},
		&doc.WriteIns{Items: []doc.WriteIn{{Label: in("Signature:"), Width: 60}, {Label: in("Date:"), Width: 40}}},
	)
	golden(t, "forms.tags.txt", laid(t, d).DumpTags())
}
