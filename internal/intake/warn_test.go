package intake

import (
	"testing"

	"letterpress/internal/letter"
)

func TestWarnings(t *testing.T) {
	d := open(t).desk()
	alone := func(l *letter.Letter) { l.Kind, l.Route, l.Enclosures = letter.SafeDisposal, "", nil }
	for name, c := range map[string]struct {
		letter string
		change func(*letter.Letter)
		want   []string
	}{
		"summary on day 14":          {"summary.json", func(l *letter.Letter) { l.Review.Date = day("2026-02-16") }, nil},
		"summary on day 15":          {"summary.json", func(l *letter.Letter) { l.Review.Date = day("2026-02-15") }, []string{"/date late"}},
		"sheet without sites":        {"welcome.json", func(l *letter.Letter) { l.Sites = nil }, []string{"/disposal/sites few-sites"}},
		"sheet with one site":        {"welcome.json", func(l *letter.Letter) { l.Sites = l.Sites[:1] }, []string{"/disposal/sites few-sites"}},
		"sites without the sheet":    {"welcome.json", func(l *letter.Letter) { l.Enclosures = nil }, []string{"/disposal/sites not-printed"}},
		"neither sheet nor sites":    {"welcome.json", func(l *letter.Letter) { l.Enclosures, l.Sites = nil, nil }, nil},
		"summary without either too": {"summary.json", nil, nil},
		"the sheet alone":            {"welcome.json", alone, nil},
		"alone without sites":        {"welcome.json", func(l *letter.Letter) { alone(l); l.Sites = nil }, []string{"/disposal/sites few-sites"}},
	} {
		t.Run(name, func(t *testing.T) {
			v, faults := d.Judge(request(t, c.letter, c.change))
			same(t, "faults", faults)
			same(t, "warnings", v.Warnings, c.want...)
		})
	}
}

// A program that always encloses the sheet makes its letters want sites.
func TestSheetOfTheProgram(t *testing.T) {
	d := open(t, "blank_rows: 4", "enclosures: {welcome: [safe-disposal]}").desk()
	v, faults := d.Judge(request(t, "welcome.json", func(l *letter.Letter) { l.Enclosures, l.Sites = nil, nil }))
	same(t, "faults", faults)
	same(t, "warnings", v.Warnings, "/disposal/sites few-sites")
}

func TestHolds(t *testing.T) {
	d := open(t).desk()
	machine := &letter.Translation{Source: "machine"}
	for name, c := range map[string]struct {
		change func(*letter.Letter)
		want   string
	}{
		"none":                       {nil, ""},
		"machine":                    {func(l *letter.Letter) { l.Translation = machine }, HoldTranslation},
		"machine, reviewed":          {func(l *letter.Letter) { l.Translation = &letter.Translation{Source: "machine", Reviewed: true} }, ""},
		"human, not reviewed":        {func(l *letter.Letter) { l.Translation = &letter.Translation{Source: "human"} }, ""},
		"large print is printed":     {func(l *letter.Letter) { l.Format = letter.LargePrint }, ""},
		"braille":                    {func(l *letter.Letter) { l.Format = letter.Braille }, HoldFormat},
		"audio":                      {func(l *letter.Letter) { l.Format = letter.Audio }, HoldFormat},
		"data":                       {func(l *letter.Letter) { l.Format = letter.DataFile }, HoldFormat},
		"until a day":                {func(l *letter.Letter) { l.Delivery.HoldUntil = day("2026-04-01") }, HoldUntil},
		"a vendor's format first":    {func(l *letter.Letter) { l.Format, l.Translation = letter.Braille, machine }, HoldFormat},
		"translation before the day": {func(l *letter.Letter) { l.Delivery.HoldUntil, l.Translation = day("2026-04-01"), machine }, HoldTranslation},
	} {
		t.Run(name, func(t *testing.T) {
			v, faults := d.Judge(request(t, "summary.json", c.change))
			same(t, "faults", faults)
			if v.Hold != c.want {
				t.Errorf("got %q, want %q", v.Hold, c.want)
			}
		})
	}
}

// A strict desk refuses what stands in for facts, what nobody has confirmed and
// a sheet with too few sites. A late summary still goes out.
func TestStrict(t *testing.T) {
	c := open(t, "phone: 1-800-555-0100", "phone: {value: 1-800-555-0100, sample_only: true}", "reviewer: clinical-pharmacist",
		"reviewer: {value: clinical-pharmacist, sample_only: true}")
	unknown := func(c counter) counter { c.words = verified(t); return c }
	confirmed := func(c counter) counter { c = unknown(c); c.set = dated(t, c.words); return c }
	late := func(l *letter.Letter) { l.Review.Date = day("2026-02-01") }
	bare := func(l *letter.Letter) { l.Sites = nil }
	for name, x := range map[string]struct {
		counter counter
		letter  string
		change  func(*letter.Letter)
		want    []string
	}{
		"sample values and fixed strings": {c, "welcome.json", nil, []string{"/program sample-only", "/program sample-only", "/language unverified-wording"}},
		"fixed strings alone":             {open(t), "welcome.json", nil, []string{"/language unverified-wording"}},
		"nothing left to confirm":         {confirmed(open(t)), "welcome.json", nil, nil},
		"too few sites":                   {confirmed(open(t)), "welcome.json", bare, []string{"/disposal/sites few-sites"}},
		"an unknown expiration date":      {unknown(open(t)), "summary.json", nil, []string{"/review/date edition-expires"}},
		"no form, no date":                {unknown(open(t)), "welcome.json", nil, nil},
		"a late summary":                  {confirmed(open(t)), "summary.json", late, nil},
	} {
		t.Run(name, func(t *testing.T) {
			x.counter.strict = true
			_, faults := x.counter.desk().Judge(request(t, x.letter, x.change))
			same(t, "faults", faults, x.want...)
		})
	}
	v, faults := c.desk().Judge(request(t, "welcome.json", nil))
	same(t, "not strict: faults", faults)
	same(t, "not strict: warnings", v.Warnings)
}
