package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"letterpress/internal/letter"
	"letterpress/internal/press/presstest"
)

// together is docker-compose.yml without containers: the same servers, started by
// their tools, and letterpress with the environment and commands of the file, as
// the image's user in a root folder like the image's.
type together struct {
	t        *testing.T
	services map[string]composed
	image    image
	root     string
	places   *strings.Replacer // addresses of the file to those of here
	url      string
}

func newTogether(t *testing.T) *together {
	t.Helper()
	if os.Getenv("LETTERPRESS_TEST_POSTGRES") == "" || os.Getenv("LETTERPRESS_TEST_S3") == "" {
		t.Skip("not tested: the services of docker-compose.yml; tools/s3server/run tools/postgres/run show that both servers can be had")
	}
	c := &together{t: t, services: composition(t), image: dockerfile(t)}
	c.root = c.image.program(t)
	db := c.server("db", "postgres", "LETTERPRESS_TEST_POSTGRES")
	s3, err := url.Parse(c.server("s3", "s3server", "LETTERPRESS_TEST_S3").Query().Get("endpoint"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	c.url = "http://" + l.Addr().String()
	c.places = strings.NewReplacer("@db:5432/", "@"+db.Host+"/", "http://s3:7070", "http://"+s3.Host, "0.0.0.0:8080", l.Addr().String())
	return c
}

// server starts the server of a service through its tool and returns its address.
// It ends with the test.
func (c *together) server(service, tool, variable string) *url.URL {
	c.t.Helper()
	cmd := exec.Command(filepath.Join("..", "..", "tools", tool, "run"), "sh", "-c", `echo "$`+variable+`"; exec cat`)
	cmd.Env = append(c.services[service].env, "PATH="+os.Getenv("PATH"), "HOME="+os.Getenv("HOME"), "TMPDIR="+os.TempDir())
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		_ = in.Close() // ends cat, and with it the server
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		c.t.Fatalf("%s: %v", tool, err)
	}
	at, err := url.Parse(strings.TrimSpace(line))
	if err != nil {
		c.t.Fatal(err)
	}
	return at
}

// env is the environment of a service's container.
func (c *together) env(service string) (list []string) {
	for _, v := range append(c.image.env, c.services[service].env...) {
		list = append(list, c.places.Replace(v))
	}
	return list
}

// command is a program in a service's container: /letterpress with args. Only
// root can lock it up as a container does.
func (c *together) command(service string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.root, "letterpress"), args...)
	cmd.Env = c.env(service)
	if os.Geteuid() == 0 {
		cmd.Path, cmd.Dir = "/letterpress", "/"
		cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: c.root, Credential: &syscall.Credential{Uid: imageUser, Gid: imageUser}}
	}
	return cmd
}

// start starts a service and returns once it says that it runs, with the key that
// it printed before.
func (c *together) start(service, running string) (cmd *exec.Cmd, key string) {
	c.t.Helper()
	cmd = c.command(service, c.services[service].command...)
	errs, err := cmd.StderrPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for in := bufio.NewScanner(errs); in.Scan(); {
		if k, ok := strings.CutPrefix(in.Text(), "api key: "); ok {
			key = k
		}
		if strings.HasPrefix(in.Text(), running) {
			go func() { _, _ = io.Copy(io.Discard, errs) }() // ends with the process
			return cmd, key
		}
		c.t.Logf("%s: %s", service, in.Text())
	}
	c.t.Fatalf("%s did not start", service)
	return nil, ""
}

// stop asks a service to end and waits until it has.
func (c *together) stop(cmd *exec.Cmd) {
	c.t.Helper()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		c.t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		c.t.Errorf("stopped: %v", err)
	}
}

// do runs a command in the container of a service and returns what it prints.
func (c *together) do(service string, args ...string) string {
	c.t.Helper()
	cmd := c.command(service, args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		c.t.Fatalf("%s: %v\n%s", args[0], err, errs.String())
	}
	return out.String()
}

// fetch asks the service and decodes its answer into v, or returns its bytes.
func (c *together) fetch(key, method, path string, body []byte, v any) []byte {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+key)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", letter.KeyOf(body))
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode > 299 {
		c.t.Fatalf("%s %s: %s\n%s", method, path, res.Status, data)
	}
	if err == nil && v != nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	return data
}

// The services of docker-compose.yml, used as a client uses them: letters one by
// one and in bulk, a worker that is killed, a service that is started again, and
// every PDF fetched and made again.
func TestComposedServices(t *testing.T) {
	const n = 300
	c := newTogether(t)
	api, first := c.start("api", "listening on ")
	if first == "" {
		t.Error("the first start prints no key")
	}
	worker, _ := c.start("work", "working")
	c.start("work", "working")
	if health := c.services["api"].health; health[0] != "CMD" || health[1] != c.image.entrypoint[0] || c.do("api", health[2:]...) != "ready\n" {
		t.Errorf("the check of health: %v", health)
	}
	_, made, _ := strings.Cut(c.do("api", "keys", "create", "--role", "issue,read"), "api key: ")
	s := &served{t: t, url: c.url, key: strings.TrimSpace(made)}

	var one struct{ Letter, Status string }
	c.fetch(s.key, "POST", "/v1/letters", presstest.Request(1, 0), &one)
	file, err := os.ReadFile(bulk(t, n)) // begins with the same request
	if err != nil {
		t.Fatal(err)
	}
	s.upload(s.key, file)
	_ = worker.Process.Kill() // with letters in hand
	_ = worker.Wait()
	c.start("work", "working")
	s.finish(s.key, file, n)

	c.stop(api)
	if api, made = c.start("api", "listening on "); made != "" {
		t.Error("the second start prints a key")
	}
	was := one
	if c.fetch(s.key, "POST", "/v1/letters", presstest.Request(1, 0), &one); one.Letter != was.Letter || one.Status == "accepted" {
		t.Errorf("the same request is %+v, and was %+v", one, was)
	}
	c.fetchAll(s.key, n)
	for _, v := range c.env("api") { // for what looks from outside
		if name, value, _ := strings.Cut(v, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, value)
		}
	}
	c.outside().whole(n)
	c.stop(api)
}

// fetchAll fetches all n letters, a page at a time, and makes every tenth again.
func (c *together) fetchAll(key string, n int) {
	c.t.Helper()
	seen := 0
	for after := ""; ; {
		var page struct {
			Letters []struct{ Letter, Sha256 string }
			Next    string
		}
		c.fetch(key, "GET", "/v1/letters?limit=100&after="+after, nil, &page)
		for _, l := range page.Letters {
			data := c.fetch(key, "GET", "/v1/letters/"+l.Letter+"/pdf", nil, nil)
			if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != l.Sha256 || !bytes.HasPrefix(data, []byte("%PDF-")) {
				c.t.Errorf("letter %s: other bytes than on record", l.Letter)
			}
			if seen++; seen%10 == 0 {
				var again struct{ Same, Archived bool }
				c.fetch(key, "POST", "/v1/letters/"+l.Letter+"/regenerate", nil, &again)
				if !again.Same || !again.Archived {
					c.t.Errorf("letter %s, made again: %+v", l.Letter, again)
				}
			}
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if seen != n {
		c.t.Errorf("%d letters, want %d", seen, n)
	}
}

// outside is the database and the archive of the services, looked at directly.
func (c *together) outside() elsewhere {
	e := elsewhere{t: c.t}
	for _, v := range c.env("api") {
		if at, ok := strings.CutPrefix(v, "LETTERPRESS_DB="); ok {
			e.db = at
		}
		if at, ok := strings.CutPrefix(v, "LETTERPRESS_ARCHIVE="); ok {
			e.archive = at
		}
	}
	return e
}
