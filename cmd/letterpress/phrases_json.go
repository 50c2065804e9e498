package main

import (
	"bytes"
	"encoding/json"
	"strings"

	"letterpress/internal/letter"
	"letterpress/internal/wording"
)

// phraseObject is a phrase as a line of JSON.
type phraseObject struct {
	Phrase  string                       `json:"phrase"`
	Use     letter.Use                   `json:"use"`
	Member  string                       `json:"member"`
	Values  []slotObject                 `json:"values"`
	Words   map[string]map[string]string `json:"words"` // by language and plural form
	Example json.RawMessage              `json:"example"`
}

type slotObject struct {
	Name  string       `json:"name"`
	Type  wording.Type `json:"type"`
	Units []string     `json:"units,omitempty"`
}

func (s *session) phraseObjects(list []entry) error {
	for i := range list {
		e := &list[i]
		o := phraseObject{Phrase: e.ID, Use: e.Use, Member: e.Use.Member(), Values: []slotObject{},
			Words: map[string]map[string]string{}, Example: json.RawMessage(e.example())}
		for _, x := range e.Slots {
			o.Values = append(o.Values, slotObject{x.Name, x.Type, x.Units})
		}
		for _, x := range e.words {
			forms := map[string]string{}
			x.phrase.Forms(func(f wording.Form, raw string) { forms[f.String()] = legible(raw) })
			o.Words[string(x.lang)] = forms
		}
		if err := s.object(o); err != nil {
			return err
		}
	}
	return nil
}

// example is the phrase as a request names it, with example values.
func (e *entry) example() string {
	var b strings.Builder
	b.WriteString(`{"phrase": ` + quoted(e.ID))
	for i := range e.Slots {
		b.WriteString([]string{`, "values": {`, ", "}[min(i, 1)])
		v := e.Slots[i].Example()
		b.WriteString(quoted(v.Name) + ": " + valueOf(v))
	}
	if len(e.Slots) > 0 {
		b.WriteByte('}')
	}
	return b.String() + "}"
}

func valueOf(v letter.PhraseValue) string {
	if v.Parts == nil {
		return quoted(v.Text)
	}
	parts := make([]string, len(v.Parts))
	for i, p := range v.Parts {
		parts[i] = quoted(p.Name) + ": " + quoted(p.Text)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// quoted is s as a JSON string.
func quoted(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(s) != nil {
		return `""` // no string fails to encode
	}
	return strings.TrimRight(b.String(), "\n")
}
