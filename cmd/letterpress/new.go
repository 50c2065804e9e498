package main

import (
	"fmt"
	"slices"
	"strings"

	"letterpress/internal/draft"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/program"
)

// newCmd writes a request to fill in.
type newCmd struct {
	Kind     string `arg:"" help:"Kind of letter: welcome, cmr-summary, medication-list, to-do-list, tmr-member, prescriber-intervention, safe-disposal or blank-medication-list."`
	Program  string `required:"" placeholder:"ID" help:"Program that the letter is for."`
	Language string `default:"en" placeholder:"LANG" help:"Language of the letter: en (default), es."`
	Format   string `default:"standard" placeholder:"FORMAT" help:"standard (default), large-print, braille, audio or data."`
}

// Help is the long help of the command.
func (*newCmd) Help() string {
	return "The request goes to standard output, what is to be known of its members to standard error. " +
		"Replace everything that begins with \"" + letter.Unfilled + "\": what is left is refused with its place.\n\n" +
		"letterpress new welcome --program cigna-2024 > letter.json\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSource)
}

// Run carries the command out.
func (c *newCmd) Run(s *session) error {
	src, err := s.load()
	if err != nil {
		return err
	}
	p, err := c.check(src.Programs)
	if err != nil {
		return err
	}
	d := draft.New(letter.Kind(c.Kind), p, letter.Lang(c.Language), letter.Format(c.Format))
	if err := s.printf("%s", d.JSON); err != nil {
		return err
	}
	s.note("%s", strings.TrimRight(c.notes(p, d), "\n"))
	return nil
}

// check refuses words that nothing is called by. It returns the program.
func (c *newCmd) check(programs *program.Set) (*program.Program, error) {
	kinds := make([]string, 0, len(letter.Kinds()))
	for _, k := range letter.Kinds() {
		kinds = append(kinds, string(k))
	}
	formats := []letter.Format{letter.Standard, letter.LargePrint, letter.Braille, letter.Audio, letter.DataFile}
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = string(f)
	}
	for _, w := range []struct {
		flag, what, word string
		words            []string
	}{
		{"KIND", "kind of letter", c.Kind, kinds},
		{"--program", "program", c.Program, programs.IDs()},
		{"--format", "format", c.Format, names},
	} {
		if w.word == "" {
			return nil, fault.New(fault.Usage, "%s: which %s?", w.flag, w.what).WithHint("one of %s", strings.Join(w.words, ", "))
		}
		if err := known(w.flag, w.what, w.word, w.words); err != nil {
			return nil, err
		}
	}
	p, _ := programs.Find(c.Program)
	if !slices.Contains(codes(p.Languages), c.Language) {
		return nil, fault.New(fault.Usage, "--language: the program has no letters in this language").WithHint("one of %s", strings.Join(codes(p.Languages), ", "))
	}
	return p, nil
}

// notes says what is to be known of a draft: what to fill in, what may be added,
// what the program says, and what to type next.
func (c *newCmd) notes(p *program.Program, d draft.Draft) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\nReplace each %q:\n", letter.Unfilled+" …")
	for _, n := range d.Fill {
		wrapped(&b, memberIndent, n.Member, n.What)
	}
	fmt.Fprintf(&b, "\nMay be added:\n")
	for _, n := range d.Optional {
		wrapped(&b, memberIndent, n.Member, n.What)
	}
	first, last := p.LetterDays()
	fmt.Fprintf(&b, "\nOf the program:\n")
	wrapped(&b, memberIndent, "date", fmt.Sprintf("%s to %s, for contract year %d", first, last, p.ContractYear))
	for _, f := range []struct {
		what  string
		words []string
	}{{"plan types", p.PlanTypes}, {"routes", routes(p)}, {"special needs plans", p.SNP.Plans}, {"languages", codes(p.Languages)}, {"reviews are held by", p.CMR.Ways()}} {
		if len(f.words) > 0 {
			wrapped(&b, memberIndent, f.what, strings.Join(f.words, ", "))
		}
	}
	c.phrases(&b)
	fmt.Fprintf(&b, "\nThen: letterpress render FILE -o letter.pdf\n")
	return b.String()
}

// memberIndent is where the words about a member begin.
const memberIndent = 32

// phrases names the lists of phrases that serve the kind of letter.
func (c *newCmd) phrases(b *strings.Builder) {
	need, may := letter.Kind(c.Kind).Members()
	var uses []string
	for _, u := range letter.Uses() {
		member := u.Member()[:strings.IndexAny(u.Member()+".", "[.")]
		if slices.Contains(need, member) || slices.Contains(may, member) {
			uses = append(uses, string(u))
		}
	}
	if len(uses) == 0 {
		return
	}
	b.WriteString("\nWords may be phrases of the catalogue, in both languages:\n")
	wrapped(b, memberIndent, "letterpress phrases --use", strings.Join(uses, " | "))
}

func routes(p *program.Program) []string {
	var out []string
	for _, r := range []letter.Route{letter.RouteCriteria, letter.RouteAtRisk, letter.RouteBoth, letter.RouteSNP} {
		if p.HasRoute(r) {
			out = append(out, string(r))
		}
	}
	return out
}
