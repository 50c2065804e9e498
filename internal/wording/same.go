package wording

// Same reports whether two messages have the same words in every form.
func (m *Message) Same(o *Message) bool {
	for f := range m.forms {
		a, b := m.forms[f], o.forms[f]
		if (a == nil) != (b == nil) || a != nil && a.Raw != b.Raw {
			return false
		}
	}
	return true
}
