package program

import (
	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// routes reads the routes and what belongs to each.
func (d *decoder) routes(o *yaml.Object, p *Program) {
	for _, n := range d.r.List(o.Get("routes")) {
		if n.Text == string(letter.RouteBoth) {
			d.r.Fault(n, "program-code", `"both" is no route of its own`, "it follows from criteria and at-risk")
			continue
		}
		r := letter.Route(d.code(n, "route", RouteCodes))
		if p.HasRoute(r) {
			d.r.Faultf(n, "program-repeated", "route %q stands twice", r)
		}
		p.Routes = append(p.Routes, r)
	}
	p.AtRisk = d.atRisk(d.ofRoute(o, p, "at_risk", letter.RouteAtRisk))
	p.SNP = d.snp(d.ofRoute(o, p, "snp_route", letter.RouteSNP))
}

// ofRoute returns the value of key, which only a program with route may have.
func (d *decoder) ofRoute(o *yaml.Object, p *Program, key string, route letter.Route) *yaml.Node {
	n := o.Get(key)
	if n != nil && !p.HasRoute(route) {
		d.r.Faultf(n, "program-route", "%s is given, but %s is not among the routes", key, route)
	}
	return n
}

func (d *decoder) atRisk(n *yaml.Node) AtRisk {
	var a AtRisk
	if n == nil {
		return a
	}
	o := d.r.Object(n)
	a.CoverageLimitation = o.Bool("coverage_limitation")
	o.End()
	return a
}

func (d *decoder) snp(n *yaml.Node) SNPRoute {
	var s SNPRoute
	if n == nil {
		return s
	}
	o := d.r.Object(n)
	s.Plans = d.codes(o.Get("plans"), "kind of special needs plan", SNPKinds)
	s.Measures = d.codes(o.Get("measures"), "adherence measure", AdherenceMeasures)
	o.End()
	return s
}
