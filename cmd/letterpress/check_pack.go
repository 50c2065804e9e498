package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"letterpress/internal/blueprint"
	"letterpress/internal/letter"
	"letterpress/internal/render"
	"letterpress/internal/wording"
	"letterpress/locales"
	"letterpress/templates"
)

// change is one thing that a wording pack does, or leaves undone.
type change struct {
	Change string      `json:"change"` // replaces, repeats, confirms, adds, misses
	What   string      `json:"what"`
	ID     string      `json:"id"`
	Lang   letter.Lang `json:"language,omitempty"`
	File   string      `json:"file,omitempty"`
	Line   int         `json:"line,omitempty"`
	Detail string      `json:"detail,omitempty"`
}

// packed prints what the wording pack changes and what it misses. Without a
// pack it prints nothing.
func (s *session) packed(src render.Sources) error {
	if s.Wording == "" || src.Words == nil || src.Templates == nil {
		return nil
	}
	words, err := wording.Load(locales.FS)
	if err != nil {
		return err
	}
	built, err := blueprint.Load(words, templates.FS)
	if err != nil {
		return err
	}
	p := openPack(s.Wording)
	all := slices.Concat(changedMessages(src.Words, words), changedFiles(p, src.Templates), changedEditions(src.Templates, built),
		oneSided(src.Words, words), newLanguages(src.Words, words), unconfirmed(src.Words))
	for _, c := range all {
		if c.File != "" {
			c.File = p.path(c.File)
		}
		if err := s.change(c); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) change(c change) error {
	if s.JSON {
		return s.object(c)
	}
	at, lang, detail := s.Wording, "", ""
	if c.File != "" {
		at = c.File
	}
	if c.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, c.Line)
	}
	if c.Lang != "" {
		lang = " (" + string(c.Lang) + ")"
	}
	if c.Detail != "" {
		detail = ": " + c.Detail
	}
	return s.printf("%s: %s %s %s%s%s\n", at, c.Change, c.What, c.ID, lang, detail)
}

// fromPack reports whether a message stands in the pack.
func fromPack(m *wording.Message) bool { return strings.HasPrefix(m.Node().File(), "wording/") }

// changedMessages compares every message of the pack with the built-in one.
func changedMessages(now, built *wording.Catalogue) []change {
	var out []change
	for _, lang := range now.Languages() {
		l := now.Language(lang)
		for _, id := range l.IDs() {
			if m := l.Message(id); fromPack(m) {
				var old *wording.Message
				if b := built.Language(lang); b != nil {
					old = b.Message(id)
				}
				c := compared(m, old)
				c.ID, c.Lang = id, lang
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b change) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	return out
}

func compared(m, old *wording.Message) change {
	c := change{Change: "replaces", What: "message", File: m.Node().File(), Line: m.Node().Line}
	switch {
	case old == nil:
		c.Change = "adds"
	case m.Same(old) && m.Verified == old.Verified:
		c.Change, c.Detail = "repeats", "the words are the built-in ones"
	case m.Same(old):
		c.Change, c.Detail = "confirms", "the words are the built-in ones"
	default:
		c.Detail = differing(m, old)
	}
	return c
}

// differing says how the placeholders or the standing of a replaced message
// differ, or "".
func differing(m, old *wording.Message) string {
	var out []string
	if a, b := strings.Join(m.Vars(), ", "), strings.Join(old.Vars(), ", "); a != b {
		out = append(out, fmt.Sprintf("it takes {%s} and the built-in one {%s}", a, b))
	}
	if old.FormString && m.Verified == "" {
		out = append(out, "a fixed string of the CMS form, not confirmed")
	}
	return strings.Join(out, "; ")
}

// changedFiles lists the pack's template files with what they replace.
func changedFiles(p pack, set *blueprint.Set) []change {
	var out []change
	for _, name := range p.templateFiles() {
		c := change{Change: "adds", What: "file", ID: name, File: name}
		for _, r := range set.Replacements() {
			if r.File == name {
				c.Change, c.ID = "replaces", r.Over
			}
		}
		if p.profile(name) && c.Change == "adds" && builtInFile(name) {
			c.Change = "replaces"
		}
		out = append(out, c)
	}
	return out
}

// changedEditions says what the pack's records of editions state anew.
func changedEditions(now, built *blueprint.Set) []change {
	var out []change
	for _, e := range now.Editions() {
		i := slices.IndexFunc(built.Editions(), func(o *blueprint.Edition) bool { return o.ID == e.ID })
		if i < 0 {
			out = append(out, change{Change: "adds", What: "edition", ID: e.ID})
			continue
		}
		o := built.Editions()[i]
		for _, f := range []struct {
			name     string
			now, old any
		}{
			{"from", e.From, o.From}, {"until", e.Until, o.Until}, {"form_number", e.FormNumber, o.FormNumber},
			{"omb_number", e.OMBNumber, o.OMBNumber}, {"expires", e.Expires, o.Expires}, {"burden_minutes", e.BurdenMinutes, o.BurdenMinutes},
		} {
			if f.now != f.old {
				out = append(out, change{Change: "replaces", What: "edition", ID: e.ID, Detail: fmt.Sprintf("%s is %q, built in %q", f.name, fmt.Sprint(f.now), fmt.Sprint(f.old))})
			}
		}
	}
	return out
}

// oneSided lists the messages that the pack replaces in one language of the
// built-in ones and not in another.
func oneSided(now, built *wording.Catalogue) []change {
	var out []change
	for _, lang := range built.Languages() {
		for _, id := range now.Language(lang).IDs() {
			m, old := now.Language(lang).Message(id), built.Language(lang).Message(id)
			if !fromPack(m) || old != nil && m.Same(old) {
				continue
			}
			for _, other := range built.Languages() {
				if m := now.Language(other).Message(id); m != nil && !fromPack(m) {
					out = append(out, change{Change: "misses", What: "message", ID: id, Lang: other, Detail: "replaced in " + string(lang) + " alone"})
				}
			}
		}
	}
	return out
}

// newLanguages says how far the pack is with each language that is not built in.
func newLanguages(now, built *wording.Catalogue) []change {
	var out []change
	for _, lang := range now.Languages() {
		if built.Language(lang) != nil {
			continue
		}
		all := built.Language(letter.English).IDs()
		c := change{Change: "adds", What: "language", ID: string(lang), Detail: fmt.Sprintf("%d of %d messages are missing", len(now.Missing(lang, all)), len(all))}
		out = append(out, c)
	}
	return out
}

// unconfirmed counts the fixed strings of the form that stay to be confirmed.
func unconfirmed(now *wording.Catalogue) []change {
	var out []change
	for _, lang := range now.Languages() {
		all := 0
		for _, id := range now.Language(lang).IDs() {
			if now.Language(lang).Message(id).FormString {
				all++
			}
		}
		if n := len(now.Unverified(lang)); n > 0 {
			out = append(out, change{Change: "misses", What: "confirmation", ID: "of the CMS form", Lang: lang,
				Detail: fmt.Sprintf("%d of %d fixed strings are not confirmed", n, all)})
		}
	}
	return out
}
