package main

import (
	"bytes"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The embedded form as docs/operations.md backs it up and restores it: database
// and then archive are copied while a bulk upload runs, the machine is lost, and
// the copy serves. What was accepted after the copy is sent again.
func TestBackupAndRestoreEmbedded(t *testing.T) {
	const n = 600
	program, data, safe := binary(t), t.TempDir(), t.TempDir()
	file, err := os.ReadFile(bulk(t, n))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	s := serve(t, program, data)
	s.finish(s.key, bytes.Join(lines[:n/3], nil), n/3)
	s.upload(s.key, bytes.Join(lines[:n*2/3], nil)) // the last of them are being made
	completed(t, exitDone, program, "backup", filepath.Join(safe, "letterpress.db"), "--data", data)
	if err := os.Mkdir(filepath.Join(safe, "archive"), 0o700); err != nil {
		t.Fatal(err)
	}
	copyArchive(t, filepath.Join(data, "archive"), filepath.Join(safe, "archive"))
	s.upload(s.key, file)
	s.kill()
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}

	out, _ := completed(t, exitDone, program, "letter", "verify", "--data", safe)
	if !strings.Contains(out, " 0 astray, ") || strings.HasPrefix(out, "0 letters") {
		t.Errorf("the copy: %s", out)
	}
	restored := serve(t, program, safe)
	if restored.key != "" {
		t.Error("the copy has no keys")
	}
	restored.finish(s.key, file, n)
	restored.stop()
	whole(t, safe, n)
	out, _ = completed(t, exitDone, program, "letter", "verify", "--data", safe)
	if !strings.HasPrefix(out, "600 letters: 600 as recorded, 0 astray, 0 to be made, 0 failed, ") {
		t.Errorf("in the end: %s", out)
	}
	id := letters(t, safe)[0].ID
	completed(t, exitDone, program, "letter", "regenerate", id, "--data", safe)
	object := filepath.Join(safe, "archive", filepath.FromSlash(letters(t, safe)[0].Object))
	if err := os.Remove(object); err != nil {
		t.Fatal(err)
	}
	out, _ = completed(t, exitDiffers, program, "letter", "verify", "--data", safe, "--json")
	if !strings.Contains(out, `{"letter":"`+id+`","object":`) || !strings.Contains(out, `"found":"missing"`) {
		t.Errorf("a lost object: %s", out)
	}
}

// copyArchive copies an archive as docs/operations.md says, without what is being
// stored at the moment.
func copyArchive(t *testing.T, from, to string) {
	t.Helper()
	cmd := exec.Command("find", ".", "-name", ".tmp", "-prune", "-o", "-type", "f", "-exec", "cp", "-u", "-p", "--parents", "-t", to, "{}", "+")
	cmd.Dir = from
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("copy the archive: %v\n%s", err, out)
	}
}

// The large form: the database is dumped while a bulk upload runs, and restored
// as of then into another one. The bucket has gone on and holds letters that the
// restored record does not know; sending everything again meets them, and nothing
// is there twice.
func TestBackupAndRestorePostgres(t *testing.T) {
	const n = 600
	e := newElsewhere(t)
	program, data := binary(t), t.TempDir()
	file, err := os.ReadFile(bulk(t, n))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(file, []byte("\n"))
	s := serve(t, program, data, e.flags()...)
	s.finish(s.key, bytes.Join(lines[:n/3], nil), n/3)
	s.upload(s.key, bytes.Join(lines[:n*2/3], nil))
	dump := filepath.Join(t.TempDir(), "letterpress.dump")
	e.tool("pg_dump", "--format", "custom", "--no-owner", "--schema", e.schema(), "--file", dump, "--dbname")
	s.finish(s.key, file, n)
	s.kill()

	e.tool("psql", "--quiet", "--command", "DROP SCHEMA "+e.schema()+" CASCADE", "--dbname")
	e.tool("pg_restore", "--exit-on-error", "--no-owner", dump, "--dbname")
	out, _ := completed(t, exitDone, program, append([]string{"letter", "verify", "--data", data}, e.flags()...)...)
	if !strings.Contains(out, " 0 astray, ") || strings.HasPrefix(out, "600 letters") || strings.HasPrefix(out, "0 letters") {
		t.Errorf("restored: %s", out)
	}
	restored := serve(t, program, data, e.flags()...)
	restored.finish(s.key, file, n)
	restored.stop()
	e.whole(n)
}

// schema is where the test's tables are.
func (e elsewhere) schema() string {
	at, err := url.Parse(e.db)
	if err != nil {
		e.t.Fatal(err)
	}
	return at.Query().Get("search_path")
}

// tool runs one of PostgreSQL's programs on the test's server; the last argument
// takes its address.
func (e elsewhere) tool(name string, args ...string) {
	e.t.Helper()
	at, err := url.Parse(e.db)
	if err != nil {
		e.t.Fatal(err)
	}
	q := at.Query()
	q.Del("search_path") // the tools do not know it
	at.RawQuery = q.Encode()
	if out, err := exec.Command(name, append(args, at.String())...).CombinedOutput(); err != nil {
		e.t.Fatalf("%s: %v\n%s", name, err, out)
	}
}
