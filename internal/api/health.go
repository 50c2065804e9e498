package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

func (s *service) healthRoutes(a huma.API) {
	open := func(id, path, summary string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{"health"},
			Security: []map[string][]string{}}
	}
	huma.Register(a, open("alive", "/healthz", "Does the service run?"), func(context.Context, *struct{}) (*healthOutput, error) {
		return &healthOutput{Body: Health{"alive"}}, nil
	})
	ready := open("ready", "/readyz", "Do database and archive answer?")
	ready.Errors = []int{503}
	huma.Register(a, ready, s.ready)
}

// Health is a word about the service.
type Health struct {
	Status string `json:"status" enum:"alive,ready"`
}

type healthOutput struct{ Body Health }

func (s *service) ready(ctx context.Context, _ *struct{}) (*healthOutput, error) {
	if err := s.Ready(ctx); err != nil {
		return nil, s.failed(ctx, "ready", err)
	}
	return &healthOutput{Body: Health{"ready"}}, nil
}
