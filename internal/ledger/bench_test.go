package ledger_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"letterpress/internal/ledger"
	"letterpress/internal/ledger/ledgertest"
)

// BenchmarkIssue accepts and records letters in chunks of 200, each chunk in two
// transactions, as an issue of a folder does.
func BenchmarkIssue(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		issueMany(b, func() string { return filepath.Join(b.TempDir(), "l.db") })
	})
	b.Run("postgres", func(b *testing.B) { issueMany(b, func() string { return ledgertest.Postgres(b) }) })
}

func issueMany(b *testing.B, fresh func() string) {
	const letters, chunk = 10_000, 200
	ctx, now := context.Background(), time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)
	for b.Loop() {
		l := openSQLite(b, fresh())
		for at := 0; at < letters; at += chunk {
			var asked []ledger.Letter
			var done []ledger.Rendering
			for i := at; i < at+chunk; i++ {
				one := sample("t", fmt.Sprintf("key-%06d", i))
				one.Request = []byte(`{"pad":"` + strings.Repeat("x", 4000) + `"}`)
				asked = append(asked, one)
				done = append(done, rendering(one))
			}
			if _, err := l.Accept(ctx, now, asked); err != nil {
				b.Fatal(err)
			}
			if _, err := l.Record(ctx, now, done); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(letters*float64(b.N)/b.Elapsed().Seconds(), "letters/s")
	b.ReportMetric(6*letters*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkOpen opens an existing record, as every command does first.
func BenchmarkOpen(b *testing.B) {
	path := newFile(b)
	openSQLite(b, path)
	for b.Loop() {
		l, err := open(path, 0)
		if err != nil {
			b.Fatal(err)
		}
		if err := l.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
