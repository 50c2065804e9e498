package watch

import (
	"mime"
	"net/http"
	"strconv"
)

// HTTP counts and times the requests to h by the pattern of their route, never
// by their address: that has ids.
func (m *Meter) HTTP(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := m.now()
		s := &answer{ResponseWriter: w}
		cut := true // a panic ends an answer without a word
		defer func() {
			route, status := routeOf(r), s.class()
			if cut {
				status = "cut"
			}
			m.requests.WithLabelValues(route, status).Inc()
			if kind, _, _ := mime.ParseMediaType(w.Header().Get("Content-Type")); kind != "text/event-stream" {
				m.answers.WithLabelValues(route).Observe(m.now().Sub(begun).Seconds())
			}
		}()
		h.ServeHTTP(s, r)
		cut = false
	})
}

// routeOf is the pattern by which the service found the handler of r. What no
// route takes is one route, or callers could invent any number.
func routeOf(r *http.Request) string {
	if r.Pattern == "" || r.Pattern == "/" {
		return "none"
	}
	return r.Pattern
}

// answer remembers the status of an answer.
type answer struct {
	http.ResponseWriter
	status int
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) class() string { return strconv.Itoa(max(a.status, http.StatusOK)/100) + "xx" }

// Unwrap lets http.ResponseController at the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
