package main

import (
	"debug/elf"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"letterpress/internal/yaml"
)

// composed is a service of docker-compose.yml, as far as it decides what runs.
type composed struct {
	image    string
	env      []string // NAME=value
	command  []string
	health   []string
	replicas int
}

// composition reads docker-compose.yml. A key that the tests do not know of is a
// fault: they would not notice what it does.
func composition(t *testing.T) map[string]composed {
	t.Helper()
	const name = "../../docker-compose.yml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	root, err := yaml.Parse(name, data)
	if err != nil {
		t.Fatal(err)
	}
	var r yaml.Reader
	file := r.Object(root)
	file.NeedString("name")
	file.Need("volumes")
	services := map[string]composed{}
	for _, p := range r.Pairs(file.Need("services")) {
		services[p.Key.Text] = composedOf(&r, p.Value)
	}
	file.End()
	if err := r.Err(); err != nil {
		t.Fatal(err)
	}
	return services
}

func composedOf(r *yaml.Reader, n *yaml.Node) composed {
	o := r.Object(n)
	s := composed{image: o.NeedString("image"), command: o.Strings("command"), replicas: 1}
	for _, p := range r.Pairs(o.Get("environment")) {
		s.env = append(s.env, p.Key.Text+"="+r.String(p.Value))
	}
	if n := o.Get("healthcheck"); n != nil {
		h := r.Object(n)
		s.health = h.Strings("test")
		for _, key := range []string{"interval", "timeout", "retries", "start_period"} {
			h.Get(key)
		}
		h.End()
	}
	if n := o.Get("deploy"); n != nil {
		d := r.Object(n)
		s.replicas = d.Int("replicas")
		d.End()
	}
	for _, key := range []string{"build", "entrypoint", "ports", "volumes", "depends_on", "restart", "stop_grace_period", "read_only", "cap_drop", "security_opt"} {
		o.Get(key)
	}
	o.End()
	return s
}

// image is the Dockerfile, as far as it decides what runs.
type image struct {
	build      string // the command that makes the program at /out/letterpress
	env        []string
	user       string
	entrypoint []string
	command    []string
}

func dockerfile(t *testing.T) (i image) {
	t.Helper()
	data, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case word == "FROM": // what was said before is of another stage
			i = image{build: i.build}
		case word == "RUN" && strings.Contains(rest, "go build"):
			i.build = rest
		case word == "ENV":
			i.env = append(i.env, rest)
		case word == "USER":
			i.user = rest
		case word == "ENTRYPOINT":
			err = json.Unmarshal([]byte(rest), &i.entrypoint)
		case word == "CMD":
			err = json.Unmarshal([]byte(rest), &i.command)
		}
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	return i
}

// program builds the image's program with the image's command, into a root folder
// like the image's.
func (i image) program(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	for _, dir := range []string{"data", "tmp"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
		if os.Geteuid() == 0 {
			if err := os.Chown(filepath.Join(root, dir), imageUser, imageUser); err != nil {
				t.Fatal(err)
			}
		}
	}
	build := exec.Command("sh", "-c", strings.ReplaceAll(i.build, "/out/", root+"/"))
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", i.build, err, out)
	}
	if err := os.Chmod(root, 0o755); err != nil { // for the image's user
		t.Fatal(err)
	}
	return root
}

// imageUser is the user and group of the image.
const imageUser = 65532

// The image has nothing but the program: it must need nothing else, and it must
// not be root.
func TestImageHoldsAStaticProgram(t *testing.T) {
	i := dockerfile(t)
	if i.user != "65532:65532" || !slices.Equal(i.entrypoint, []string{"/letterpress"}) || !slices.Equal(i.command, []string{"serve"}) {
		t.Errorf("%+v", i)
	}
	file, err := elf.Open(filepath.Join(i.program(t), "letterpress"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, p := range file.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the program asks for a dynamic linker")
		}
	}
}

// What the two services of letterpress are told must be the same, or one writes
// where the other does not look.
func TestComposedServicesShareTheirSettings(t *testing.T) {
	services := composition(t)
	api, work := services["api"], services["work"]
	if len(api.env) == 0 || !slices.Equal(api.env, work.env) || api.image != work.image {
		t.Errorf("api is told\n  %s\nand work\n  %s", strings.Join(api.env, "\n  "), strings.Join(work.env, "\n  "))
	}
	if work.replicas != 2 {
		t.Errorf("%d workers", work.replicas)
	}
}
