package api

import (
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"letterpress/internal/letter"
)

// requestSchema is the name of the schema of a letter request. Nothing is judged
// by it: package letter does that, with every fault at once.
const requestSchema = "LetterRequest"

func refTo(name string) *huma.Schema { return &huma.Schema{Ref: "#/components/schemas/" + name} }

// describeRequest adds the schema of a letter request, as package letter has it.
func describeRequest(o *huma.OpenAPI) {
	named := o.Components.Schemas.Map()
	request := letter.RequestSchema()
	translate(named, request)
	s := named[request.Name]
	s.Description = "One letter. What a kind of letter needs and refuses follows below; rules between members are not part of the schema."
	for _, k := range letter.Kinds() {
		s.AllOf = append(s.AllOf, ofKind(k, request))
	}
}

// ofKind says which members a request of one kind must and must not have.
func ofKind(k letter.Kind, request *letter.Schema) *huma.Schema {
	need, may := k.Members()
	if slices.Contains(may, "none_confirmed") { // stands in their place
		need = slices.DeleteFunc(need, func(m string) bool { return m == "medications" })
		may = append(may, "medications")
	}
	then := map[string]any{"required": need}
	refused := map[string]any{}
	for _, m := range request.Members {
		if !slices.Contains(need, m.Name) && !slices.Contains(may, m.Name) {
			refused[m.Name] = false
		}
	}
	if len(refused) > 0 {
		then["properties"] = refused
	}
	return &huma.Schema{Extensions: map[string]any{
		"if":   map[string]any{"properties": map[string]any{"kind": map[string]any{"const": k}}},
		"then": then}}
}

// translate returns s in huma's words. What has a name is described once.
func translate(named map[string]*huma.Schema, s *letter.Schema) *huma.Schema {
	if s.Name != "" && named[s.Name] != nil {
		return refTo(s.Name)
	}
	out := &huma.Schema{Type: s.Type, Description: s.Description, Pattern: s.Pattern, MaxLength: above(s.MaxLength),
		MinItems: above(s.MinEntries), MaxItems: above(s.MaxItems)}
	if s.Name != "" {
		named[s.Name] = out
	}
	for _, w := range s.Words {
		out.Enum = append(out.Enum, w)
	}
	if s.Max > 0 {
		least, most := 1.0, float64(s.Max)
		out.Minimum, out.Maximum = &least, &most
	}
	for _, a := range s.Any {
		out.OneOf = append(out.OneOf, translate(named, a))
	}
	switch {
	case s.Type == "array":
		out.Items = translate(named, s.Items)
	case s.Type == "object" && s.Items != nil:
		out.AdditionalProperties = translate(named, s.Items)
	case s.Type == "object":
		out.AdditionalProperties, out.Properties = false, map[string]*huma.Schema{}
		for _, m := range s.Members {
			out.Properties[m.Name] = translate(named, m.Schema)
			if m.Need {
				out.Required = append(out.Required, m.Name)
			}
		}
	}
	if s.Name != "" {
		return refTo(s.Name)
	}
	return out
}

// above is a bound, or none for 0.
func above(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}
