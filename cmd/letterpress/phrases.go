package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/wording"
	"letterpress/internal/yaml"
)

// phrasesCmd lists the phrase catalogue, so that a pharmacist finds the words of
// a letter in a language that they may not write.
type phrasesCmd struct {
	Search   []string `arg:"" optional:"" help:"Words to look for, in ids and in either language; case and accents do not matter."`
	Language string   `placeholder:"LANG" help:"Words in this language alone: en, es."`
	Use      string   `placeholder:"USE" help:"Phrases for one use alone: topic, action, reason …"`
}

// Help is the long help of the command.
func (*phrasesCmd) Help() string {
	return "A request names a phrase where words may stand, and gives the values that stand in braces:\n" +
		`{"phrase": "action.with-food", "values": {"drug": "metformin"}}` + "\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSource)
}

// Run carries the command out.
func (c *phrasesCmd) Run(s *session) error {
	if err := c.check(); err != nil {
		return err
	}
	src, err := s.load()
	if err != nil {
		return err
	}
	list, err := c.list(src.Words)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.phraseObjects(list)
	}
	return s.phraseList(list)
}

func (c *phrasesCmd) check() error {
	uses := make([]string, 0, len(letter.Uses()))
	for _, u := range letter.Uses() {
		uses = append(uses, string(u))
	}
	return known("--use", "use", c.Use, uses)
}

// known refuses a word that is not among those that a flag or an argument takes,
// with the nearest of them. An empty word is no word.
func known(flag, what, word string, words []string) error {
	if word == "" || slices.Contains(words, word) {
		return nil
	}
	e := fault.New(fault.Usage, "%s: there is no such %s", flag, what)
	if near := yaml.Nearest(word, words); near != "" && len(word) > 2 {
		return e.WithHint("did you mean %s? There are %s", near, strings.Join(words, ", "))
	}
	return e.WithHint("one of %s", strings.Join(words, ", "))
}

// entry is a phrase in the languages that are asked for.
type entry struct {
	*wording.Phrase
	words []inLanguage
}

type inLanguage struct {
	lang   letter.Lang
	phrase *wording.Phrase
}

// list returns the phrases that were asked for, by use and id.
func (c *phrasesCmd) list(words *wording.Catalogue) ([]entry, error) {
	langs := words.Languages()
	if c.Language != "" {
		if err := known("--language", "language", c.Language, codes(langs)); err != nil {
			return nil, err
		}
		langs = []letter.Lang{letter.Lang(c.Language)}
	}
	var out []entry
	for _, id := range words.PhraseIDs() {
		e := entry{words: wordsOf(words, id, langs)}
		if len(e.words) == 0 {
			continue
		}
		e.Phrase = e.words[0].phrase
		if (c.Use == "" || c.Use == string(e.Use)) && matches(wordsOf(words, id, words.Languages()), id, c.Search) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b entry) int {
		return cmp.Compare(slices.Index(letter.Uses(), a.Use), slices.Index(letter.Uses(), b.Use))
	})
	return out, nil
}

func codes(langs []letter.Lang) []string {
	out := make([]string, len(langs))
	for i, l := range langs {
		out[i] = string(l)
	}
	return out
}

func wordsOf(words *wording.Catalogue, id string, langs []letter.Lang) []inLanguage {
	var out []inLanguage
	for _, lang := range langs {
		if p := words.Language(lang).Phrase(id); p != nil {
			out = append(out, inLanguage{lang, p})
		}
	}
	return out
}

// matches reports whether each of the words looked for stands somewhere in a
// phrase: in its id or in its words in any language.
func matches(all []inLanguage, id string, search []string) bool {
	text := id + " "
	for _, x := range all {
		x.phrase.Forms(func(_ wording.Form, raw string) { text += legible(raw) + " " })
	}
	text = folded(text)
	return !slices.ContainsFunc(search, func(w string) bool { return !strings.Contains(text, folded(w)) })
}

var accents = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u", "ñ", "n", "’", "'")

func folded(s string) string { return accents.Replace(strings.ToLower(s)) }

// legible writes the words of a locale file for a person: values in braces, and
// spaces that do not break as spaces.
func legible(raw string) string {
	return strings.NewReplacer("{{.", "{", "}}", "}", "~", " ", "**", "").Replace(raw)
}

// columns is how wide a terminal is taken to be.
const columns = 80

// phraseList prints phrases for a person, a heading a use. A short list shows how
// a request names them.
func (s *session) phraseList(list []entry) error {
	if len(list) == 0 {
		s.note("none; search for fewer words, or list all: letterpress phrases")
		return nil
	}
	var b strings.Builder
	use := letter.Use("")
	for i := range list {
		e := &list[i]
		if e.Use != use {
			use = e.Use
			fmt.Fprintf(&b, "%s, for %s\n\n", use, use.Member())
		}
		fmt.Fprintf(&b, "  %s\n", e.ID)
		for _, x := range e.words {
			wrapped(&b, 10, "  "+string(x.lang), legible(x.phrase.Raw()))
		}
		if len(e.Slots) > 0 {
			wrapped(&b, 10, "  with", declared(e.Slots))
		}
		if len(list) <= 3 {
			fmt.Fprintf(&b, "    as    %s\n", e.example())
		}
		b.WriteByte('\n')
	}
	if err := s.printf("%s", b.String()); err != nil {
		return err
	}
	s.note("%s", plural(len(list), "phrase", "phrases"))
	return nil
}

// declared writes the values of a phrase in a line.
func declared(slots []wording.Slot) string {
	out := make([]string, len(slots))
	for i, s := range slots {
		out[i] = "{" + s.Name + "} " + s.String()
	}
	return strings.Join(out, ", ")
}

// wrapped writes text behind a label, from column indent on and in lines that a
// terminal shows whole.
func wrapped(b *strings.Builder, indent int, label, text string) {
	line := fmt.Sprintf("  %-*s ", indent-3, label)
	width, first := utf8.RuneCountInString(line), true
	for _, w := range strings.Fields(text) {
		n := utf8.RuneCountInString(w)
		if !first && width+1+n > columns || first && width > indent {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line, width, first = strings.Repeat(" ", indent), indent, true
		}
		if !first {
			line, width = line+" ", width+1
		}
		line, width, first = line+w, width+n, false
	}
	b.WriteString(line + "\n")
}
