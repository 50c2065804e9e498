package program

import (
	"reflect"
	"strings"
	"testing"
)

// Fields are all that the file says, once, in its order and without marks.
func TestFields(t *testing.T) {
	p, err := Parse("p.yaml", []byte(wholeText(t)))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, f := range p.Fields() {
		if _, twice := seen[f.Path]; twice || strings.Contains(f.Path, markKey) {
			t.Errorf("%s stands twice, or is a mark", f.Path)
		}
		seen[f.Path] = f.Value
	}
	if len(seen) < 60 || seen["id"] != p.ID || seen["lines[0].phone"] != p.Lines[0].Contact.Phone {
		t.Errorf("%d fields: id %q, phone %q", len(seen), seen["id"], seen["lines[0].phone"])
	}
	if got := new(Program).Fields(); got != nil {
		t.Errorf("fields of no file: %v", got)
	}
}

// Without each value, one thing and no other is not what it was.
func TestWithout(t *testing.T) {
	p, err := Parse("p.yaml", []byte(wholeText(t)))
	if err != nil {
		t.Fatal(err)
	}
	whole := p.Without("no.such.path")
	for _, f := range p.Fields() {
		if reflect.DeepEqual(p.Without(f.Path), whole) && f.Value != "false" && f.Path != "mail_profile" {
			t.Errorf("without %s the program is the same", f.Path)
		}
	}
	if !reflect.DeepEqual(whole.Criteria, p.Criteria) || !reflect.DeepEqual(whole.Lines, p.Lines) || whole.ID != p.ID {
		t.Error("without nothing the program is another")
	}
	less := p.Without("criteria.conditions.list[1]")
	if got, want := len(less.Criteria.Conditions.List), len(p.Criteria.Conditions.List)-1; got != want || less.Criteria.Conditions.List[0].ID != p.Criteria.Conditions.List[0].ID {
		t.Errorf("%d conditions, want %d", got, want)
	}
	if len(p.Criteria.Conditions.List) != len(whole.Criteria.Conditions.List) {
		t.Error("the program itself was changed")
	}
}
