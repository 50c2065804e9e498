package ledger_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// additions are what a migration may do, since processes of the version before
// work on until they are replaced: they know nothing of what is new, and give
// nothing for it.
var additions = []*regexp.Regexp{
	regexp.MustCompile(`^CREATE TABLE `),
	regexp.MustCompile(`^CREATE INDEX `),
	regexp.MustCompile(`^CREATE UNIQUE INDEX .* WHERE `), // of rows that the version before does not write
	regexp.MustCompile(`^ALTER TABLE \w+ ADD COLUMN \w+ \w+( NOT NULL DEFAULT \S+)?$`),
}

// into is the table that rows are added to: one that the same migration makes.
var into = regexp.MustCompile(`^INSERT INTO (\w+) `)

// Migrations only add. One that must do more ends the upgrade of running
// processes, and docs/operations.md has to say so.
func TestMigrationsOnlyAdd(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, f := range files[1:] { // the first has nothing to add to
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		plain := regexp.MustCompile(`(?m)--.*$`).ReplaceAllString(string(text), "")
		for s := range strings.SplitSeq(plain, ";") {
			if s = strings.Join(strings.Fields(s), " "); s != "" && !adds(s, plain) {
				t.Errorf("%s does more than add: %s", f, s)
			}
		}
	}
}

func adds(statement, migration string) bool {
	for _, a := range additions {
		if a.MatchString(statement) {
			return true
		}
	}
	m := into.FindStringSubmatch(statement)
	return m != nil && strings.Contains(migration, "CREATE TABLE "+m[1]+" (")
}
