package api

import (
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// describeByHand adds the operations that stream, which huma does not serve.
func describeByHand(o *huma.OpenAPI) {
	schema := func(v any) *huma.Schema { return o.Components.Schemas.Schema(reflect.TypeOf(v), true, "") }
	problems := func(statuses ...string) map[string]*huma.Response {
		out := map[string]*huma.Response{}
		for _, s := range statuses {
			out[s] = &huma.Response{Description: "A problem", Content: map[string]*huma.MediaType{problemType: {Schema: schema(Problem{})}}}
		}
		return out
	}
	bulk := &huma.Operation{OperationID: "issueLetters", Method: http.MethodPost, Path: "/v1/letters:bulk", Tags: []string{"letters"},
		Summary: "Ask for any number of letters",
		Description: "A request a line, each with its key, in a stream of any length; the answer has a line for each, in order, while the upload goes on. " +
			"One bad line never stops the rest. An upload that was cut is sent again: what stands already is answered as it stands.",
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/x-ndjson": {Schema: binary}}},
		Responses:   problems("401", "403", "429")}
	bulk.Responses["200"] = &huma.Response{Description: "A line for each line", Content: map[string]*huma.MediaType{"application/x-ndjson": {Schema: schema(BulkAnswer{})}}}
	o.AddOperation(bulk)

	events := &huma.Operation{OperationID: "listEvents", Method: http.MethodGet, Path: "/v1/events", Tags: []string{"events"},
		Summary: "What happened to letters and their mail pieces",
		Description: "Ids and states only, oldest first. With `Accept: text/event-stream` the answer goes on as events happen; " +
			"a client that was cut goes on from `Last-Event-ID`.",
		Parameters: []*huma.Param{
			{Name: "after", In: "query", Description: "The cursor: the seq of the last event seen.", Schema: &huma.Schema{Type: "integer", Format: "int64"}},
			{Name: "Last-Event-ID", In: "header", Schema: &huma.Schema{Type: "integer", Format: "int64"}},
		},
		Responses: problems("400", "401", "403", "429", "503")}
	events.Responses["200"] = &huma.Response{Description: "Events", Content: map[string]*huma.MediaType{
		"application/json": {Schema: schema(EventPage{})}, "text/event-stream": {Schema: schema(Event{})}}}
	o.AddOperation(events)
}
