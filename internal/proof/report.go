package proof

import (
	"slices"
	"strings"
)

// maxPictures is how many bytes the pictures of a report take together. Pages
// above it are named and not shown: a browser must be able to open the report.
const maxPictures = 12 << 20

// openChanges is how many changed documents a report may have to show each of
// them unfolded.
const openChanges = 6

// HTML returns the report as one page that is whole by itself.
func (r *Report) HTML() ([]byte, error) {
	left := r.fit(maxPictures)
	return run("report.gohtml", struct {
		*Report
		Left int // pages without a picture
		Open bool
	}{r, left, len(r.Changed) <= openChanges})
}

// fit leaves out pictures above a size and returns of how many pages. Every
// document gets its first changed page before any gets its second.
func (r *Report) fit(most int) (left int) {
	rounds := 0
	for _, c := range r.Changed {
		rounds = max(rounds, len(c.Pages))
	}
	for i := range rounds {
		for _, c := range r.Changed {
			if i >= len(c.Pages) {
				continue
			}
			p := &c.Pages[i]
			if most -= p.size(); most < 0 {
				most += p.size()
				p.Before, p.After, p.Left = "", "", true
				left++
			}
		}
	}
	return left
}

// Outcome is what a report says of one document, for machines.
type Outcome struct {
	ID     string       `json:"id"`
	Change string       `json:"change"` // changed, added or removed
	Before string       `json:"sha256_before,omitempty"`
	After  string       `json:"sha256_after,omitempty"`
	Pages  []int        `json:"pages,omitempty"` // that differ
	Counts []int        `json:"page_counts,omitempty"`
	Words  int          `json:"passages,omitempty"` // that differ
	Tags   bool         `json:"tags,omitempty"`     // their structure differs
	Causes []CauseBrief `json:"causes,omitempty"`
}

// CauseBrief is a cause for machines.
type CauseBrief struct {
	Kind     string `json:"kind"`
	Name     string `json:"name"`
	Program  string `json:"program,omitempty"`
	Language string `json:"language,omitempty"`
	Before   string `json:"before"`
	After    string `json:"after"`
	Untested bool   `json:"untested,omitempty"`
}

// Outcomes returns the report a document at a time.
func (r *Report) Outcomes() []Outcome {
	var out []Outcome
	for _, c := range r.Changed {
		o := Outcome{ID: c.After.ID, Change: "changed", Before: c.Before.SHA256, After: c.After.SHA256, Pages: c.ChangedPages(),
			Counts: []int{c.Before.Entry.Pages, c.After.Entry.Pages}, Words: len(c.Words), Tags: len(c.Tags) > 0}
		for _, x := range c.Causes {
			o.Causes = append(o.Causes, x.brief())
		}
		out = append(out, o)
	}
	for _, e := range r.Added {
		out = append(out, Outcome{ID: e.ID, Change: "added", After: e.SHA256})
	}
	for _, g := range r.Removed {
		out = append(out, Outcome{ID: g.ID, Change: "removed", Before: g.SHA256})
	}
	return out
}

// brief leaves out the texts of files, which are long.
func (c *Cause) brief() CauseBrief {
	b := CauseBrief{Kind: c.Kind, Name: c.Name, Program: c.Program, Language: c.Language, Before: c.Before, After: c.After, Untested: c.Untested}
	if len(c.Hunks) > 0 {
		b.Before, b.After = "", ""
	}
	return b
}

// Called is the cause in a line: "message letter.closing in Spanish".
func (c *Cause) Called() string {
	s := c.Kind + " " + c.Name
	switch {
	case c.Language != "":
		s += " in " + named(c.Language)
	case c.Program != "":
		s += " of " + c.Program
	}
	return s
}

// Anchor is where the cause stands in the report.
func (c *Cause) Anchor() string {
	keep := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}
	return "cause-" + strings.Map(keep, strings.Join(slices.DeleteFunc([]string{c.Kind, c.Program, c.Language, c.Name}, func(s string) bool { return s == "" }), "--"))
}
