package intake

import (
	"slices"
	"strings"

	"letterpress/internal/letter"
)

// summaryDays is how long after a review its summary must be mailed
// (42 CFR 423.153(d): 14 calendar days).
const summaryDays = 14

// Reasons for which a letter is made and held back from mailing.
const (
	HoldTranslation = "translation-not-reviewed"
	HoldFormat      = "format-by-vendor"
	HoldSensitive   = "sensitive-medicine"
	HoldCategory    = "sensitive-category"
	HoldUntil       = "hold-until"
)

// late notes a summary that is mailed after its time. It still goes out.
func (j *judge) late() {
	r := j.l.Review
	if j.l.Kind == letter.CMRSummary && r != nil && r.Date.DaysUntil(j.l.Date) > summaryDays {
		j.warnings.Add("/date", CodeLate, "more than 14 days after the review")
	}
}

// leastSites is how many take-back sites near the member a disposal sheet names
// (42 CFR 422.111(j): two or more).
const leastSites = 2

// sites notes a disposal sheet that names too few take-back sites, and sites
// that are given for a letter without the sheet.
func (j *judge) sites() {
	sheet := j.l.Kind == letter.SafeDisposal || j.encloses(disposalSheet)
	switch given := len(j.l.Sites); {
	case sheet && given < leastSites:
		j.oddly("/disposal/sites", CodeFewSites, "the safe disposal sheet should name two or more places near the member")
	case given > 0 && !sheet:
		j.warnings.Add("/disposal/sites", CodeNotPrinted, "the letter does not enclose the safe disposal sheet, which would print them")
	}
}

const disposalSheet = "safe-disposal"

// encloses reports whether the letter carries an extra part, by its own wish or
// by its program's.
func (j *judge) encloses(part string) bool {
	asked := contains(j.l.Enclosures, part) || contains(j.p.Enclosures[j.l.Kind], part)
	return asked && j.desk.templates.Encloses(j.l.Kind, part)
}

// hold says why the letter waits for somebody, or "".
func (j *judge) hold() string {
	t := j.l.Translation
	switch {
	case !j.l.Format.Printed():
		return HoldFormat
	case t != nil && t.Source == "machine" && !t.Reviewed:
		return HoldTranslation
	case j.look != "":
		return j.look
	case !j.l.Delivery.HoldUntil.IsZero():
		return HoldUntil
	}
	return ""
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }

func list(words []string) string { return strings.Join(words, ", ") }
