package proof

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"letterpress/internal/fault"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/program"
	"letterpress/internal/render"
	"letterpress/internal/svg"
)

// Build makes every sample document that o selects, with its record. The same
// sources give the same samples on any machine. A request that the sources refuse
// is among Refused; the error is of the sources themselves, or that nothing at all
// is selected.
func Build(ctx context.Context, o Options) (*Samples, error) {
	src, err := render.Load(o.Files)
	if err != nil {
		return nil, err
	}
	all, err := requests(o.Requests)
	if err != nil {
		return nil, err
	}
	b := &builder{o: o, src: src, renderer: render.New(src)}
	if b.tracer, err = newTracer(src, o.Files); err != nil {
		return nil, err
	}
	wanted := slices.DeleteFunc(all, func(r *request) bool { return !b.wants(r) })
	if len(wanted) == 0 {
		return nil, fault.New(fault.Usage, "there are no sample requests of such a program").
			WithHint("letterpress check lists the programs; --requests DIR adds sample requests")
	}
	made, err := b.makeAll(ctx, wanted)
	if err != nil {
		return nil, err
	}
	s := b.collect(made)
	s.kept, err = keep(o)
	return s, err
}

type builder struct {
	o        Options
	src      render.Sources
	renderer *render.Renderer
	tracer   *tracer
}

// wants reports whether r is selected. A request that cannot be read belongs to
// the program whose folder it lies in.
func (b *builder) wants(r *request) bool {
	id := path.Dir(r.id)
	if only := b.o.Only.Program; only != "" && only != id {
		return false
	}
	if b.o.Only.Year == 0 {
		return true
	}
	p, ok := b.src.Programs.Find(id)
	return ok && p.ContractYear == b.o.Only.Year
}

// result is what became of one request: a document, a refusal, or neither for a
// format that a letter is not made in.
type result struct {
	doc     *Document
	refusal *Refusal
}

// makeAll makes the requests on all processors. It returns when no goroutine of
// its own is left.
func (b *builder) makeAll(ctx context.Context, list []*request) ([]result, error) {
	out, errs := make([]result, len(list)), make([]error, len(list))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		workers.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(list) && ctx.Err() == nil; i = next.Add(1) - 1 {
				out[i], errs[i] = b.make(list[i])
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (b *builder) make(r *request) (result, error) {
	faults := r.faults
	var warnings fault.Fields
	if len(faults) == 0 {
		v, refused := b.renderer.Judge(r.letter)
		warnings, faults = v.Warnings, refused
	}
	if r.derived && slices.ContainsFunc(faults, func(f fault.Field) bool { return f.Pointer == "/format" }) {
		return result{}, nil
	}
	if len(faults) > 0 {
		return result{refusal: &Refusal{ID: r.id, Errors: faults}}, nil
	}
	d, err := b.document(r)
	if err != nil {
		return result{}, fault.Wrap(fault.KindOf(err), err, "make sample "+r.id)
	}
	d.Warnings = append([]fault.Field{}, warnings...)
	return result{doc: d}, nil
}

func (b *builder) document(r *request) (*Document, error) {
	l := r.letter
	id := idOf(l, b.o.Tenant)
	done, err := b.renderer.Render(l, id)
	if err != nil {
		return nil, err
	}
	pages, err := b.renderer.Pages(l, id)
	if err != nil {
		return nil, err
	}
	d := &Document{Entry: b.entry(r, done, pages), PDF: done.PDF}
	if d.Record, err = b.tracer.record(l, id, pages); err != nil {
		return nil, err
	}
	d.Record.ID = r.id
	d.Record.Request = Request{File: r.file, Derived: r.derived, Text: string(r.text)}
	b.origin(d, l)
	for p := range pages.Pages {
		image, err := svg.AppendPage(nil, pages, p)
		if err != nil {
			return nil, err
		}
		d.Pages = append(d.Pages, image)
	}
	return d, nil
}

// idOf is the id that stands on the pages; a request without a key has none.
func idOf(l *letter.Letter, tenant string) string {
	if l.Key == "" {
		return ""
	}
	return letter.ID(tenant, l.Key)
}

func (b *builder) entry(r *request, done *render.Letter, pages *page.Document) Entry {
	l := r.letter
	p, _ := b.src.Programs.Find(l.Program)
	mark := done.Fingerprint()
	return Entry{ID: r.id, Program: l.Program, Kind: string(l.Kind), Variant: r.variant, Language: string(l.Language),
		Format: string(l.Format), Title: pages.Title, Date: l.Date.String(), Material: p.MaterialID(l.Kind, l.Language),
		Edition: mark.Edition, Pages: done.Pages, Sheets: done.Sheets, Parts: done.Parts,
		SHA256: hex.EncodeToString(done.Sum[:]), PDF: r.id + ".pdf", Fingerprint: mark}
}

// origin adds the template files and the mail profile that d was made by.
func (b *builder) origin(d *Document, l *letter.Letter) {
	var parts []string
	for _, p := range d.Parts {
		parts = append(parts, p.Part)
	}
	for _, f := range b.src.Templates.Origin(l, parts) {
		d.Record.Templates = append(d.Record.Templates, File{f.Name, f.Version, sum([]byte(f.Text))})
	}
	if m := b.renderer.ProfileOf(l); m != nil {
		d.Record.Profile = profileFile(b.o.Files.Templates, m.Sum)
	}
}

// profileFile finds the file of the mail profile with a hash.
func profileFile(layers []fs.FS, hash string) File {
	for _, l := range slices.Backward(layers) {
		names, _ := fs.Glob(l, "profiles/*.yaml")
		for _, name := range names {
			if data, err := fs.ReadFile(l, name); err == nil && sum(data) == hash {
				return File{Name: name, Sum: hash}
			}
		}
	}
	return File{}
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// collect puts what was made into order.
func (b *builder) collect(made []result) *Samples {
	s := &Samples{docs: map[string]*Document{}, files: b.o.Files}
	s.Index = Index{Version: version, Code: render.Code(), Tenant: b.o.Tenant,
		Strict: b.o.Files.Strict, Only: b.o.Only, Documents: []Entry{}, Refused: []Refusal{}}
	seen := map[string]bool{}
	for _, r := range made {
		switch {
		case r.refusal != nil:
			s.Refused = append(s.Refused, *r.refusal)
		case r.doc != nil:
			s.docs[r.doc.ID] = r.doc
			s.Documents = append(s.Documents, r.doc.Entry)
			seen[r.doc.Program] = true
		}
	}
	for _, p := range b.src.Programs.All() {
		if seen[p.ID] {
			s.Programs = append(s.Programs, programOf(p))
		}
	}
	return s
}

func programOf(p *program.Program) Program {
	out := Program{ID: p.ID, Plan: p.Name.In(letter.English), Year: p.ContractYear, Sum: p.Sum}
	for _, f := range p.Fields() {
		out.Fields = append(out.Fields, Field{f.Path, f.Value, p.IsSample(f.Path)})
	}
	return out
}

// keep returns the files of the sources, a folder a layer, so that a folder of
// samples can be made again by whoever has it.
func keep(o Options) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, group := range []struct {
		name   string
		layers []fs.FS
		ending []string
	}{
		{"programs", o.Files.Programs, []string{".yaml", ".yml"}},
		{"locales", o.Files.Locales, []string{".yaml", ".yml"}},
		{"templates", o.Files.Templates, []string{".yaml"}},
	} {
		for i, l := range group.layers {
			files := map[string][]byte{}
			if err := gather(files, l, group.ending...); err != nil {
				return nil, fault.Wrap(fault.Source, err, "read the sources")
			}
			for name, data := range files {
				out[path.Join(group.name, layerNames[min(i, 1)], name)] = bytes.Clone(data)
			}
		}
	}
	return out, nil
}

// layerNames are the folders of the sources that are built in and of those that
// are laid over them.
var layerNames = [2]string{"built-in", "laid-over"}
