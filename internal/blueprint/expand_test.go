package blueprint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"letterpress/internal/blueprint"
	"letterpress/internal/doc"
	"letterpress/internal/letter"
	"letterpress/internal/page"
)

// goldens are letters whose expansion a reviewer can read: one welcome letter
// a route, a summary in each language, and what is out of the ordinary.
var goldens = []string{
	"connecticare-2025/welcome-criteria-en", "cigna-2024/welcome-at-risk-es", "bcbsm-2023/welcome-both-es", "health-partners-2023/welcome-snp-en",
	"aetna-2021/welcome-criteria-pdp-en", "cigna-2024/cmr-summary-en", "bcbsm-2023/cmr-summary-es", "hard/representative-es",
	"cigna-2024/prescriber-cmr-en", "health-partners-2023/prescriber-tmr-es", "hard/prescriber-five-es", "hard/prescriber-bare-en",
	"hard/no-to-dos-no-allergies-en", "hard/25-medications-es", "hard/markup-in-name", "hard/large-print-welcome-es",
	"cigna-2024/blank-medication-list-en", "hard/list-recipient-cc-en", "hard/tmr-records-caregiver-es", "hard/safe-disposal-caregiver-es",
	"hard/list-without-review-none-en", "hard/to-do-list-caregiver-cc-es", "aetna-2021/tmr-member-es",
}

func TestGoldens(t *testing.T) {
	s := builtIn(t)
	for _, name := range goldens {
		t.Run(name, func(t *testing.T) {
			got := s.expand(t, sample(t, filepath.Join(requests, name+".json"))).Dump()
			path := filepath.Join("testdata", strings.ReplaceAll(name, "/", "-")+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if line, ok := differs(got, string(want)); ok {
				t.Errorf("%s differs at:\n%s", path, line)
			}
		})
	}
}

// differs returns the first line of got that want does not have there.
func differs(got, want string) (string, bool) {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return g[i], true
		}
	}
	return "the end", len(g) != len(w)
}

// Every sample expands without a hole, in its language, with words of known
// origin, and says everything of the request that a reader of it must see.
func TestEverySampleExpands(t *testing.T) {
	s := builtIn(t)
	for _, path := range samplePaths(t) {
		t.Run(strings.TrimPrefix(path, requests+"/"), func(t *testing.T) {
			l := sample(t, path)
			d := s.expand(t, l)
			if want := s.words.Language(l.Language).Tag; d.Lang != want {
				t.Errorf("language %s, want %s", d.Lang, want)
			}
			printed := ""
			spans(d, func(sp doc.Span) {
				printed += sp.Text
				switch {
				case sp.Source == page.Unknown:
					t.Errorf("%q is of unknown origin", sp.Text)
				case sp.Text == "":
					t.Error("a span without words")
				case sp.Markup != nil && sp.Markup.Lang != "" && l.Language == letter.English:
					t.Errorf("%q is marked as %s in an English letter", sp.Text, sp.Markup.Lang)
				}
			})
			printed = plain(printed)
			for _, words := range said(l) {
				if !strings.Contains(printed, plain(words)) {
					t.Errorf("%q is not printed", words)
				}
			}
		})
	}
}

// plain makes spaces at which no line breaks into spaces.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// said is the words of a request that its letter must print.
func said(l *letter.Letter) []string {
	out := []string{l.Reference}
	add := func(t *letter.Text) {
		if t != nil {
			words, _ := t.In(l.Language)
			out = append(out, words)
		}
	}
	for i := range l.ToDos {
		add(&l.ToDos[i].Topic)
		for k := range l.ToDos[i].Actions {
			add(&l.ToDos[i].Actions[k])
		}
	}
	for i := range l.Medications {
		m := &l.Medications[i]
		if !m.Current(l.Date) {
			continue
		}
		out = append(out, m.Name, m.Brand, m.Strength)
		add(m.Directions.Words)
		add(m.Reason)
		for _, p := range m.Prescribers {
			out = append(out, p.Name, p.Credentials)
		}
	}
	for _, list := range [][]letter.Reaction{l.Allergies, l.SideEffects} {
		for i := range list {
			add(&list[i].Substance)
			add(list[i].Reaction)
		}
	}
	add(l.OtherInformation)
	if l.Review != nil {
		out = append(out, l.Review.By.Name, l.Review.By.Credentials, l.Review.By.Title)
		add(l.Review.UnableToParticipate)
	}
	if p := l.Prescriber; p != nil {
		out = append(out, p.Name, p.Credentials, p.NPI, strings.ToUpper(p.Practice), p.Phone, p.Fax)
	}
	for i := range l.Interventions {
		n := &l.Interventions[i]
		add(&n.Finding)
		add(&n.Recommendation)
		add(n.Reason)
		out = append(out, n.Reference)
		for _, d := range n.Medications {
			out = append(out, d.Name, d.Strength, d.Quantity)
		}
	}
	return append(out, l.CC...)
}

// spans calls visit for every span of d.
func spans(d *doc.Document, visit func(doc.Span)) {
	each := func(list ...doc.Inline) {
		for _, l := range list {
			for _, s := range l {
				visit(s)
			}
		}
	}
	each(d.Letterhead.Plan)
	each(d.Letterhead.Return...)
	each(d.Letterhead.Address...)
	each(d.Letterhead.Aside...)
	fieldSpans(d.Letterhead.Facts, each)
	for i := range d.Parts {
		each(d.Parts[i].Again)
		blockSpans(d.Parts[i].Blocks, each)
	}
}

func fieldSpans(list []doc.Field, each func(...doc.Inline)) {
	for _, f := range list {
		each(f.Label)
		each(f.Lines...)
	}
}

func blockSpans(blocks []doc.Block, each func(...doc.Inline)) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Title:
			each(b.Text)
		case *doc.Heading:
			each(b.Text)
		case *doc.Para:
			each(b.Text)
		case *doc.Notice:
			each(b.Text)
		case *doc.List:
			each(b.Items...)
		case *doc.Numbered:
			each(b.Items...)
		case *doc.Records:
			tableSpans(&b.Table, each)
		case *doc.Beside:
			for _, c := range b.Columns {
				blockSpans(c.Blocks, each)
			}
		case *doc.Checklist:
			each(b.Items...)
		case *doc.Signature:
			each(b.Closing)
			each(b.Signer...)
		case *doc.Fields:
			fieldSpans(b.Items, each)
		case *doc.Choices:
			for _, c := range b.Items {
				each(c.Text)
			}
		case *doc.WriteIns:
			for _, w := range b.Items {
				each(w.Label)
			}
		case *doc.Keep:
			blockSpans(b.Blocks, each)
		case *doc.Box:
			for _, c := range b.Cells {
				blockSpans(c.Blocks, each)
			}
		case *doc.Table:
			tableSpans(b, each)
		}
	}
}

func tableSpans(t *doc.Table, each func(...doc.Inline)) {
	for _, c := range t.Columns {
		each(c.Head)
	}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			each(c.Lines...)
		}
	}
	each(t.Invite)
}

// Expanding writes to nothing that the next letter reads.
func TestExpandIsPure(t *testing.T) {
	s := builtIn(t)
	en := sample(t, requests+"/hard/reference-packet-en.json")
	p, _ := s.programs.Find(en.Program)
	view := blueprint.NewView(p, s.words.Language(en.Language))
	first, err := s.set.Expand(en, "an-id", view)
	if err != nil {
		t.Fatal(err)
	}
	before := first.Dump()
	for _, name := range []string{"representative-en", "no-to-dos-no-allergies-en", "markup-in-name"} {
		s.expand(t, sample(t, requests+"/hard/"+name+".json"))
	}
	again, err := s.set.Expand(sample(t, requests+"/hard/reference-packet-en.json"), "an-id", view)
	if err != nil || again.Dump() != before || first.Dump() != before {
		t.Errorf("the same letter expands to something else (%v)", err)
	}
	if !strings.Contains(before, "id an-id") {
		t.Error("the letter's id is not in the document")
	}
}

// A letter and words that do not fit each other are refused, not mixed.
func TestExpandRefuses(t *testing.T) {
	s := builtIn(t)
	l := sample(t, requests+"/cigna-2024/welcome-criteria-en.json")
	p, _ := s.programs.Find(l.Program)
	english, spanish := blueprint.NewView(p, s.words.Language("en")), blueprint.NewView(p, s.words.Language("es"))
	for name, c := range map[string]struct {
		view   *blueprint.View
		change func(*letter.Letter)
		want   string
	}{
		"words of another language": {spanish, nil, "another language"},
		"a kind without a template": {english, func(l *letter.Letter) { l.Kind = "postcard" }, "no template"},
		"a day without an edition":  {english, func(l *letter.Letter) { l.Date.Year = 1999 }, "no edition"},
		"a code without words": {english, func(l *letter.Letter) {
			*l = *sample(t, requests+"/cigna-2024/cmr-summary-en.json")
			l.Review.Sources = []string{"rumor"}
		}, "no message source.rumor"},
		"a text without the language": {english, func(l *letter.Letter) {
			*l = *sample(t, requests+"/cigna-2024/cmr-summary-en.json")
			l.OtherInformation = &letter.Text{Words: []letter.Worded{{Lang: "es", Text: "nada"}}}
		}, "words that the letter's language needs are missing"},
	} {
		t.Run(name, func(t *testing.T) {
			l := sample(t, requests+"/cigna-2024/welcome-criteria-en.json")
			if c.change != nil {
				c.change(l)
			}
			d, err := s.set.Expand(l, "", c.view)
			if d != nil || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, %v, want %q", d, err, c.want)
			}
		})
	}
}
