package api

import (
	"context"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/time/rate"

	"letterpress/internal/access"
	"letterpress/internal/ledger"
)

type callerKey struct{}

// callerOf returns who sent the request. Every route behind a guard has one.
func callerOf(ctx context.Context) ledger.Key {
	c, _ := ctx.Value(callerKey{}).(ledger.Key)
	return c
}

func may(k ledger.Key, role string) bool {
	return slices.Contains(k.Roles, role) || slices.Contains(k.Roles, access.Admin)
}

// admit finds out who calls and whether they may, and returns the context of
// their request. What is done in it is audited under the key's id.
func (s *service) admit(ctx context.Context, authorization, role string) (context.Context, *Problem) {
	secret, ok := strings.CutPrefix(authorization, "Bearer ")
	if !ok || secret == "" {
		return ctx, unauthorized("An API key is needed: Authorization: Bearer KEY.")
	}
	caller, known, err := s.Know(ctx, secret)
	switch {
	case err != nil:
		return ctx, problemOf(s.failed(ctx, "keys", err))
	case !known:
		return ctx, unauthorized("The API key is not known.")
	case !may(caller, role):
		return ctx, problem(http.StatusForbidden, "The key lacks the role "+role+".", nil)
	}
	if wait := s.pace.wait(caller.ID, s.Now()); wait > 0 {
		p := problem(http.StatusTooManyRequests, "The key is used too often.", nil)
		p.Hint = "wait " + strconv.Itoa(wait) + " s; many letters go faster by /v1/letters:bulk"
		p.after = wait
		return ctx, p
	}
	return ledger.As(context.WithValue(ctx, callerKey{}, caller), "key:"+caller.ID), nil
}

func unauthorized(detail string) *Problem { return problem(http.StatusUnauthorized, detail, nil) }

// behind is the guard of huma's operations.
func (s *service) behind(a huma.API, role string) huma.Middlewares {
	return huma.Middlewares{func(c huma.Context, next func(huma.Context)) {
		ctx, p := s.admit(c.Context(), c.Header("Authorization"), role)
		if p != nil {
			for name, value := range p.headers() {
				c.SetHeader(name, value)
			}
			c.SetHeader("Content-Type", problemType)
			c.SetStatus(p.Status)
			_ = a.Marshal(c.BodyWriter(), "application/json", p) // the caller may be gone
			return
		}
		next(huma.WithContext(c, ledger.Ahead(ctx))) // someone waits; bulk comes by the other guard
	}}
}

// guarded is the guard of the other handlers.
func (s *service) guarded(role string, h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, p := s.admit(r.Context(), r.Header.Get("Authorization"), role)
		if p != nil {
			p.write(w)
			return
		}
		h(w, r.WithContext(ctx))
	})
}

// pace bounds how often each key is used.
type pace struct {
	perSecond float64
	burst     int
	mu        sync.Mutex
	keys      map[string]*rate.Limiter
}

// wait returns 0 when the key may be used now, else in how many seconds.
func (p *pace) wait(key string, now time.Time) int {
	p.mu.Lock()
	l := p.keys[key]
	if l == nil {
		if p.keys == nil {
			p.keys = map[string]*rate.Limiter{}
		}
		l = rate.NewLimiter(rate.Limit(p.perSecond), p.burst)
		p.keys[key] = l // keys are few: only known ones get here
	}
	p.mu.Unlock()
	r := l.ReserveN(now, 1)
	d := r.DelayFrom(now)
	if d == 0 {
		return 0
	}
	r.CancelAt(now)
	return int(math.Ceil(d.Seconds()))
}

// quiet keeps answers out of caches and browsers' guesses.
func quiet(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		h.ServeHTTP(w, r)
	})
}

// contained answers a panic as an internal fault. Its text may quote a letter
// and goes nowhere.
func contained(s *service, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			s.panicked(r)
			problemOf(errPanic).write(w)
		}()
		h.ServeHTTP(w, r)
	})
}
