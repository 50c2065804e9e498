package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"letterpress/internal/blueprint"
	"letterpress/internal/face"
	"letterpress/internal/fault"
	"letterpress/internal/intake"
	"letterpress/internal/letter"
	"letterpress/internal/program"
	"letterpress/internal/render"
	"letterpress/internal/sense"
)

// checkCmd checks everything that letters are made from.
type checkCmd struct {
	Reading bool `help:"Print the reading grade of every letter and message first."`
}

// Help is the long help of the command.
func (*checkCmd) Help() string {
	return "Faults keep letters from being made; warnings are oddities that a compliance office would question. " +
		"With --strict, values that stand in for facts, unconfirmed strings of the CMS form and an unknown expiration date of the form " +
		"are faults. With --wording, what the pack changes and misses comes first.\n\n" + strictly() + "\n\n" +
		exitCodes(exitDone, exitInternal, exitUsage, exitSource)
}

// Run carries the command out.
func (c *checkCmd) Run(s *session) error {
	src, err := s.load()
	var found, more fault.Diagnostics
	switch {
	case errors.As(err, &found): // not all of it could be loaded
		more = s.wording(src, nil)
	case err != nil:
		return err
	default:
		more = s.examine(src)
		if c.Reading {
			if err := s.reading(src); err != nil {
				return err
			}
		}
	}
	if err := s.packed(src); err != nil {
		return err
	}
	s.place(more)
	found = append(found, more...)
	found.Sort()
	found = slices.Compact(found) // two checks may find the same
	for _, d := range found {
		if err := s.finding(d); err != nil {
			return err
		}
	}
	faults := len(found.Faults())
	s.closing(src, faults, len(found)-faults)
	if faults > 0 {
		return exit(exitSource)
	}
	return nil
}

// examine gathers all findings about sources that could be loaded.
func (s *session) examine(src render.Sources) fault.Diagnostics {
	found := append(fault.Diagnostics{}, src.Templates.Found()...)
	found = append(found, s.wording(src, src.Templates.Used())...)
	for _, lang := range src.Words.Languages() {
		found = append(found, languageFindings(src, lang, s.Strict)...)
	}
	found = append(found, readingFindings(src)...)
	for _, e := range src.Templates.Editions() {
		found = append(found, editionFindings(e, s.Strict)...)
	}
	for _, p := range src.Programs.All() {
		found = append(found, program.Check(p)...)
		if s.Strict {
			found = append(found, program.Strict(p)...)
		}
		if src.Profiles[p.MailProfile] == nil {
			found = append(found, fault.Diagnostic{File: p.Source, Code: "program-profile", Message: fmt.Sprintf("there is no mail profile %q", p.MailProfile)})
		}
	}
	return found
}

// wording are the findings of the messages themselves, as far as they could be
// loaded. With used, those that nothing prints are among them.
func (s *session) wording(src render.Sources, used map[string]bool) fault.Diagnostics {
	if src.Words == nil {
		return nil
	}
	return src.Words.Check(face.Covers, used)
}

// languageFindings are faults of one language: messages that it lacks and, in
// strict runs, strings of the form that nobody has confirmed.
func languageFindings(src render.Sources, lang letter.Lang, strict bool) fault.Diagnostics {
	var found fault.Diagnostics
	file := "locales/" + string(lang)
	for _, id := range src.Templates.Unspoken(lang) {
		found = append(found, fault.Diagnostic{File: file, Code: "message-missing", Message: fmt.Sprintf("letters print message %q, which the language lacks", id)})
	}
	if !strict {
		return found
	}
	for _, id := range src.Words.Unverified(lang) {
		at := src.Words.Language(lang).Message(id).Node()
		found = append(found, fault.Diagnostic{File: at.File(), Line: at.Line, Col: at.Col, Code: "message-unverified",
			Message: fmt.Sprintf("message %q is a fixed string of the CMS form and not confirmed", id), Hint: "name the source in verified_against"})
	}
	return found
}

// editionFindings warns of what CMS prints on its form and we do not know. A
// strict run refuses it.
func editionFindings(e *blueprint.Edition, strict bool) fault.Diagnostics {
	if e.Expires != "" {
		return nil
	}
	severity := fault.Warning
	if strict {
		severity = fault.Fault
	}
	return fault.Diagnostics{{Severity: severity, File: "templates/editions/" + e.ID + ".yaml", Code: "edition-expires",
		Message: "the expiration date of edition " + e.ID + " of the form is not known; letters leave it out"}}
}

// strictly names the warnings about requests that a strict run refuses.
func strictly() string {
	codes := []string{intake.CodeFewSites}
	for _, r := range sense.Rules() {
		if r.Strict && !r.Refuses {
			codes = append(codes, r.Code)
		}
	}
	return "Of the warnings about requests, --strict refuses: " + strings.Join(codes, ", ") + "."
}

// finding prints one finding.
func (s *session) finding(d fault.Diagnostic) error {
	if !s.JSON {
		return s.printf("%s\n", d.Format())
	}
	return s.object(struct {
		Severity string `json:"severity"`
		File     string `json:"file"`
		Line     int    `json:"line"`
		Col      int    `json:"col"`
		Code     string `json:"code"`
		Message  string `json:"message"`
		Hint     string `json:"hint"`
	}{d.Severity.String(), d.File, d.Line, d.Col, d.Code, d.Message, d.Hint})
}

// closing counts what was looked at and what was found.
func (s *session) closing(src render.Sources, faults, warnings int) {
	var looked []string
	if src.Programs != nil {
		looked = append(looked, plural(len(src.Programs.IDs()), "program", "programs"))
	}
	if src.Templates != nil {
		looked = append(looked, plural(len(src.Templates.Kinds()), "kind of letter", "kinds of letter"))
	}
	if src.Words != nil {
		looked = append(looked, plural(len(src.Words.Languages()), "language", "languages"))
	}
	if len(looked) == 0 {
		looked = append(looked, "nothing")
	}
	out := s.out
	if s.JSON {
		out = s.err
	}
	fmt.Fprintf(out, "checked %s: %s, %s\n", strings.Join(looked, ", "), plural(faults, "fault", "faults"), plural(warnings, "warning", "warnings"))
}
