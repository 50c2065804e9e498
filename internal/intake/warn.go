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
	HoldUntil       = "hold-until"
)

// warn notes what is odd and no reason to refuse.
func (j *judge) warn() {
	r := j.l.Review
	if j.l.Kind == letter.CMRSummary && r != nil && r.Date.DaysUntil(j.l.Date) > summaryDays {
		j.warnings.Add("/date", CodeLate, "more than 14 days after the review")
	}
}

// hold says why the letter waits for somebody, or "".
func (j *judge) hold() string {
	t := j.l.Translation
	switch {
	case !j.l.Format.Printed():
		return HoldFormat
	case t != nil && t.Source == "machine" && !t.Reviewed:
		return HoldTranslation
	case !j.l.Delivery.HoldUntil.IsZero():
		return HoldUntil
	}
	return ""
}

func contains(list []string, s string) bool { return slices.Contains(list, s) }

func list(words []string) string { return strings.Join(words, ", ") }
