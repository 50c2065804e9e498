// Package api is the service as programs see it: letters over HTTP, with keys
// that say whose they are.
//
// It owns the translation between HTTP and the use cases: routes, status codes,
// problems, limits, the OpenAPI description. It refuses to decide anything about
// letters, to read a body without a limit, and to write a value of a request
// into anything but the answer to its sender.
package api

import (
	"context"
	"net/http"
	"runtime"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"letterpress/internal/access"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/press"
	"letterpress/internal/render"
)

// Renderer makes what previews show; *render.Renderer is one.
type Renderer interface {
	press.Renderer
	Pages(l *letter.Letter, id string) (*page.Document, error)
}

// Options is what the service works with. All are required but Limits.
type Options struct {
	Version string
	// Know tells who a key's secret belongs to, and false for an unknown one. Its
	// error says that it could not be looked up.
	Know func(ctx context.Context, secret string) (ledger.Key, bool, error)
	// Press returns the press of a tenant.
	Press    func(tenant string) *press.Press
	Renderer Renderer
	Ledger   *ledger.Ledger
	// Enlist returns what puts letters of a tenant on the list of work, before
	// those of bulk when a person waits for them.
	Enlist func(tenant string, interactive bool) press.Enlist
	// Ready returns what keeps the service from working, or nil.
	Ready func(ctx context.Context) error
	// Metrics serves the counts; nil serves none.
	Metrics http.Handler
	// Fault is told of errors that a caller gets no details of.
	Fault func(ctx context.Context, route string, err error)
	Now   func() time.Time
	Limits
}

// Limits keep one caller from using up the service. Zero values choose the
// defaults.
type Limits struct {
	PerSecond float64       // requests a second and key, a bulk upload counting once: 200
	Burst     int           // requests at once: twice PerSecond
	Previews  int           // previews made at once: the number of processors
	Idle      time.Duration // how long a bulk upload may pause: 1 minute
}

func (l *Limits) fill() {
	if l.PerSecond == 0 {
		l.PerSecond = 200
	}
	if l.Burst == 0 {
		l.Burst = int(2 * l.PerSecond)
	}
	if l.Previews == 0 {
		l.Previews = runtime.GOMAXPROCS(0)
	}
	if l.Idle == 0 {
		l.Idle = time.Minute
	}
}

// service is the state behind the handlers.
type service struct {
	Options
	previews chan struct{} // holds a place for each preview under way
	pace     pace
	posts    joiner
}

// New returns the handler of the whole service.
func New(o Options) http.Handler {
	o.fill()
	s := &service{Options: o, previews: make(chan struct{}, o.Previews)}
	s.posts.accept = func(ctx context.Context, tenant string, requests [][]byte) ([]press.Outcome, error) {
		return s.Press(tenant).AcceptChunk(ctx, requests, s.Enlist(tenant, true))
	}
	s.posts.commits = o.Ledger.Writers()
	s.pace.perSecond, s.pace.burst = o.PerSecond, o.Burst
	mux := http.NewServeMux()
	s.register(humago.New(mux, config(o.Version)))
	mux.Handle("POST /v1/letters:bulk", s.guarded(access.Issue, s.bulk))
	mux.Handle("GET /v1/events", s.guarded(access.Read, s.events))
	if o.Metrics != nil {
		mux.Handle("GET /metrics", o.Metrics)
	}
	mux.HandleFunc("/", unknownRoute)
	return contained(s, quiet(mux))
}

// Describe returns the OpenAPI description of the service, as it is served.
func Describe(version string) ([]byte, error) {
	o := Options{Version: version}
	o.fill()
	s := &service{Options: o}
	a := humago.New(http.NewServeMux(), config(version))
	s.register(a)
	return a.OpenAPI().YAML()
}

func config(version string) huma.Config {
	c := huma.DefaultConfig("letterpress", version)
	c.Info.Description = description
	c.DocsPath = "" // its page would load scripts from elsewhere
	c.SchemasPath = ""
	c.CreateHooks = nil // answers carry nothing but what is documented
	c.RejectUnknownQueryParameters = true
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"key": {Type: "http", Scheme: "bearer",
		Description: "An API key, as `letterpress keys create` prints it once."}}
	c.Security = []map[string][]string{{"key": {}}}
	return c
}

const description = `Issues the letters of Medicare Medication Therapy Management programs.

A letter is asked for once under a key: the same key and request again answer with the same letter, the same key with
another request is refused. Every fault of a request comes at once, each with a JSON pointer.`

// register adds the operations that huma describes.
func (s *service) register(a huma.API) {
	s.letterRoutes(a)
	s.changeRoutes(a)
	s.previewRoutes(a)
	s.healthRoutes(a)
	describeRequest(a.OpenAPI())
	describeByHand(a.OpenAPI())
}

// failed turns an error of a use case into the answer to its caller.
func (s *service) failed(ctx context.Context, route string, err error) error {
	p := problemOf(err)
	if p.Status >= http.StatusInternalServerError && s.Fault != nil {
		s.Fault(ctx, route, err)
	}
	return p
}

var _ Renderer = (*render.Renderer)(nil)

// refusal is the answer to a request that was judged and refused.
func refusal(o *press.Outcome) *Problem {
	if len(o.Errors) == 1 && o.Errors[0].Code == "key-conflict" {
		return problem(http.StatusConflict, "The key belongs to another request.", o.Errors)
	}
	return problem(http.StatusUnprocessableEntity, "The request was refused.", o.Errors)
}

// failures are faults that stand outside of a request's body.
func failures(pointer, code, detail string) fault.Fields {
	return fault.Fields{{Pointer: pointer, Code: code, Detail: detail}}
}
