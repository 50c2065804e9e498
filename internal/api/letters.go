package api

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"letterpress/internal/access"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press"
)

func (s *service) letterRoutes(a huma.API) {
	issue := s.operation(a, access.Issue, "issueLetter", http.MethodPost, "/v1/letters", "Ask for a letter")
	issue.DefaultStatus = http.StatusAccepted
	issue.Description = "Puts the letter on record; it is made soon after. The same key and request again answer with the same letter: " +
		"200 when it is made, 202 while it is not. The same key with another request is 409."
	takesLetter(&issue)
	issue.Errors = []int{400, 401, 403, 409, 413, 422, 429, 503}
	issue.Responses = map[string]*huma.Response{"200": {Description: "The letter stands and is made."}}
	huma.Register(a, issue, s.issue)

	list := s.operation(a, access.Read, "listLetters", http.MethodGet, "/v1/letters", "List letters, the newest first")
	huma.Register(a, list, s.list)
	get := s.operation(a, access.Read, "getLetter", http.MethodGet, "/v1/letters/{id}", "Get what is on record of a letter")
	get.Errors = append(get.Errors, 404)
	huma.Register(a, get, s.get)
	file := s.operation(a, access.Read, "getLetterPDF", http.MethodGet, "/v1/letters/{id}/pdf", "Get the PDF of a letter as it was stored")
	file.Description = "The reading is put on record."
	file.Errors = append(file.Errors, 404)
	file.Responses = map[string]*huma.Response{"200": {Description: "The PDF", Content: map[string]*huma.MediaType{"application/pdf": {Schema: binary}}}}
	huma.Register(a, file, s.pdf)
}

var binary = &huma.Schema{Type: "string", Format: "binary"}

// operation is what all operations have.
func (s *service) operation(a huma.API, role, id, method, path, summary string) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Tags: []string{"letters"},
		Errors: []int{401, 403, 429, 503}, Middlewares: s.behind(a, role), BodyReadTimeout: 30 * time.Second}
}

// takesLetter makes the body of an operation a letter request, which is judged by
// the package that owns it.
func takesLetter(op *huma.Operation) {
	op.MaxBodyBytes, op.SkipValidateBody = letter.MaxBytes, true
	op.RequestBody = &huma.RequestBody{Required: true, Description: "A letter request",
		Content: map[string]*huma.MediaType{"application/json": {Schema: refTo(requestSchema)}}}
}

// Letter is what a caller is told of a letter.
type Letter struct {
	Letter   string       `json:"letter" format:"uuid"`
	Key      string       `json:"key"`
	Status   string       `json:"status" enum:"accepted,queued,held,stored,batched,handed-off,mailed,returned,pulled,failed,void,superseded"`
	Reason   string       `json:"reason,omitempty" doc:"Why it is held, failed, void or superseded."`
	Kind     string       `json:"kind"`
	Program  string       `json:"program,omitempty"`
	Language string       `json:"language"`
	Format   string       `json:"format,omitempty"`
	Date     string       `json:"date,omitempty" format:"date"`
	Pages    int          `json:"pages,omitempty"`
	Sheets   int          `json:"sheets,omitempty"`
	Sum      string       `json:"sha256,omitempty"`
	Object   string       `json:"object,omitempty"`
	Piece    string       `json:"piece,omitempty" doc:"The latest mail piece."`
	Due      string       `json:"due,omitempty" format:"date" doc:"By when it must be in the mail."`
	Accepted *time.Time   `json:"accepted,omitempty"`
	Rendered *time.Time   `json:"rendered,omitempty"`
	Warnings fault.Fields `json:"warnings,omitempty"`
	Repeated bool         `json:"repeated,omitempty" doc:"The letter stood before this request."`
}

func answered(o *press.Outcome) Letter {
	return Letter{Letter: o.Letter, Key: o.Key, Status: o.Status, Reason: o.Reason, Kind: o.Kind, Language: o.Language,
		Pages: o.Pages, Sheets: o.Sheets, Sum: o.Sum, Object: o.Object, Warnings: o.Warnings, Repeated: o.Repeated}
}

func recorded(l *ledger.Letter) Letter {
	out := Letter{Letter: l.ID, Key: l.Key, Status: l.Status(), Reason: l.Reason, Kind: l.Kind, Program: l.Program,
		Language: l.Language, Format: l.Format, Date: l.Date, Pages: l.Pages, Sheets: l.Sheets, Sum: l.Sum, Object: l.Object,
		Piece: l.Piece.ID, Due: l.Piece.Due, Accepted: moment(l.AcceptedAt), Rendered: moment(l.RenderedAt)}
	if out.Reason == "" {
		out.Reason = l.Piece.Reason
	}
	_ = json.Unmarshal(l.Warnings, &out.Warnings) // our own JSON; without it the answer only lacks its warnings
	return out
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

type issueInput struct {
	Key     string `header:"Idempotency-Key" doc:"Required: the letter's key, 1 to 200 of A-Z a-z 0-9 . _ : -. When the request has a key too, both are equal."`
	RawBody []byte `contentType:"application/json"`
}

type letterOutput struct {
	Status   int
	Location string `header:"Location"`
	Body     Letter
}

func (s *service) issue(ctx context.Context, in *issueInput) (*letterOutput, error) {
	if in.Key == "" {
		return nil, problem(http.StatusBadRequest, "The header Idempotency-Key is needed.",
			failures("header/Idempotency-Key", letter.CodeRequired, "the letter's key"))
	}
	request, faults := letter.WithKey(in.RawBody, in.Key)
	if len(faults) > 0 {
		return nil, problem(http.StatusUnprocessableEntity, "The request was refused.", faults)
	}
	return s.take(ctx, "issue", request)
}

// take puts one request on record, before the letters of bulk.
func (s *service) take(ctx context.Context, route string, request []byte) (*letterOutput, error) {
	o, err := s.posts.take(ctx, callerOf(ctx), request)
	if err != nil {
		return nil, s.failed(ctx, route, err)
	}
	if o.Status == press.StatusRefused {
		return nil, refusal(o)
	}
	out := &letterOutput{Status: http.StatusOK, Location: "/v1/letters/" + o.Letter, Body: answered(o)}
	if o.Status == press.StatusAccepted {
		out.Status = http.StatusAccepted
	}
	return out, nil
}

type listInput struct {
	State    string `query:"state" enum:"accepted,rendered,failed,void,superseded"`
	Kind     string `query:"kind"`
	Program  string `query:"program"`
	Language string `query:"language"`
	Limit    int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
	After    string `query:"after" doc:"The cursor that the page before gave as next."`
}

type listOutput struct {
	Body struct {
		Letters []Letter `json:"letters"`
		Next    string   `json:"next,omitempty" doc:"The cursor for the next page; absent on the last."`
	}
}

func (s *service) list(ctx context.Context, in *listInput) (*listOutput, error) {
	found, next, err := s.Ledger.Letters(ctx, ledger.Filter{Tenant: callerOf(ctx).Tenant, State: ledger.LetterState(in.State),
		Kind: in.Kind, Program: in.Program, Language: in.Language, Page: ledger.Page{Limit: in.Limit, After: in.After}})
	if err != nil {
		return nil, s.failed(ctx, "list", err)
	}
	out := &listOutput{}
	out.Body.Letters, out.Body.Next = make([]Letter, len(found)), next
	for i := range found {
		out.Body.Letters[i] = recorded(&found[i])
	}
	return out, nil
}

type idInput struct {
	ID string `path:"id" format:"uuid" doc:"The letter's id."`
}

type recordOutput struct{ Body Letter }

func (s *service) get(ctx context.Context, in *idInput) (*recordOutput, error) {
	l, err := s.Ledger.Letter(ctx, callerOf(ctx).Tenant, in.ID)
	if err != nil {
		return nil, s.failed(ctx, "get", err)
	}
	return &recordOutput{recorded(&l)}, nil
}

type fileOutput struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func (s *service) pdf(ctx context.Context, in *idInput) (*fileOutput, error) {
	data, err := s.Press(callerOf(ctx).Tenant).PDF(ctx, in.ID)
	if err != nil {
		return nil, s.failed(ctx, "pdf", err)
	}
	return &fileOutput{"application/pdf", `inline; filename="` + in.ID + `.pdf"`, data}, nil
}
