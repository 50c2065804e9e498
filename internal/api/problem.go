package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"letterpress/internal/fault"
)

// Problem is an answer that is no success (RFC 9457). Errors has every fault of
// the request, with pointers into its body, or the name of a parameter.
type Problem struct {
	Type   string       `json:"type" doc:"Always about:blank: the status says what kind of problem it is."`
	Title  string       `json:"title" doc:"The status in words."`
	Status int          `json:"status"`
	Detail string       `json:"detail,omitempty" doc:"What is wrong, for a person."`
	Hint   string       `json:"hint,omitempty" doc:"What to do next."`
	Errors fault.Fields `json:"errors,omitempty" doc:"Every fault of the request."`

	after int // seconds after which to try again; 0: nothing is said of it
}

// problemType is the media type of a Problem.
const problemType = "application/problem+json"

func problem(status int, detail string, faults fault.Fields) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail, Errors: faults}
}

// Error returns the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus tells huma the status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType tells huma the media type.
func (p *Problem) ContentType(string) string { return problemType }

// statuses are those of the kinds of error. What has none is internal.
var statuses = map[fault.Kind]int{
	fault.Usage:       http.StatusBadRequest,
	fault.Request:     http.StatusUnprocessableEntity,
	fault.NotFound:    http.StatusNotFound,
	fault.Conflict:    http.StatusConflict,
	fault.Unavailable: http.StatusServiceUnavailable,
	fault.Interrupted: http.StatusServiceUnavailable,
}

// problemOf is the answer to an error. An internal one says nothing more: its
// words are for the log.
func problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	status, ok := statuses[fault.KindOf(err)]
	if !ok {
		return problem(http.StatusInternalServerError, "letterpress is at fault, not the request.", nil)
	}
	if errors.Is(err, fault.ErrFull) {
		return problem(status, "The disk of database or archive is full. The same request may be sent again once there is room.", nil)
	}
	if status == http.StatusServiceUnavailable {
		return problem(status, "Database or archive do not answer. The same request may be sent again.", nil)
	}
	var faults fault.Fields
	errors.As(err, &faults)
	p = problem(status, "", faults)
	var e *fault.Error
	if errors.As(err, &e) {
		p.Detail = e.Message
	}
	p.Hint = fault.HintOf(err)
	return p
}

// huma asks this variable for its own errors, such as a parameter of the wrong
// type. Its details would repeat the value.
func init() { huma.NewError = humaProblem }

func humaProblem(status int, message string, details ...error) huma.StatusError {
	var faults fault.Fields
	for _, d := range details {
		var e *huma.ErrorDetail
		if errors.As(d, &e) {
			faults.Add(placeOf(e.Location), "parameter", e.Message)
		}
	}
	if status == http.StatusInternalServerError {
		message = "letterpress is at fault, not the request."
	}
	return problem(status, message, faults)
}

// placeOf is the pointer to a place as huma names it, up to the first name that is
// unlike a parameter's or member's: that may be anything.
func placeOf(location string) string {
	names := strings.Split(location, ".")
	i := slices.IndexFunc(names, func(n string) bool {
		return len(n) > 40 || strings.ContainsFunc(n, func(r rune) bool { return !strings.ContainsRune(nameRunes, r) })
	})
	if i >= 0 {
		names = names[:i]
	}
	return strings.Join(names, "/")
}

const nameRunes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-[]"

// headers are what goes with p.
func (p *Problem) headers() map[string]string {
	h := map[string]string{}
	switch {
	case p.Status == http.StatusUnauthorized:
		h["WWW-Authenticate"] = "Bearer"
	case p.after > 0:
		h["Retry-After"] = strconv.Itoa(p.after)
	case p.Status == http.StatusServiceUnavailable:
		h["Retry-After"] = "5"
	}
	return h
}

// GetHeaders tells huma what goes with p.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	for name, value := range p.headers() {
		h.Set(name, value)
	}
	return h
}

// write sends p outside of huma.
func (p *Problem) write(w http.ResponseWriter) {
	for name, value := range p.headers() {
		w.Header().Set(name, value)
	}
	w.Header().Set("Content-Type", problemType)
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the caller may be gone
}

// errPanic stands for a panic, whose words may quote a letter.
var errPanic = errors.New("a handler panicked")

// panicked tells the log of a panic.
func (s *service) panicked(r *http.Request) {
	if s.Fault != nil {
		s.Fault(r.Context(), r.Pattern, errPanic)
	}
}

func unknownRoute(w http.ResponseWriter, r *http.Request) {
	problem(http.StatusNotFound, "There is nothing at this address.", nil).write(w)
}
