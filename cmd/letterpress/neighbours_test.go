package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"letterpress/internal/ledger"
	"letterpress/internal/letter"
	"letterpress/internal/press/presstest"
)

// neighbours is a database and an archive with letters of two tenants.
type neighbours struct {
	t     *testing.T
	flags []string
	files string              // folder of requests and of what is written
	out   string              // a file there, to be written
	birch map[string][]string // what birch has, by the word of a line that stands for it
	tried map[string][]string // those of them that alder tries: one of each state
	never map[string]string   // the same that nobody has
}

// newNeighbours gives birch letters that are queued, batched, void and accepted, a
// job that fails and a key; alder has letters under some of the same request keys,
// and a job that fails.
func newNeighbours(t *testing.T, program string, db old, flags ...string) *neighbours {
	t.Helper()
	n := &neighbours{t: t, flags: flags, files: t.TempDir()}
	n.out = filepath.Join(n.files, "out.pdf")
	same, own, waiting := n.file("same", 7, 4), n.file("own", 8, 4), n.requests(9, 2)
	n.want(exitDone, birch, "issue "+same)
	n.want(exitDone, birch, "issue "+own)
	n.want(exitDone, alder, "issue "+n.file("few", 7, 2))
	n.want(exitDone, birch, "letter void --key presstest-8-000001 --reason test")
	s := serve(t, program, t.TempDir(), append(flags, "--only-answer", "--tenant", birch)...)
	_, secret, _ := strings.Cut(n.want(exitDone, alder, "keys create --role issue"), "api key: ")
	for _, key := range []string{s.key, strings.TrimSpace(secret)} {
		if count := s.upload(key, waiting); count["accepted"] != 2 {
			t.Fatalf("%v", count)
		}
	}
	s.kill()
	db.exec(t, "UPDATE river_job SET state = 'retryable', attempt = 1, scheduled_at = '2999-01-01 00:00:00'")
	n.batch(db.address, letter.ID(birch, "presstest-8-000000"))
	n.look()
	return n
}

func (n *neighbours) requests(seed uint64, count int) []byte {
	return append(bytes.Join(presstest.Requests(seed, count), []byte("\n")), '\n')
}

// file writes requests, a line each.
func (n *neighbours) file(name string, seed uint64, count int) string {
	n.t.Helper()
	path := filepath.Join(n.files, name+".ndjson")
	if err := os.WriteFile(path, n.requests(seed, count), 0o600); err != nil {
		n.t.Fatal(err)
	}
	return path
}

// batch puts the piece of a letter of birch's into a batch.
func (n *neighbours) batch(address, id string) {
	n.t.Helper()
	book, err := ledger.Open(n.t.Context(), address, ledger.Options{NewID: newID})
	if err != nil {
		n.t.Fatal(err)
	}
	defer book.Close()
	l, err := book.Letter(n.t.Context(), birch, id)
	if err == nil {
		err = book.Write(n.t.Context(), func(tx *ledger.Tx) error {
			return tx.Move(n.t.Context(), time.Now(), birch, []ledger.Move{{Piece: l.Piece.ID, To: ledger.Batched, Batch: "batch-of-birch"}})
		})
	}
	if err != nil {
		n.t.Fatal(err)
	}
}

// look notes what birch has.
func (n *neighbours) look() {
	n.t.Helper()
	n.birch = map[string][]string{"{batch}": {"batch-of-birch"}, "{request}": {"presstest-8-000000", "presstest-8-000001"}}
	n.never = map[string]string{"{batch}": "batch-of-nobody", "{request}": "presstest-0-000000", "{key}": "aaaaaaaaaaaaa",
		"{id}": "11111111-1111-5111-8111-111111111111", "{replaces}": "11111111-1111-5111-8111-111111111111"}
	n.tried = maps.Clone(n.birch)
	stands := map[string]bool{}
	for _, kind := range []struct{ command, member, word, state string }{
		{"letter list --all", "letter", "{id}", "status"}, {"mail list --all", "piece", "{id}", "state"}, {"keys list", "key", "{key}", "key"}} {
		for line := range strings.Lines(n.want(exitDone, birch, kind.command+" --json")) {
			var object map[string]any
			if err := json.Unmarshal([]byte(line), &object); err != nil {
				n.t.Fatal(err)
			}
			thing, state := object[kind.member].(string), kind.member+object[kind.state].(string)
			n.birch[kind.word] = append(n.birch[kind.word], thing)
			if !stands[state] {
				n.tried[kind.word] = append(n.tried[kind.word], thing)
			}
			stands[state] = true
			if object["key"] == "presstest-8-000000" {
				n.tried["{replaces}"] = []string{thing}
			}
		}
	}
	if len(n.birch["{id}"]) < 18 || len(n.tried["{id}"]) < 6 || len(n.tried["{key}"]) != 1 || len(n.tried["{replaces}"]) != 1 {
		n.t.Fatalf("birch has %q, tried are %q", n.birch, n.tried)
	}
}

// run carries out a command of a tenant in this process.
func (n *neighbours) run(tenant, line string) (code int, told string) {
	n.t.Helper()
	var out, errs bytes.Buffer
	args := append(strings.Fields(line), "--tenant", tenant)
	code = run(n.t.Context(), append(args, n.flags...), func(string) string { return "" }, strings.NewReader(""), &out, &errs)
	return code, out.String() + errs.String()
}

func (n *neighbours) want(code int, tenant, line string) string {
	n.t.Helper()
	got, told := n.run(tenant, line)
	if got != code {
		n.t.Fatalf("%s of %s: exit code %d, want %d\n%s", line, tenant, got, code, told)
	}
	return told
}

// all is what a tenant is shown of what it has.
func (n *neighbours) all(tenant string) string {
	n.t.Helper()
	var told []string
	for _, line := range []string{"letter list --all --json", "mail list --all --json", "keys list --json", "audit --all --json"} {
		told = append(told, n.want(exitDone, tenant, line))
	}
	_, verified := n.run(tenant, "letter verify")
	numbers, _, _ := strings.Cut(verified, "\n") // letters that are astray follow in any order
	told = append(told, numbers)
	return strings.Join(told, "\n")
}

// attempt tries one line as alder.
func (n *neighbours) attempt(line string) {
	n.t.Helper()
	line = strings.NewReplacer("{out}", n.out, "{same}", filepath.Join(n.files, "same.ndjson")).Replace(line)
	for word, things := range n.tried {
		if strings.Contains(line, word) {
			n.compare(line, word, things)
			return
		}
	}
	code, told := n.run(alder, line)
	if code != exitDone {
		n.t.Errorf("%s: exit code %d\n%s", line, code, told)
	}
	n.nothingOfBirch(line, told)
}

// compare tries a line with things that birch has and with one that nobody has:
// alder cannot tell which is which.
func (n *neighbours) compare(line, word string, things []string) {
	n.t.Helper()
	want, unknown := n.asked(line, word, n.never[word])
	if want == exitDone && word != "{batch}" { // a list of none
		n.t.Errorf("%s of what nobody has is done:\n%s", line, unknown)
	}
	for _, thing := range things {
		code, told := n.asked(line, word, thing)
		if code != want || told != unknown {
			n.t.Errorf("%s: of birch's: exit code %d\n%s\nof nobody's: exit code %d\n%s", line, code, told, want, unknown)
		}
		n.nothingOfBirch(line, told)
	}
	if _, err := os.Stat(n.out); err == nil {
		n.t.Errorf("%s writes a file", line)
	}
}

// asked runs a line with thing in the place of word, and takes out of what is told
// what was asked for.
func (n *neighbours) asked(line, word, thing string) (code int, told string) {
	n.t.Helper()
	with := thing
	if word == "{replaces}" {
		with = filepath.Join(n.files, "replacing.json")
		n.replacing(with, thing)
	}
	code, told = n.run(alder, strings.Replace(line, word, with, 1))
	return code, strings.NewReplacer(thing, "ASKED", letter.ID(alder, thing), "ASKED").Replace(told)
}

// replacing writes a request that is to replace a letter.
func (n *neighbours) replacing(path, id string) {
	n.t.Helper()
	request := decoded(n.t, presstest.Request(10, 0))
	request["replaces"] = map[string]any{"letter": id, "reason": "correction"}
	if err := os.WriteFile(path, encoded(n.t, request), 0o600); err != nil {
		n.t.Fatal(err)
	}
}

// nothingOfBirch checks what a command told, which has nothing of birch's but what
// was asked for.
func (n *neighbours) nothingOfBirch(line, told string) {
	n.t.Helper()
	for _, things := range n.birch {
		for _, thing := range append(things, birch) {
			if strings.Contains(told, thing) {
				n.t.Errorf("%s tells %s of birch's:\n%s", line, thing, told)
			}
		}
	}
}
