package blueprint

import (
	"letterpress/internal/doc"
	"letterpress/internal/page"
	"letterpress/internal/wording"
)

// speaker prints messages by id. It notes the first that its language lacks:
// such a letter is not made, since it would have a hole.
type speaker struct {
	w      *wording.Language
	unsaid string
	*Memory
}

// speak returns message id with its values.
func (s *speaker) speak(id string, values ...wording.Value) doc.Inline {
	m := s.w.Message(id)
	if m == nil {
		s.lack(id)
		return nil
	}
	return s.fill(m.Text(), values)
}

func (s *speaker) fill(t *wording.Text, values []wording.Value) doc.Inline {
	return t.FillInto(s.room, values)
}

func (s *speaker) room(n int) doc.Inline { return s.spans.room(n) }

// speakFor returns message id in its form for n things.
func (s *speaker) speakFor(id string, n int, values ...wording.Value) doc.Inline {
	if s.w.Message(id) == nil {
		s.lack(id)
		return nil
	}
	return s.fill(s.w.TextFor(id, n), values)
}

func (s *speaker) lack(id string) {
	if s.unsaid == "" {
		s.unsaid = id
	}
}

func arg(name string, text doc.Inline) wording.Value { return wording.Value{Name: name, Text: text} }

// joined puts a separator between items.
func (s *speaker) joined(items []doc.Inline, separator string) doc.Inline {
	var out doc.Inline
	for i, it := range items {
		if i > 0 {
			out = append(out, s.speak(separator)...)
		}
		out = append(out, it...)
	}
	return out
}

// fact is words of a program file.
func fact(s string) doc.Inline {
	if s == "" {
		return nil
	}
	return doc.Inline{{Text: s, Source: page.Program}}
}
