package program

import (
	"slices"

	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// reach reads where the plan can be reached.
func (d *decoder) reach(o *yaml.Object, p *Program) {
	p.Return = d.address(o.Get("return_address"))
	for _, n := range d.r.List(o.Get("lines")) {
		p.Lines = append(p.Lines, d.line(n, p.PlanTypes))
	}
	p.FaxBack = d.faxBack(o.Get("fax_back"))
}

// faxBack reads a number, or a map with the number as phone.
func (d *decoder) faxBack(n *yaml.Node) string {
	if n == nil || n.Kind != yaml.Map {
		return d.phone(n)
	}
	o := d.r.Object(n)
	phone := d.phone(o.Need("phone"))
	o.End()
	return phone
}

func (d *decoder) address(n *yaml.Node) letter.Address {
	if n == nil {
		return letter.Address{}
	}
	o := d.r.Object(n)
	a := letter.Address{
		Lines:      each(d, o.Need("lines"), d.text),
		City:       d.text(o.Need("city")),
		State:      d.shaped(o.Need("state"), letter.ValidState, "a state", "two capital letters"),
		PostalCode: d.shaped(o.Need("postal_code"), letter.ValidPostalCode, "a ZIP code", `write "62701" or "62701-0100", in quotes`),
	}
	o.End()
	return a
}

// line reads a phone line. Served are the program's plan types, when it names any.
func (d *decoder) line(n *yaml.Node, served []string) Line {
	o := d.r.Object(n)
	l := Line{
		PlanTypes: d.planTypes(o.Need("plan_types"), served),
		Name:      d.code(o.Get("name"), "line name", LineNames),
		For:       d.code(o.Get("hours_for"), "purpose of hours", HoursFor),
		OnIDCard:  o.Bool("on_id_card"),
		Contact: letter.Contact{
			Phone: d.phone(o.Get("phone")),
			TTY:   d.tty(o.Get("tty")),
			Hours: each(d, o.Get("hours"), d.hours),
			Zone:  d.code(o.Get("zone"), "zone word", Zones),
		},
	}
	o.End()
	return l
}

// planTypes reads plan types, which must be among served when that names any.
func (d *decoder) planTypes(n *yaml.Node, served []string) []string {
	codes := d.codes(n, "plan type", PlanTypes)
	if n != nil && n.Kind == yaml.List && len(codes) == 0 {
		d.r.Fault(n, "program-plan-type", "at least one plan type is wanted here", "")
	}
	for i, c := range codes {
		if len(served) > 0 && slices.Contains(PlanTypes, c) && !slices.Contains(served, c) {
			d.r.Faultf(n.Items[i], "program-plan-type", "%q is not among the program's plan_types", c)
		}
	}
	return codes
}

func (d *decoder) hours(n *yaml.Node) letter.Hours {
	o := d.r.Object(n)
	days, open, closes := o.Need("days"), o.Need("open"), o.Need("close")
	h := letter.Hours{
		Days:  d.shaped(days, letter.ValidDays, "a day or span of days", "write sat, or mon-fri"),
		Open:  d.clock(open),
		Close: d.clock(closes),
	}
	o.End()
	// Times of this shape are in the order of their text.
	if letter.ValidClock(h.Open) && letter.ValidClock(h.Close) && h.Open >= h.Close {
		d.r.Fault(closes, "program-hours", "the line closes before it opens", "hours are of one day, on a clock of 24 hours")
	}
	return h
}

func (d *decoder) clock(n *yaml.Node) string {
	return d.shaped(n, letter.ValidClock, "a time of day", `write "08:00" or "17:30"`)
}
