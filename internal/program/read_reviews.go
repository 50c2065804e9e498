package program

import (
	"slices"
	"strings"

	"letterpress/internal/yaml"
)

func (d *decoder) cmr(n *yaml.Node) CMR {
	var c CMR
	if n == nil {
		return c
	}
	o := d.r.Object(n)
	c.Minutes = d.minutes(o.Get("minutes"))
	c.Methods = d.codes(o.Get("methods"), "way to hold the review", CMRMethods)
	possible := o.Get("possible")
	c.Possible = d.codes(possible, "way to hold the review", CMRMethods)
	c.PerYear = d.whole(o.Get("per_year"), "a number of reviews a year", 1, 12)
	c.AtLeast = o.Bool("at_least")
	o.End()
	for i, way := range c.Possible {
		if slices.Contains(c.Methods, way) {
			d.r.Faultf(possible.Items[i], "program-repeated", "way to hold the review %q stands among methods too", way)
		}
	}
	return c
}

func (d *decoder) tmr(n *yaml.Node) TMR {
	var t TMR
	if n == nil {
		return t
	}
	o := d.r.Object(n)
	t.EveryMonths = d.whole(o.Get("every_months"), "a number of months between reviews", 1, 12)
	t.AtLeast = o.Bool("at_least")
	t.Minutes = d.minutes(o.Get("minutes"))
	t.ToMember = o.Bool("to_member")
	t.MayWriteMember = o.Bool("may_write_member")
	t.ToPrescriber = o.Bool("to_prescriber")
	o.End()
	return t
}

func (d *decoder) minutes(n *yaml.Node) Minutes {
	var m Minutes
	if n == nil {
		return m
	}
	o := d.r.Object(n)
	m.Low = d.whole(o.Need("low"), "a number of minutes", 1, 240)
	high := o.Get("high")
	m.High = d.whole(high, "a number of minutes", 1, 240)
	words := d.measures(o, &m)
	m.AsLongAsNeeded = o.Bool("as_long_as_needed")
	o.End()
	if high != nil && m.High > 0 && m.High <= m.Low {
		d.r.Fault(high, "program-number", "the high end is not above the low end", "leave high out for a single length")
	}
	if len(words) > 1 {
		d.r.Faultf(n, "program-minutes", "%s cannot all be said of one length", strings.Join(words, " and "))
	}
	return m
}

// measures reads how the length is meant and returns the words that are true.
func (d *decoder) measures(o *yaml.Object, m *Minutes) []string {
	var said []string
	for _, f := range []struct {
		key string
		to  *bool
	}{{"about", &m.About}, {"up_to", &m.UpTo}, {"average", &m.Average}} {
		if *f.to = o.Bool(f.key); *f.to {
			said = append(said, f.key)
		}
	}
	return said
}

func (d *decoder) prescribers(n *yaml.Node) PrescriberLetters {
	var x PrescriberLetters
	if n == nil {
		return x
	}
	o := d.r.Object(n)
	x.AfterCMR = d.code(o.Get("after_cmr"), "rule for prescriber letters", PrescriberRules)
	x.AfterTMR = d.code(o.Get("after_tmr"), "rule for prescriber letters", PrescriberRules)
	x.AlsoTo = d.codes(o.Get("also_to"), "other addressee", AlsoContacted)
	x.HoldRevealing = o.Bool("hold_revealing")
	o.End()
	return x
}
