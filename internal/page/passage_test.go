package page_test

import (
	"slices"
	"testing"

	"letterpress/internal/page"
)

func TestPassages(t *testing.T) {
	want := []page.Passage{
		{Page: 0, Role: "P", Words: "Say hola and go on."}, // begins on page 1, ends on page 2
		{Page: 1, Role: "Link", Words: "our site"},
		{Page: 1, Role: "Footer", Words: "2"},
	}
	if got := twoPages().Passages(); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// A row is read in one go with bars between its cells, an item with its bullet.
func TestPassagesOfRowsAndItems(t *testing.T) {
	d := new(page.Document)
	d.NewPage()
	tags := &d.Tags
	place := func(e page.Element, words string) {
		d.Place(0, page.Item{Element: e, Source: page.Wording, Words: words})
	}
	root := tags.Add(page.NoParent, page.RoleDocument)
	item := tags.Add(tags.Add(root, page.RoleL), page.RoleLI)
	place(tags.Add(item, page.RoleLbl), "•")
	place(tags.Add(item, page.RoleLBody), "Call \u00a0us.")
	row := tags.Add(tags.Add(tags.Add(root, page.RoleTable), page.RoleTBody), page.RoleTR)
	head := tags.Add(row, page.RoleTH)
	place(tags.Add(head, page.RoleP), "metformin")
	place(tags.Add(head, page.RoleP), "500 mg")
	tags.Add(row, page.RoleTD) // a blank to write in
	place(tags.Add(row, page.RoleTD), "Dr. Example")
	place(page.Header, "a head")
	want := []page.Passage{
		{Role: "LI", Words: "• Call us."}, {Role: "TR", Words: "metformin 500 mg | | Dr. Example"}, {Role: "Header", Words: "a head"},
	}
	if got := d.Passages(); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestPassagesOfNothing(t *testing.T) {
	if got := new(page.Document).Passages(); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}
