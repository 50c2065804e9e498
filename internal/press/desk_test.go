package press_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"letterpress/internal/archive"
	"letterpress/internal/fault"
	"letterpress/internal/ledger"
	"letterpress/internal/press"
	"letterpress/internal/render"
	"letterpress/locales"
	"letterpress/samples"
	"letterpress/templates"
)

const tenant = "default"

// noon is the moment of every run.
var noon = time.Date(2025, 2, 3, 12, 0, 0, 0, time.UTC)

// builtIn is the renderer of the built-in sources.
var builtIn = sync.OnceValues(func() (*render.Renderer, error) { return newRenderer() })

func newRenderer(packs ...fs.FS) (*render.Renderer, error) {
	src, err := render.Load(render.Files{Programs: []fs.FS{samples.Programs},
		Locales: append([]fs.FS{locales.FS}, packs...), Templates: []fs.FS{templates.FS}})
	if err != nil {
		return nil, err
	}
	return render.New(src), nil
}

// desk is a press with a real database and a real archive, and short words for
// what tests do over and over.
type desk struct {
	*press.Press
	t    testing.TB
	db   string // path of the database
	dir  string // the archive's folder; empty for another archive
	book *ledger.Ledger
}

// newDesk returns a press on a new database and a new folder archive. change
// may put something between.
func newDesk(t testing.TB, change ...func(*press.Options)) *desk {
	t.Helper()
	dir := t.TempDir()
	return openDesk(t, filepath.Join(dir, "letterpress.db"), filepath.Join(dir, "archive"), change...)
}

func openDesk(t testing.TB, db, dir string, change ...func(*press.Options)) *desk {
	t.Helper()
	o, err := open(t.Context(), db, dir)
	must(t, err)
	t.Cleanup(func() { must(t, o.Ledger.Close()) })
	for _, f := range change {
		f(&o)
	}
	return &desk{Press: press.New(o), t: t, db: db, dir: dir, book: o.Ledger}
}

// open opens a database and a folder archive, and makes what is missing.
func open(ctx context.Context, db, dir string) (o press.Options, err error) {
	o = press.Options{Tenant: tenant, Now: func() time.Time { return noon }}
	if o.Renderer, err = builtIn(); err != nil {
		return o, err
	}
	if o.Archive, err = archive.Open(ctx, "", dir); err != nil {
		return o, err
	}
	o.Ledger, err = ledger.Open(ctx, db, ledger.Options{NewID: func() string { return uuid.Must(uuid.NewV7()).String() }})
	return o, err
}

// again returns another press on the same database and archive, as a second
// process has it.
func (d *desk) again(change ...func(*press.Options)) *desk {
	d.t.Helper()
	return openDesk(d.t, d.db, d.dir, change...)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// issue issues requests and wants no error.
func (d *desk) issue(requests ...[]byte) []press.Outcome {
	d.t.Helper()
	out, err := d.IssueChunk(context.Background(), requests)
	must(d.t, err)
	if len(out) != len(requests) {
		d.t.Fatalf("%d outcomes of %d requests", len(out), len(requests))
	}
	return out
}

// one issues one request.
func (d *desk) one(request []byte) press.Outcome {
	d.t.Helper()
	return d.issue(request)[0]
}

func (d *desk) letter(id string) ledger.Letter {
	d.t.Helper()
	l, err := d.book.Letter(context.Background(), tenant, id)
	must(d.t, err)
	return l
}

// letters returns every letter on record by key.
func (d *desk) letters() map[string]ledger.Letter {
	d.t.Helper()
	out := map[string]ledger.Letter{}
	for f := (ledger.Filter{Tenant: tenant, Page: ledger.Page{Limit: 1000}}); ; {
		list, next, err := d.book.Letters(context.Background(), f)
		must(d.t, err)
		for _, l := range list {
			out[l.Key] = l
		}
		if f.After = next; next == "" {
			return out
		}
	}
}

// pieces returns every piece, oldest first.
func (d *desk) pieces() (out []ledger.Piece) {
	d.t.Helper()
	for f := (ledger.PieceFilter{Tenant: tenant, Page: ledger.Page{Limit: 1000}}); ; {
		list, next, err := d.book.Pieces(context.Background(), f)
		must(d.t, err)
		out = append(out, list...)
		if f.After = next; next == "" {
			return out
		}
	}
}

// files returns every file of the archive but unfinished ones, by object key.
func (d *desk) files() map[string][]byte {
	d.t.Helper()
	out := map[string][]byte{}
	root := os.DirFS(d.dir)
	must(d.t, fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(name, ".tmp/") {
			return err
		}
		out[name], err = fs.ReadFile(root, name)
		return err
	}))
	return out
}

// stock is how much there is: letters, pieces, objects and audit records of all
// letters.
type stock struct{ letters, pieces, objects, entries int }

func (d *desk) stock() stock {
	d.t.Helper()
	s := stock{pieces: len(d.pieces()), objects: len(d.files())}
	for _, l := range d.letters() {
		s.letters++
		s.entries += len(d.history(l.ID))
	}
	return s
}

func (d *desk) wantStock(want stock) {
	d.t.Helper()
	if got := d.stock(); got != want {
		d.t.Errorf("stock %+v, want %+v", got, want)
	}
}

// history returns the actions recorded of a letter.
func (d *desk) history(id string) (actions []string) {
	d.t.Helper()
	list, err := d.book.Audit(context.Background(), tenant, id)
	must(d.t, err)
	for _, e := range list {
		actions = append(actions, e.Action)
	}
	return actions
}

// consistent wants every letter to be finished in one way: rendered, with its
// object and the bytes on record, and one piece when it is mailed.
func (d *desk) consistent(n int) {
	d.t.Helper()
	letters, files, pieces := d.letters(), d.files(), map[string]int{}
	for _, p := range d.pieces() {
		pieces[p.Letter]++
	}
	if len(letters) != n || len(files) != n {
		d.t.Errorf("%d letters and %d objects, want %d of each", len(letters), len(files), n)
	}
	for key, l := range letters {
		want := 0
		if l.Channel == "mail" {
			want = 1
		}
		if l.State != ledger.Rendered || sum(files[l.Object]) != l.Sum || pieces[l.ID] != want {
			d.t.Errorf("%s is %s with %d pieces and an object of %d bytes", key, l.Status(), pieces[l.ID], len(files[l.Object]))
		}
	}
}

// welcome is a welcome letter in order, with what a test makes different.
func welcome(t testing.TB, key string, edits ...func(map[string]any)) []byte {
	t.Helper()
	return edited(t, "connecticare-2025/welcome-criteria-en.json", append(edits, put("/key", key))...)
}

// edited is a sample request with changes.
func edited(t testing.TB, sample string, edits ...func(map[string]any)) []byte {
	t.Helper()
	var m map[string]any
	must(t, json.Unmarshal(readSample(t, sample), &m))
	for _, f := range edits {
		f(m)
	}
	data, err := json.Marshal(m)
	must(t, err)
	return data
}

func readSample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../samples/requests", name))
	must(t, err)
	return data
}

// put sets a member of nested objects; nil takes it out.
func put(pointer string, v any) func(map[string]any) {
	return func(m map[string]any) {
		steps := strings.Split(pointer[1:], "/")
		for _, s := range steps[:len(steps)-1] {
			if m[s] == nil {
				m[s] = map[string]any{}
			}
			m = m[s].(map[string]any)
		}
		if m[steps[len(steps)-1]] = v; v == nil {
			delete(m, steps[len(steps)-1])
		}
	}
}

// sampleRequests returns every sample request by the name of its file and line.
func sampleRequests(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	must(t, filepath.WalkDir("../../samples/requests", func(name string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch filepath.Ext(name) {
		case ".json":
			out[name], err = os.ReadFile(name)
		case ".ndjson":
			data, readErr := os.ReadFile(name)
			for line := range bytes.Lines(data) {
				out[name+":"+string(line[:24])] = line
			}
			err = readErr
		}
		return err
	}))
	return out
}

// inOrder returns the values of a map by the order of its keys.
func inOrder[V any](m map[string]V) (keys []string, values []V) {
	keys = slices.Sorted(maps.Keys(m))
	for _, k := range keys {
		values = append(values, m[k])
	}
	return keys, values
}

// refusals are the faults of an outcome as "pointer code", sorted.
func refusals(o press.Outcome) (list []string) {
	for _, f := range o.Errors {
		list = append(list, f.Pointer+" "+f.Code)
	}
	slices.Sort(list)
	return list
}

func wantRefused(t testing.TB, o press.Outcome, want ...string) {
	t.Helper()
	slices.Sort(want)
	if got := refusals(o); o.Status != press.StatusRefused || !slices.Equal(got, want) {
		t.Errorf("%s: %s, faults %v, want refused for %v", o.Key, o.Status, got, want)
	}
	if o.Letter != "" || o.Object != "" || o.Repeated || o.Done() {
		t.Errorf("%s: a refusal names letter %q, object %q, repeated %v, done %v", o.Key, o.Letter, o.Object, o.Repeated, o.Done())
	}
}

func wantStatus(t testing.TB, o press.Outcome, status, reason string, repeated bool) {
	t.Helper()
	if o.Status != status || o.Reason != reason || o.Repeated != repeated || len(o.Errors) != 0 {
		t.Errorf("%s: %s, %q, repeated %v, errors %v; want %s, %q, repeated %v", o.Key, o.Status, o.Reason, o.Repeated, refusals(o), status, reason, repeated)
	}
}

func wantKind(t testing.TB, err error, want fault.Kind) {
	t.Helper()
	if err == nil || fault.KindOf(err) != want {
		t.Errorf("error %v of kind %d, want kind %d", err, fault.KindOf(err), want)
	}
}
