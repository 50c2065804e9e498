package directions

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/wording"
)

// parts are the units that can be taken in halves and quarters, and are spoken
// of so. Measures are written as decimals; the rest is counted whole.
var parts = []string{"tablet", "patch", "suppository", "packet", "applicator"}

// fractions name the parts of a whole, in ten-thousandths, alone and beside a
// whole number.
var fractions = map[int64]struct{ alone, beside string }{
	2500: {"steps.quarter", "steps.and-quarter"},
	5000: {"steps.half", "steps.and-half"},
	7500: {"steps.three-quarters", "steps.and-three-quarters"},
}

// dose is an amount or a range of amounts, with what it equals.
func (p *printer) dose(d *letter.Dose) doc.Inline {
	words := p.amount(d.Low, d.Unit)
	if d.High != "" {
		words = p.between(d)
	}
	if d.Equals == "" {
		return words
	}
	return p.say("steps.equals", value("amount", words), value("equals", p.measure(d.Equals)))
}

// between is a range. A fraction at either end makes it two amounts in full.
func (p *printer) between(d *letter.Dose) doc.Inline {
	if p.parted(d.Unit) && (strings.Contains(d.Low, ".") || strings.Contains(d.High, ".")) {
		return p.say("steps.range-parts", value("low", p.amount(d.Low, d.Unit)), value("high", p.amount(d.High, d.Unit)))
	}
	return p.say("steps.range", value("low", p.figure(d.Low)), value("high", p.figure(d.High)), value("noun", p.noun(d.Unit, d.High)))
}

// amount is a number of things: "2 tablets", "half a tablet", "2.5 mL".
func (p *printer) amount(number, unit string) doc.Inline {
	n, _ := letter.Amount(number)
	f, known := fractions[n%letter.Whole]
	if !known || !p.parted(unit) {
		return p.say("steps.amount", value("count", p.figure(number)), value("noun", p.noun(unit, number)))
	}
	id, of := f.alone, value("part", p.say("unit."+unit+".part"))
	if whole := int(n / letter.Whole); whole > 0 {
		id = f.beside
		of = value("noun", p.count("unit."+unit+".mixed", whole))
		return p.agreeing(id, unit, whole, value("count", p.figure(strconv.Itoa(whole))), of)
	}
	return p.agreeing(id, unit, 1, of)
}

func (p *printer) parted(unit string) bool {
	for _, u := range parts {
		if u == unit {
			return true
		}
	}
	return false
}

// noun is what is counted, in the form for a number. A decimal takes the form
// of no whole number.
func (p *printer) noun(unit, number string) doc.Inline {
	id := "unit." + unit
	n, err := strconv.Atoi(number)
	if err != nil {
		return p.say(id)
	}
	return p.count(id, n)
}

func (p *printer) gender(unit string) wording.Gender {
	if m := p.w.Message("unit." + unit); m != nil {
		return m.Gender
	}
	return wording.Genderless
}

// several is how many things the words about a dose speak of: more than one
// once anything is above one. No dose, and a measure of something, is one
// medicine.
func several(d *letter.Dose) int {
	if d.Unit == "ml" || d.Unit == "gram" || d.Unit == "mg" {
		return 1
	}
	most := d.High
	if most == "" {
		most = d.Low
	}
	n, _ := letter.Amount(most)
	return max(1, int((n+letter.Whole-1)/letter.Whole))
}

// figure is a number of the request, with the language's grouping.
func (p *printer) figure(number string) doc.Inline {
	whole, fraction, point := strings.Cut(number, ".")
	s := number
	if n, err := strconv.Atoi(whole); err == nil {
		s = p.w.Number(n)
		if point {
			s += "." + fraction
		}
	}
	return append(p.room(1), doc.Span{Text: s, Source: page.Request})
}

// measure is an amount with a symbol ("5 mg"), or of units of insulin and the
// like, which no language abbreviates.
func (p *printer) measure(s string) doc.Inline {
	number, symbol, _ := strings.Cut(s, " ")
	if symbol == "unit" || symbol == "units" {
		return p.amount(number, "unit")
	}
	return append(p.figure(number), doc.Span{Text: "\u00a0" + symbol, Source: page.Request})
}

// capital returns words with their first letter as a sentence begins.
func (p *printer) capital(words doc.Inline) doc.Inline {
	if len(words) == 0 {
		return words
	}
	out := append(p.room(len(words)), words...) // they may be the catalogue's own
	r, size := utf8.DecodeRuneInString(out[0].Text)
	out[0].Text = string(unicode.ToTitle(r)) + out[0].Text[size:]
	return out
}
