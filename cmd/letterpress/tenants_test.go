package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The tenants of these tests. Tenant birch's name is in no command of alder's.
const alder, birch = "alder", "birch"

// attempts are tenant alder's tries at what is birch's by one command.
type attempts struct {
	lines []string // what follows the command's name, with words in braces
	whole string   // why the command is no tenant's
}

// commandAttempts has a case for every command: one without fails the test, so
// that a new command cannot be forgotten. A line is tried with what birch has
// in the place of a word, and must end as with what nobody has:
//
//	{id}       a letter or piece
//	{request}  the key of a request
//	{key}      an API key
//	{batch}    a batch of mail
//	{replaces} a file with a request that replaces a letter
//
// Without such a word it must show nothing of birch's: {same} is a file with
// requests under keys that birch has used, {out} a file to write.
var commandAttempts = map[string]attempts{
	"issue":             {lines: []string{"{same}", "{replaces}"}},
	"letter list":       {lines: []string{"--all", "--all --state accepted", "--all --state queued", "--all --state void", "--limit 1"}},
	"letter show":       {lines: []string{"{id}", "--request {id}", "--key {request}", "--request --key {request}"}},
	"letter pdf":        {lines: []string{"-o {out} {id}", "-o {out} --key {request}"}},
	"letter void":       {lines: []string{"{id} --reason test", "--key {request}"}},
	"letter regenerate": {lines: []string{"{id}", "-o {out} {id}", "-o {out} --key {request}"}},
	"letter verify":     {lines: []string{""}},
	"mail list":         {lines: []string{"--all", "--all --state queued", "--all --state batched", "--all --batch {batch}"}},
	"jobs":              {lines: []string{""}},
	"keys create":       {lines: []string{"--role read"}},
	"keys list":         {lines: []string{""}},
	"keys rotate":       {lines: []string{"{key}"}},
	"keys revoke":       {lines: []string{"{key}"}},
	"audit":             {lines: []string{"--all", "--all --since 2020-01-01", "--limit 1", "{id}", "--key {request}"}},

	"serve":         {whole: "answers every tenant, by keys: TestTenantsApartByEveryRoute is about its routes"},
	"work":          {whole: "makes letters of all tenants and shows none"},
	"probe":         {whole: "asks a service whether it is ready"},
	"backup":        {whole: "copies the whole database, as its help says"},
	"migrate":       {whole: "is about the database"},
	"render":        {whole: "reads no record"},
	"new":           {whole: "reads no record"},
	"phrases":       {whole: "reads no record"},
	"samples build": {whole: "reads no record"},
	"samples diff":  {whole: "reads no record"},
	"check":         {whole: "reads no record"},
	"version":       {whole: "reads no record"},
}

// Every command has its case, and every case its command.
func TestEveryCommandIsHeldToTenants(t *testing.T) {
	var c cli
	parser, err := newParser(&c, os.Getenv, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, n := range parser.Model.Leaves(false) {
		name := strings.TrimPrefix(n.FullPath(), "letterpress ")
		known[name] = true
		if a := commandAttempts[name]; (len(a.lines) == 0) == (a.whole == "") {
			t.Errorf("letterpress %s has no case in commandAttempts: how would another tenant use it?", name)
		}
	}
	for name := range commandAttempts {
		if !known[name] {
			t.Errorf("there is no command %q", name)
		}
	}
}

// No command of one tenant shows or changes what is another's.
func TestTenantsApartByEveryCommand(t *testing.T) {
	program := binary(t)
	t.Run("SQLite and a folder", func(t *testing.T) {
		data := t.TempDir()
		db := old{"sqlite", filepath.Join(data, "letterpress.db")}
		n := newNeighbours(t, program, db, "--data", data)
		if err := os.RemoveAll(filepath.Join(data, "archive", birch)); err != nil { // so that there is something to tell
			t.Fatal(err)
		}
		testEveryCommand(t, n)
	})
	t.Run("PostgreSQL and S3", func(t *testing.T) {
		e := newElsewhere(t)
		testEveryCommand(t, newNeighbours(t, program, old{"pgx", e.db}, append(e.flags(), "--data", t.TempDir())...))
	})
}

func testEveryCommand(t *testing.T, n *neighbours) {
	before := n.all(birch)
	for name, c := range commandAttempts {
		for _, line := range c.lines {
			for _, form := range []string{"", " --json"} {
				n.attempt(strings.TrimSpace(name+" "+line) + form)
			}
		}
	}
	if after := n.all(birch); after != before {
		t.Errorf("what is birch's was changed:\n%s\n%s", before, after)
	}
	if told := n.want(exitDone, alder, "jobs"); !strings.Contains(told, "\n1 more job fails, of other tenants") || !strings.Contains(told, "\njob ") {
		t.Errorf("alder's jobs: %s", told)
	}
	if own := n.all(alder); !strings.Contains(own, `"tenant":"alder"`) || !strings.Contains(own, `"key":"presstest-7-000000"`) {
		t.Errorf("alder's commands do not even show what is alder's:\n%s", own)
	}
}
