package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"letterpress/internal/access"
	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/svg"
)

func (s *service) previewRoutes(a huma.API) {
	op := s.operation(a, access.Issue, "previewLetter", http.MethodPost, "/v1/previews", "See a letter without issuing it")
	op.Description = "Nothing is stored, and no key is used up."
	takesLetter(&op)
	op.Errors = append(op.Errors, 413, 422)
	op.Responses = map[string]*huma.Response{"200": {Description: "The pages", Content: map[string]*huma.MediaType{
		"application/pdf": {Schema: binary}, "image/svg+xml": {Schema: binary}}}}
	huma.Register(a, op, s.preview)
}

type previewInput struct {
	As      string `query:"as" enum:"pdf,svg" default:"pdf"`
	RawBody []byte `contentType:"application/json"`
}

func (s *service) preview(ctx context.Context, in *previewInput) (*fileOutput, error) {
	select {
	case s.previews <- struct{}{}:
		defer func() { <-s.previews }()
	case <-ctx.Done():
		return nil, s.failed(ctx, "preview", fault.Wrap(fault.Interrupted, ctx.Err(), "preview"))
	}
	l, faults := letter.Parse(in.RawBody)
	switch {
	case l == nil:
	case len(faults) > 0:
		faults = s.Renderer.Further(l, faults)
	default:
		_, faults = s.Renderer.Judge(l)
		if !l.Format.Printed() {
			faults.Add("/format", "by-vendor", "a vendor makes this format")
		}
	}
	if len(faults) > 0 {
		return nil, problem(http.StatusUnprocessableEntity, "The request was refused.", faults)
	}
	out, err := s.draw(l, callerOf(ctx).Tenant, in.As)
	if err != nil {
		return nil, s.failed(ctx, "preview", err)
	}
	return out, nil
}

func (s *service) draw(l *letter.Letter, tenant, as string) (*fileOutput, error) {
	id := ""
	if l.Key != "" {
		id = letter.ID(tenant, l.Key)
	}
	if as == "pdf" {
		done, err := s.Renderer.Render(l, id)
		if err != nil {
			return nil, err
		}
		return &fileOutput{"application/pdf", `inline; filename="preview.pdf"`, done.PDF}, nil
	}
	d, err := s.Renderer.Pages(l, id)
	if err != nil {
		return nil, err
	}
	image, err := svg.Append(nil, d)
	return &fileOutput{"image/svg+xml", `inline; filename="preview.svg"`, image}, err
}
