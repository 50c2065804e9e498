package render

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"letterpress/internal"
	"letterpress/internal/face"
	"letterpress/internal/letter"
)

// Fingerprint names everything besides the request that decided a letter's
// bytes. When a letter is made again and differs, its parts say what changed.
type Fingerprint struct {
	Program   string `json:"program"`
	Wording   string `json:"wording"`
	Templates string `json:"templates"`
	Fonts     string `json:"fonts"`
	Profile   string `json:"profile"`
	Code      string `json:"code"`
	Edition   string `json:"edition"` // which edition record of the CMS form
}

// Fingerprint returns what decides the bytes of l now.
func (r *Renderer) Fingerprint(l *letter.Letter) Fingerprint {
	f := Fingerprint{Wording: r.src.Words.Sum(), Templates: r.src.Templates.Sum(), Fonts: face.Fingerprint(), Code: Code()}
	if p, ok := r.src.Programs.Find(l.Program); ok {
		f.Program = p.Sum
		if m := r.src.Profiles[p.MailProfile]; m != nil {
			f.Profile = m.Sum
		}
	}
	if e, ok := r.src.Templates.EditionOf(l); ok {
		f.Edition = e.ID
	}
	return f
}

// Changed names the parts in which two fingerprints differ.
func (f Fingerprint) Changed(g Fingerprint) []string {
	var out []string
	for _, x := range []struct{ name, a, b string }{
		{"program", f.Program, g.Program}, {"wording", f.Wording, g.Wording}, {"template", f.Templates, g.Templates},
		{"fonts", f.Fonts, g.Fonts}, {"mail profile", f.Profile, g.Profile}, {"code", f.Code, g.Code}, {"edition", f.Edition, g.Edition},
	} {
		if x.a != x.b {
			out = append(out, x.name)
		}
	}
	return out
}

// Code returns a SHA-256 over the source of the pure core as it was compiled,
// tests left out: the code's part of a fingerprint.
func Code() string { return code() }

var code = sync.OnceValue(codeSum)

func codeSum() string {
	var names []string
	_ = fs.WalkDir(internal.Source, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !strings.HasSuffix(name, "_test.go") {
			names = append(names, name)
		}
		return nil // an embedded folder cannot fail to be read
	})
	sort.Strings(names)
	h := sha256.New()
	for _, n := range names {
		data, _ := fs.ReadFile(internal.Source, n)
		h.Write([]byte(n + "\x00"))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}
