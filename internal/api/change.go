package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"letterpress/internal/access"
	"letterpress/internal/letter"
	"letterpress/internal/press"
)

func (s *service) changeRoutes(a huma.API) {
	void := s.operation(a, access.Issue, "voidLetter", http.MethodPost, "/v1/letters/{id}/void", "Withdraw a letter that is in no batch yet")
	void.Errors = append(void.Errors, 404, 409, 422)
	huma.Register(a, void, s.void)
	supersede := s.operation(a, access.Issue, "supersedeLetter", http.MethodPost, "/v1/letters/{id}/supersede", "Ask for the letter that takes the place of another")
	supersede.Description = "The body is a letter request whose replaces names the letter. Before batching the old letter's piece is pulled. " +
		"The old letter stands until the new one is made."
	supersede.DefaultStatus = http.StatusAccepted
	takesLetter(&supersede)
	supersede.Errors = append(supersede.Errors, 400, 404, 409, 413, 422)
	huma.Register(a, supersede, s.supersede)
	again := s.operation(a, access.Read, "regenerateLetter", http.MethodPost, "/v1/letters/{id}/regenerate", "Make a letter again and compare the bytes")
	again.Errors = append(again.Errors, 404)
	huma.Register(a, again, s.regenerate)
}

type voidInput struct {
	ID   string `path:"id" format:"uuid" doc:"The letter's id."`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"Why. It is kept and shown: no member data."`
	}
}

func (s *service) void(ctx context.Context, in *voidInput) (*recordOutput, error) {
	if err := s.Press(callerOf(ctx).Tenant).Void(ctx, in.ID, in.Body.Reason); err != nil {
		return nil, s.failed(ctx, "void", err)
	}
	return s.get(ctx, &idInput{in.ID})
}

type supersedeInput struct {
	ID      string `path:"id" format:"uuid" doc:"The letter that is replaced."`
	Key     string `header:"Idempotency-Key" doc:"Required: the new letter's key."`
	RawBody []byte `contentType:"application/json"`
}

func (s *service) supersede(ctx context.Context, in *supersedeInput) (*letterOutput, error) {
	if _, err := s.Ledger.Letter(ctx, callerOf(ctx).Tenant, in.ID); err != nil {
		return nil, s.failed(ctx, "supersede", err)
	}
	if l, _ := letter.Parse(in.RawBody); l != nil && (l.Replaces == nil || l.Replaces.Letter != in.ID) {
		return nil, problem(http.StatusUnprocessableEntity, "The request was refused.",
			failures("/replaces/letter", letter.CodeConflict, "must be the letter of the address"))
	}
	return s.issue(ctx, &issueInput{in.Key, in.RawBody})
}

type regenerateOutput struct{ Body *press.Regeneration }

func (s *service) regenerate(ctx context.Context, in *idInput) (*regenerateOutput, error) {
	r, err := s.Press(callerOf(ctx).Tenant).Regenerate(ctx, in.ID)
	if err != nil {
		return nil, s.failed(ctx, "regenerate", err)
	}
	return &regenerateOutput{r}, nil
}
