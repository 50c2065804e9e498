package layout

import (
	"letterpress/internal/fault"
	"letterpress/internal/page"
)

// CheckLeakZone reports an error when anything on page p of d could show through
// the windows of m beside the two address blocks: every item that reaches into
// the leak zone must be text of one of the owners (or of an element below one)
// and lie in a window. A carrier page holds the blocks alone, so there an
// address may run out of its window.
func CheckLeakZone(d *page.Document, p int, m *Profile, carrier bool, owners ...page.Element) error {
	items := d.Pages[p].Items
	for i := range items {
		it := &items[i]
		area := extent(it)
		if !m.Leak.meets(area) {
			continue
		}
		if it.Kind != page.Text || !ownedBy(d, it.Element, owners) {
			return fault.New(fault.Internal, "page %d: something other than the address could show through the envelope's window", p+1)
		}
		if !carrier && !m.Return.holds(area) && !m.Address.holds(area) {
			return fault.New(fault.Source, "page %d: the return address does not fit the envelope's window", p+1).
				WithHint("shorten the plan's return address, or use a mail profile with larger windows")
		}
	}
	return nil
}

func ownedBy(d *page.Document, el page.Element, owners []page.Element) bool {
	for {
		for _, o := range owners {
			if el == o {
				return true
			}
		}
		if el < 0 {
			return false
		}
		el = d.Tags.Elements[el].Parent
	}
}

// checkWindows applies the leak zone to the page that faces the windows.
func (e *Engine) checkWindows() error {
	if len(e.out.Pages) == 0 {
		return nil
	}
	if e.carrier {
		return CheckLeakZone(e.out, 0, e.profile, true, page.Header)
	}
	return CheckLeakZone(e.out, 0, e.profile, false, e.owners[:]...)
}
