// Package render is the pure pipeline: a letter in, the bytes of its PDF out.
//
// It owns the order of the stages and the fingerprint of everything besides the
// request that decides the bytes. It knows no clock, network, database or
// randomness: the same request, program, wording, templates, fonts, mail profile
// and code give the same bytes on any machine.
package render

import (
	"fmt"
	"sync"

	"letterpress/internal/blueprint"
	"letterpress/internal/doc"
	"letterpress/internal/fault"
	"letterpress/internal/intake"
	"letterpress/internal/layout"
	"letterpress/internal/letter"
	"letterpress/internal/page"
	"letterpress/internal/pdf"
	"letterpress/internal/program"
	"letterpress/internal/wording"
)

// Sources is everything besides the request that a letter is made from.
type Sources struct {
	Words     *wording.Catalogue
	Templates *blueprint.Set
	Programs  *program.Set
	Profiles  map[string]*layout.Profile // by id
	Strict    bool
}

// Renderer makes letters. It is safe for any number of goroutines: each takes a
// bench of its own, with the buffers of one worker.
type Renderer struct {
	src     Sources
	desk    *intake.Desk
	views   sync.Map // viewKey to *blueprint.View
	benches sync.Pool
}

// bench is what one worker needs, kept from letter to letter. Nothing of a
// letter stays in it that the next one could read: every stage empties its
// buffers before it starts.
type bench struct {
	memory blueprint.Memory
	engine *layout.Engine
	pages  page.Document
	writer *pdf.Writer
	out    []byte
}

type viewKey struct {
	program *program.Program
	lang    letter.Lang
}

// Letter is a rendered letter.
type Letter struct {
	PDF    []byte
	Sum    [32]byte // SHA-256 of PDF
	Pages  int
	Sheets int
	Parts  []Part
	by     *Renderer
	of     *letter.Letter
}

// Fingerprint returns what decided the letter's bytes.
func (l *Letter) Fingerprint() Fingerprint { return l.by.Fingerprint(l.of) }

// Part says how many pages one document of the letter has.
type Part struct {
	Part  string `json:"part"`
	Pages int    `json:"pages"`
}

// New returns a renderer for src.
func New(src Sources) *Renderer {
	r := &Renderer{src: src}
	r.desk = intake.NewDesk(src.Programs, src.Words, src.Templates, src.Strict)
	return r
}

// Judge returns what is to be known of a request before it is rendered, or
// every fault that refuses it.
func (r *Renderer) Judge(l *letter.Letter) (intake.Verdict, fault.Fields) { return r.desk.Judge(l) }

// Further adds to the faults of a letter that was refused for its shape what else
// can be told of it.
func (r *Renderer) Further(l *letter.Letter, known fault.Fields) fault.Fields {
	return r.desk.Further(l, known)
}

// Sources returns what r renders from.
func (r *Renderer) Sources() Sources { return r.src }

// Render makes the PDF of a judged letter. id is the letter's id, printed small
// on each page, or "" for a request without a key.
func (r *Renderer) Render(l *letter.Letter, id string) (*Letter, error) {
	b, err := r.bench()
	if err != nil {
		return nil, err
	}
	if _, err := r.lay(b, l, id); err != nil {
		return nil, err
	}
	out := &Letter{}
	if b.out, out.Sum, err = b.writer.Append(b.out[:0], &b.pages); err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	r.finish(out, b, l)
	r.benches.Put(b) // one that failed is not used again
	return out, nil
}

func (r *Renderer) bench() (*bench, error) {
	if b, ok := r.benches.Get().(*bench); ok {
		return b, nil
	}
	w, err := pdf.NewWriter()
	if err != nil {
		return nil, err
	}
	return &bench{engine: layout.NewEngine(), writer: w}, nil
}

// lay expands the letter and lays it out in b.
func (r *Renderer) lay(b *bench, l *letter.Letter, id string) (*doc.Document, error) {
	d, err := r.expand(&b.memory, l, id)
	if err != nil {
		return nil, err
	}
	profile, err := r.profile(l)
	if err != nil {
		return nil, err
	}
	if err := b.engine.Lay(d, &b.pages, profile); err != nil {
		return nil, fmt.Errorf("lay out the letter: %w", err)
	}
	return d, nil
}

// Expand returns the letter's meaning: its parts, blocks and words.
func (r *Renderer) Expand(l *letter.Letter, id string) (*doc.Document, error) {
	return r.expand(new(blueprint.Memory), l, id)
}

func (r *Renderer) expand(m *blueprint.Memory, l *letter.Letter, id string) (*doc.Document, error) {
	p, ok := r.src.Programs.Find(l.Program)
	w := r.src.Words.Language(l.Language)
	if !ok || w == nil {
		return nil, fault.New(fault.Internal, "the letter's program or language is not loaded")
	}
	d, err := r.src.Templates.ExpandInto(m, l, id, r.view(p, w))
	if err != nil {
		return nil, fmt.Errorf("expand the template: %w", err)
	}
	return d, nil
}

// Pages lays a letter out for someone who only looks at the pages.
func (r *Renderer) Pages(l *letter.Letter, id string) (*page.Document, error) {
	b, err := r.bench()
	if err != nil {
		return nil, err
	}
	if _, err := r.lay(b, l, id); err != nil {
		return nil, err
	}
	return &b.pages, nil // the bench goes with its pages and is not used again
}

func (r *Renderer) view(p *program.Program, w *wording.Language) *blueprint.View {
	key := viewKey{p, w.Code}
	if v, ok := r.views.Load(key); ok {
		return v.(*blueprint.View)
	}
	v, _ := r.views.LoadOrStore(key, blueprint.NewView(p, w))
	return v.(*blueprint.View)
}

// profile is the mail profile of the letter's program.
func (r *Renderer) profile(l *letter.Letter) (*layout.Profile, error) {
	p, _ := r.src.Programs.Find(l.Program)
	m := r.src.Profiles[p.MailProfile]
	if m == nil {
		return nil, fault.New(fault.Source, "program %s names a mail profile that does not exist", p.ID)
	}
	return m, nil
}

// ProfileOf returns the mail profile by which a rendered letter was laid out.
func (r *Renderer) ProfileOf(l *letter.Letter) *layout.Profile {
	m, _ := r.profile(l)
	return m
}

// finish takes the letter's bytes and counts out of the bench, which goes on to
// the next letter.
func (r *Renderer) finish(out *Letter, b *bench, l *letter.Letter) {
	out.PDF, out.Pages = append([]byte(nil), b.out...), len(b.pages.Pages)
	out.Sheets = r.ProfileOf(l).Sheets(out.Pages)
	for _, p := range b.pages.Parts {
		out.Parts = append(out.Parts, Part{p.ID, p.Count})
	}
	out.by, out.of = r, l
}
