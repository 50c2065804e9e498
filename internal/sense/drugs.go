package sense

import (
	_ "embed"
	"fmt"
	"strings"

	"letterpress/internal/fault"
)

// drugs looks at names and strengths of medicines on what members read.
func (g *gaze) drugs() {
	if !g.member {
		return
	}
	for i := range g.l.Medications {
		m := &g.l.Medications[i]
		g.product(m.Name, of("/medications", i, "/name"), m.Type == "device")
		g.product(m.Brand, of("/medications", i, "/brand"), m.Type == "device")
		g.strength(m.Strength, of("/medications", i, "/strength"), m.Type == "device")
	}
}

// product looks at a drug's name. A device has measures that are written so
// ("32G").
func (g *gaze) product(s string, at spot, device bool) {
	c := scanner{s: s}
	var w word
	for c.next(&w) {
		if isDoseForm(&w, c.folded()) {
			g.tellAt(at, CodeClaims, "word %d is a dose-form code of a claims system; give the name alone, strength and form in their own members", w.number)
			return
		}
		if w.digits && !device && kinds[s[w.start]] == digit {
			g.dose(s, &w, at)
		}
	}
	g.strengthSign(s, at)
}

// isDoseForm reports whether a word of a drug's name is a claims code. Codes
// with a digit are in any case; of those that are also words or parts of brands
// only capitals are.
func isDoseForm(w *word, folded []byte) bool {
	if codes.find(folded).class&claim == 0 {
		return false
	}
	return w.digits || w.capitals() || !w.upper && !in(" "+doseFormsOrWords+" chew tabs caps supp ", string(folded))
}

// strength looks at a strength.
func (g *gaze) strength(s string, at spot, device bool) {
	if device {
		return
	}
	c := scanner{s: s}
	var w word
	for c.next(&w) {
		if w.digits && kinds[s[w.start]] == digit {
			g.dose(s, &w, at)
		}
	}
	g.strengthSign(s, at)
}

func (g *gaze) strengthSign(s string, at spot) {
	if microgram(s) {
		g.tellAt(at, CodeAbbreviation, "the sign for micrograms is misread; write “mcg”")
	}
}

// dose looks at a number in a name or a strength.
func (g *gaze) dose(s string, w *word, at spot) {
	n := numberAt(s, w.start)
	r := reader{g: g, s: s, at: at}
	r.at.lang = g.l.Language
	if n.naked {
		g.tellAt(at, CodeDecimal, "word %d is a number that begins with its point; write a zero before it", w.number)
	}
	if n.padded && isUnit(n.unit) {
		g.tellAt(at, CodeDecimal, "word %d is a dose that ends in a point and zeros; leave them out", w.number)
	}
	switch plain := r.misread(n); {
	case plain != "":
		g.tellAt(at, CodeAbbreviation, "word %d has a unit that is misread; write “%s”", w.number, plain)
	case n.glued && isUnit(n.unit):
		g.tellAt(at, CodeClaims, "word %d is a number grown together with its unit; write a space between", w.number)
	}
}

func (g *gaze) tellAt(at spot, code, format string, args ...any) {
	g.tell(at.pointer(), code, fmt.Sprintf(format, args...))
}

//go:embed brands.txt
var brandList string

// drugName is what a name of a drug stands for: which drug, and whether it is a
// brand of it.
type drugName struct {
	id    int
	brand bool
}

// brands are the known names, folded.
var brands = func() map[string]drugName {
	all := map[string]drugName{}
	for id, line := range strings.Split(brandList, "\n") {
		generic, list, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		all[strings.ToLower(generic)] = drugName{id: id}
		for _, b := range strings.Split(list, ",") {
			all[strings.ToLower(strings.TrimSpace(b))] = drugName{id: id, brand: true}
		}
	}
	return all
}()

// releases are words after a drug's name that leave it the same drug.
const releases = ` hcl hydrochloride er xr sr xl cr dr ec la cd ir odt sodium potassium calcium besylate maleate mesylate medoxomil
	tablet tablets capsule capsules succinate tartrate fumarate tosylate bisulfate magnesium solostar flexpen kwikpen `

// mostNamed is how long a name may be, in bytes, to be looked up.
const mostNamed = 64

// known returns what a name stands for. Releases and salts at its end are left
// out, one by one, until the name is known. Parts of a combination stand apart
// by a hyphen or a stroke.
func known(name string) (drugName, bool) {
	if name == "" || len(name) > mostNamed {
		return drugName{}, false
	}
	var buffer [mostNamed]byte
	b := buffer[:0]
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case kinds[c] == capital:
			c += 'a' - 'A'
		case c == '/': // "lisinopril/hydrochlorothiazide"
			c = '-'
		}
		b = append(b, c)
	}
	for {
		if d, ok := brands[string(b)]; ok {
			return d, true
		}
		i := len(b) - 1
		for i >= 0 && b[i] != ' ' {
			i--
		}
		if i < 0 || !in(releases, string(b[i+1:])) {
			return drugName{}, false
		}
		b = b[:i]
	}
}

// taken is a current medicine as sameDrug compares it.
type taken struct {
	drug  drugName
	known bool
}

// manyTaken is how many medicines are compared without asking for memory.
const manyTaken = 32

// sameDrug looks for a medicine that is on the list twice, as brand and as
// generic: by the request's own names and by those that are known. Two
// strengths under one name are no double.
func (g *gaze) sameDrug() {
	meds := g.l.Medications
	if len(meds) < 2 {
		return
	}
	var few [manyTaken]taken
	all := few[:0]
	for i := range meds {
		var t taken
		if t.drug, t.known = known(meds[i].Name); !t.known {
			t.drug, t.known = known(meds[i].Brand)
			t.drug.brand = false // the name is the generic of that brand, under another spelling
		}
		all = append(all, t)
	}
	for i := range meds {
		if !meds[i].Current(g.l.Date) {
			continue
		}
		for k := range i {
			if meds[k].Current(g.l.Date) && g.twice(k, i, all) {
				g.tell(fault.AtIndex("/medications", i), CodeSameDrug,
					fmt.Sprintf("is the same drug as medicine %d of the list, one as brand and one as generic", k+1))
				break
			}
		}
	}
}

// twice reports whether two medicines are one drug under a brand and a generic
// name.
func (g *gaze) twice(a, b int, all []taken) bool {
	m, n := &g.l.Medications[a], &g.l.Medications[b]
	if same(m.Brand, n.Name) || same(n.Brand, m.Name) {
		return !same(m.Name, n.Name)
	}
	if same(m.Name, n.Name) {
		return m.Brand != n.Brand && (m.Brand == "" || n.Brand == "")
	}
	return all[a].known && all[b].known && all[a].drug.id == all[b].drug.id && all[a].drug.brand != all[b].drug.brand
}

func same(a, b string) bool { return a != "" && len(a) == len(b) && strings.EqualFold(a, b) }
