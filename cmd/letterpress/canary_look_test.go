package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// watchman looks for canaries wherever they must not be.
type watchman struct {
	t *testing.T
	*served
}

// clean checks that text has no canary; where says what it is.
func (w *watchman) clean(where string, text []byte) {
	w.t.Helper()
	low := bytes.ToLower(text)
	for _, c := range canaries {
		if i := bytes.Index(low, []byte(c)); i >= 0 {
			w.t.Errorf("%s: %s in …%s…", where, c, text[max(0, i-100):min(len(text), i+60)])
		}
	}
}

// silent is clean, and has no name that a request invented either.
func (w *watchman) silent(where string, text []byte) {
	w.t.Helper()
	w.clean(where, text)
	if bytes.Contains(bytes.ToLower(text), []byte(invented)) {
		w.t.Errorf("%s: the name of an invented member", where)
	}
}

// ask sends a request and checks that the answer has no canary. A body goes as
// JSON; headers are pairs.
func (w *watchman) ask(method, path string, body []byte, headers ...string) (status int, answer []byte) {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+w.key)
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	if answer, err = io.ReadAll(res.Body); err != nil {
		w.t.Fatal(err)
	}
	if kind := res.Header.Get("Content-Type"); kind != "application/pdf" && kind != "image/svg+xml" { // what the letter is for
		w.clean(method+" "+path, answer)
	}
	for name, values := range res.Header {
		w.clean("header "+name, []byte(strings.Join(values, " ")))
	}
	return res.StatusCode, answer
}

// want is ask, for a status.
func (w *watchman) want(status int, method, path string, body []byte, headers ...string) []byte {
	w.t.Helper()
	got, answer := w.ask(method, path, body, headers...)
	if got != status {
		w.t.Errorf("%s %.60s: %d, want %d: %s", method, path, got, status, answer)
	}
	return answer
}

// bulk uploads requests and returns the answers by key.
func (w *watchman) bulk(requests [][]byte) map[string]string {
	w.t.Helper()
	answer := w.want(http.StatusOK, "POST", "/v1/letters:bulk", bytes.Join(requests, []byte("\n")), "Content-Type", "application/x-ndjson")
	stands := map[string]string{}
	for line := range bytes.Lines(answer) {
		var a struct{ Key, Status string }
		if err := json.Unmarshal(line, &a); err != nil {
			w.t.Fatal(err)
		}
		stands[a.Key] = a.Status
	}
	return stands
}

// checkLog checks all that the service wrote: lines of JSON that lost no attribute, and
// what it says at the start.
func (w *watchman) checkLog() {
	w.t.Helper()
	text := w.told()
	w.silent("the log", []byte(text))
	for line := range strings.Lines(text) {
		isJSON := json.Valid([]byte(line))
		if !isJSON && !strings.HasPrefix(line, "api key: ") && !strings.HasPrefix(line, "listening on ") || strings.Contains(line, `"dropped"`) {
			w.t.Errorf("a line of the log: %s", line)
		}
	}
}

// checkMetrics checks what is fetched now.
func (w *watchman) checkMetrics(lines ...string) {
	w.t.Helper()
	text := w.want(http.StatusOK, "GET", "/metrics", nil)
	w.silent("metrics", text)
	for _, l := range lines {
		if !bytes.Contains(text, []byte("\n"+l)) {
			w.t.Errorf("metrics have no %s", l)
		}
	}
}

// checkFiles checks the names below a folder, and what files hold that are neither
// letters nor the database.
func (w *watchman) checkFiles(dir string) {
	w.t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		w.silent("a file name", []byte(path))
		if e.IsDir() || filepath.Ext(path) == ".pdf" || strings.HasPrefix(e.Name(), "letterpress.db") {
			return nil
		}
		data, err := os.ReadFile(path)
		w.silent(path, data)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// checkRows checks every value of every table but the requests of letters, where
// canaries must be, or there was nothing to find.
func (w *watchman) checkRows(db old) {
	w.t.Helper()
	tables := db.list(w.t, tablesOf[db.driver])
	for _, name := range []string{"river_job", "audit", "api_key"} {
		if !slices.Contains(tables, name) {
			w.t.Fatalf("tables: %q", tables)
		}
	}
	requests := 0
	for _, table := range tables {
		db.with(w.t, func(open *sql.DB) error {
			return eachValue(open, table, func(column string, value []byte) {
				if table == "letter" && column == "request" {
					if bytes.Contains(value, []byte("Zqcanary")) {
						requests++
					}
					return
				}
				w.silent(table+"."+column, value)
			})
		})
	}
	if requests == 0 {
		w.t.Error("no request on record has a canary")
	}
}

// eachValue shows every value of a table.
func eachValue(db *sql.DB, table string, look func(column string, value []byte)) error {
	r, err := db.Query("SELECT * FROM " + table)
	if err != nil {
		return err
	}
	defer r.Close()
	columns, err := r.Columns()
	if err != nil {
		return err
	}
	values, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for r.Next() {
		if err := r.Scan(into...); err != nil {
			return err
		}
		for i, c := range columns {
			look(c, values[i])
		}
	}
	return r.Err()
}

// until waits until the log has a line with these words.
func (w *watchman) until(words string) {
	w.t.Helper()
	for end := time.Now().Add(time.Minute); !strings.Contains(w.told(), words); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("the log never says %s:\n%s", words, w.told())
		}
	}
}
