package draft

import (
	"bytes"
	"encoding/json"

	"letterpress/internal/letter"
)

// object is a JSON object whose members keep their order.
type object []field

type field struct {
	name  string
	value any // string, fill, object, or a list of those
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, f := range o {
		if i > 0 {
			b = append(b, ',')
		}
		name, err := json.Marshal(f.name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(f.value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, name...), ':'), value...)
	}
	return append(b, '}'), nil
}

// MarshalText writes the placeholder as it stands in the request.
func (f fill) MarshalText() ([]byte, error) { return []byte(letter.Unfilled + " " + string(f)), nil }

// encode writes a request for a person to edit.
func encode(root object) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if enc.Encode(root) != nil {
		return nil // strings and objects always encode
	}
	return b.Bytes()
}

// notes gathers the placeholders below value.
func notes(value any, member string) []Note {
	switch v := value.(type) {
	case fill:
		return []Note{{member, string(v)}}
	case object:
		var out []Note
		for _, f := range v {
			at := f.name
			if member != "" {
				at = member + "." + f.name
			}
			out = append(out, notes(f.value, at)...)
		}
		return out
	case []any:
		var out []Note
		for _, x := range v {
			out = append(out, notes(x, member+"[]")...)
		}
		return out
	}
	return nil
}
