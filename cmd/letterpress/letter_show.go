package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/render"
)

// letterShowCmd shows the record of a letter.
type letterShowCmd struct {
	which
	Request bool `help:"Also the request, which holds all that is known of the member; the reading is recorded."`
}

// Help is the long help of the command.
func (*letterShowCmd) Help() string {
	return exitCodes(exitDone, exitInternal, exitUsage, exitUnavailable, exitNotFound, exitInterrupted)
}

// letterRecord is all that is on record of a letter, as JSON.
type letterRecord struct {
	letterLine
	RequestSum  string              `json:"request_sha256"`
	Parts       json.RawMessage     `json:"parts"`
	Fingerprint *render.Fingerprint `json:"fingerprint,omitempty"`
	Piece       *pieceRecord        `json:"piece,omitempty"`
	Audit       []auditLine         `json:"audit"`
	Request     json.RawMessage     `json:"request,omitempty"`
}

type pieceRecord struct {
	Piece   string `json:"piece"`
	State   string `json:"state"`
	Reason  string `json:"reason"`
	Queued  string `json:"queued"`
	Due     string `json:"due"`
	Class   string `json:"class"`
	Batch   string `json:"batch"`
	Reprint int    `json:"reprint"`
}

// Run carries the command out.
func (c *letterShowCmd) Run(ctx context.Context, s *session) error {
	return s.withRecord(ctx, &c.which, func(book *ledger.Ledger, id string) error {
		if c.Request {
			if err := book.RecordRead(ctx, s.now(), s.Tenant, id, "request"); err != nil {
				return err
			}
		}
		record, err := s.recordOf(ctx, book, id)
		if err != nil {
			return err
		}
		if !c.Request {
			record.Request = nil
		}
		if s.JSON {
			return s.object(record)
		}
		return s.printf("%s", record.text())
	})
}

func (s *session) recordOf(ctx context.Context, book *ledger.Ledger, id string) (*letterRecord, error) {
	l, err := book.Letter(ctx, s.Tenant, id)
	if err != nil {
		return nil, err
	}
	history, err := book.Audit(ctx, s.Tenant, id)
	if err != nil {
		return nil, err
	}
	r := &letterRecord{letterLine: lineOf(&l), RequestSum: l.RequestSum, Parts: orElse(l.Parts, "[]"), Request: l.Request}
	if f := new(render.Fingerprint); json.Unmarshal(l.Fingerprint, f) == nil && f.Code != "" {
		r.Fingerprint = f
	}
	if p := l.Piece; p.ID != "" {
		r.Piece = &pieceRecord{p.ID, string(p.State), p.Reason, stamp(p.QueuedAt), p.Due, p.Class, p.Batch, p.Reprint}
	}
	for _, e := range history {
		e.Letter = "" // it is named above
		r.Audit = append(r.Audit, auditLineOf(e))
	}
	return r, nil
}

// text is the record for a person: a line a fact, and the history below.
func (r *letterRecord) text() string {
	var b strings.Builder
	fact := func(name, format string, args ...any) {
		if value := fmt.Sprintf(format, args...); value != "" {
			fmt.Fprintf(&b, "%-12s%s\n", name, value)
		}
	}
	fact("letter", "%s", r.Letter)
	fact("key", "%s", r.Key)
	fact("status", "%s", because(r.Status, r.Reason))
	fact("kind", "%s, %s, %s, %s", r.Kind, r.Program, r.Language, r.Format)
	fact("date", "%s", r.Date)
	fact("delivery", "%s", r.Channel)
	fact("replaces", "%s", r.Replaces)
	if r.Pages > 0 {
		fact("paper", "%s on %s%s", plural(r.Pages, "page", "pages"), plural(r.Sheets, "sheet", "sheets"), r.parts())
	}
	fact("object", "%s", r.Object)
	fact("sha256", "%s", r.Sum)
	if p := r.Piece; p != nil {
		fact("piece", "%s", p.Piece)
		fact("due", "%s", p.Due)
		fact("class", "%s", p.Class)
		fact("batch", "%s", p.Batch)
	}
	var warnings fault.Fields
	_ = json.Unmarshal(r.Warnings, &warnings) // our own JSON
	for _, w := range warnings {
		fact("warning", "%s", w.Error())
	}
	if f := r.Fingerprint; f != nil {
		fact("made from", "program %s, wording %s, templates %s", short(f.Program), short(f.Wording), short(f.Templates))
		fact("", "fonts %s, mail profile %s, code %s, edition %s", short(f.Fonts), short(f.Profile), short(f.Code), f.Edition)
	}
	r.history(&b)
	if len(r.Request) > 0 {
		fmt.Fprintf(&b, "\nrequest\n%s\n", indented(r.Request))
	}
	return b.String()
}

func (r *letterRecord) parts() string {
	var parts []render.Part
	if json.Unmarshal(r.Parts, &parts) != nil || len(parts) < 2 {
		return ""
	}
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = fmt.Sprintf("%s %d", p.Part, p.Pages)
	}
	return " (" + strings.Join(words, ", ") + ")"
}

func (r *letterRecord) history(b *strings.Builder) {
	b.WriteString("\nhistory\n")
	for _, a := range r.Audit {
		fmt.Fprintf(b, "  %s  %-18s by %s", a.At, a.Action, a.Actor)
		if a.Note != "" {
			b.WriteString(": " + a.Note)
		}
		b.WriteByte('\n')
	}
}

func because(status, reason string) string {
	if reason == "" {
		return status
	}
	return status + ": " + reason
}

// short is enough of a hash to tell two of them apart.
func short(sum string) string { return sum[:min(len(sum), 8)] }

func indented(data json.RawMessage) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	_ = enc.Encode(data) // it was JSON when it was accepted
	return strings.TrimSpace(b.String())
}
