package blueprint_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/program"
)

// eachProgram expands a sample letter of each program that sends its kind, in
// each language and for each plan type.
func eachProgram(t *testing.T, file string, sends func(*program.Program) bool, test func(t *testing.T, w welcome)) {
	s := builtIn(t)
	for _, p := range s.programs.All() {
		if !sends(p) {
			continue
		}
		for _, lang := range p.Languages {
			for _, planType := range p.PlanTypes {
				l := sample(t, filepath.Join(requests, fmt.Sprintf(file, lang)))
				l.Program, l.Date.Year = p.ID, p.ContractYear
				if l.Review != nil {
					l.Review.Date.Year = p.ContractYear
				}
				if l.Member != nil {
					l.Member.PlanType = planType
				}
				t.Run(fmt.Sprint(p.ID, " ", lang, " ", planType), func(t *testing.T) {
					d := s.expand(t, l)
					dump := strings.ToLower(strings.ReplaceAll(plain(d.Dump()), "~", " "))
					test(t, welcome{program: p, planType: planType, letter: l, words: s.words.Language(lang), doc: d, dump: dump, text: unmarked(dump)})
				})
			}
		}
	}
}

func every(*program.Program) bool { return true }

// part is one part of a document as text.
func part(t *testing.T, d *doc.Document, id string) string {
	t.Helper()
	for _, p := range d.Parts {
		if p.ID == id {
			return (&doc.Document{Parts: []doc.Part{p}}).Dump()
		}
	}
	t.Fatalf("no part %s", id)
	return ""
}

// A list that is mailed alone is that of a summary, word for word: address and
// cc stand on a page of their own in front of it.
func TestListAloneIsThatOfTheSummary(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"cigna-2024/cmr-summary-en", "health-partners-2023/cmr-summary-es", "hard/representative-en", "hard/no-medicines-en"} {
		for kind, id := range map[letter.Kind]string{letter.MedicationList: "medication-list", letter.ToDoList: "to-do-list"} {
			l := sample(t, requests+"/"+name+".json")
			want := part(t, s.expand(t, l), id)
			l.Kind = kind
			if kind == letter.ToDoList {
				l.Medications, l.NoneConfirmed = nil, false
			}
			d := s.expand(t, l)
			if got := part(t, d, id); got != want {
				t.Errorf("%s alone: another %s", name, id)
			}
			if len(d.Parts) != 2 || d.Parts[0].ID != "list-note" || !d.Parts[0].Opening || d.Parts[1].Opening {
				t.Errorf("%s: %d parts, the first is %s", name, len(d.Parts), d.Parts[0].ID)
			}
		}
	}
}

// Without a review a list sends its readers to the program, and says nothing of
// a review.
func TestListWithoutAReview(t *testing.T) {
	eachProgram(t, "connecticare-2025/medication-list-%s.json", func(p *program.Program) bool { return p.ContractYear >= 2022 }, func(t *testing.T, w welcome) {
		line, _ := w.program.Line(w.planType)
		for _, words := range []string{line.Contact.Phone, line.Contact.TTY, w.words.Hours(line.Contact.Hours, line.Contact.Zone)} {
			if n := strings.Count(w.text, strings.ToLower(plain(words))); n < 2 {
				t.Errorf("%q is printed %d times, want it on the note and on the list", words, n)
			}
		}
		w.hides(t, "review")
		w.hides(t, "revisión")
	})
	none := builtIn(t).expand(t, sample(t, requests+"/hard/list-without-review-none-en.json")).Dump()
	if strings.Contains(none, "this review") || !strings.Contains(none, "On the date of this list, you were not using any medicines.") {
		t.Error("an empty list without a review speaks of one")
	}
}

// The blank list is for nobody and has every line of the program.
func TestBlankMedicationList(t *testing.T) {
	eachProgram(t, "cigna-2024/blank-medication-list-%s.json", func(p *program.Program) bool { return p.BlankList.Offered }, func(t *testing.T, w welcome) {
		if len(w.doc.Letterhead.Address) > 0 || len(w.doc.Parts) != 1 || w.doc.Parts[0].Opening || w.doc.Parts[0].Named {
			t.Errorf("an address, or more than the list: %+v", w.doc.Letterhead)
		}
		for _, l := range w.program.Lines {
			w.says(t, "phone", l.Contact.Phone)
			w.says(t, "TTY", l.Contact.TTY)
			w.says(t, "hours", w.words.Hours(l.Contact.Hours, l.Contact.Zone))
			for _, planType := range l.PlanTypes {
				label := w.words.Plain("plan-type." + planType)
				if labelled := strings.Contains(w.text, strings.ToLower(label)); labelled != (len(w.program.Lines) > 1) {
					t.Errorf("label %q: %v", label, labelled)
				}
			}
		}
		w.says(t, "material id", w.program.MaterialID(letter.BlankMedicationList, w.letter.Language))
		w.saysMessage(t, "form.burden")
		rows, boxes := toWriteOn(w.doc.Parts[0].Blocks)
		if rows != w.program.BlankList.Rows || boxes != 5 {
			t.Errorf("%d rows and %d boxes to write in", rows, boxes)
		}
	})
}

func toWriteOn(blocks []doc.Block) (rows, boxes int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Table:
			rows += b.Blank
			if len(b.Rows) > 0 {
				rows = -1
			}
		case *doc.Box:
			for _, c := range b.Cells {
				boxes += min(c.Lines, 1)
			}
		}
	}
	return rows, boxes
}

// What every letter after a targeted review must say.
func TestTMRLetterSays(t *testing.T) {
	sends := func(p *program.Program) bool { return p.TMR.WritesMember() }
	for _, file := range []string{"cigna-2024/tmr-member-%s.json", "bcbsm-2023/tmr-member-%s.json"} {
		eachProgram(t, file, sends, func(t *testing.T, w welcome) {
			line, _ := w.program.Line(w.planType)
			for what, words := range map[string]string{
				"program": w.program.ProgramName.In(w.letter.Language), "phone": line.Contact.Phone, "TTY": line.Contact.TTY,
				"hours": w.words.Hours(line.Contact.Hours, line.Contact.Zone), "material id": w.program.MaterialID(letter.TMRMember, w.letter.Language),
			} {
				w.says(t, what, words)
			}
			for _, id := range []string{"tmr.what", "tmr.unchanged", "tmr.questions", "welcome.choice"} {
				w.saysMessage(t, id)
			}
			for _, code := range w.program.Statements {
				w.says(t, "statement "+code, w.words.Plain("statement."+code))
			}
			talked := w.letter.Review.Method != "records-only"
			for id, said := range map[string]bool{"tmr.records": !talked, "cover.thanks.member": talked} {
				words := w.words.Text(id).Raw
				words = words[strings.LastIndex(words, "}}")+2:]
				if strings.Contains(w.text, strings.ToLower(words)) != said {
					t.Errorf("%s: printed is %v", id, !said)
				}
			}
		})
	}
}

// The disposal sheet goes out with welcome letters too, so that alone it keeps
// to the same words, and it names every site.
func TestDisposalLetter(t *testing.T) {
	eachProgram(t, "bcbsm-2023/safe-disposal-%s.json", every, func(t *testing.T, w welcome) {
		if found := never.FindString(w.dump); found != "" {
			t.Errorf("says %q", found)
		}
		for _, x := range w.letter.Sites {
			for _, words := range []string{x.Name, x.Address, x.Phone, x.DistanceMiles} {
				w.says(t, "site", words)
			}
		}
		for _, id := range []string{"disposal.letter", "disposal.why", "disposal.sites.find", "disposal.mail", "disposal.home.out", "disposal.home.mix",
			"disposal.home.seal", "disposal.home.label", "disposal.flush", "disposal.more", "disposal.days"} {
			w.saysMessage(t, id)
		}
		for _, words := range []string{"1-800-882-9539", "www.hhs.gov", "www.dea.gov/takebackday"} {
			w.says(t, "where to ask", words)
		}
	})
}

// A distance of one mile takes the singular, any other the plural.
func TestMiles(t *testing.T) {
	s := builtIn(t)
	for lang, want := range map[string][]string{"en": {"about 0.8 miles away", "about 1 mile away", "about 1.6 miles away"},
		"es": {"a unas 0.8 millas", "a 1 milla, más o menos", "a unas 1.6 millas"}} {
		got := plain(s.expand(t, sample(t, requests+"/bcbsm-2023/safe-disposal-"+lang+".json")).Dump())
		if i := slices.IndexFunc(want, func(x string) bool { return !strings.Contains(got, x) }); i >= 0 {
			t.Errorf("%s: no %q", lang, want[i])
		}
	}
}

// Letters that carry the sheet say so, each with the sites of its request.
func TestSheetAsEnclosure(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"cigna-2024/welcome-criteria-es", "hard/disposal-cmr-summary-en", "hard/disposal-cmr-summary-es", "hard/tmr-representative-en"} {
		l := sample(t, requests+"/"+name+".json")
		d := s.expand(t, l)
		if last := d.Parts[len(d.Parts)-1]; last.ID != "safe-disposal" || last.Opening {
			t.Errorf("%s ends with %s", name, last.ID)
		}
		sheet := part(t, d, "safe-disposal")
		for _, x := range l.Sites {
			if !strings.Contains(sheet, x.Name) {
				t.Errorf("%s: no site %s", name, x.Name)
			}
		}
		if words := s.words.Language(l.Language).Plain("enclosure.safe-disposal"); !strings.Contains(part(t, d, d.Parts[0].ID), words) {
			t.Errorf("%s: the letter does not name its enclosure", name)
		}
	}
}
