package main

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
)

// which names one letter: by its id, or by the key of its request.
type which struct {
	ID  string `arg:"" optional:"" help:"Letter id."`
	Key string `help:"Key of the letter's request, in place of its id."`
}

// id returns the id of the letter that was named.
func (w *which) id(tenant string) (string, error) {
	switch {
	case (w.ID == "") == (w.Key == ""):
		return "", fault.New(fault.Usage, "name one letter").WithHint("its id, or --key KEY; letterpress letter list shows both")
	case w.Key != "":
		return letter.ID(tenant, w.Key), nil
	case !letter.ValidID(strings.ToLower(w.ID)):
		return "", fault.New(fault.NotFound, "no letter has an id of this form").
			WithHint("an id is a UUID; to name a letter by the key of its request: --key KEY")
	}
	return strings.ToLower(w.ID), nil
}

// letterLine is a letter in lists and as JSON: what an answer of issue has, and
// what the record adds.
type letterLine struct {
	Key      string          `json:"key"`
	Status   string          `json:"status"`
	Reason   string          `json:"reason,omitempty"`
	Letter   string          `json:"letter"`
	Kind     string          `json:"kind"`
	Program  string          `json:"program"`
	Language string          `json:"language"`
	Format   string          `json:"format"`
	Date     string          `json:"date"`
	Channel  string          `json:"channel"`
	Replaces string          `json:"replaces,omitempty"`
	Accepted string          `json:"accepted"`
	Rendered string          `json:"rendered,omitempty"`
	Pages    int             `json:"pages"`
	Sheets   int             `json:"sheets"`
	Sum      string          `json:"sha256,omitempty"`
	Object   string          `json:"object,omitempty"`
	Warnings json.RawMessage `json:"warnings"`
}

func lineOf(l *ledger.Letter) letterLine {
	line := letterLine{Key: l.Key, Status: l.Status(), Reason: l.Reason, Letter: l.ID, Kind: l.Kind, Program: l.Program,
		Language: l.Language, Format: l.Format, Date: l.Date, Channel: l.Channel, Replaces: l.Replaces,
		Accepted: stamp(l.AcceptedAt), Rendered: stamp(l.RenderedAt),
		Pages: l.Pages, Sheets: l.Sheets, Sum: l.Sum, Object: l.Object, Warnings: orElse(l.Warnings, "[]")}
	if l.State == ledger.Rendered {
		line.Reason = l.Piece.Reason
	}
	return line
}

// orElse is JSON from the record, or what stands for none.
func orElse(b json.RawMessage, none string) json.RawMessage {
	if len(b) == 0 {
		return json.RawMessage(none)
	}
	return b
}

// stamp is a moment as the record gives it: in UTC, to the second.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// withRecord opens the ledger, looks up which letter is meant and hands both on.
func (s *session) withRecord(ctx context.Context, w *which, do func(*ledger.Ledger, string) error) error {
	id, err := w.id(s.Tenant)
	if err != nil {
		return err
	}
	book, err := s.record(ctx)
	if err != nil {
		return err
	}
	defer book.Close()
	return do(book, id)
}
