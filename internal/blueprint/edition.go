package blueprint

import (
	"strings"

	"letterpress/internal/letter"
	"letterpress/internal/yaml"
)

// Edition is one edition of the CMS standardized format (Form CMS-10396).
type Edition struct {
	ID            string
	Version       int
	From, Until   letter.Date // Until is zero while the edition is in force
	FormNumber    string
	OMBNumber     string
	Expires       string // as printed by CMS; "" while not known
	BurdenMinutes string // as printed by CMS: the first form gave two places
	PlanName      string // message id of the document of things to do
	ListName      string // message id of the medication list
	Parts         map[letter.Kind][]string
	kinds         []named // keys of Parts
	node          *yaml.Node
}

// Edition returns the edition in force on a day. A day without a record has
// none: nobody guesses.
func (s *Set) Edition(on letter.Date) (*Edition, bool) {
	for _, e := range s.editions {
		if !on.Before(e.From) && (e.Until.IsZero() || !on.After(e.Until)) {
			return e, true
		}
	}
	return nil, false
}

// EditionOf returns the edition that governs a letter: that of the review's
// date, else of the letter's.
func (s *Set) EditionOf(l *letter.Letter) (*Edition, bool) {
	if l.Review != nil && !l.Review.Date.IsZero() {
		return s.Edition(l.Review.Date)
	}
	return s.Edition(l.Date)
}

// Editions returns all records, oldest first.
func (s *Set) Editions() []*Edition { return s.editions }

func (p *parser) edition(root *yaml.Node) {
	o := p.r.Object(root)
	e := &Edition{
		ID: o.NeedString("id"), Version: o.Int("version"),
		From: p.date(o.Need("from")), Until: p.date(o.Get("until")),
		FormNumber: o.NeedString("form_number"), OMBNumber: o.NeedString("omb_number"),
		Expires: o.String("expires"), BurdenMinutes: p.minutes(o.Need("burden_minutes")),
		Parts: map[letter.Kind][]string{}, node: root,
	}
	names := p.r.Object(o.Need("names"))
	e.PlanName, e.ListName = p.message(names.Need("plan")), p.message(names.Need("list"))
	names.End()
	for _, kv := range p.r.Pairs(o.Get("parts")) {
		e.kinds = append(e.kinds, named{kv.Key.Text, kv.Key})
		kind := letter.Kind(kv.Key.Text)
		e.Parts[kind] = p.wants(kv.Value, kind)
	}
	o.End()
	if p.first("edition", e.ID, root) {
		p.editions = append(p.editions, e)
	}
}

// message reads the id of a message that is printed as it is.
func (p *parser) message(n *yaml.Node) string {
	id := p.r.String(n)
	if n != nil {
		p.named = append(p.named, named{id, n})
	}
	return id
}

// minutes reads an estimate as CMS prints it, such as 40 or 37.76.
func (p *parser) minutes(n *yaml.Node) string {
	s := p.r.String(n)
	whole, fraction, _ := strings.Cut(s, ".")
	if n != nil && (strings.Trim(whole+fraction, "0123456789") != "" || whole == "" || strings.HasSuffix(s, ".")) {
		p.r.Faultf(n, "template-minutes", "minutes are a number such as 40 or 37.76")
	}
	return s
}

func (p *parser) date(n *yaml.Node) letter.Date {
	if n == nil {
		return letter.Date{}
	}
	d, err := letter.ParseDate(p.r.String(n))
	if err != nil {
		p.r.Faultf(n, "template-date", "a date is written YYYY-MM-DD")
	}
	return d
}

// Makes reports whether an edition is on record for the letter's day, and
// whether letters of this kind can be made by it.
func (s *Set) Makes(l *letter.Letter) (onRecord, offered bool) {
	e, ok := s.EditionOf(l)
	if !ok {
		return false, false
	}
	return true, !s.UsesForm(l.Kind) || len(e.Parts[l.Kind]) > 0
}
