package jobs_test

import (
	"bytes"
	"context"
	"database/sql"
	"log/slog"
	"strings"
	"testing"

	"letterpress/internal/jobs"
	"letterpress/internal/ledger/ledgertest"
)

// A panic may quote a letter: its words go neither into the job nor into the log.
func TestPanicHasNoWords(t *testing.T) {
	m := newMade()
	b := newBench(t, ledgertest.SQLite, func(_ context.Context, _ string, letters []string, _ jobs.Done) error {
		defer m.add(letters)
		panic("CANARY")
	})
	var log bytes.Buffer
	b.opts.Log = slog.New(slog.NewJSONHandler(&log, nil))
	b.Queue = b.open()
	b.accept(1, true, true)
	must(t, b.Start(t.Context()))
	m.until(t, 1)
	must(t, b.Stop(context.Background()))
	var kept string
	must(t, b.book.Native().(*sql.DB).QueryRow("SELECT CAST(errors AS TEXT) FROM river_job").Scan(&kept))
	if !strings.Contains(kept, "could not be finished") {
		t.Errorf("the job keeps no failure: %s", kept)
	}
	if strings.Contains(kept+log.String(), "CANARY") || !strings.Contains(log.String(), "making letters panicked") {
		t.Errorf("the job has %s, the log %s", kept, log.String())
	}
}
