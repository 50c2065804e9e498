package program

import (
	"slices"

	"letterpress/internal/yaml"
)

func (d *decoder) criteria(n *yaml.Node, served []string) Criteria {
	var c Criteria
	if n == nil {
		return c
	}
	o := d.r.Object(n)
	c.Conditions = d.conditions(o.Get("conditions"), served)
	c.Drugs = d.drugs(o.Get("drugs"))
	c.Cost = d.cost(o.Get("cost"))
	o.End()
	return c
}

func (d *decoder) conditions(n *yaml.Node, served []string) Conditions {
	var c Conditions
	if n == nil {
		return c
	}
	o := d.r.Object(n)
	least := o.Get("least")
	c.Least = d.whole(least, "a least number of conditions", 1, 20)
	c.Open = o.Bool("open")
	for _, it := range d.r.List(o.Get("list")) {
		x := d.condition(it, served)
		if slices.ContainsFunc(c.List, func(y Condition) bool { return y.ID == x.ID }) {
			d.r.Faultf(it, "program-repeated", "condition %q stands twice", x.ID)
		}
		c.List = append(c.List, x)
	}
	o.End()
	if !c.Open && len(c.List) > 0 && c.Least > len(c.List) {
		d.r.Faultf(least, "program-number", "no member can have %d of %d conditions", c.Least, len(c.List))
	}
	return c
}

// condition reads a code, or a map with the code, its sub-list and the plan
// types that it does not count for.
func (d *decoder) condition(n *yaml.Node, served []string) Condition {
	if n.Kind != yaml.Map {
		return Condition{ID: d.code(n, "condition", ConditionCodes())}
	}
	o := d.r.Object(n)
	c := Condition{ID: d.code(o.Need("id"), "condition", ConditionCodes())}
	c.NotFor = d.planTypes(o.Get("not_for"), served)
	if of := o.Get("of"); of != nil {
		c.Of = d.subList(of, c.ID)
	}
	o.End()
	return c
}

func (d *decoder) subList(n *yaml.Node, id string) []string {
	known, ok := knownCondition(id)
	if ok && len(known.Of) == 0 {
		d.r.Faultf(n, "program-code", "condition %q has no sub-list", id)
		return nil
	}
	if !ok {
		return d.r.Strings(n)
	}
	return d.codes(n, "part of "+id, known.Of)
}

func (d *decoder) drugs(n *yaml.Node) Drugs {
	var x Drugs
	if n == nil {
		return x
	}
	o := d.r.Object(n)
	x.Least = d.whole(o.Get("least"), "a least number of drugs", 1, 50)
	x.Kind = d.code(o.Get("kind"), "kind of drugs", DrugKinds)
	x.Classes = d.codes(o.Get("classes"), "drug class", DrugClasses)
	x.EachMonth = o.Bool("each_month")
	o.End()
	return x
}

func (d *decoder) cost(n *yaml.Node) Cost {
	var c Cost
	if n == nil {
		return c
	}
	o := d.r.Object(n)
	c.Level = d.whole(o.Get("level"), "a cost level in dollars", 1, 99_999)
	c.Test = d.code(o.Get("test"), "cost test", CostTests)
	c.Basis = d.code(o.Get("basis"), "cost basis", CostBases)
	c.Says = d.code(o.Get("says"), "way to say the cost test", CostSays)
	c.Together = o.Bool("plan_and_member_together")
	o.End()
	return c
}
