package proof

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"letterpress/internal/fault"
)

//go:embed *.gohtml *.css
var webFiles embed.FS

// web holds the pages that people look at. Values enter them escaped by
// html/template; the pages are whole by themselves and ask no other place for
// anything.
var web = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"short": short, "named": named, "count": count, "style": style, "role": role, "image": pageFile, "add": func(a, b int) int { return a + b },
	}).ParseFS(webFiles, "*.gohtml"))
})

// style is a style sheet, put into the page.
func style(name string) (template.CSS, error) {
	data, err := webFiles.ReadFile(name)
	return template.CSS(data), err
}

func run(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := web().ExecuteTemplate(&b, name, data); err != nil {
		return nil, fault.Wrap(fault.Internal, err, "write the page")
	}
	return b.Bytes(), nil
}

// short is the beginning of a hash, enough to tell two apart by eye.
func short(hash string) string { return hash[:min(10, len(hash))] }

// roles are the tags of passages as people call them.
var roles = map[string]string{"P": "Paragraph", "LI": "List item", "TR": "Table row", "H1": "Title", "H2": "Heading", "H3": "Heading"}

func role(tag string) string { return cmp.Or(roles[tag], tag) }

// acronyms are the words of codes that are written in capitals.
var acronyms = map[string]string{"cmr": "CMR", "tmr": "TMR", "snp": "SNP", "pdp": "PDP", "en": "English", "es": "Spanish"}

// named is a code of ours as people read it: "CMR summary", "Large print".
func named(code string) string {
	words := strings.Split(code, "-")
	for i, w := range words {
		if a := acronyms[w]; a != "" {
			words[i] = a
		}
	}
	s := strings.Join(words, " ")
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// count is a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// shelf is a program's documents in the index.
type shelf struct {
	Program
	Kinds   []kindShelf
	Refused []Refusal
}

type kindShelf struct {
	Kind      string
	Documents []Entry
}

// page returns index.html.
func (s *Samples) page() ([]byte, error) {
	var v struct {
		Index
		Shelves                   []*shelf
		Pages                     int
		Kinds, Languages, Formats []string
		Unmade                    []Refusal // of programs of which nothing was made
		AllRefused                int
	}
	v.Index, v.AllRefused = s.Index, len(s.Refused)
	byProgram := map[string]*shelf{}
	for _, p := range s.Programs {
		sh := &shelf{Program: p}
		byProgram[p.ID] = sh
		v.Shelves = append(v.Shelves, sh)
	}
	for _, d := range s.Documents {
		v.Pages += d.Pages
		byProgram[d.Program].put(d)
		v.Kinds, v.Languages, v.Formats = with(v.Kinds, d.Kind), with(v.Languages, d.Language), with(v.Formats, d.Format)
	}
	for _, r := range s.Refused {
		program, _, _ := strings.Cut(r.ID, "/")
		if sh := byProgram[program]; sh != nil {
			sh.Refused = append(sh.Refused, r)
		} else {
			v.Unmade = append(v.Unmade, r)
		}
	}
	return run("index.gohtml", v)
}

// put adds a document to those of its kind. Documents come sorted, so that a
// kind's follow each other.
func (s *shelf) put(d Entry) {
	if n := len(s.Kinds); n == 0 || s.Kinds[n-1].Kind != d.Kind {
		s.Kinds = append(s.Kinds, kindShelf{Kind: d.Kind})
	}
	k := &s.Kinds[len(s.Kinds)-1]
	k.Documents = append(k.Documents, d)
}

// with returns list and s, each once, in order of first sight.
func with(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}
