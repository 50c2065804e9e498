package main

import (
	"bytes"
	"crypto/sha256"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"letterpress/internal/archive"
)

// kept is where a service keeps letters.
type kept struct {
	data  string   // folder
	flags []string // of the service, besides --data
	db    old
	// foul puts other bytes where the PDF of a letter is to go, and lose takes one
	// away that is there.
	foul, lose func(object string)
	// check looks at what the archive has or was told besides letters.
	check func(w *watchman)
}

// keptHere is SQLite and a folder.
func keptHere(t *testing.T) kept {
	data := t.TempDir()
	at := func(object string) string { return filepath.Join(data, "archive", filepath.FromSlash(object)) }
	return kept{data: data, db: old{"sqlite", filepath.Join(data, "letterpress.db")},
		foul: func(object string) {
			if err := os.MkdirAll(filepath.Dir(at(object)), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at(object), []byte("other bytes"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		lose: func(object string) {
			if err := os.Remove(at(object)); err != nil {
				t.Fatal(err)
			}
		},
		check: func(*watchman) {}, // its files are in the data folder
	}
}

// keptElsewhere is PostgreSQL and S3, with an ear on the way to S3.
func keptElsewhere(t *testing.T) kept {
	e := newElsewhere(t)
	ear := newEar(t, endpoint(t, e.archive))
	return kept{data: t.TempDir(), flags: []string{"--db", e.db, "--archive", ear.through(e.archive)}, db: old{"pgx", e.db},
		foul: func(object string) {
			store, err := archive.Open(t.Context(), e.archive, "")
			if err != nil {
				t.Fatal(err)
			}
			other := []byte("other bytes")
			if _, err := store.PutOnce(t.Context(), object, other, sha256.Sum256(other)); err != nil {
				t.Fatal(err)
			}
		},
		lose:  ear.lose,
		check: ear.check,
	}
}

// ear listens to what is said to an S3 server: the names of objects, what goes
// with them, and bodies that are no letters. It can also make as if an object were
// gone.
type ear struct {
	front, server string

	mu   sync.Mutex
	said []string
	puts int
	gone string
}

func newEar(t *testing.T, server string) *ear {
	t.Helper()
	e := &ear{server: server}
	pass := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: server})
		r.Out.Host = r.In.Host // it is signed
	}, ModifyResponse: e.answered}
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if e.listen(r) {
			pass.ServeHTTP(w, r)
			return
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(front.Close)
	e.front = front.Listener.Addr().String()
	return e
}

// through is an archive's address by way of the ear.
func (e *ear) through(archive string) string {
	return strings.Replace(archive, e.server, e.front, 1)
}

// lose makes as if an object were gone.
func (e *ear) lose(object string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.gone = object
}

// listen notes a request, and reports whether the server shall have it.
func (e *ear) listen(r *http.Request) bool {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return false
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	e.mu.Lock()
	defer e.mu.Unlock()
	e.note(r.Method+" "+r.URL.String(), r.Header)
	switch isLetter := strings.HasSuffix(r.URL.Path, ".pdf"); {
	case isLetter && r.Method == http.MethodPut:
		e.puts++
	case !isLetter:
		e.said = append(e.said, string(body))
	}
	return e.gone == "" || !strings.HasSuffix(r.URL.Path, e.gone)
}

func (e *ear) answered(r *http.Response) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.note(r.Status, r.Header)
	return nil
}

// note keeps a line and the headers below it.
func (e *ear) note(line string, h http.Header) {
	var b strings.Builder
	_ = h.Write(&b) // into memory
	e.said = append(e.said, line, b.String())
}

// check wants no canary in what was said.
func (e *ear) check(w *watchman) {
	w.t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, s := range e.said {
		w.silent("said to or by S3", []byte(s))
	}
	if e.puts == 0 {
		w.t.Error("no letter was stored by way of the ear")
	}
}
