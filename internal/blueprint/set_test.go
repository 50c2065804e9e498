package blueprint_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"letterpress/internal/blueprint"
	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/templates"
)

func day(t *testing.T, s string) letter.Date {
	t.Helper()
	d, err := letter.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A day belongs to one edition of the form or to none; nobody guesses.
func TestEditionOfADay(t *testing.T) {
	s := builtIn(t).set
	for on, want := range map[string]string{
		"2012-12-31": "", "2013-01-01": "2013", "2016-12-31": "2013", "2017-01-01": "2017", "2021-12-31": "2017", "2022-01-01": "2022", "2025-02-03": "2022", "2040-01-01": "2022",
	} {
		got := ""
		if e, ok := s.Edition(day(t, on)); ok {
			got = e.ID
		}
		if got != want {
			t.Errorf("%s: edition %q, want %q", on, got, want)
		}
	}
}

// The day of the review decides, else the letter's.
func TestEditionOfALetter(t *testing.T) {
	s := builtIn(t).set
	for name, c := range map[string]struct {
		kind              letter.Kind
		date, review      string
		edition           string
		onRecord, offered bool
	}{
		"summary":              {letter.CMRSummary, "2025-02-03", "2025-01-28", "2022", true, true},
		"of a review before":   {letter.CMRSummary, "2022-01-10", "2021-12-30", "2017", true, true},
		"of the first edition": {letter.CMRSummary, "2017-01-10", "2016-12-30", "2013", true, true},
		"of no edition":        {letter.CMRSummary, "2013-01-10", "2012-12-30", "", false, false},
		"welcome":              {letter.Welcome, "2025-02-03", "", "2022", true, true},
		"welcome of 2021":      {letter.Welcome, "2021-02-03", "", "2017", true, true},
		"welcome of long ago":  {letter.Welcome, "2011-02-03", "", "", false, false},
		"a kind without parts": {letter.MedicationList, "2025-02-03", "", "2022", true, true}, // whether it is offered at all, Offers says
	} {
		t.Run(name, func(t *testing.T) {
			l := &letter.Letter{Kind: c.kind, Date: day(t, c.date)}
			if c.review != "" {
				l.Review = &letter.Review{Date: day(t, c.review)}
			}
			got := ""
			if e, ok := s.EditionOf(l); ok {
				got = e.ID
			}
			onRecord, offered := s.Makes(l)
			if got != c.edition || onRecord != c.onRecord || offered != c.offered {
				t.Errorf("got %q %v %v, want %q %v %v", got, onRecord, offered, c.edition, c.onRecord, c.offered)
			}
		})
	}
}

func TestWhatTheSetOffers(t *testing.T) {
	s := builtIn(t).set
	forms := []letter.Kind{letter.CMRSummary, letter.MedicationList, letter.ToDoList, letter.BlankMedicationList}
	enclosing := []letter.Kind{letter.Welcome, letter.CMRSummary, letter.TMRMember}
	for _, k := range letter.Kinds() {
		if !s.Offers(k) || s.Version(k) < 1 || !slices.Contains(s.Kinds(), k) || s.UsesForm(k) != slices.Contains(forms, k) ||
			s.Encloses(k, "safe-disposal") != slices.Contains(enclosing, k) || s.Encloses(k, "cover-letter") {
			t.Errorf("%s: %v, version %d, form %v", k, s.Offers(k), s.Version(k), s.UsesForm(k))
		}
	}
}

// A later layer replaces files by name; the sum says so.
func TestLayers(t *testing.T) {
	s := builtIn(t)
	over := fstest.MapFS{"parts/welcome-letter.yaml": {Data: []byte("id: welcome-letter\nversion: 9\nname: welcome.aside\nopening: true\nblocks: [{para: welcome.what}]\n")}}
	changed, err := blueprint.Load(s.words, templates.FS, over)
	if err != nil {
		t.Fatal(err)
	}
	if changed.Sum() == s.set.Sum() {
		t.Error("the same sum for other templates")
	}
	l := sample(t, requests+"/cigna-2024/welcome-criteria-en.json")
	p, _ := s.programs.Find(l.Program)
	d, err := changed.Expand(l, "", blueprint.NewView(p, s.words.Language(l.Language)))
	if err != nil {
		t.Fatal(err)
	}
	if blocks := d.Parts[0].Blocks; len(blocks) != 1 {
		t.Errorf("%d blocks of the part replaced", len(blocks))
	} else if _, ok := blocks[0].(*doc.Para); !ok {
		t.Errorf("a %T of the part replaced", blocks[0])
	}
	again, err := blueprint.Load(s.words, templates.FS)
	if err != nil || again.Sum() != s.set.Sum() {
		t.Errorf("another sum for the same templates (%v)", err)
	}
}

// locked is a folder of which one file cannot be read.
type locked struct {
	fs.FS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("locked")}
	}
	return l.FS.Open(name)
}

// What cannot be read is told: letters must not be made as if it were not there.
func TestUnreadable(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"parts", "parts/cover-letter.yaml"} {
		_, err := blueprint.Load(s.words, locked{templates.FS, name})
		if err == nil || !strings.Contains(err.Error(), "templates/"+name+": error: open "+name+": locked") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// The summary is the form's three documents and nothing between them; the form
// line stands on each, the burden statement once, at the end of the list.
func TestSummaryParts(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"cigna-2024/cmr-summary-en", "bcbsm-2023/cmr-summary-es", "hard/no-medicines-en", "hard/large-print-cmr-summary-es"} {
		l := sample(t, requests+"/"+name+".json")
		l.Enclosures = []string{"safe-disposal"}
		d := s.expand(t, l)
		var ids []string
		for i := range d.Parts {
			p := &d.Parts[i]
			ids = append(ids, p.ID)
			if onForm := i < 3; onForm != (strings.Contains(p.Form.Left, "CMS-10396") && strings.Contains(p.Form.Right, "0938-1154")) {
				t.Errorf("%s, %s: footer %q %q", name, p.ID, p.Form.Left, p.Form.Right)
			}
			blocks := flat(p.Blocks)
			for k, b := range blocks {
				_, burden := b.(*doc.Notice)
				if last := p.ID == "medication-list" && k == len(blocks)-1; burden != last {
					t.Errorf("%s, %s: block %d of %d, a burden statement %v", name, p.ID, k, len(blocks), burden)
				}
			}
		}
		if want := []string{"cover-letter", "to-do-list", "medication-list", "safe-disposal"}; !slices.Equal(ids, want) {
			t.Errorf("%s: parts %q", name, ids)
		}
		if d.LargePrint != strings.Contains(name, "large-print") {
			t.Errorf("%s: large print %v", name, d.LargePrint)
		}
	}
}

// flat is the blocks of a part without the groups that keep some together.
func flat(blocks []doc.Block) []doc.Block {
	var out []doc.Block
	for _, b := range blocks {
		if k, ok := b.(*doc.Keep); ok {
			out = append(out, flat(k.Blocks)...)
			continue
		}
		out = append(out, b)
	}
	return out
}
