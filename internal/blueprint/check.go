package blueprint

import (
	"fmt"
	"sort"
	"strings"

	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/wording"
	"letterpress/internal/yaml"
)

// check looks the compiled set over: parts that exist, messages that exist in
// every language, and values that each message asks for and is given.
func (s *Set) check() {
	r := &yaml.Reader{}
	for _, t := range s.letters {
		for _, id := range append(append([]string(nil), t.parts...), t.enclosures...) {
			s.checkPart(r, t.node, id)
		}
	}
	for _, e := range s.editions {
		for kind, parts := range e.Parts {
			if s.letters[kind] == nil {
				r.Faultf(e.node, "edition-kind", "there is no letter of kind %q", kind)
			}
			for _, id := range parts {
				s.checkPart(r, e.node, id)
			}
		}
	}
	for code := range s.bound {
		s.checkCalls(r, code)
	}
	s.found = append(s.found, r.Found()...)
	s.found.Sort()
}

func (s *Set) checkPart(r *yaml.Reader, at *yaml.Node, id string) {
	if s.parts[id] == nil {
		r.Faultf(at, "template-part", "there is no part %q", id)
	}
}

// checkCalls compares what each message takes with what the template passes.
func (s *Set) checkCalls(r *yaml.Reader, code letter.Lang) {
	for _, c := range s.callList {
		at, m := s.nodes[c.number], s.bound[code][c.number]
		switch {
		case at == nil:
		case m == nil:
			hint := ""
			if near := yaml.Nearest(c.id, s.words.Language(code).IDs()); near != "" {
				hint = "did you mean " + near + "?"
			}
			r.Fault(at, "template-message", fmt.Sprintf("language %s has no message %q", code, c.id), hint)
		default:
			checkArgs(r, at, c, m)
		}
	}
}

func checkArgs(r *yaml.Reader, at *yaml.Node, c *call, m *wording.Message) {
	var given []string
	for _, a := range c.args {
		given = append(given, a.name)
	}
	sort.Strings(given)
	if a, b := strings.Join(given, ", "), strings.Join(m.Vars(), ", "); a != b {
		r.Faultf(at, "template-values", "message %q takes {%s} and is given {%s}", c.id, b, a)
	}
	if m.Plural && c.count == nil {
		r.Fault(at, "template-count", fmt.Sprintf("message %q has plural forms", c.id), "say what is counted: count: path")
	}
}

// goMessages are the ids that the fields of this package print.
var goMessages = []string{
	"letter.page", "letter.continued", "salutation.given", "salutation.name", "salutation.mr", "salutation.mrs",
	"salutation.ms", "salutation.miss", "salutation.dr", "contact.phone", "contact.line", "contact.appointments",
	"form.number", "form.number_expires", "form.omb", "doc.personal-list", "list.details", "list.amount", "list.amount.percent", "list.reaction",
	"source.named", "disposal.site", "disposal.site.phone", "disposal.site.distance",
	"criteria.conditions.closed", "criteria.conditions.open", "criteria.condition_of", "criteria.any_drugs",
	"criteria.each_month", "criteria.drugs", "criteria.drugs.classes", "criteria.cost.quarter", "criteria.cost.shared",
	"criteria.cost.likely.more-than", "criteria.cost.likely.at-least", "criteria.cost.spends.more-than", "criteria.cost.spends.at-least",
	"cmr.yearly", "cmr.at_least_yearly", "tmr.every_months", "tmr.at_least_every_months",
	"minutes.one_length", "minutes.range", "minutes.about", "minutes.up_to", "minutes.average", "minutes.as_needed",
}

// families are the codes of requests and programs that become words, by the
// first part of their message ids. Mail is no way that a letter needs to name.
func families() map[string][]string {
	all := program.Vocabulary()
	return map[string][]string{
		"condition": all["condition"], "drug-class": all["drug-class"], "drug-kind": all["drug-kind"],
		"adherence-measure": all["adherence-measure"], "statement": all["statement"], "reviewer": all["reviewer"],
		"zone": all["zone"], "cmr-method": all["cmr-method"], "enclosure": all["enclosure"],
		"contact-way": {"telephone", "email", "text"}, "opt-out": {"by-phone", "through-pharmacist"},
		"participant": {"representative", "caregiver", "prescriber", "facility-nurse"},
		"source":      {"claims", "member", "representative", "caregiver", "prescriber", "pharmacy", "medical-record"},
		"form": {"tablet", "capsule", "ml", "drop", "puff", "spray", "patch", "unit", "gram", "lozenge", "suppository",
			"packet", "applicator", "liquid", "cream", "ointment", "gel", "inhaler", "injection", "powder", "device"},
	}
}

// Used returns the ids of all messages that some letter can print.
func (s *Set) Used() map[string]bool {
	used := map[string]bool{}
	for _, list := range [][]string{s.calls, goMessages, wording.Own()} {
		for _, id := range list {
			used[id] = true
		}
	}
	for _, e := range s.editions {
		used[e.PlanName], used[e.ListName] = true, true
	}
	for family, codes := range families() {
		for _, c := range codes {
			used[family+"."+c] = true
		}
	}
	return used
}

// Unspoken returns the messages that letters need and lang lacks, sorted.
func (s *Set) Unspoken(lang letter.Lang) []string {
	var ids []string
	for id := range s.Used() {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return s.words.Missing(lang, ids)
}
