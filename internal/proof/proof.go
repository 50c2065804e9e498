// Package proof makes the samples that compliance staff look at, and the report
// of what differs between two sets of them.
//
// It owns the sample folder, its index and the report, and the answer to which
// message, template or program field caused a change. It decides nothing about
// letters: it makes them as everyone does, looks at the pages, and asks the
// sources what each letter was made of. Sample members are fictional; nothing
// else is ever given to this package.
package proof

import (
	"io/fs"

	"letterpress/internal/fault"
	"letterpress/internal/page"
	"letterpress/internal/render"
)

// version is that of the folder's layout and of samples.json. A folder of
// another version is not compared.
const version = 1

// Options says what samples are made of.
type Options struct {
	Files    render.Files
	Requests []fs.FS // sample requests, a folder a program, a later layer over an earlier
	Tenant   string  // decides the letter ids on the pages
	Only     Selection
}

// Selection leaves samples out; its zero value leaves out none.
type Selection struct {
	Program string `json:"program,omitempty"`
	Year    int    `json:"year,omitempty"` // contract year
}

// Samples is a set of sample documents with what each was made from.
type Samples struct {
	Index
	docs  map[string]*Document // by id
	files render.Files         // the sources, for making a document again
	kept  map[string][]byte    // the files of the sources as they lie in the folder
}

// Index is samples.json: what there is.
type Index struct {
	Version   int       `json:"version"`
	Code      string    `json:"code"` // hash of the source that decides the bytes
	Tenant    string    `json:"tenant"`
	Strict    bool      `json:"strict,omitempty"`
	Only      Selection `json:"only"`
	Programs  []Program `json:"programs"`
	Documents []Entry   `json:"documents"`
	Refused   []Refusal `json:"refused"`
}

// Program is a program whose documents are in the set.
type Program struct {
	ID     string  `json:"id"`
	Plan   string  `json:"plan"`
	Year   int     `json:"contract_year"`
	Sum    string  `json:"sha256"`
	Fields []Field `json:"fields"` // the values of its file in order
}

// Entry is a document in the index.
type Entry struct {
	ID          string             `json:"id"` // <program>/<kind>[-variant]-<language>-<format>
	Program     string             `json:"program"`
	Kind        string             `json:"kind"`
	Variant     string             `json:"variant,omitempty"`
	Language    string             `json:"language"`
	Format      string             `json:"format"`
	Title       string             `json:"title"`
	Date        string             `json:"date"`
	Material    string             `json:"material_id"`
	Edition     string             `json:"edition"`
	Pages       int                `json:"pages"`
	Sheets      int                `json:"sheets"`
	Parts       []render.Part      `json:"parts"`
	SHA256      string             `json:"sha256"`
	PDF         string             `json:"pdf"` // file below the folder
	Fingerprint render.Fingerprint `json:"fingerprint"`
	Warnings    []fault.Field      `json:"warnings"`
}

// Refusal is a sample request that its sources refuse.
type Refusal struct {
	ID     string        `json:"id"`
	Errors []fault.Field `json:"errors"`
}

// Document is one sample document, whole.
type Document struct {
	Entry
	Record Record
	PDF    []byte   // nil for a document of a folder: nothing needs it
	Pages  [][]byte // an SVG image each
}

// Record is what a comparison needs of a document, beside its pages.
type Record struct {
	ID        string    `json:"id"`
	Request   Request   `json:"request"`
	Messages  []Message `json:"messages"`  // that it prints, sorted by id
	Fields    []Field   `json:"fields"`    // values of the program file without which it would be another
	Templates []File    `json:"templates"` // letter, parts and edition, as they were
	Profile   File      `json:"profile"`
	Meanings  []Meaning `json:"abbreviations"` // that its tags expand
	Passages  []Passage `json:"passages"`
	Tags      []string  `json:"tags"` // the tag tree, a line an element
}

// Request is the sample request of a document.
type Request struct {
	File    string `json:"file"`              // below the sample requests
	Derived bool   `json:"derived,omitempty"` // made for another format
	Text    string `json:"text"`
}

// Message is a text of the wording in the form that was printed.
type Message struct {
	ID   string `json:"id"`
	Form string `json:"form,omitempty"` // plural form, "" for other
	Text string `json:"text"`
}

// Field is a value of a program file.
type Field struct {
	Path   string `json:"path"`
	Value  string `json:"value"`
	Sample bool   `json:"sample_only,omitempty"`
}

// File is a template, edition or mail profile.
type File struct {
	Name    string `json:"name"` // below the templates
	Version int    `json:"version,omitempty"`
	Sum     string `json:"sha256"`
}

// Meaning is an abbreviation and what it stands for.
type Meaning struct {
	Short string `json:"short"`
	Long  string `json:"long"`
}

// Passage is words that are read in one go, see page.Passage.
type Passage struct {
	Page  int    `json:"page"` // from 1
	Role  string `json:"role"`
	Words string `json:"words"`
}

// Find returns the document with id, or nil.
func (s *Samples) Find(id string) *Document { return s.docs[id] }

func passages(d *page.Document) []Passage {
	var out []Passage
	for _, p := range d.Passages() {
		out = append(out, Passage{p.Page + 1, p.Role, p.Words})
	}
	return out
}

// Images returns a place for each page of e, for templates to loop over.
func (e Entry) Images() []struct{} { return make([]struct{}, e.Pages) }
